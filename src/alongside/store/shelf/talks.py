"""Talks on the shelf: a client's threads with their words, as advice and goals are looked for in them."""

from collections.abc import Iterable, Iterator

from alongside.core.readings.advice import Turn
from alongside.store.shelf.connection import Connection, looked_up


def my_words(connection: Connection, client: int, since: int, most: int) -> Iterator[tuple[int, str]]:
    """(thread, words) of my newest messages to a client since a moment, at most so many."""
    yield from connection.execute(
        "SELECT m.thread, t.body FROM message m JOIN text t ON t.message_id = m.id"
        " WHERE m.client_id = ? AND m.from_me AND m.sent >= ? ORDER BY m.sent DESC LIMIT ?",
        (client, since, most),
    )


def said_in(connection: Connection, client: int, threads: Iterable[int]) -> Iterator[tuple[int, Turn]]:
    """(thread, message) of a client's kept messages in these threads, by thread and time."""
    query = (
        "SELECT m.thread, m.id, m.sent, m.from_me, t.body,"
        " (SELECT GROUP_CONCAT(s.kind, ' ') FROM signal s WHERE s.message_id = m.id)"
        " FROM message m JOIN text t ON t.message_id = m.id WHERE m.client_id = ? AND m.thread IN ({keys})"
        " ORDER BY m.thread, m.sent, m.id"
    )
    for thread, message, at, from_me, body, kinds in looked_up(connection, query, threads, client):
        yield thread, Turn(message, at, bool(from_me), body, frozenset((kinds or "").split()))


def goal(connection: Connection, client: int) -> tuple[str, int, int, bool] | None:
    """(quote, sent, message, whether I had asked) of what a client said it wants to reach."""
    row = connection.execute(
        'SELECT t.body, s.start, s."end", m.sent, m.id, EXISTS (SELECT 1 FROM message q'
        " JOIN signal a ON a.message_id = q.id AND a.kind = 'counter_questions'"
        " WHERE q.client_id = m.client_id AND q.thread = m.thread AND q.from_me AND q.sent < m.sent) AS asked"
        " FROM message m JOIN signal s ON s.message_id = m.id JOIN text t ON t.message_id = m.id"
        " WHERE m.client_id = ? AND s.kind = 'shared_goal' ORDER BY asked DESC, m.sent DESC, s.id DESC LIMIT 1",
        (client,),
    ).fetchone()
    if row is None:
        return None
    body, start, end, sent, message, asked = row
    return body[start:end], sent, message, bool(asked)
