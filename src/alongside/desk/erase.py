"""The verb `erase`: a client or a person, with every word, number and decision; only a print stays, for later reads."""

import re
import secrets
import shutil
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from alongside import config
from alongside.core.trace import SorryError
from alongside.core.who.choices import fold_choices
from alongside.core.who.domains import canonical, domain_of
from alongside.core.who.erased import VEIL, Erased, fold_erased, print_of
from alongside.core.who.me import settle_me
from alongside.core.who.nouns import AddressFacts, Client
from alongside.desk import look
from alongside.desk.jobs import refuse_while_working
from alongside.desk.keep import former, sweep_leftovers
from alongside.desk.read import bring_up_to_date
from alongside.store.door import open_desk
from alongside.store.schema import left_logs
from alongside.store.shelf import conclusions, erasing, who
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.workspace import draw_all_anew

_ABOUT = ("key", "into", "whose")  # fields of a decision that name a client
_CORRECTIONS = frozenset(("wrong", "missed", "uncorrect"))


class EraseError(SorryError):
    """Somebody cannot be erased; the message says why and what would do."""


class Leaving(NamedTuple):
    """Whom an erasure is about, a `client` or a `person` by the word that named them: what they are called, their
    addresses by row, whole domains that go with them, and the keys of clients of whom nothing is left.
    """

    what: str
    word: str
    name: str
    names: tuple[str, ...]
    addresses: dict[int, str]
    domains: frozenset[str]
    keys: frozenset[str]


class Gone(NamedTuple):
    """What an erasure took out; `still_in` are files outside that hold their mail, `swept` whether the whole file could
    be written anew.
    """

    name: str
    addresses: tuple[str, ...]
    messages: int
    decisions: int
    still_in: tuple[str, ...]
    swept: bool


def erase_client(name: str) -> Gone:
    """Erase the client who goes by that name, domain or address; raises UnknownClientError."""
    return erase(leaving_client(name))


def erase_person(address: str) -> Gone:
    """Erase a person by an address of theirs, with the other addresses they are known to write from."""
    return erase(leaving_person(address))


def erase_confirmed(leaving: Leaving, typed: str) -> Gone:
    """Erase whom the person typed out once more, to confirm it."""
    same = {one.casefold() for one in (leaving.name, *leaving.addresses.values())}
    if typed.strip().casefold() not in same:
        raise EraseError(f"Nothing was erased: to confirm it, type “{leaving.name}”.")
    return erase(leaving)


# ---------------------------------------------------------------- who goes


def leaving_client(name: str) -> Leaving:
    """A client with every address and domain that is its alone, those left out before among them."""
    with look.shelf() as connection:
        clients = {key: client for key, (_, client) in who.clients(connection).items()}
        client = clients[str(look.choose([_document(one) for one in clients.values()], name)["key"])]
        facts, owners, taken = _known(connection)
        choices = fold_choices(who.decisions(connection))
    shared = {one.domain for one in facts if owners[one.id] not in ("", client.key) or taken[one.id] in _MY_SIDE}
    domains = frozenset(client.domains) - shared
    ids = {one.id: one.email for one in facts if owners[one.id] == client.key or (one.domain and one.domain in domains)}
    others = {*choices.merged, *choices.moved.values(), *choices.names}
    keys = frozenset({client.key} | {key for key in others if choices.key_of(key) == client.key})
    people = tuple(one.name for one in client.people)
    return Leaving("client", name, client.name, people, ids, domains, keys)


_MY_SIDE = frozenset(("me", "colleague"))


def leaving_person(address: str) -> Leaving:
    """A person with every address that is known to be theirs."""
    wanted = address.strip().lower()
    with look.shelf() as connection:
        facts, owners, taken = _known(connection)
        people = [one for _, client in who.clients(connection).values() for one in client.people]
    person = next((one for one in people if wanted in one.addresses), None)
    forms = {canonical(one) for one in (person.addresses if person else (wanted,))}
    found = [one for one in facts if one.email and canonical(one.email) in forms]
    if not found:
        raise EraseError(f"No mail from or to {address!r} is known: nothing was erased. Write the whole address.")
    if any(taken[one.id] == "me" for one in found):
        raise EraseError(f"{wanted} is an address of yours: delete the data folder to erase yourself.")
    ids = {one.id: one.email for one in found}
    left = {owners[one.id] for one in facts if one.id not in ids}
    keys = frozenset({owners[one.id] for one in found} - left - {""})
    return Leaving("person", address, person.name if person else wanted, (), ids, frozenset(), keys)


def _known(connection: Connection) -> tuple[list[AddressFacts], dict[int, str], dict[int, str]]:
    """Every address; and by row, the key of the client it belongs to ('' for none) and what it is taken for."""
    rows = connection.execute(
        "SELECT a.id, COALESCE(c.key, ''), a.kind FROM address a LEFT JOIN client c ON c.id = a.client_id"
    ).fetchall()
    return who.address_facts(connection), {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


def _document(one: Client) -> dict[str, Any]:
    people = [{"name": person.name, "addresses": person.addresses} for person in one.people]
    return {"key": one.key, "name": one.name, "domains": one.domains, "people": people}


# ---------------------------------------------------------------- erasing


def erase(leaving: Leaving) -> Gone:
    """Take everything of theirs out, draw anew what rested on it, and write the file anew. Raises EraseError where they
    are known otherwise by now than as what was agreed to.
    """
    with closing(open_desk()) as connection:
        with transaction(connection):
            refuse_while_working(connection)
            gone = _forget(connection, _as_agreed(leaving))
            _forget_copies()  # before it is final: a kill after it must leave none
        try:
            bring_up_to_date(connection)
        except SorryError:
            return gone  # they are; the next read draws the others
        return gone._replace(swept=erasing.sweep(connection))


def _as_agreed(leaving: Leaving) -> Leaving:
    """Who goes as they are known in this moment: rows may be others' by now."""
    now = (leaving_person if leaving.what == "person" else leaving_client)(leaving.word)
    if _told(now) != _told(leaving):
        raise EraseError(f"What is known of {leaving.name} changed a moment ago: nothing was erased. Look again.")
    return now


def _told(leaving: Leaving) -> tuple[object, ...]:
    return leaving.name, leaving.names, set(leaving.addresses.values()), leaving.domains, leaving.keys


def _forget_copies() -> None:
    """Remove what lies beside the database and may hold them: what was put aside, and drawings with names."""
    former().unlink(missing_ok=True)
    for log in left_logs(config.database()):
        log.unlink(missing_ok=True)
    sweep_leftovers(config.home())
    shutil.rmtree(config.home() / "charts", ignore_errors=True)


def _forget(connection: Connection, leaving: Leaving) -> Gone:
    """All of it in one transaction: a kill leaves everything or nothing."""
    before = frozenset(who.my_addresses(connection).values())
    touched = _clients_of(connection, leaving.addresses)
    uids = erasing.mark_leaving(connection, leaving.addresses)
    still_in = [path for path in erasing.paths_of_gone(connection) if Path(path).exists()]
    erased = _keep_prints(connection, leaving)
    erasing.forget_messages(connection)
    erasing.forget_clients(connection, touched)
    dropped = _forget_decisions(connection, leaving, uids, erased)
    erasing.veil_words(connection, _veil(leaving, erased))
    erasing.veil_troubles(connection, erased.veil)
    erasing.forget_jobs(connection, (leaving.name, *leaving.names, *leaving.addresses.values()))
    erasing.forget_caches(connection)
    draw_all_anew(connection)
    _stay_who_i_am(connection, before)
    addresses = tuple(sorted(leaving.addresses.values()))
    return Gone(leaving.name, addresses, len(uids), dropped, tuple(still_in), swept=False)


def _veil(leaving: Leaving, erased: Erased) -> Callable[[str], str]:
    """What makes their addresses unreadable: as words stand by themselves, and wherever these very letters stand."""
    longest = sorted(filter(None, leaving.addresses.values()), key=len, reverse=True)
    these = re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)
    return lambda text: these.sub(lambda found: VEIL * len(found[0]), erased.veil(text))


def _clients_of(connection: Connection, addresses: Collection[int]) -> list[int]:
    rows = connection.execute("SELECT id, client_id FROM address WHERE client_id IS NOT NULL")
    return sorted({client for row, client in rows if row in addresses})


def _keep_prints(connection: Connection, leaving: Leaving) -> Erased:
    """Keep the prints; everybody who was ever erased."""
    salt = fold_erased(who.decisions(connection)).salt or secrets.token_hex(16)
    whole = {canonical(one) for one in leaving.addresses.values() if domain_of(one) not in leaving.domains}
    prints = sorted(print_of(salt, one) for one in whole | leaving.domains)
    who.save_decision(connection, int(time.time()), "erased", {"salt": salt, "prints": prints})
    return fold_erased(who.decisions(connection))


def _stay_who_i_am(connection: Connection, before: frozenset[str]) -> None:
    """Who I am was guessed from all mail; with less of it, the guess must not fall on somebody else."""
    choices = fold_choices(who.decisions(connection))
    if before and settle_me(who.address_facts(connection), choices.me, before) != before:
        who.save_decision(connection, int(time.time()), "me", {"addresses": sorted(before)})


# ---------------------------------------------------------------- decisions


def _forget_decisions(connection: Connection, leaving: Leaving, uids: Collection[int], erased: Erased) -> int:
    """Drop decisions about who goes and take their names out of the others; how many were dropped."""
    rekeyed = _rekeyed(connection, erased)
    said, changed = frozenset(uids), dict[int, dict[str, Any] | None]()
    told = erasing.all_decisions(connection)
    for number, kind, what in told:
        new = None if _is_about(what, leaving, said) else _worded(what, leaving, rekeyed, erased)
        if kind not in {"undo", "erased"} and new != what:
            changed[number] = new
    dropped = {number for number, what in changed.items() if what is None}
    changed |= {number: None for number, kind, what in told if kind == "undo" and what["decision"] in dropped}
    erasing.replace_decisions(connection, changed)
    if any(number in dropped and kind in _CORRECTIONS for number, kind, _ in told):
        conclusions.forget_heard(connection, None)  # the thresholds no longer rest on them
    return len(dropped)


def _is_about(what: Mapping[str, Any], leaving: Leaving, said: Collection[int]) -> bool:
    return any(what.get(field) in leaving.keys for field in _ABOUT) or what.get("message") in said


def _worded(
    what: dict[str, Any], leaving: Leaving, rekeyed: Mapping[str, str], erased: Erased
) -> dict[str, Any] | None:
    """A decision without who goes; None where nothing is left of it."""
    new = {field: rekeyed.get(value, value) if field in _ABOUT else value for field, value in what.items()}
    if "parts" in what:
        new["parts"] = [one for one in what["parts"] if not (erased.has(one) or one in leaving.domains)]
    if new.get("parts") == [] or new.get("key", "") == new.get("into"):
        return None
    return {field: _mapped(value, erased.veil) for field, value in new.items()}


def _mapped(value: Any, veil: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return veil(value)
    return [_mapped(one, veil) for one in value] if isinstance(value, list) else value


def _rekeyed(connection: Connection, erased: Erased) -> dict[str, str]:
    """Clients that stay but whose key names an address that goes get one of an address that stays: old key, new key."""
    found: dict[str, str] = {}
    for key, (row, _) in who.clients(connection).items():
        kind, colon, named = key.partition(":")
        left = connection.execute("SELECT email FROM address WHERE client_id = ? ORDER BY id", (row,)).fetchone()
        if colon and left and "@" in named and erased.has(named):
            found[key] = f"{kind}:{canonical(left[0])}"
            known = found[key] in who.clients(connection)  # then this row goes when who is who is worked out anew
            erasing.rekey_client(connection, row, f"gone:{row}" if known else found[key])
    return found
