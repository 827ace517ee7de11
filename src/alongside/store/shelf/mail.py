"""Messages on the shelf: one batch, one transaction, nothing twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from alongside.core.evidence.nouns import Marks, Message
from alongside.core.evidence.threads import SUBJECT_DAYS, Joined, join_threads
from alongside.core.who.domains import domain_of
from alongside.store.shelf.connection import WORKSPACE, Connection, looked_up, one_by_one

_MACHINE = Marks.BULK | Marks.AUTO | Marks.NOREPLY | Marks.SPAM
_DAY = 86_400
_NEAREST = 50  # messages of one subject and of the same people that are looked at
_PER_SIDE = 100  # messages of one subject, whoever wrote them, before and after a moment
_SIDE = (
    f"SELECT id, uid, sender_id, sent, bare_reply FROM message WHERE subject_key = ? AND workspace_id = {WORKSPACE}"
    " AND sent BETWEEN ? AND ? AND uid <> ? ORDER BY sent {order}, id {order}"
    f" LIMIT {_PER_SIDE}"
)
# Each side of the moment by itself, in the order of its index, and all else is asked of the nearest alone: a subject
# may be shared by thousands, and looking at all of them for each takes time that grows with their square.
_OF_SUBJECT = (
    f"SELECT uid, sender_id FROM (SELECT * FROM ({_SIDE.format(order='DESC')}) AS earlier"
    f" UNION ALL SELECT * FROM ({_SIDE.format(order='ASC')}) AS later) AS near"
    " WHERE (bare_reply OR ?) AND EXISTS (SELECT 1 FROM recipient WHERE message_id = near.id AND address_id = ?)"
    f" ORDER BY ABS(sent - ?), id LIMIT {_NEAREST}"
)


class Saved(NamedTuple):
    """How many messages were new, and how many were there already."""

    new: int
    known: int


def save_messages(connection: Connection, source: int, messages: Sequence[Message], me: Collection[int]) -> Saved:
    """Store the messages that are new; add what a second copy knows (its folder) to the first. `me` are address ids."""
    fresh: dict[int, Message] = {}
    known = _known(connection, messages)
    for message in messages:
        if message.uid in known:
            _learn(connection, known[message.uid], source, message)
        elif message.uid in fresh:
            fresh[message.uid] = _merged(fresh[message.uid], message)
        else:
            fresh[message.uid] = message
    if fresh:
        _insert(connection, source, list(fresh.values()), frozenset(me))
    return Saved(len(fresh), len(messages) - len(fresh))


class _Known(NamedTuple):
    uid: int
    id: int
    marks: int
    source: int
    length: int
    sender: int
    wordless: bool  # a client's message whose words were dropped while its writer was nobody's client


def _known(connection: Connection, messages: Sequence[Message]) -> dict[int, _Known]:
    query = (
        "SELECT uid, id, marks, source_id, length, sender_id, client_id IS NOT NULL AND message_id IS NULL"
        " FROM message LEFT JOIN text ON message_id = message.id"
        f" WHERE message.workspace_id = {WORKSPACE} AND uid IN ({{keys}})"
    )
    return {row[0]: _Known(*row) for row in looked_up(connection, query, {message.uid for message in messages})}


def _merged(first: Message, second: Message) -> Message:
    return first._replace(marks=first.marks | second.marks & int(Marks.SENT))


def _learn(connection: Connection, known: _Known, source: int, message: Message) -> None:
    """A second copy may say that it was sent, be whole where the first was cut off by the end of a growing file, or
    bring words back that were dropped.
    """
    if known.wordless and not message.marks & _MACHINE:
        connection.execute(
            "INSERT INTO text (workspace_id, message_id, header_id, subject, body, language, heard)"
            f" VALUES ({WORKSPACE}, ?, ?, ?, ?, '', 0)",
            (known.id, message.header_id, message.subject, message.body),
        )
    if message.marks & Marks.SENT & ~known.marks:
        connection.execute("UPDATE message SET marks = marks | ? WHERE id = ?", (int(Marks.SENT), known.id))
        connection.execute("UPDATE address SET filed_sent = filed_sent + 1 WHERE id = ?", (known.sender,))
    if source == known.source and message.length > known.length:
        connection.execute(
            "UPDATE message SET length = ?, asks = ?, words = ? WHERE id = ?",
            (message.length, message.asks, message.words, known.id),
        )
        connection.execute("UPDATE text SET body = ?, heard = 0 WHERE message_id = ?", (message.body, known.id))


def _insert(connection: Connection, source: int, messages: list[Message], me: frozenset[int]) -> None:
    address = _address_ids(connection, messages)
    joined = _joined(connection, [(message.uid, *message.references) for message in messages])
    first = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM message").fetchone()[0]
    connection.executemany(
        "INSERT INTO message (id, workspace_id, uid, source_id, place, length, thread, parent, subject_key, bare_reply,"
        " sender_id, sent, zone, marks, from_me, asks, words, client_id)"
        f" VALUES (?, {WORKSPACE}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [
            (first + index, message.uid, source, message.place, message.length, joined.thread[message.uid])
            + (message.parent, message.subject_key, message.bare_reply, address[message.sender[1]], message.sent)
            + (message.zone, message.marks, address[message.sender[1]] in me, message.asks, message.words)
            for index, message in enumerate(messages)
        ],
    )
    connection.executemany(
        "INSERT INTO text (workspace_id, message_id, header_id, subject, body, language, heard)"
        f" VALUES ({WORKSPACE}, ?, ?, ?, ?, '', 0)",
        (
            (first + index, message.header_id, message.subject, message.body)
            for index, message in enumerate(messages)
            if not message.marks & _MACHINE
        ),
    )
    connection.executemany(
        f"INSERT INTO recipient (workspace_id, message_id, address_id, role) VALUES ({WORKSPACE}, ?, ?, ?)",
        (
            (first + index, address[email], role)
            for index, message in enumerate(messages)
            for role, people in enumerate((message.to, message.cc))
            for email in dict.fromkeys(email for _, email in people if email)
        ),
    )
    _count(connection, messages, address)
    _join_by_subject(connection, messages, address)


def forget_noted(connection: Connection, message: int, source: int) -> None:
    """Take a message out that was noted by hand (any other stays): nothing outside holds it."""
    row = connection.execute(
        "SELECT sender_id FROM message WHERE id = ? AND source_id = ?", (message, source)
    ).fetchone()
    if row is None:
        return
    connection.execute("UPDATE address SET written = written - 1 WHERE id = ?", row)
    for table in ("text", "signal", "recipient"):
        connection.execute(f"DELETE FROM {table} WHERE message_id = ?", (message,))
    connection.execute("DELETE FROM message WHERE id = ?", (message,))


# ---------------------------------------------------------------- addresses


def _address_ids(connection: Connection, messages: Iterable[Message]) -> dict[str, int]:
    """The id of every address met; new ones get a row, and the empty address stands for "nobody named"."""
    names: dict[str, str] = {}
    for message in messages:
        for name, email in (message.sender, *message.to, *message.cc):
            if name and " " not in names.get(email, ""):
                names[email] = name
            else:
                names.setdefault(email, name)
        for email in message.delivered:
            names.setdefault(email, "")
    query = f"SELECT email, id, name FROM address WHERE workspace_id = {WORKSPACE} AND email IN ({{keys}})"
    rows = list(looked_up(connection, query, names))
    ids: dict[str, int] = {row[0]: row[1] for row in rows}
    connection.executemany(
        "UPDATE address SET name = ? WHERE id = ?",
        ((names[row[0]], row[1]) for row in rows if " " in names[row[0]] and " " not in row[2]),
    )
    new = [(email, domain_of(email), name) for email, name in names.items() if email not in ids]
    first = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM address").fetchone()[0]
    connection.executemany(
        "INSERT INTO address (id, workspace_id, email, domain, name, kind, why, written, bulk, bills, filed_sent,"
        f" received, delivered, answered) VALUES (?, {WORKSPACE}, ?, ?, ?, '', '', 0, 0, 0, 0, 0, 0, 0)",
        ((first + index, *row) for index, row in enumerate(new)),
    )
    return ids | {row[0]: first + index for index, row in enumerate(new)}


def _count(connection: Connection, messages: Iterable[Message], ids: dict[str, int]) -> None:
    counts: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 6)
    spans: dict[int, tuple[int, int]] = {}
    for message in messages:
        row = counts[ids[message.sender[1]]]
        machine = bool(message.marks & _MACHINE)
        sent = bool(message.marks & Marks.SENT)
        for column, one in enumerate((1, machine, message.bills, sent)):
            row[column] += one
        people = {ids[email] for _, email in (*message.to, *message.cc)} if not machine else set()
        for person in people:
            counts[person][4] += 1
        for email in message.delivered:
            counts[ids[email]][5] += 1
        for person in people | {ids[message.sender[1]]}:
            low, high = spans.get(person, (message.sent, message.sent))
            spans[person] = min(low, message.sent), max(high, message.sent)
    connection.executemany(
        "UPDATE address SET written = written + ?, bulk = bulk + ?, bills = bills + ?, filed_sent = filed_sent + ?,"
        " received = received + ?, delivered = delivered + ? WHERE id = ?",
        ((*row, person) for person, row in counts.items()),
    )
    connection.executemany(
        "UPDATE address SET first = CASE WHEN first < ?1 THEN first ELSE ?1 END,"
        " last = CASE WHEN last > ?2 THEN last ELSE ?2 END WHERE id = ?3",
        ((low, high, person) for person, (low, high) in spans.items()),
    )


# ---------------------------------------------------------------- threads


def _joined(connection: Connection, links: list[tuple[int, ...]]) -> Joined:
    """Join the links with what is on the shelf and write the outcome down."""
    query = f"SELECT uid, thread FROM node WHERE workspace_id = {WORKSPACE} AND uid IN ({{keys}})"
    known: dict[int, int] = dict(looked_up(connection, query, {node for link in links for node in link}))
    joined = join_threads(links, known)
    connection.executemany(
        f"INSERT INTO node (workspace_id, uid, thread) VALUES ({WORKSPACE}, ?, ?)",
        ((node, thread) for node, thread in joined.thread.items() if node not in known),
    )
    for table in ("node", "message", "wait", "exchange"):
        connection.executemany(f"UPDATE {table} SET thread = ?2 WHERE thread = ?1", joined.merged.items())
    return joined


def _join_by_subject(connection: Connection, messages: Sequence[Message], ids: dict[str, int]) -> None:
    """A reply whose headers name no parent belongs to mail of the same subject, within a month, between the same two
    people: each wrote to the other.
    """
    links: list[tuple[int, ...]] = []
    replied = _replied(connection, {one.subject_key for one in messages if one.subject_key is not None})
    asked = [one for one in messages if one.subject_key is not None and one.subject_key in replied]
    span = SUBJECT_DAYS * _DAY
    values = (
        (
            *(one.subject_key, one.sent - span, one.sent, one.uid),
            *(one.subject_key, one.sent + 1, one.sent + span, one.uid),
            *(one.bare_reply, ids[one.sender[1]], one.sent),
        )
        for one in asked
    )
    for message, rows in zip(asked, one_by_one(connection, _OF_SUBJECT, values), strict=True):
        people = {ids[email] for _, email in (*message.to, *message.cc)} - {ids[message.sender[1]]}
        links += [(message.uid, uid) for uid, sender in rows if sender in people]
    if links:
        _joined(connection, links)


def _replied(connection: Connection, subjects: Collection[int]) -> set[int]:
    """Those of these subjects that some reply without a parent carries: in most mailboxes, few."""
    query = (
        f"SELECT DISTINCT subject_key FROM message WHERE workspace_id = {WORKSPACE} AND bare_reply"
        " AND subject_key IN ({keys})"
    )
    return {row[0] for row in looked_up(connection, query, subjects)}
