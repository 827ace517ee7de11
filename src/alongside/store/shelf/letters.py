"""Messages with their words, as the faces show them."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from alongside.store.shelf.connection import WORKSPACE

# The move with which I answered: my next message in the thread, and what it says (docs/words.md, "stand").
_ANSWER = """COALESCE((SELECT (SELECT GROUP_CONCAT(own.kind, ' ') FROM signal own WHERE own.message_id = r.id) || ' '
    FROM message r WHERE r.thread = m.thread AND r.from_me AND (r.sent, r.id) > (m.sent, m.id)
    ORDER BY r.sent, r.id LIMIT 1), CASE WHEN EXISTS (SELECT 1 FROM message r WHERE r.thread = m.thread AND r.from_me
    AND (r.sent, r.id) > (m.sent, m.id)) THEN 'answered' ELSE '' END)"""


def signals(connection: sqlite3.Connection, key: str, kinds: frozenset[str], most: int) -> Iterator[tuple[Any, ...]]:
    """Signals with their mails, newest first, in the order of the fields of desk.look.Evidence (body for quote)."""
    chosen = sorted(kinds)
    yield from connection.execute(
        f'SELECT s.id, c.name, s.kind, m.sent, t.body, s.start, s."end", t.subject, a.email, t.header_id, o.path,'
        f" m.place, s.confidence, {_ANSWER}"
        " FROM client c JOIN message m ON m.client_id = c.id JOIN signal s ON s.message_id = m.id"
        " JOIN text t ON t.message_id = m.id JOIN address a ON a.id = m.sender_id JOIN source o ON o.id = m.source_id"
        f" WHERE c.workspace_id = ? AND (? = '' OR c.key = ?) AND (? OR s.kind IN ({','.join('?' * len(chosen))}))"
        " ORDER BY m.sent DESC, s.id DESC LIMIT ?",
        (WORKSPACE, key, key, not chosen, *chosen, most),
    )
