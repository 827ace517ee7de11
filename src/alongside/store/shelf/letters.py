"""Messages with their words, as the faces show them."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from alongside.store.shelf.connection import WORKSPACE, Connection, looked_up
from alongside.store.shelf.exchanges import IN_ANSWER

# The move with which I answered: my next message in the thread, and what it says (docs/words.md, "stand").
_ANSWER = """COALESCE((SELECT (SELECT GROUP_CONCAT(own.kind, ' ') FROM signal own WHERE own.message_id = r.id) || ' '
    FROM message r WHERE r.thread = m.thread AND r.from_me AND (r.sent, r.id) > (m.sent, m.id)
    ORDER BY r.sent, r.id LIMIT 1), CASE WHEN EXISTS (SELECT 1 FROM message r WHERE r.thread = m.thread AND r.from_me
    AND (r.sent, r.id) > (m.sent, m.id)) THEN 'answered' ELSE '' END)"""


# Nothing of mine followed in the thread.
_WAITS = (
    "NOT EXISTS (SELECT 1 FROM message r WHERE r.thread = m.thread AND r.from_me AND (r.sent, r.id) > (m.sent, m.id))"
)


def signals(  # noqa: PLR0913 - which ones, and which page of them
    connection: Connection,
    key: str,
    kinds: frozenset[str],
    most: int,
    skip: int = 0,
    *,
    waiting: bool = False,
    since: int = 0,
) -> Iterator[tuple[Any, ...]]:
    """Signals with their mails, newest first, as desk.look.Evidence has them (body for quote).

    Last come the uid, the zone, and the rows of message and client. With `waiting`, only those nobody answered;
    with `since`, only what was sent from that moment on.
    """
    where, values = _chosen(key, kinds, waiting=waiting)
    yield from connection.execute(
        # First which ones; only of those is worked out what I answered and what came of it.
        "WITH chosen AS (SELECT s.id FROM client c JOIN message m ON m.client_id = c.id"
        f" JOIN signal s ON s.message_id = m.id WHERE {where} AND m.sent >= ?"
        " ORDER BY m.sent DESC, s.id DESC LIMIT ? OFFSET ?)"
        f' SELECT s.id, c.name, s.kind, m.sent, t.body, s.start, s."end", t.subject, a.email, t.header_id, o.path,'
        f" m.place, s.confidence, {_ANSWER},"
        " COALESCE((SELECT e.outcome FROM exchange e WHERE e.thread = m.thread AND e.message = m.id AND e.kind = s.kind"
        "  LIMIT 1), ''), m.uid, m.zone, m.id, c.id"
        " FROM chosen JOIN signal s ON s.id = chosen.id JOIN message m ON m.id = s.message_id"
        " JOIN client c ON c.id = m.client_id JOIN text t ON t.message_id = m.id JOIN address a ON a.id = m.sender_id"
        " JOIN source o ON o.id = m.source_id ORDER BY m.sent DESC, s.id DESC",
        (*values, since, most, skip),
    )


def count_signals(connection: Connection, key: str, kinds: frozenset[str], *, waiting: bool = False) -> int:
    """How many `signals` there are in all."""
    where, values = _chosen(key, kinds, waiting=waiting)
    row = connection.execute(
        "SELECT COUNT(*) FROM client c JOIN message m ON m.client_id = c.id JOIN signal s ON s.message_id = m.id"
        f" JOIN text t ON t.message_id = m.id WHERE {where}",
        values,
    )
    return int(row.fetchone()[0])


def _chosen(key: str, kinds: frozenset[str], *, waiting: bool) -> tuple[str, tuple[Any, ...]]:
    chosen = sorted(kinds)
    where = (
        f"c.workspace_id = ? AND (? = '' OR c.key = ?) AND (? OR s.kind IN ({','.join('?' * len(chosen))}))"
        f" AND {IN_ANSWER}{f' AND {_WAITS}' if waiting else ''}"
    )
    return where, (WORKSPACE, key, key, not chosen, *chosen)


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
    """The message of a correction, in the shape of `signal`; a signal that is not there any more has no words,
    a message that is no client's any more no client.
    """
    row: tuple[Any, ...] | None = connection.execute(
        f"{_PLACE} AND m.uid = ? AND s.kind = ?", (WORKSPACE, uid, kind)
    ).fetchone()
    if row is not None:
        return row
    bare: tuple[Any, ...] | None = connection.execute(
        "SELECT m.id, m.uid, COALESCE(c.name, ''), COALESCE(c.key, '') FROM message m"
        " LEFT JOIN client c ON c.id = m.client_id WHERE m.workspace_id = ? AND m.uid = ?",
        (WORKSPACE, uid),
    ).fetchone()
    return (*(bare or (0, uid, "", "")), kind, 0, 0, "", 0.0)


def holding(connection: Connection, word: str, key: str, *, from_me: bool) -> Iterator[tuple[int, int, str, str, str]]:
    """Kept messages of one side that hold this word: (message, uid, client, key, body)."""
    yield from connection.execute(
        "SELECT m.id, m.uid, c.name, c.key, t.body FROM text t JOIN message m ON m.id = t.message_id"
        " JOIN client c ON c.id = m.client_id WHERE INSTR(t.body, ?) > 0 AND m.from_me = ? AND (? = '' OR c.key = ?)"
        " AND m.workspace_id = ?",
        (word, from_me, key, key, WORKSPACE),
    )


# ---------------------------------------------------------------- mails, as one leafs through them


class Wanted(NamedTuple):
    """Which mails: of a client, with signals of some kinds, of one side, sent in some time, or these very ones.

    `waits` are those that began a wait: for an answer of mine ("me") or of theirs ("them"), still open ("open me",
    "open them"), from `began` on; `met` those whose push I answered in one of these ways.
    """

    client: int | None = None
    kinds: frozenset[str] = frozenset()
    from_me: bool | None = None
    since: int | None = None
    until: int | None = None
    messages: frozenset[int] = frozenset()
    waits: str = ""
    began: int | None = None
    met: frozenset[str] = frozenset()


class Span(NamedTuple):
    """One signal in a mail: its number, kind, where it stands, and how sure it is."""

    signal: int
    kind: str
    start: int
    end: int
    confidence: float


class Mail(NamedTuple):
    """One kept mail: `body` is what the sender wrote, or its beginning."""

    message: int
    client: int
    client_name: str
    sent: int
    zone: int | None
    from_me: bool
    email: str
    sender: str
    subject: str
    body: str
    thread: int
    client_key: str


_MAIL = (
    "SELECT m.id, c.id, c.name, m.sent, m.zone, m.from_me, a.email, a.name, t.subject, {body}, m.thread, c.key"
    " FROM message m JOIN text t ON t.message_id = m.id JOIN client c ON c.id = m.client_id"
    " JOIN address a ON a.id = m.sender_id"
)


def mails(connection: Connection, wanted: Wanted, most: int, skip: int = 0) -> tuple[list[Mail], int]:
    """Kept mails with the beginning of their words, newest first, and how many there are in all."""
    where, values = _where(wanted)
    count = connection.execute(
        f"SELECT COUNT(*) FROM message m JOIN text t ON t.message_id = m.id WHERE {where}", values
    ).fetchone()[0]
    columns = _MAIL.format(body="SUBSTR(t.body, 1, 400)")
    rows = connection.execute(
        f"{columns} WHERE {where} ORDER BY m.sent DESC, m.id DESC LIMIT ? OFFSET ?", (*values, most, skip)
    )
    return [Mail._make(row) for row in rows], int(count)


def _where(wanted: Wanted) -> tuple[str, list[Any]]:
    found: list[tuple[str, tuple[Any, ...]]] = [("m.workspace_id = ?", (WORKSPACE,))]
    if wanted.client is not None:
        found.append(("m.client_id = ?", (wanted.client,)))
    else:
        found.append(("m.client_id IS NOT NULL", ()))
    if wanted.from_me is not None:
        found.append(("m.from_me = ?", (wanted.from_me,)))
    if wanted.since is not None:
        found.append(("m.sent >= ?", (wanted.since,)))
    if wanted.until is not None:
        found.append(("m.sent < ?", (wanted.until,)))
    if wanted.messages:
        found.append((f"m.id IN ({','.join('?' * len(wanted.messages))})", tuple(sorted(wanted.messages))))
    if wanted.waits:
        still = " AND w.ended IS NULL" if wanted.waits.startswith("open") else ""
        late = " AND w.began >= ?" if wanted.began is not None else ""
        whose = f"w.message = m.id AND w.client_id = m.client_id AND w.mine = ?{still}{late}"
        mine = wanted.waits.endswith("me")
        asked = (mine,) if wanted.began is None else (mine, wanted.began)
        found.append((f"EXISTS (SELECT 1 FROM wait w WHERE {whose})", asked))
    if wanted.met:
        marks = ",".join("?" * len(wanted.met))
        pushed = f"e.thread = m.thread AND e.message = m.id AND e.answer IN ({marks})"
        found.append((f"EXISTS (SELECT 1 FROM exchange e WHERE {pushed})", tuple(sorted(wanted.met))))
    if wanted.kinds:
        marks = ",".join("?" * len(wanted.kinds))
        carries = f"EXISTS (SELECT 1 FROM signal s WHERE s.message_id = m.id AND s.kind IN ({marks}) AND {IN_ANSWER})"
        found.append((carries, tuple(sorted(wanted.kinds))))
    return " AND ".join(clause for clause, _ in found), [value for _, values in found for value in values]


def these(connection: Connection, messages: Iterable[int]) -> list[Mail]:
    """The kept mails of these numbers with the beginning of their words, newest first."""
    wanted = frozenset(messages)
    return mails(connection, Wanted(messages=wanted), len(wanted))[0] if wanted else []


def mail(connection: Connection, message: int) -> Mail | None:
    """One kept mail with all its words."""
    columns = _MAIL.format(body="t.body")
    row = connection.execute(f"{columns} WHERE m.workspace_id = ? AND m.id = ?", (WORKSPACE, message)).fetchone()
    return None if row is None else Mail._make(row)


def thread(connection: Connection, client: int, number: int) -> list[Mail]:
    """The kept mails of a client's thread, oldest first."""
    columns = _MAIL.format(body="t.body")
    rows = connection.execute(
        f"{columns} WHERE m.workspace_id = ? AND m.client_id = ? AND m.thread = ? ORDER BY m.sent, m.id",
        (WORKSPACE, client, number),
    )
    return [Mail._make(row) for row in rows]


def spans(connection: Connection, messages: Iterable[int]) -> dict[int, list[Span]]:
    """The signals of these messages, by message and in the order of their words."""
    query = (
        'SELECT s.message_id, s.id, s.kind, s.start, s."end", s.confidence FROM signal s'
        " JOIN message m ON m.id = s.message_id"
        f" WHERE s.message_id IN ({{keys}}) AND {IN_ANSWER} ORDER BY s.message_id, s.start"
    )
    found: dict[int, list[Span]] = {}
    for message, *rest in looked_up(connection, query, messages):
        found.setdefault(message, []).append(Span._make(rest))
    return found
