"""Who wrote when, in the threads that I take part in: what reply times rest on, for clients and for everybody else."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from alongside.core.evidence.nouns import Marks
from alongside.store.shelf.connection import WORKSPACE, Connection, looked_up

_MACHINE = int(Marks.BULK | Marks.AUTO | Marks.NOREPLY | Marks.SPAM)


class Turned(NamedTuple):
    """One message in its thread.

    `parent` is the uid of what it answers (whether that is on the shelf or not) and `parent_sender` who wrote that;
    `to` are the ids of its recipients. `zone` is the writer's own, which a chat does not tell.
    """

    thread: int
    sent: int
    uid: int
    sender: int
    asks: bool
    zone: int | None
    parent: int | None
    parent_sender: int | None
    to: frozenset[int]


class Counterpart(NamedTuple):
    """Somebody I exchange mail with: a client with all its addresses, or one address."""

    key: str
    name: str
    domains: tuple[str, ...]
    addresses: tuple[str, ...]
    received: int


def my_ids(connection: Connection, emails: Collection[str]) -> dict[int, str]:
    """Ids and emails of these addresses, or of those taken for mine where none is given."""
    if not emails:
        rows = connection.execute("SELECT id, email FROM address WHERE kind = 'me' AND workspace_id = ?", (WORKSPACE,))
        return dict(rows)
    query = f"SELECT id, email FROM address WHERE workspace_id = {WORKSPACE} AND email IN ({{keys}})"
    return {int(row[0]): str(row[1]) for row in looked_up(connection, query, [email.lower() for email in emails])}


def turns(connection: Connection, mine: Collection[int]) -> Iterator[Turned]:
    """Every message people wrote in the threads that these addresses wrote in, by thread and time."""
    marks = ",".join("?" * len(mine))
    rows = connection.execute(
        "SELECT m.thread, m.sent, m.uid, m.sender_id, m.asks,"
        f" CASE WHEN (m.marks & {int(Marks.CHAT)}) <> 0 THEN NULL ELSE m.zone END, m.parent, p.sender_id,"
        " (SELECT GROUP_CONCAT(CAST(r.address_id AS TEXT), ',') FROM recipient r"
        "  WHERE r.message_id = m.id AND r.role = 0)"
        " FROM message m LEFT JOIN message p ON p.uid = m.parent AND p.workspace_id = m.workspace_id"
        f" WHERE m.thread IN (SELECT DISTINCT thread FROM message WHERE sender_id IN ({marks}))"
        f" AND (m.marks & {_MACHINE}) = 0 AND m.workspace_id = ? ORDER BY m.thread, m.sent, m.id",
        (*mine, WORKSPACE),
    )
    for *fields, to in rows:
        thread, sent, uid, sender, asks, zone, parent, parent_sender = fields
        recipients = frozenset(map(int, to.split(","))) if to else frozenset()
        yield Turned(thread, sent, uid, sender, bool(asks), zone, parent, parent_sender, recipients)


def counterparts(connection: Connection) -> dict[int, Counterpart]:
    """For every address id, the counterpart it belongs to."""
    found: dict[int, Counterpart] = {}
    rows = connection.execute(
        "SELECT a.id, a.email, a.name, a.domain, a.received, c.key, c.name, c.domains,"
        " (SELECT GROUP_CONCAT(b.email, ' ') FROM address b WHERE b.client_id = c.id)"
        " FROM address a LEFT JOIN client c ON c.id = a.client_id WHERE a.workspace_id = ? ORDER BY a.id",
        (WORKSPACE,),
    )
    for row, email, name, domain, received, key, client, domains, emails in rows:
        if key:
            found[row] = Counterpart(key, client, tuple(domains.split()), tuple(sorted(emails.split())), 0)
        else:
            found[row] = Counterpart(email, name or email, (domain,), (email,), received)
    return found


def sent_since(connection: Connection, client: int, moment: int) -> list[tuple[int, int, int, int]]:
    """(message, thread, sent, from me) of a client's messages since a moment, by thread and time."""
    return connection.execute(
        "SELECT id, thread, sent, from_me FROM message WHERE client_id = ? AND sent >= ? ORDER BY thread, sent, id",
        (client, moment),
    ).fetchall()
