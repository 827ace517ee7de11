"""Who is who on the shelf: addresses with their counts, clients, decisions, and whose every message is."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from alongside.core.evidence.nouns import Marks
from alongside.core.who.nouns import AddressFacts, Client, Discovered, Guess, Person, Taken
from alongside.store.shelf.connection import WORKSPACE, Connection

_WORDLESS = int(Marks.BULK | Marks.AUTO | Marks.NOREPLY | Marks.SPAM)
_LIST = int(Marks.LIST)
_FACTS = "id, email, domain, name, written, bulk, bills, filed_sent, received, delivered, answered, first, last"


# ---------------------------------------------------------------- decisions


class Decided(NamedTuple):
    """One decision that holds: its number, when it was made (seconds since 1970 UTC), its kind, and what was chosen."""

    number: int
    at: int
    kind: str
    what: dict[str, Any]


def decided(connection: Connection) -> list[Decided]:
    """Everything the person decided and did not undo, in order."""
    rows = connection.execute(
        "SELECT id, at, kind, what FROM decision WHERE workspace_id = ? ORDER BY id", (WORKSPACE,)
    )
    made = [Decided(number, at, kind, json.loads(what)) for number, at, kind, what in rows]
    undone = {one.what["decision"] for one in made if one.kind == "undo"}
    return [one for one in made if one.kind != "undo" and one.number not in undone]


def decisions(connection: Connection) -> list[tuple[str, dict[str, Any]]]:
    """What the person decided and did not undo, in order: (kind, what)."""
    return [(one.kind, one.what) for one in decided(connection)]


def newest_decision(connection: Connection) -> int:
    """The number of the newest decision, whether it holds or not; 0 without any."""
    query = "SELECT COALESCE(MAX(id), 0) FROM decision WHERE workspace_id = ?"
    return int(connection.execute(query, (WORKSPACE,)).fetchone()[0])


def save_decision(connection: Connection, at: int, kind: str, what: Mapping[str, Any]) -> None:
    """Keep one decision; `at` is seconds since 1970 UTC."""
    connection.execute(
        "INSERT INTO decision (workspace_id, at, kind, what) VALUES (?, ?, ?, ?)",
        (WORKSPACE, at, kind, json.dumps(what, ensure_ascii=False)),
    )


# ---------------------------------------------------------------- addresses


def address_facts(connection: Connection) -> list[AddressFacts]:
    """Every address with its counts, in the order first met."""
    rows = connection.execute(f"SELECT {_FACTS} FROM address WHERE workspace_id = ? ORDER BY id", (WORKSPACE,))
    return [AddressFacts(*row) for row in rows]


def my_addresses(connection: Connection) -> dict[int, str]:
    """The addresses taken for mine: id and email."""
    rows = connection.execute(
        "SELECT id, email FROM address WHERE workspace_id = ? AND kind = ?", (WORKSPACE, Taken.ME)
    )
    return dict(rows)


def note_address(connection: Connection, email: str, domain: str) -> None:
    """Give an address a row before any mail of it was read."""
    connection.execute(
        "INSERT INTO address (workspace_id, email, domain, name, kind, why, written, bulk, bills, filed_sent,"
        " received, delivered, answered) VALUES (?, ?, ?, '', '', '', 0, 0, 0, 0, 0, 0, 0)"
        " ON CONFLICT DO NOTHING",
        (WORKSPACE, email, domain),
    )


def mark_mine(connection: Connection, mine: Collection[int], after: int) -> None:
    """Mark the messages with a higher id than `after` that are from these addresses as mine."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS mine (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM mine")
    connection.executemany("INSERT INTO mine VALUES (?)", ((one,) for one in mine))
    connection.execute(  # what was heard with the other ear is heard again
        "UPDATE text SET heard = 0 WHERE message_id IN (SELECT id FROM message"
        " WHERE id > ? AND from_me <> (sender_id IN (SELECT id FROM mine)))",
        (after,),
    )
    connection.execute(
        "UPDATE message SET from_me = sender_id IN (SELECT id FROM mine)"
        " WHERE id > ? AND from_me <> (sender_id IN (SELECT id FROM mine)) AND workspace_id = ?",
        (after, WORKSPACE),
    )


def count_answered(connection: Connection, after: int) -> None:
    """Count, over my messages with a higher id than `after`, to whom they went; over all of them where that is 0."""
    if not after:
        connection.execute("UPDATE address SET answered = 0 WHERE workspace_id = ?", (WORKSPACE,))
    rows = connection.execute(
        "SELECT COUNT(*), address_id FROM message CROSS JOIN recipient WHERE message_id = message.id"
        " AND message.id > ? AND from_me AND message.workspace_id = ? GROUP BY address_id",
        (after, WORKSPACE),
    ).fetchall()
    connection.executemany("UPDATE address SET answered = answered + ? WHERE id = ?", rows)


# ---------------------------------------------------------------- clients


def clients(connection: Connection) -> dict[str, tuple[int, Client]]:
    """Every client by key, with its row id; `addresses` is left empty."""
    rows = connection.execute(
        "SELECT id, key, name, domains, people, why, ignored, signed FROM client WHERE workspace_id = ?", (WORKSPACE,)
    )
    return {row[1]: (row[0], _to_client(*row[1:])) for row in rows}


def _to_client(  # noqa: PLR0913 - a row
    key: str,
    name: str,
    domains: str,
    people: str,
    why: str,
    ignored: int,
    signed: str | None,
    *,
    ids: tuple[int, ...] = (),
) -> Client:
    folk = tuple(Person(one["name"], tuple(one["addresses"])) for one in json.loads(people))
    day = date.fromisoformat(signed) if signed else None
    return Client(key, name, tuple(domains.split()), folk, why, ids, bool(ignored), day)


def save_discovered(connection: Connection, found: Discovered) -> list[int]:
    """Write clients and what addresses are taken for; gives the ids of addresses whose client changed, or is left out
    or taken back.
    """
    before = _ignored(connection)
    ids = _save_clients(connection, found.clients)
    turned = before ^ _ignored(connection)
    wanted = {address: ids[client.key] for client in found.clients for address in client.addresses}
    rows = connection.execute(
        "SELECT id, kind, why, client_id FROM address WHERE workspace_id = ?", (WORKSPACE,)
    ).fetchall()
    moved: list[int] = []
    changed: list[tuple[str, str, int | None, int]] = []
    for address, kind, why, client in rows:
        guess = found.taken.get(address, Guess(Taken.ONE_WAY, "no address"))
        if (kind, why, client) != (guess.taken, guess.why, wanted.get(address)):
            changed.append((guess.taken, guess.why, wanted.get(address), address))
        if client != wanted.get(address) or client in turned:
            moved.append(address)
    connection.executemany("UPDATE address SET kind = ?, why = ?, client_id = ? WHERE id = ?", changed)
    _forget_clients(connection, set(ids.values()))
    _forget_conclusions(connection, turned)
    return moved


def _ignored(connection: Connection) -> set[int]:
    return {
        row[0] for row in connection.execute("SELECT id FROM client WHERE workspace_id = ? AND ignored", (WORKSPACE,))
    }


def _forget_conclusions(connection: Connection, clients: Iterable[int]) -> None:
    for client in clients:
        for table in ("reading", "wait", "tally", "exchange"):
            connection.execute(f"DELETE FROM {table} WHERE client_id = ?", (client,))


def _save_clients(connection: Connection, found: Iterable[Client]) -> dict[str, int]:
    connection.executemany(
        "INSERT INTO client (workspace_id, key, name, domains, people, why, ignored, signed)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        " ON CONFLICT (workspace_id, key) DO UPDATE SET name = ?3, domains = ?4,"
        " people = ?5, why = ?6, ignored = ?7, signed = ?8",
        (
            (WORKSPACE, one.key, one.name, " ".join(one.domains), _people(one), one.why, one.ignored)
            + (one.signed.isoformat() if one.signed else None,)
            for one in found
        ),
    )
    return dict(connection.execute("SELECT key, id FROM client WHERE workspace_id = ?", (WORKSPACE,)))


def _people(client: Client) -> str:
    return json.dumps([person._asdict() for person in client.people], ensure_ascii=False)


def _forget_clients(connection: Connection, known: set[int]) -> None:
    """Drop clients that no address belongs to any more; their messages are assigned anew."""
    used = {row[0] for row in connection.execute("SELECT DISTINCT client_id FROM address WHERE client_id IS NOT NULL")}
    _forget_conclusions(connection, known - used)
    for gone in known - used:
        connection.execute("UPDATE message SET client_id = NULL WHERE client_id = ?", (gone,))
        connection.execute("DELETE FROM client WHERE id = ?", (gone,))


# ---------------------------------------------------------------- whose a message is


def touch(connection: Connection, after: int, moved: Iterable[int]) -> None:
    """Collect, in the temporary table `touched`, new messages, those from or to addresses that moved, and those whose
    words are new; each with the client it had.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY, client INTEGER)")
    connection.execute("DELETE FROM touched")
    connection.execute(
        "INSERT INTO touched SELECT id, client_id FROM message WHERE id > ? AND workspace_id = ?", (after, WORKSPACE)
    )
    connection.execute(
        "INSERT INTO touched SELECT id, client_id FROM message WHERE id IN"
        " (SELECT message_id FROM text WHERE heard = 0) ON CONFLICT DO NOTHING"
    )
    for address in moved:
        connection.execute(
            "INSERT INTO touched SELECT id, client_id FROM message WHERE sender_id = ? ON CONFLICT DO NOTHING",
            (address,),
        )
        connection.execute(
            "INSERT INTO touched SELECT id, client_id FROM message WHERE id IN"
            " (SELECT message_id FROM recipient WHERE address_id = ?) ON CONFLICT DO NOTHING",
            (address,),
        )


def assign(connection: Connection) -> set[int]:
    """Give every touched message its client; the ids of clients that lost one they had.

    From a client: the sender's, unless it only came through a list that I am one of many on. From me: the first
    recipient's, To before Cc.
    """
    connection.execute(
        "UPDATE message SET client_id = (SELECT a.client_id FROM address a JOIN client c ON c.id = a.client_id"
        "  WHERE a.id = sender_id AND NOT c.ignored)"
        " WHERE id IN (SELECT id FROM touched) AND NOT from_me"
        f" AND ((marks & {_WORDLESS}) = 0 AND ((marks & {_LIST}) = 0 OR EXISTS (SELECT 1 FROM recipient r"
        "  JOIN address m ON m.id = r.address_id WHERE r.message_id = message.id AND m.kind = 'me')))"
    )
    connection.execute(
        "UPDATE message SET client_id = (SELECT a.client_id FROM recipient r JOIN address a ON a.id = r.address_id"
        "  JOIN client c ON c.id = a.client_id WHERE r.message_id = message.id AND NOT c.ignored"
        "  ORDER BY r.role, r.id LIMIT 1) WHERE id IN (SELECT id FROM touched) AND from_me"
        f" AND (marks & {_WORDLESS}) = 0"
    )
    rows = connection.execute(
        "SELECT DISTINCT client FROM touched"
        " WHERE client <> COALESCE((SELECT client_id FROM message WHERE message.id = touched.id), 0)"
    )
    return {row[0] for row in rows}


class Touched(NamedTuple):
    """What new mail touched of one client: threads, and the moments of all messages in them."""

    threads: list[int]
    moments: list[int]


def touched(connection: Connection) -> dict[int, Touched]:
    """By client, what the touched messages (see `touch`) moved."""
    rows = connection.execute(
        "SELECT client_id, thread, sent FROM message WHERE client_id IS NOT NULL AND thread IN"
        " (SELECT DISTINCT thread FROM message WHERE id IN (SELECT id FROM touched)) ORDER BY client_id, thread, sent"
    )
    found: dict[int, Touched] = {}
    for client, thread, sent in rows:
        one = found.setdefault(client, Touched([], []))
        if one.threads[-1:] != [thread]:
            one.threads.append(thread)
        one.moments.append(sent)
    return found


def drop_texts(connection: Connection) -> None:
    """Forget the words of touched messages that are no client's: for the rest, only counts are kept."""
    for table in ("text", "signal"):
        connection.execute(
            f"DELETE FROM {table} WHERE message_id IN (SELECT id FROM touched"
            " WHERE (SELECT client_id FROM message WHERE message.id = touched.id) IS NULL)"
        )


def wordless(connection: Connection) -> Iterator[tuple[int, str, str, str, int, int]]:
    """Touched client messages whose words were dropped before: (id, shape, path, place, length, uid)."""
    yield from connection.execute(
        "SELECT message.id, source.kind, source.path, place, length, message.uid"
        " FROM message JOIN source ON source.id = message.source_id"
        " WHERE message.id IN (SELECT id FROM touched WHERE NOT EXISTS"
        "  (SELECT 1 FROM text WHERE text.message_id = touched.id)"
        "  AND (SELECT client_id FROM message WHERE message.id = touched.id) IS NOT NULL)"
    )


def save_texts(connection: Connection, texts: Iterable[tuple[int, str, str, str]]) -> None:
    """Put words back: (message id, Message-ID, subject, body)."""
    connection.executemany(
        "INSERT INTO text (workspace_id, message_id, header_id, subject, body, language, heard)"
        f" VALUES ({WORKSPACE}, ?, ?, ?, ?, '', 0) ON CONFLICT (message_id) DO UPDATE SET"
        " header_id = excluded.header_id, subject = excluded.subject, body = excluded.body, language = '', heard = 0",
        texts,
    )


# ---------------------------------------------------------------- shown


def set_apart(connection: Connection) -> list[tuple[str, str, str, int]]:
    """(email, taken for, why, messages from it) of every address that is no client's, the busiest first."""
    rows = connection.execute(
        "SELECT email, kind, why, written FROM address WHERE workspace_id = ? AND kind NOT IN ('client', 'me')"
        " AND email <> '' AND written > 0",
        (WORKSPACE,),
    )
    return sorted(rows, key=lambda row: (-row[3], row[0]))


def mine(connection: Connection) -> list[tuple[str, str]]:
    """(email, why) of my addresses."""
    rows = connection.execute(
        "SELECT email, why, written FROM address WHERE workspace_id = ? AND kind = 'me'", (WORKSPACE,)
    )
    return [(email, why) for email, why, _ in sorted(rows, key=lambda row: (-row[2], row[0]))]
