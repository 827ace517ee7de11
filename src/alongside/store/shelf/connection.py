"""One door to the database, below the ORM: bulk writing and the quick look-ups of the command line.

SPEED measured Django's bulk_create at a quarter of executemany's rate, and a second to start Django at all; so mail
is written, and `clients` and its kin are answered, through the standard library's sqlite3.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alongside.core.trace import SorryError

WORKSPACE = 1  # one person, one workspace, until the web face brings more
CHUNK = 8_000  # values in one IN (...); SQLite takes 32,766


class StoreError(SorryError):
    """The database cannot be read or written now; the message says why and what to do."""


def open_store(path: Path, patience: float = 20) -> sqlite3.Connection:
    """A connection for reading and writing; every write goes through `transaction`. Raises StoreError.

    `patience` is how many seconds it waits for another writer.
    """
    with said():
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        connection.executescript(
            # Words that are dropped are overwritten, not only unlinked.
            "PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
        )
        connection.execute(
            "INSERT OR IGNORE INTO workspace (id, name, counted, engine) VALUES (?, '', 0, 0)", (WORKSPACE,)
        )
        return connection


@contextmanager
def said() -> Iterator[None]:
    """Whatever SQLite has against it becomes a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(_sentence(error)) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it or nothing; a full disk or a locked file becomes a sentence."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        _roll_back(connection)
        raise StoreError(_sentence(error)) from error
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _sentence(error: sqlite3.DatabaseError) -> str:
    text = str(error)
    if "full" in text or "disk I/O" in text:
        return (
            f"The disk that holds the database has no room ({text}). Nothing half-written was kept:"
            " free some space and read again."
        )
    if "locked" in text:
        return (
            "Another Alongside is writing at this moment (the database is locked): wait for it to finish and try again."
        )
    if "readonly" in text:
        return "The database may not be written (read-only): check the rights of the ALONGSIDE_HOME folder."
    if not isinstance(error, sqlite3.OperationalError):
        return f"The database file is damaged ({text}): move it away and read your mail again."
    return f"The database answers: {text}."


def looked_up(
    connection: sqlite3.Connection, query: str, keys: Iterable[int | str], *before: int | str
) -> Iterator[tuple[Any, ...]]:
    """Rows of `query`, which holds `IN ({keys})`, for any number of keys; `before` are the values before them."""
    wanted = list(keys)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        marks = ",".join("?" * len(chunk))
        yield from connection.execute(query.replace("{keys}", marks), (*before, *chunk))
