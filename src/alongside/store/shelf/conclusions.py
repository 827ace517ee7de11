"""Conclusions on the shelf: signals and readings, a cache that `rebuild` redraws."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from alongside.core.signals.nouns import Signal
from alongside.store.shelf.connection import WORKSPACE, looked_up

# ---------------------------------------------------------------- signals


def unheard(connection: sqlite3.Connection, engine: int, at_once: int) -> tuple[list[tuple[int, int]], int, set[int]]:
    """Runs of message ids that hold up to `at_once` unheard messages, how many there are, and whose they are."""
    ids, clients = array("q"), set()
    for row, client in connection.execute(
        "SELECT message_id, client_id FROM text JOIN message ON message.id = message_id"
        " WHERE heard < ? AND workspace_id = ? ORDER BY message_id",
        (engine, WORKSPACE),
    ):
        ids.append(row)
        clients.add(client)
    runs = [(ids[start], ids[min(start + at_once, len(ids)) - 1]) for start in range(0, len(ids), at_once)]
    return runs, len(ids), clients - {None}


def words(connection: sqlite3.Connection, first: int, last: int, engine: int) -> list[tuple[int, str, int]]:
    """(message id, body, from me) of the unheard messages in a run of ids."""
    return connection.execute(
        "SELECT message_id, body, from_me FROM text JOIN message ON message.id = message_id"
        " WHERE message_id BETWEEN ? AND ? AND heard < ? ORDER BY message_id",
        (first, last, engine),
    ).fetchall()


def save_signals(connection: sqlite3.Connection, heard: Iterable[tuple[int, list[Signal]]], engine: int) -> None:
    """Replace the signals of these messages and mark them as heard."""
    heard = list(heard)
    ids = [(row,) for row, _ in heard]
    connection.executemany("DELETE FROM signal WHERE message_id = ?", ids)
    connection.executemany(
        'INSERT INTO signal (message_id, kind, start, "end", confidence, rule, engine) VALUES (?, ?, ?, ?, ?, ?, ?)',
        (
            (row, one.kind, one.start, one.end, one.confidence, one.rule, engine)
            for row, signals in heard
            for one in signals
        ),
    )
    connection.executemany("UPDATE text SET heard = ? WHERE message_id = ?", ((engine, row) for row, _ in heard))


def forget_conclusions(connection: sqlite3.Connection) -> None:
    """Drop every signal and reading, so that all is heard and read anew."""
    connection.execute("DELETE FROM signal")
    connection.execute("DELETE FROM reading")
    connection.execute("DELETE FROM wait")
    connection.execute("UPDATE text SET heard = 0")


# ---------------------------------------------------------------- what readings rest on


def heard_of(connection: sqlite3.Connection, client: int) -> list[tuple[int, int | None]]:
    """(sent, zone) of a client's own messages, in time."""
    return connection.execute(
        "SELECT sent, zone FROM message WHERE client_id = ? AND NOT from_me ORDER BY sent", (client,)
    ).fetchall()


def extent_of(connection: sqlite3.Connection, client: int) -> tuple[int, int | None, int | None]:
    """How many messages of mine went to a client; the first and the last moment of all mail with it."""
    row: tuple[int, int | None, int | None] = connection.execute(
        "SELECT COALESCE(SUM(from_me), 0), MIN(sent), MAX(sent) FROM message WHERE client_id = ?", (client,)
    ).fetchone()
    return row


def said_in(connection: sqlite3.Connection, client: int, threads: Iterable[int]) -> Iterator[tuple[int, int, int, int]]:
    """A client's messages in these threads, by thread and time: (thread, sent, from me, id)."""
    query = (
        "SELECT thread, sent, from_me, id FROM message WHERE client_id = ? AND thread IN ({keys})"
        " ORDER BY thread, sent, id"
    )
    yield from looked_up(connection, query, sorted(threads), client)


def signals_of(connection: sqlite3.Connection, client: int) -> Iterator[tuple[int, int, int, int | None, str, float]]:
    """A client's signals in time: (message, thread, sent, zone, kind, confidence)."""
    yield from connection.execute(
        "SELECT m.id, m.thread, m.sent, m.zone, s.kind, s.confidence"
        " FROM message m JOIN signal s ON s.message_id = m.id WHERE m.client_id = ? ORDER BY m.sent, m.id, s.start",
        (client,),
    )


# ---------------------------------------------------------------- readings


def save_reading(
    connection: sqlite3.Connection, client: int, engine: int, as_of: int, document: dict[str, Any]
) -> None:
    """Keep everything measured about one client."""
    connection.execute(
        "INSERT OR REPLACE INTO reading (client_id, engine, as_of, document) VALUES (?, ?, ?, ?)",
        (client, engine, as_of, json.dumps(document, ensure_ascii=False, separators=(",", ":"))),
    )


def readings(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The document of every client that is not ignored, the one with most mail first."""
    rows = connection.execute(
        "SELECT document FROM reading JOIN client ON client.id = client_id WHERE workspace_id = ? AND NOT ignored",
        (WORKSPACE,),
    )
    documents = [json.loads(row[0]) for row in rows]
    return sorted(documents, key=lambda one: (-(one["messages_in"] + one["messages_out"]), one["name"]))
