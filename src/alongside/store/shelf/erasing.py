"""Erasing on the shelf: all that is kept of some addresses, and nothing that is somebody else's.

Every function belongs in one transaction; `mark_leaving` comes first, and its temporary tables serve the rest.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from alongside.core.evidence.nouns import Marks
from alongside.store.shelf.connection import WORKSPACE, Connection

_MACHINE = int(Marks.BULK | Marks.AUTO | Marks.NOREPLY | Marks.SPAM)
_LEAVING = "(SELECT id FROM leaving)"
_GONE = "(SELECT id FROM gone)"
Veil = Callable[[str], str]
# A message goes with its writer; one of mine goes where nobody else is left whom it went to.
_GOES = f"""INSERT INTO gone SELECT id, uid, thread, source_id FROM message WHERE sender_id IN {_LEAVING}
    OR (from_me AND EXISTS (SELECT 1 FROM recipient r WHERE r.message_id = message.id AND r.address_id IN {_LEAVING})
    AND NOT EXISTS (SELECT 1 FROM recipient r JOIN address a ON a.id = r.address_id WHERE r.message_id = message.id
    AND r.address_id NOT IN {_LEAVING} AND a.kind <> 'me'))"""
_SENT = f"""SELECT sent FROM message WHERE sender_id = address.id UNION ALL SELECT m.sent FROM recipient r
    JOIN message m ON m.id = r.message_id WHERE r.address_id = address.id AND (m.marks & {_MACHINE}) = 0"""


def mark_leaving(connection: Connection, addresses: Iterable[int]) -> list[int]:
    """Mark these addresses, the messages that go with them, and whom else those concern; the uids of the messages."""
    for name, columns in (("leaving", ""), ("gone", ", uid BIGINT, thread BIGINT, source BIGINT"), ("concerned", "")):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TEMP TABLE {name} (id INTEGER PRIMARY KEY{columns})")
    connection.executemany("INSERT INTO leaving VALUES (?)", ((one,) for one in addresses))
    connection.execute(_GOES)
    connection.execute(
        f"INSERT INTO concerned SELECT sender_id FROM message WHERE id IN {_GONE} UNION"
        f" SELECT address_id FROM recipient WHERE message_id IN {_GONE}"
    )
    connection.execute(f"DELETE FROM concerned WHERE id IN {_LEAVING}")
    return [row[0] for row in connection.execute("SELECT uid FROM gone")]


def paths_of_gone(connection: Connection) -> list[str]:
    """Where the messages that go were read from."""
    rows = connection.execute(
        "SELECT DISTINCT path FROM source WHERE id IN (SELECT source FROM gone) AND kind <> 'noted' ORDER BY path"
    )
    return [row[0] for row in rows]


def forget_messages(connection: Connection) -> None:
    """Take the messages that go out, the addresses, and every place that names them."""
    _take_off_counts(connection)
    for table in ("text", "signal", "recipient"):
        connection.execute(f"DELETE FROM {table} WHERE message_id IN {_GONE}")
    connection.execute(f"DELETE FROM recipient WHERE address_id IN {_LEAVING}")
    connection.execute(f"DELETE FROM message WHERE id IN {_GONE}")
    connection.execute(
        "DELETE FROM node WHERE thread IN (SELECT thread FROM gone) AND thread NOT IN (SELECT thread FROM message)"
    )
    _forget_chats(connection)
    connection.execute(
        f"UPDATE address SET first = (SELECT MIN(sent) FROM ({_SENT}) AS every),"
        f" last = (SELECT MAX(sent) FROM ({_SENT}) AS every)"
        " WHERE id IN (SELECT id FROM concerned)"
    )
    connection.execute(  # who was only ever met in mail that is gone
        "INSERT INTO leaving SELECT id FROM address WHERE id IN (SELECT id FROM concerned) AND kind <> 'me'"
        " AND delivered = 0 AND NOT EXISTS (SELECT 1 FROM message WHERE sender_id = address.id)"
        " AND NOT EXISTS (SELECT 1 FROM recipient WHERE address_id = address.id)"
    )
    connection.execute(f"UPDATE address SET client_id = NULL WHERE id IN {_LEAVING}")
    connection.execute(f"DELETE FROM address WHERE id IN {_LEAVING}")


def _take_off_counts(connection: Connection) -> None:
    """What the messages that go had added to the counts of others."""
    written = connection.execute(
        f"SELECT COUNT(*), SUM(CASE WHEN (marks & {_MACHINE}) <> 0 THEN 1 ELSE 0 END),"
        f" SUM(CASE WHEN (marks & {int(Marks.SENT)}) <> 0 THEN 1 ELSE 0 END), sender_id"
        f" FROM message WHERE id IN {_GONE} AND sender_id NOT IN {_LEAVING} GROUP BY sender_id"
    ).fetchall()
    connection.executemany(
        "UPDATE address SET written = MAX(0, written - ?), bulk = MAX(0, bulk - ?),"
        " filed_sent = MAX(0, filed_sent - ?) WHERE id = ?",
        written,
    )
    received = connection.execute(
        "SELECT COUNT(DISTINCT r.message_id), r.address_id FROM recipient r JOIN message m ON m.id = r.message_id"
        f" WHERE m.id IN {_GONE} AND (m.marks & {_MACHINE}) = 0 GROUP BY r.address_id"
    ).fetchall()
    connection.executemany("UPDATE address SET received = MAX(0, received - ?) WHERE id = ?", received)


def _forget_chats(connection: Connection) -> None:
    """A chat is called after whom it is with: where all of it is gone, its name goes too."""
    rows = connection.execute(
        "SELECT id FROM source WHERE kind = 'chat' AND id IN (SELECT source FROM gone)"
        " AND id NOT IN (SELECT source_id FROM message)"
    ).fetchall()
    for table, column in (("trouble", "source_id"), ("seen_file", "source_id"), ("source", "id")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", rows)


def forget_clients(connection: Connection, touched: Iterable[int]) -> None:
    """Drop what was concluded about these clients, and those to whom no address belongs any more."""
    for row in touched:
        for table in ("reading", "wait", "tally", "exchange"):
            connection.execute(f"DELETE FROM {table} WHERE client_id = ?", (row,))
        if not connection.execute("SELECT 1 FROM address WHERE client_id = ?", (row,)).fetchone():
            connection.execute("UPDATE message SET client_id = NULL WHERE client_id = ?", (row,))
            connection.execute("DELETE FROM client WHERE id = ?", (row,))
        connection.execute("UPDATE client SET people = '[]', why = '' WHERE id = ?", (row,))


def rekey_client(connection: Connection, row: int, key: str) -> None:
    """Know a client by another key, where its own names somebody who goes."""
    connection.execute("UPDATE client SET key = ? WHERE id = ?", (key, row))


def veil_words(connection: Connection, veil: Veil) -> None:
    """Make addresses unreadable in what others wrote and how they are called."""
    for table, key, columns in (
        ("text", "message_id", ("subject", "body", "header_id")),
        ("address", "id", ("name",)),
    ):
        where = " OR ".join(f"INSTR({column}, '@') > 0" for column in columns)
        rows = connection.execute(f"SELECT {key}, {', '.join(columns)} FROM {table} WHERE {where}")
        changed = [(*new, row) for row, *old in rows if (new := [veil(one) for one in old]) != old]
        setters = ", ".join(f"{column} = ?" for column in columns)
        connection.executemany(f"UPDATE {table} SET {setters} WHERE {key} = ?", changed)


def veil_troubles(connection: Connection, veil: Veil) -> None:
    """Drop troubles that name an address."""
    rows = connection.execute("SELECT id, place, reason FROM trouble WHERE INSTR(place || reason, '@') > 0").fetchall()
    named = [(row,) for row, place, reason in rows if veil(place) != place or veil(reason) != reason]
    connection.executemany("DELETE FROM trouble WHERE id = ?", named)


def forget_jobs(connection: Connection, names: Iterable[str]) -> None:
    """Drop jobs that ended and whose arguments or outcome hold one of these names."""
    connection.executemany(
        "DELETE FROM job WHERE state NOT IN ('queued', 'running')"
        " AND INSTR(LOWER(CAST(what AS TEXT) || CAST(progress AS TEXT) || error), LOWER(?)) > 0",
        ((json.dumps(name)[1:-1],) for name in names if name),
    )


def forget_caches(connection: Connection) -> None:
    """Drop what is made from words and addresses: the search index, and samples the query planner took.

    A server keeps its index in step by itself.
    """
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.execute("DROP TABLE IF EXISTS word_index")
    connection.execute("DROP TABLE IF EXISTS word_indexed")
    taken = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat3', 'sqlite_stat4')")
    for (name,) in taken.fetchall():
        connection.execute(f"DELETE FROM {name}")


# ---------------------------------------------------------------- decisions


def all_decisions(connection: Connection) -> list[tuple[int, str, dict[str, Any]]]:
    """Every decision ever made, those taken back among them: (number, kind, what)."""
    rows = connection.execute("SELECT id, kind, what FROM decision WHERE workspace_id = ? ORDER BY id", (WORKSPACE,))
    return [(number, kind, json.loads(what)) for number, kind, what in rows]


def replace_decisions(connection: Connection, changed: Mapping[int, Mapping[str, Any] | None]) -> None:
    """Word decisions anew, or drop them (None)."""
    for number, what in changed.items():
        if what is None:
            connection.execute("DELETE FROM decision WHERE id = ?", (number,))
        else:
            told = json.dumps(what, ensure_ascii=False)
            connection.execute("UPDATE decision SET what = ? WHERE id = ?", (told, number))


# ---------------------------------------------------------------- afterwards


def sweep(connection: Connection) -> bool:
    """Write the whole file anew, so that nothing of what was deleted is left in a corner of it; whether that was done.

    Belongs in no transaction. A server does so in its own time, when it vacuums.
    """
    if not isinstance(connection, sqlite3.Connection):
        return False
    try:
        connection.execute("PRAGMA temp_store=FILE")  # a copy of the database has no place in memory
        connection.execute("VACUUM")
        busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    return not busy
