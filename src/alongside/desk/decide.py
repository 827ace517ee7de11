"""The verb `decide`: what the person chose about clients, kept for good, and everything that rests on it redrawn."""

import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from alongside.core.days import Hours, Schedule, business_minutes
from alongside.core.trace import SorryError
from alongside.core.who.nouns import NOT_YET
from alongside.desk import look
from alongside.desk.read import deciding
from alongside.desk.schedules import ME, hours_of
from alongside.store.door import open_desk
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection
from alongside.store.shelf.who import Decided

UNDONE_HERE = frozenset("me merge split move rename ignore unignore sign unsign hours".split())


_ABOUT = ("key", "into", "whose")  # what names a client in a decision


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


def call_prospect(name: str) -> None:
    """Nothing is signed with this client yet: all of its mail is a prospect's."""
    _decide("sign", {"key": look.one_client(name)["key"], "date": NOT_YET.isoformat()})


def decided_about(key: str) -> list[Decided]:
    """What the person decided about the client of this key, newest first; corrections are not among it."""
    with look.shelf() as connection:
        made = who.decided(connection)
    return [one for one in reversed(made) if one.kind in UNDONE_HERE and key in _keys(one)]


def newest_decision() -> int:
    """The number of the last decision that holds; 0 without any."""
    with look.shelf() as connection:
        return max((one.number for one in who.decided(connection)), default=0)


def undo(number: int) -> None:
    """Take a decision about clients, hours or addresses back, whenever it was made."""
    with look.shelf() as connection:
        found = [one for one in who.decided(connection) if one.number == number]
    if not found or found[0].kind not in UNDONE_HERE:
        raise RefusedError("That was taken back already, or is not kept any more.")
    _save([("undo", {"decision": number})], _keys(found[0]))


def _keys(one: Decided) -> set[str]:
    """The keys of the clients a decision is about."""
    return {one.what[name] for name in _ABOUT if one.what.get(name)}


def call_mine(addresses: Sequence[str]) -> None:
    """These addresses are mine; who is who is worked out anew."""
    _decide("me", {"addresses": sorted({one.strip().lower() for one in addresses})})


def told_hours() -> list[tuple[Decided, str]]:
    """Every decision about work hours that holds, newest first, with whose they are."""
    with look.shelf() as connection:
        made = who.decided(connection)
        names = {key: one.name for key, (_, one) in who.clients(connection).items()}
    return [(one, names.get(one.what["whose"], "")) for one in reversed(made) if one.kind == "hours"]


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
    _save(decisions, {what["key"] for _, what in decisions if "key" in what})


def _save(decisions: Sequence[tuple[str, Mapping[str, Any]]], keys: set[str]) -> None:
    with closing(open_desk()) as connection, deciding(connection, keys):
        for kind, what in decisions:
            refuse_changed(connection, {what[name] for name in _ABOUT if name in what}, what.get("parts", ()))
            who.save_decision(connection, int(time.time()), kind, what)


def refuse_changed(connection: Connection, keys: Collection[str], parts: Collection[str] = ()) -> None:
    """Refuse a decision about clients, or addresses and domains of theirs, that were erased or merged since they were
    looked up; belongs in the transaction that keeps it.
    """
    known = [one for _, one in who.clients(connection).values()]
    there = {
        part for one in known for part in (*one.domains, *(at for person in one.people for at in person.addresses))
    }
    split_off = {f"split:{part}" for part in parts}
    if not (set(keys) <= {ME, *split_off, *(one.key for one in known)} and set(parts) <= there):
        raise RefusedError("The client this is about was erased or merged a moment ago: nothing was kept. Look again.")


def _decide(kind: str, what: Mapping[str, Any]) -> None:
    decide_all([(kind, what)])
