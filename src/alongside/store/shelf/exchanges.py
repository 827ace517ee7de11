"""Exchanges on the shelf: each push with its answer and what came of it; new mail touches only its own threads."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from alongside.core.readings.moves import STANDS, Exchange, Said
from alongside.core.signals.nouns import KINDS, Side
from alongside.store.shelf.connection import WORKSPACE, Connection, looked_up

_PUSHES = ",".join(f"'{kind.slug}'" for kind in KINDS if kind.side is Side.PUSH)
_STANDS = ",".join(f"'{move}'" for move in STANDS)
_SAID = (
    "SELECT m.thread, m.sent, m.from_me, m.id, GROUP_CONCAT(s.kind, ' ') FROM message m"
    " LEFT JOIN signal s ON s.message_id = m.id WHERE m.client_id = ? AND m.thread IN ({keys})"
    " GROUP BY m.id ORDER BY m.thread, m.sent, m.id"
)
# A move of mine is one only in answer to a push (that I said how I work stands by itself); of a message m, a signal s.
IN_ANSWER = (
    "(NOT m.from_me OR s.kind = 'states_need' OR EXISTS"
    " (SELECT 1 FROM exchange e WHERE e.thread = m.thread AND e.answer_message = m.id))"
)
_COLUMNS = "kind, at, message, answer, answered_at, answer_message, first, outcome"


def pushed_threads(connection: Connection, client: int) -> list[int]:
    """The threads in which a client pushed."""
    rows = connection.execute(
        "SELECT DISTINCT m.thread FROM message m JOIN signal s ON s.message_id = m.id"
        f" WHERE m.client_id = ? AND s.kind IN ({_PUSHES}) ORDER BY m.thread",
        (client,),
    )
    return [row[0] for row in rows]


def said_in(connection: Connection, client: int, threads: Iterable[int]) -> Iterator[tuple[int, Said]]:
    """(thread, what was said) of a client's messages in these threads, by thread and time."""
    for thread, at, from_me, message, kinds in looked_up(connection, _SAID, threads, client):
        yield thread, Said(at, bool(from_me), message, frozenset(kinds.split()) if kinds else frozenset())


def forget_exchanges(connection: Connection, client: int, threads: Iterable[int] | None) -> None:
    """Drop a client's exchanges in these threads (None: in all)."""
    if threads is None:
        connection.execute("DELETE FROM exchange WHERE client_id = ?", (client,))
        return
    connection.executemany(
        "DELETE FROM exchange WHERE client_id = ? AND thread = ?", ((client, thread) for thread in threads)
    )


def save_exchanges(connection: Connection, client: int, rows: Iterable[tuple[int, Exchange]]) -> None:
    """Keep (thread, exchange)."""
    connection.executemany(
        f"INSERT INTO exchange (workspace_id, client_id, thread, {_COLUMNS})"
        f" VALUES ({WORKSPACE}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((client, thread, *exchange) for thread, exchange in rows),
    )


def exchanges_of(connection: Connection, client: int) -> list[Exchange]:
    """A client's exchanges, by time."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM exchange WHERE client_id = ?", (client,))
    return sorted((_to_noun(row) for row in rows), key=lambda one: (one.at, one.message, one.kind))


def signs_of(connection: Connection, client: int, *, from_me: bool) -> list[tuple[str, int, int]]:
    """The signals of one side's messages, in time: (kind, sent, message)."""
    return connection.execute(
        "SELECT s.kind, m.sent, m.id FROM message m JOIN signal s ON s.message_id = m.id"
        " WHERE m.client_id = ? AND m.from_me = ? ORDER BY m.sent, m.id, s.start, s.id",
        (client, from_me),
    ).fetchall()


def pushes_of(connection: Connection, client: int) -> list[int]:
    """The moments of a client's pushes, in time."""
    return [row[0] for row in connection.execute("SELECT at FROM exchange WHERE client_id = ? ORDER BY at", (client,))]


def unsettled(connection: Connection, client: int, since: int) -> list[tuple[int, Exchange]]:
    """(row, exchange) where I stood and the outcome is open, or new mail from `since` on may change it."""
    rows = connection.execute(
        f"SELECT id, {_COLUMNS} FROM exchange WHERE client_id = ? AND answer IN ({_STANDS})"
        " AND (outcome IN ('', 'open') OR answered_at >= ?) ORDER BY answered_at, id",
        (client, since),
    )
    return [(row[0], _to_noun(row[1:])) for row in rows]


def with_open_outcomes(connection: Connection) -> set[int]:
    """The clients of whom some outcome is open."""
    rows = connection.execute(
        "SELECT DISTINCT client_id FROM exchange WHERE outcome = 'open' AND workspace_id = ?", (WORKSPACE,)
    )
    return {row[0] for row in rows}


def heard_since(connection: Connection, client: int, since: int) -> list[tuple[int, bool]]:
    """(sent, whether it offers a trade) of a client's messages from `since` on, in time."""
    rows = connection.execute(
        "SELECT m.sent, EXISTS (SELECT 1 FROM signal s WHERE s.message_id = m.id AND s.kind = 'fair_trade')"
        " FROM message m WHERE m.client_id = ? AND m.sent >= ? AND NOT m.from_me ORDER BY m.sent, m.id",
        (client, since),
    )
    return [(at, bool(trades)) for at, trades in rows]


def save_outcomes(connection: Connection, outcomes: Iterable[tuple[str, int]]) -> None:
    """Keep (outcome, row)."""
    connection.executemany("UPDATE exchange SET outcome = ? WHERE id = ?", outcomes)


def _to_noun(row: Sequence[Any]) -> Exchange:
    return Exchange(*row)  # first is 0 or 1, which does for a truth value
