"""Waits on the shelf: who let whom wait how long, thread by thread, so that new mail touches only its own threads."""

from collections.abc import Iterable, Iterator

from alongside.store.shelf.connection import WORKSPACE, Connection

Row = tuple[int, int, bool, int, int, int | None, float | None]  # the columns of models.Wait but its id


def forget_waits(connection: Connection, client: int, threads: Iterable[int] | None) -> None:
    """Drop a client's waits in these threads (None: in all)."""
    if threads is None:
        connection.execute("DELETE FROM wait WHERE client_id = ?", (client,))
        return
    connection.executemany(
        "DELETE FROM wait WHERE client_id = ? AND thread = ?", ((client, thread) for thread in threads)
    )


def turns_of(
    connection: Connection, client: int, threads: Iterable[int] | None
) -> Iterator[tuple[int, int, int, int, int]]:
    """A client's messages in these threads (None: in all), by thread and time: (thread, sent, from me, asks, id)."""
    columns = "SELECT thread, sent, from_me, asks, id FROM message WHERE client_id = ?"
    if threads is None:
        yield from connection.execute(f"{columns} ORDER BY thread, sent, id", (client,))
        return
    for thread in threads:
        yield from connection.execute(f"{columns} AND thread = ? ORDER BY sent, id", (client, thread))


def save_waits(connection: Connection, rows: Iterable[Row]) -> None:
    """Keep waits."""
    connection.executemany(
        "INSERT INTO wait (workspace_id, client_id, thread, mine, message, began, ended, minutes)"
        f" VALUES ({WORKSPACE}, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def ended_waits(connection: Connection, client: int, *, mine: bool) -> list[float]:
    """The minutes of a client's waits that ended, those for me or those for the client."""
    query = "SELECT minutes FROM wait WHERE client_id = ? AND mine = ? AND minutes IS NOT NULL"
    return [row[0] for row in connection.execute(query, (client, mine)).fetchall()]


def open_since(connection: Connection, client: int, *, mine: bool) -> list[int]:
    """When a client's waits that are still open began."""
    query = "SELECT began FROM wait WHERE client_id = ? AND mine = ? AND minutes IS NULL"
    return [row[0] for row in connection.execute(query, (client, mine))]


def open_waits(connection: Connection, since: int) -> list[tuple[int, int, int, int, str]]:
    """Open waits that began from `since` on, oldest first: (client, mine, began, message, subject).

    Those of clients that are ignored are left out, and of those nothing is read of yet: a read keeps waits first.
    """
    return connection.execute(
        "SELECT w.client_id, w.mine, w.began, w.message, t.subject FROM wait w JOIN client c ON c.id = w.client_id"
        " JOIN reading r ON r.client_id = c.id LEFT JOIN text t ON t.message_id = w.message"
        " WHERE w.workspace_id = ? AND w.ended IS NULL AND NOT c.ignored AND w.began >= ? ORDER BY w.began, w.message",
        (WORKSPACE, since),
    ).fetchall()
