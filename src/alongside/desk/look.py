"""Looking: what is on the shelf, for the faces; reads only, and quickly."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from alongside.core.signals.corrections import fold_clues
from alongside.core.trace import SorryError, Trouble
from alongside.store.door import open_look
from alongside.store.shelf import conclusions, letters, sources, who
from alongside.store.shelf.connection import Connection, said
from alongside.store.shelf.workspace import engine, horizon

_ALL = 1 << 40  # more signals than anybody has

NOBODY = "No clients yet: nobody in this mail both wrote to you and was answered."
NOT_DRAWN = "No clients yet: a read is under way, or was stopped before its end. Read again to go on."


class NothingYetError(SorryError):
    """No mail was read so far; the message says how to begin."""

    def __init__(self) -> None:
        super().__init__("Nothing has been read yet. Begin with: alongside read ~/Mail/All.mbox (or: alongside demo)")


class UnknownClientError(SorryError):
    """No client, or more than one, goes by that name."""


class Evidence(NamedTuple):
    """One signal in its mail: when, what kind, the quote, where it lies, how it was answered and what came of it.

    `clue` is what the person noted that it revealed, `asked` what it asks for.
    """

    signal: int
    client: str
    kind: str
    at: datetime
    quote: str
    subject: str
    sender: str
    message_id: str
    path: str
    place: str
    confidence: float
    answer: str
    outcome: str
    clue: str = ""
    asked: Mapping[str, Any] = MappingProxyType({})
    message: int = 0
    client_row: int = 0


@contextmanager
def shelf() -> Iterator[Connection]:
    """A connection that only reads."""
    connection = open_look()
    if connection is None:
        raise NothingYetError
    with said(), closing(connection):
        yield connection


def portfolio() -> list[dict[str, Any]]:
    """The document of every client, the one with most mail first."""
    with shelf() as connection:
        return conclusions.readings(connection)


def is_drawn() -> bool:
    """Whether everything that was read and decided is in what is shown; where nothing was, it is."""
    try:
        with shelf() as connection:
            return engine(connection) > 0 or not horizon(connection)
    except NothingYetError:
        return True


def why_nobody() -> str:
    """Why the portfolio is empty: nobody is a client, or no read has come to its end."""
    return NOBODY if is_drawn() else NOT_DRAWN


def one_client(name: str) -> dict[str, Any]:
    """The document of the client who goes by that name, domain or address; raises UnknownClientError."""
    return choose(portfolio(), name)


def choose(documents: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The one document that a name means: the very name, domain or address first, then the start of a name."""
    wanted = name.casefold()
    exact = [one for one in documents if wanted in _names(one)]
    found = exact or [one for one in documents if one["name"].casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownClientError(f"{name!r} could be {_list(found)}: write more of the name, or the domain.")
    known = f" Known are {_list(documents[:12])}." if documents else ""
    raise UnknownClientError(f"No client goes by {name!r}.{known}")


def _names(one: dict[str, Any]) -> set[str]:
    addresses = {address for person in one["people"] for address in person["addresses"]}
    return {one["name"].casefold(), one["key"].casefold(), *one["domains"], *addresses}


def _list(documents: list[dict[str, Any]]) -> str:
    return ", ".join(one["name"] for one in documents)


def evidence(  # noqa: PLR0913 - which ones, and which page of them
    key: str = "",
    kinds: frozenset[str] = frozenset(),
    most: int = 200,
    skip: int = 0,
    *,
    asked: bool = False,
    waiting: bool = False,
    since: int = 0,
) -> list[Evidence]:
    """Signals with their mails, newest first: of one client (by key) or of all, of some kinds or of all.

    With `asked`, also what each push asks for (an amount, a date, ...); with `waiting`, only those nobody answered;
    with `since`, only what was sent from that moment on (seconds since 1970 UTC).
    """
    with shelf() as connection:
        rows = list(letters.signals(connection, key, kinds, most, skip, waiting=waiting, since=since))
        clues = fold_clues(who.decisions(connection))
        if not asked:
            return [_evidence(row, clues) for row in rows]
        from alongside.desk.asking import asked_of, my_open_days  # noqa: PLC0415 - patterns that a count needs not

        open_days = my_open_days(connection)
        return [
            _evidence(row, clues)._replace(asked=asked_of(row[2], row[4], row[5], row[6], row[3], row[-3], open_days))
            for row in rows
        ]


def all_evidence() -> Iterator[Evidence]:
    """Every signal with its mail, newest first, one at a time."""
    with shelf() as connection:
        clues = fold_clues(who.decisions(connection))
        yield from (_evidence(row, clues) for row in letters.signals(connection, "", frozenset(), most=_ALL))


def count_evidence(key: str = "", kinds: frozenset[str] = frozenset(), *, waiting: bool = False) -> int:
    """How many signals `evidence` could show in all."""
    with shelf() as connection:
        return letters.count_signals(connection, key, kinds, waiting=waiting)


def _evidence(row: tuple[Any, ...], clues: Mapping[tuple[int, str], str]) -> Evidence:
    """A row of shelf.letters.signals, its words cut down to the quote."""
    signal, client, kind, at, body, start, end, *rest, uid, _zone, message, client_row = row
    quote = " ".join(body[start:end].split())
    fields = (signal, client, kind, datetime.fromtimestamp(at, UTC), quote, *rest)
    return Evidence._make((*fields, clues.get((uid, kind), ""), {}, message, client_row))


def troubles() -> list[Trouble]:
    """Everything that could not be read."""
    with shelf() as connection:
        return sources.troubles(connection)


def set_apart() -> list[tuple[str, str, str, int]]:
    """Addresses that are no client's: (email, taken for, why, messages from it), the busiest first."""
    with shelf() as connection:
        return list(who.set_apart(connection))


def me() -> list[tuple[str, str]]:
    """My addresses, each with why it is taken for mine."""
    with shelf() as connection:
        return list(who.mine(connection))
