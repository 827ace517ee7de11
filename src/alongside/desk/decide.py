"""The verb `decide`: what the person chose about clients, kept for good, and everything that rests on it redrawn."""

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from alongside.core.days import Hours, Schedule, business_minutes
from alongside.core.trace import SorryError
from alongside.desk import look
from alongside.desk.read import bring_up_to_date
from alongside.desk.schedules import ME, hours_of
from alongside.store.door import open_desk
from alongside.store.shelf import who
from alongside.store.shelf.connection import transaction


class RefusedError(SorryError):
    """A decision that makes no sense; the message says why and what would."""


def merge(name: str, into: str) -> str:
    """The first client is the second: one reading from now on. Gives the name that stays."""
    documents = look.portfolio()
    gone, stays = look.choose(documents, name), look.choose(documents, into)
    if gone["key"] == stays["key"]:
        raise RefusedError(f"{name!r} and {into!r} are the same client already.")
    _decide("merge", {"key": gone["key"], "into": stays["key"]})
    return str(stays["name"])


def split(name: str, parts: Sequence[str]) -> str:
    """These addresses or domains of a client are another client. Gives the new client's key."""
    one = look.one_client(name)
    addresses = {address for person in one["people"] for address in person["addresses"]}
    wanted = [part.strip().lower() for part in parts]
    for part in wanted:
        if part not in addresses and part not in one["domains"]:
            raise RefusedError(
                f"{part} is no address or domain of {one['name']}: it has {', '.join(sorted(addresses))}."
            )
    if addresses <= set(wanted):
        raise RefusedError(f"That is all of {one['name']}: nothing would be left to split from.")
    key = f"split:{wanted[0]}"
    _decide("split", {"parts": wanted, "key": key})
    return key


def rename(name: str, new: str) -> None:
    """Call a client by another name."""
    if not new.strip():
        raise RefusedError("A client needs a name.")
    _decide("rename", {"key": look.one_client(name)["key"], "name": new.strip()})


def ignore(name: str) -> None:
    """Not a client: its words are forgotten and it is shown no more, until `unignore`."""
    _decide("ignore", {"key": look.one_client(name)["key"]})


def unignore(name: str) -> None:
    """A client after all; its words are read again from where the mail lies."""
    with look.shelf() as connection:
        ignored = [one for _, one in who.clients(connection).values() if one.ignored]
    found = [one for one in ignored if name.casefold() in {one.name.casefold(), one.key.casefold(), *one.domains}]
    if len(found) != 1:
        names = ", ".join(one.name for one in ignored) or "nobody"
        raise RefusedError(f"{name!r} is not ignored; ignored is {names}.")
    _decide("unignore", {"key": found[0].key})


def sign(name: str, day: date | None) -> None:
    """The day an agreement was signed (None takes it back): what came before it was a prospect's mail."""
    key = look.one_client(name)["key"]
    _decide("sign", {"key": key, "date": day.isoformat()}) if day else _decide("unsign", {"key": key})


def set_hours(whose: str, what: Mapping[str, Any]) -> str:
    """Work hours from a date on, mine (`me`) or a client's; all history is measured anew. Gives whose they are."""
    one = {"key": ME, "name": "you"} if whose == ME else look.one_client(whose)
    told = {"whose": one["key"], **{field: value for field, value in what.items() if value}}
    _check_hours(told)
    _decide("hours", told)
    return str(one["name"])


def _check_hours(what: Mapping[str, Any]) -> None:
    """Refuse hours that no calendar can hold, before they are kept: a day in them is measured."""
    try:
        entry = hours_of(what, Hours(date(1990, 1, 1), "UTC"))
        business_minutes(Schedule((entry,)), 0, 86_400)
    except ValueError as error:
        raise RefusedError(str(error)) from error


def decide_all(decisions: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Keep decisions and redraw what rests on them, once for all."""
    with closing(open_desk()) as connection:
        with transaction(connection):
            for kind, what in decisions:
                who.save_decision(connection, int(time.time()), kind, what)
        bring_up_to_date(connection, {what["key"] for _, what in decisions if "key" in what})


def _decide(kind: str, what: Mapping[str, Any]) -> None:
    decide_all([(kind, what)])
