"""The whole database as one thing: copied while others write, checked, and replaced in one transaction."""

import sqlite3
from pathlib import Path

from alongside.store.shelf.connection import WORKSPACE

_COUNTED = {"messages": "message", "kept": "text", "clients": "client", "decisions": "decision"}
_LEAST = {"workspace", "address", "client", "message", "text", "decision", "source"}


def copy_into(connection: sqlite3.Connection, path: Path) -> None:
    """A copy in one file as of this moment, whatever is written meanwhile, without the holes of deleted rows."""
    connection.rollback()  # a look sees one moment by a transaction, and within one there is no VACUUM
    connection.execute("VACUUM INTO ?", (str(path),))


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema a database was written with."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How much a database holds, for its manifest."""
    return {
        name: int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]) for name, table in _COUNTED.items()
    }


def holds_anything(connection: sqlite3.Connection) -> bool:
    """Whether there is mail, or a decision, that would be lost."""
    query = "SELECT EXISTS (SELECT 1 FROM message) OR EXISTS (SELECT 1 FROM decision)"
    return bool(connection.execute(query).fetchone()[0])


def what_is_wrong(connection: sqlite3.Connection, version: int) -> str:
    """Why a database that came from outside cannot be used; '' where nothing is wrong with it."""
    things = list(connection.execute("SELECT type, name FROM sqlite_master"))
    if any(kind in {"trigger", "view"} for kind, _ in things):
        return "it holds programs of its own"
    if not {name for _, name in things} >= _LEAST:
        return "tables are missing"
    if schema_of(connection) != version:
        return "it is of another version than the backup says"
    problem = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return "" if problem == "ok" else problem


def end_jobs(connection: sqlite3.Connection) -> None:
    """Long work that was open when the copy was made is not begun again."""
    with connection:
        connection.execute("UPDATE job SET state = 'stopped', ended = asked WHERE state IN ('queued', 'running')")


def keep_others_out(connection: sqlite3.Connection) -> None:
    """Nobody else reads or writes until this connection closes; waits until those who do are done."""
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")


def replace_by(connection: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Everything in a database becomes what another holds, in one transaction of SQLite's own."""
    sizes = [int(one.execute("PRAGMA page_size").fetchone()[0]) for one in (connection, other)]
    if sizes[0] != sizes[1]:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute(f"PRAGMA page_size={sizes[0]}")
        other.execute("VACUUM")
    other.backup(connection)
    connection.execute("INSERT OR IGNORE INTO workspace (id, name, counted, engine) VALUES (?, '', 0, 0)", (WORKSPACE,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
