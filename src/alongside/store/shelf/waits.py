"""Waits on the shelf: who let whom wait how long, thread by thread, so that new mail touches only its own threads."""

import sqlite3
from collections.abc import Iterable, Iterator

Row = tuple[int, int, bool, int, int, int | None, float | None]  # the columns of models.Wait but its id


def touched_threads(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """The threads of touched messages (see shelf.who.touch) by client; their old waits are dropped."""
    connection.execute(
        "DELETE FROM wait WHERE thread IN (SELECT DISTINCT thread FROM message WHERE id IN (SELECT id FROM touched))"
    )
    rows = connection.execute(
        "SELECT DISTINCT client_id, thread FROM message WHERE client_id IS NOT NULL AND thread IN"
        " (SELECT DISTINCT thread FROM message WHERE id IN (SELECT id FROM touched)) ORDER BY client_id, thread"
    )
    found: dict[int, list[int]] = {}
    for client, thread in rows:
        found.setdefault(client, []).append(thread)
    return found


def forget_waits(connection: sqlite3.Connection, client: int) -> None:
    """Drop a client's waits: its calendar changed."""
    connection.execute("DELETE FROM wait WHERE client_id = ?", (client,))


def turns_of(
    connection: sqlite3.Connection, client: int, threads: Iterable[int] | None
) -> Iterator[tuple[int, int, int, int, int]]:
    """A client's messages in these threads (None: in all), by thread and time: (thread, sent, from me, asks, id)."""
    columns = "SELECT thread, sent, from_me, asks, id FROM message WHERE client_id = ?"
    if threads is None:
        yield from connection.execute(f"{columns} ORDER BY thread, sent, id", (client,))
        return
    for thread in threads:
        yield from connection.execute(f"{columns} AND thread = ? ORDER BY sent, id", (client, thread))


def save_waits(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Keep waits."""
    connection.executemany(
        "INSERT INTO wait (client_id, thread, mine, message, began, ended, minutes) VALUES (?, ?, ?, ?, ?, ?, ?)", rows
    )


def waits_of(connection: sqlite3.Connection, client: int) -> list[tuple[int, int, int | None, float | None]]:
    """A client's waits: (mine, began, ended, minutes)."""
    return connection.execute("SELECT mine, began, ended, minutes FROM wait WHERE client_id = ?", (client,)).fetchall()


def open_waits(connection: sqlite3.Connection) -> list[tuple[int, int, int, int, str]]:
    """Open waits of all clients that are not ignored: (client, mine, began, message, subject), oldest first."""
    return connection.execute(
        "SELECT w.client_id, w.mine, w.began, w.message, t.subject FROM wait w JOIN client c ON c.id = w.client_id"
        " LEFT JOIN text t ON t.message_id = w.message WHERE w.ended IS NULL AND NOT c.ignored ORDER BY w.began"
    ).fetchall()
