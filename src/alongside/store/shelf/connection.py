"""One door to the database, below the ORM: bulk writing and the quick look-ups of the command line.

SPEED measured Django's bulk_create at a quarter of executemany's rate, and a second to start Django at all; so mail
is written, and `clients` and its kin are answered, through the standard library's sqlite3. On PostgreSQL the same
queries go through psycopg (postgres.py), so they are written in the SQL that both understand; dialect.py has the rest.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import quote

from alongside.core.trace import SorryError

WORKSPACE = 1  # one person, one workspace, until the web face brings more
CHUNK = 8_000  # values in one IN (...); SQLite takes 32,766
BUSY = "Another Alongside is writing at this moment (the database is locked): wait for it to finish and try again."


class StoreError(SorryError):
    """The database cannot be read or written now; the message says why and what to do."""


class Rows(Protocol):
    """What a query found."""

    def fetchone(self) -> Any:  # noqa: ANN401 - a row is whatever was asked for
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """Every row that is left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What the shelf asks of a database: sqlite3's own connection has it, and postgres.py gives it."""

    @property
    def in_transaction(self) -> bool:
        """Whether one is under way."""

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        """Run one statement."""

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run a statement that gives nothing back once for each row."""

    def close(self) -> None:
        """Let go of the database; what is not committed is undone."""


class Server(Connection, Protocol):
    """What a database on a server can do besides, because every question asked by itself costs a way there and back."""

    def ask_all(self, query: str, values: Iterable[Sequence[Any]], /) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query for each of these values, asked all at once."""


def open_store(path: Path, patience: float = 20) -> Connection:
    """A connection for reading and writing; every write goes through `transaction`. Raises StoreError.

    `patience` is how many seconds it waits for another writer.
    """
    with said():
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        connection.executescript(
            # Words that are dropped are overwritten, not only unlinked.
            "PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
            # The log goes into the file in larger, and so fewer, pieces: about 100 MB of it lie on the disk, or more
            # while somebody looks (a slow download), until the last connection closes.
            "PRAGMA wal_autocheckpoint=12000;"
        )
        connection.execute(
            "INSERT INTO workspace (id, name, counted, engine) VALUES (?, '', 0, 0) ON CONFLICT DO NOTHING",
            (WORKSPACE,),
        )
        return connection


def open_to_look(path: Path) -> Connection:
    """A connection that only reads, and sees the database as it is at its first question. Raises StoreError."""
    with said():
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=20, isolation_level=None)
        connection.execute("BEGIN")
        return connection


@contextmanager
def said() -> Iterator[None]:
    """Whatever SQLite has against it becomes a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(_sentence(error)) from error


@contextmanager
def said_if_busy() -> Iterator[None]:
    """A locked file becomes a sentence; whatever else is wrong with it, whoever opens it tells."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(BUSY) from error
        raise


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
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


def _roll_back(connection: Connection) -> None:
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
        return BUSY
    if "readonly" in text:
        return "The database may not be written (read-only): check the rights of the ALONGSIDE_HOME folder."
    if not isinstance(error, sqlite3.OperationalError):
        return f"The database file is damaged ({text}): move it away and read your mail again."
    return f"The database answers: {text}."


def looked_up(
    connection: Connection, query: str, keys: Iterable[int | str], *before: int | str
) -> Iterator[tuple[Any, ...]]:
    """Rows of `query`, which holds `IN ({keys})`, for any number of keys; `before` are the values before them."""
    for rows in _in_chunks(connection, query, keys, before):
        yield from rows


def run_for(connection: Connection, query: str, keys: Iterable[int | str], *before: int | str) -> None:
    """Run a statement that gives nothing back and holds `IN ({keys})`, for any number of keys."""
    for _ in _in_chunks(connection, query, keys, before):
        pass


def _in_chunks(
    connection: Connection, query: str, keys: Iterable[int | str], before: tuple[int | str, ...]
) -> Iterator[Rows]:
    wanted = list(keys)
    if not isinstance(connection, sqlite3.Connection):
        yield connection.execute(query.replace("IN ({keys})", "= ANY(?)"), (*before, wanted))
        return
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        marks = ",".join("?" * len(chunk))
        yield connection.execute(query.replace("{keys}", marks), (*before, *chunk))


def one_by_one(
    connection: Connection, query: str, values: Iterable[Sequence[Any]]
) -> Iterator[Iterable[tuple[Any, ...]]]:
    """The rows of a query for each of these values; a server is asked all at once, not each in its turn."""
    if isinstance(connection, sqlite3.Connection):
        return (connection.execute(query, one) for one in values)
    return cast("Server", connection).ask_all(query, values)


def lighten(connection: Connection) -> None:
    """Let go of what the database holds in this process's memory."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA shrink_memory")


def tidy(connection: Connection) -> None:
    """Give room back to the disk, and see to the counts by which queries are planned; a server does both by itself.

    Where somebody else is writing, or the disk is full, it is left for the next time.
    """
    if isinstance(connection, sqlite3.Connection):
        with suppress(sqlite3.OperationalError):
            connection.executescript(  # `execute` would step once, and give one page back
                # An index without rows has no count, and its table is looked through: a few hundred rows tell enough.
                "PRAGMA incremental_vacuum; PRAGMA analysis_limit=400; PRAGMA optimize;"
            )
