"""Everything that is kept, row by row, for exports; nothing is held in memory."""

from collections.abc import Iterator
from typing import NamedTuple

from alongside.store.shelf.connection import WORKSPACE, Connection


class Known(NamedTuple):
    """One address: what it is called and taken for, why, how much was written and received, and whose it is."""

    email: str
    name: str
    taken: str
    why: str
    written: int
    received: int
    first: int | None
    last: int | None
    client: str | None


class Kept(NamedTuple):
    """One mail whose words are kept, with those it went to; `answers` is the id of the kept mail it answers."""

    row: int
    header_id: str
    answers: str
    client: str
    client_name: str
    sent: int
    zone: int | None
    from_me: bool
    name: str
    email: str
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    subject: str
    body: str
    language: str


def people(connection: Connection) -> Iterator[Known]:
    """Every address, in the order first met."""
    rows = connection.execute(
        "SELECT a.email, a.name, a.kind, a.why, a.written, a.received, a.first, a.last, c.key FROM address a"
        " LEFT JOIN client c ON c.id = a.client_id WHERE a.workspace_id = ? AND a.email <> '' ORDER BY a.id",
        (WORKSPACE,),
    )
    yield from map(Known._make, rows)


def mails(connection: Connection) -> Iterator[Kept]:
    """Every mail with its words, client by client and in time."""
    rows = connection.execute(  # in the order of an index: SQLite sorts nothing
        "SELECT m.id, t.header_id, COALESCE((SELECT pt.header_id FROM message p JOIN text pt ON pt.message_id = p.id"
        "  WHERE p.uid = m.parent AND p.workspace_id = m.workspace_id), ''), c.key, c.name, m.sent, m.zone, m.from_me,"
        " a.name, a.email, t.subject, t.body, t.language"
        " FROM message m JOIN text t ON t.message_id = m.id JOIN client c ON c.id = m.client_id"
        " JOIN address a ON a.id = m.sender_id WHERE m.client_id IS NOT NULL AND m.workspace_id = ?"
        " ORDER BY m.client_id, m.sent",
        (WORKSPACE,),
    )
    for row, *before, subject, body, language in rows:
        to, cc = (_recipients(connection, row, role) for role in (0, 1))
        yield Kept._make((row, *before, to, cc, subject, body, language))


def _recipients(connection: Connection, message: int, role: int) -> tuple[tuple[str, str], ...]:
    rows = connection.execute(
        "SELECT a.name, a.email FROM recipient r JOIN address a ON a.id = r.address_id"
        " WHERE r.message_id = ? AND r.role = ? ORDER BY r.id",
        (message, role),
    )
    return tuple(rows)
