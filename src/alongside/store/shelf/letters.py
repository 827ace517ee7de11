"""Messages with their words, as the faces show them."""

from collections.abc import Iterator
from typing import Any

from alongside.store.shelf.connection import WORKSPACE, Connection
from alongside.store.shelf.exchanges import IN_ANSWER

# The move with which I answered: my next message in the thread, and what it says (docs/words.md, "stand").
_ANSWER = """COALESCE((SELECT (SELECT GROUP_CONCAT(own.kind, ' ') FROM signal own WHERE own.message_id = r.id) || ' '
    FROM message r WHERE r.thread = m.thread AND r.from_me AND (r.sent, r.id) > (m.sent, m.id)
    ORDER BY r.sent, r.id LIMIT 1), CASE WHEN EXISTS (SELECT 1 FROM message r WHERE r.thread = m.thread AND r.from_me
    AND (r.sent, r.id) > (m.sent, m.id)) THEN 'answered' ELSE '' END)"""


def signals(connection: Connection, key: str, kinds: frozenset[str], most: int) -> Iterator[tuple[Any, ...]]:
    """Signals with their mails, newest first, as desk.look.Evidence has them (body for quote); uid and zone last."""
    chosen = sorted(kinds)
    yield from connection.execute(
        f'SELECT s.id, c.name, s.kind, m.sent, t.body, s.start, s."end", t.subject, a.email, t.header_id, o.path,'
        f" m.place, s.confidence, {_ANSWER},"
        " COALESCE((SELECT e.outcome FROM exchange e WHERE e.thread = m.thread AND e.message = m.id AND e.kind = s.kind"
        "  LIMIT 1), ''), m.uid, m.zone"
        " FROM client c JOIN message m ON m.client_id = c.id JOIN signal s ON s.message_id = m.id"
        " JOIN text t ON t.message_id = m.id JOIN address a ON a.id = m.sender_id JOIN source o ON o.id = m.source_id"
        f" WHERE c.workspace_id = ? AND (? = '' OR c.key = ?) AND (? OR s.kind IN ({','.join('?' * len(chosen))}))"
        f" AND {IN_ANSWER}"
        " ORDER BY m.sent DESC, s.id DESC LIMIT ?",
        (WORKSPACE, key, key, not chosen, *chosen, most),
    )


_PLACE = (
    'SELECT m.id, m.uid, c.name, c.key, s.kind, s.start, s."end", SUBSTR(t.body, s.start + 1, s."end" - s.start),'
    " s.confidence FROM signal s JOIN message m ON m.id = s.message_id JOIN client c ON c.id = m.client_id"
    " JOIN text t ON t.message_id = m.id WHERE m.workspace_id = ?"
)


def signal(connection: Connection, number: int) -> tuple[Any, ...] | None:
    """One signal by its number: (message, uid, client, key, kind, start, end, quote, confidence)."""
    row: tuple[Any, ...] | None = connection.execute(f"{_PLACE} AND s.id = ?", (WORKSPACE, number)).fetchone()
    return row


def place_of(connection: Connection, uid: int, kind: str) -> tuple[Any, ...]:
    """The message of a correction, in the shape of `signal`; a signal that is not there any more has no words."""
    row: tuple[Any, ...] | None = connection.execute(
        f"{_PLACE} AND m.uid = ? AND s.kind = ?", (WORKSPACE, uid, kind)
    ).fetchone()
    if row is not None:
        return row
    bare: tuple[Any, ...] = connection.execute(
        "SELECT m.id, m.uid, c.name, c.key FROM message m JOIN client c ON c.id = m.client_id"
        " WHERE m.workspace_id = ? AND m.uid = ?",
        (WORKSPACE, uid),
    ).fetchone()
    return (*bare, kind, 0, 0, "", 0.0)


def holding(connection: Connection, words: str, key: str, *, from_me: bool) -> Iterator[tuple[int, int, str, str, str]]:
    """Kept messages of one side that hold these words: (message, uid, client, key, body)."""
    yield from connection.execute(
        "SELECT m.id, m.uid, c.name, c.key, t.body FROM text t JOIN message m ON m.id = t.message_id"
        " JOIN client c ON c.id = m.client_id WHERE INSTR(t.body, ?) > 0 AND m.from_me = ? AND (? = '' OR c.key = ?)"
        " AND m.workspace_id = ? LIMIT 100",
        (words, from_me, key, key, WORKSPACE),
    )
