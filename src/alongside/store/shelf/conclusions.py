"""Conclusions on the shelf: signals and readings, a cache that `rebuild` redraws."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from alongside.core.evidence.nouns import Marks
from alongside.core.signals.nouns import Signal
from alongside.store.shelf.connection import WORKSPACE, Connection, looked_up, run_for
from alongside.store.shelf.exchanges import IN_ANSWER

FOREVER = 1 << 60  # seconds: before and after everything

# ---------------------------------------------------------------- signals


def unheard(
    connection: Connection, engine: int, at_once: int, *, everything: bool
) -> tuple[list[tuple[int, int]], int]:
    """Runs of message ids that hold up to `at_once` messages this engine has not heard, and how many there are."""
    # Words no engine has heard have an index; those of another engine are looked for only where it drew the readings.
    unheard = "heard < ?1" if everything else "heard = 0"
    rows = connection.execute(
        f"SELECT message_id FROM text WHERE {unheard} AND workspace_id = ?2 ORDER BY message_id", (engine, WORKSPACE)
    )
    ids = array("q", (row[0] for row in rows))
    runs = [(ids[start], ids[min(start + at_once, len(ids)) - 1]) for start in range(0, len(ids), at_once)]
    return runs, len(ids)


def words(connection: Connection, first: int, last: int, engine: int) -> list[tuple[int, int, str, int]]:
    """(message id, uid, body, from me) of the unheard messages in a run of ids."""
    return connection.execute(
        "SELECT message_id, uid, body, from_me FROM text JOIN message ON message.id = message_id"
        " WHERE message_id BETWEEN ? AND ? AND heard < ? ORDER BY message_id",
        (first, last, engine),
    ).fetchall()


class Heard(NamedTuple):
    """One message that was heard: its row, with which ear, its signals, its language, and whether only its beginning
    was heard.
    """

    row: int
    from_me: bool
    signals: list[Signal]
    language: str
    cut: bool


def still_unheard(connection: Connection, heard: Sequence[Heard], engine: int) -> list[Heard]:
    """Those of these messages that still wait for this engine: the others were erased, heard by somebody else, or
    turned out to be the other side's meanwhile.
    """
    query = (
        "SELECT message_id, from_me FROM text JOIN message ON message.id = message_id"
        " WHERE heard < ? AND message_id IN ({keys})"
    )
    waiting = dict(looked_up(connection, query, [one.row for one in heard], engine))
    return [one for one in heard if waiting.get(one.row) == one.from_me]


def save_signals(connection: Connection, heard: Sequence[Heard], engine: int) -> None:
    """Replace the signals of these messages and mark them as heard."""
    run_for(connection, "DELETE FROM signal WHERE message_id IN ({keys})", [one.row for one in heard])
    connection.executemany(
        'INSERT INTO signal (workspace_id, message_id, kind, start, "end", confidence, rule, engine)'
        f" VALUES ({WORKSPACE}, ?, ?, ?, ?, ?, ?, ?)",
        (
            (message.row, one.kind, one.start, one.end, one.confidence, one.rule, engine)
            for message in heard
            for one in message.signals
        ),
    )
    for language in {one.language for one in heard}:
        rows = [one.row for one in heard if one.language == language]
        run_for(
            connection, "UPDATE text SET heard = ?, language = ? WHERE message_id IN ({keys})", rows, engine, language
        )


def forget_heard(connection: Connection, messages: Iterable[int] | None) -> None:
    """Have these messages heard again (None: all)."""
    if messages is None:
        connection.execute("UPDATE text SET heard = 0 WHERE workspace_id = ?", (WORKSPACE,))
        return
    connection.executemany("UPDATE text SET heard = 0 WHERE message_id = ?", ((row,) for row in messages))


def forget_strays(connection: Connection) -> None:
    """Drop what was heard in words that are not kept, and what was concluded of nobody's clients or of ignored ones."""
    connection.execute(
        "DELETE FROM signal WHERE workspace_id = ? AND message_id NOT IN (SELECT message_id FROM text)", (WORKSPACE,)
    )
    for table in ("reading", "wait", "tally", "exchange"):
        connection.execute(
            f"DELETE FROM {table} WHERE workspace_id = ?"
            " AND client_id NOT IN (SELECT id FROM client WHERE NOT ignored)",
            (WORKSPACE,),
        )


# ---------------------------------------------------------------- what readings rest on


def messages_of(connection: Connection, client: int, since: int, until: int) -> list[tuple[int, int, str]]:
    """(sent, from me, language) of a client's messages from `since` to before `until`, in time."""
    return connection.execute(
        "SELECT sent, from_me, COALESCE(language, '') FROM message LEFT JOIN text ON message_id = message.id"
        " WHERE client_id = ? AND sent >= ? AND sent < ? ORDER BY sent, message.id",
        (client, since, until),
    ).fetchall()


def languages_before(connection: Connection, client: int, moment: int) -> list[tuple[str, int]]:
    """(language, how many) of a client's own messages sent before a moment; empty where no language is known."""
    return connection.execute(
        "SELECT COALESCE(language, ''), COUNT(*) FROM message LEFT JOIN text ON message_id = message.id"
        " WHERE client_id = ? AND sent < ? AND NOT from_me GROUP BY COALESCE(language, '')",
        (client, moment),
    ).fetchall()


def zones_of(connection: Connection, client: int) -> list[tuple[int, int]]:
    """(sent, minutes east of UTC) of a client's own messages, in time, where their program said so; a chat's zone is
    that of my phone.
    """
    return connection.execute(
        "SELECT sent, zone FROM message WHERE client_id = ? AND NOT from_me AND zone IS NOT NULL"
        f" AND (marks & {int(Marks.CHAT)}) = 0 ORDER BY sent, id",
        (client,),
    ).fetchall()


def count_written(connection: Connection, client: int, *, from_me: bool) -> int:
    """How many messages a client wrote, or I to the client."""
    query = "SELECT COUNT(*) FROM message WHERE client_id = ? AND from_me = ?"
    return int(connection.execute(query, (client, from_me)).fetchone()[0])


def extent_of(connection: Connection, client: int) -> tuple[int | None, int | None]:
    """The first and the last moment of all mail with a client."""
    row: tuple[int | None, int | None] = connection.execute(
        "SELECT (SELECT MIN(sent) FROM message WHERE client_id = ?1),"
        " (SELECT MAX(sent) FROM message WHERE client_id = ?1)",
        (client,),
    ).fetchone()
    return row


def signals_of(
    connection: Connection, client: int, since: int = -FOREVER, until: int = FOREVER
) -> Iterator[tuple[int, int, int | None, str, float]]:
    """A client's signals from `since` to before `until`, in time: (thread, sent, zone, kind, confidence).

    My own moves are among them where they answer a push, so exchanges are logged first.
    """
    yield from connection.execute(
        "SELECT m.thread, m.sent, m.zone, s.kind, s.confidence"
        " FROM message m JOIN signal s ON s.message_id = m.id"
        f" WHERE m.client_id = ? AND m.sent >= ? AND m.sent < ? AND {IN_ANSWER} ORDER BY m.sent, m.id, s.start, s.id",
        (client, since, until),
    )


# ---------------------------------------------------------------- readings


def save_reading(connection: Connection, client: int, engine: int, as_of: int, document: dict[str, Any]) -> None:
    """Keep everything measured about one client."""
    connection.execute(
        f"INSERT INTO reading (workspace_id, client_id, engine, as_of, document) VALUES ({WORKSPACE}, ?, ?, ?, ?)"
        " ON CONFLICT (client_id) DO UPDATE SET engine = excluded.engine, as_of = excluded.as_of,"
        " document = excluded.document",
        (client, engine, as_of, json.dumps(document, ensure_ascii=False, separators=(",", ":"))),
    )


def readings(connection: Connection) -> list[dict[str, Any]]:
    """The document of every client that is not ignored, the one with most mail first."""
    rows = connection.execute(
        "SELECT document FROM reading JOIN client ON client.id = client_id"
        " WHERE reading.workspace_id = ? AND NOT ignored",
        (WORKSPACE,),
    )
    documents = [json.loads(row[0]) for row in rows]
    return sorted(documents, key=lambda one: (-(one["messages_in"] + one["messages_out"]), one["name"]))
