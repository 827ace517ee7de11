"""The door to the database in use: the file, or PostgreSQL where ALONGSIDE_DATABASE_URL names one."""

import sqlite3
from typing import TYPE_CHECKING

from alongside import config
from alongside.store import schema
from alongside.store.shelf.connection import Connection, StoreError, open_store, open_to_look

if TYPE_CHECKING:
    from alongside.store.shelf.postgres import Postgres


def open_desk(patience: float = 20) -> Connection:
    """A connection for reading and writing, to tables of this version. Raises SchemaError and StoreError.

    `patience` is how many seconds another writer of the file is waited for.
    """
    if not config.database_url():
        schema.prepare(config.database())
        return open_store(config.database(), patience)
    connection = _server()
    try:
        schema.prepare_server(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_look() -> Connection | None:
    """A connection that only reads; None where nothing was read so far. Raises SchemaError and StoreError."""
    if not config.database_url():
        return open_to_look(config.database()) if config.database().exists() else None
    connection = _server()
    try:
        connection.look_only()
        if schema.server_version(connection) > 0:
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def _server() -> "Postgres":
    try:
        from alongside.store.shelf.postgres import Postgres  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise StoreError("ALONGSIDE_DATABASE_URL needs psycopg: pip install 'alongside[postgres]'.") from error
    return Postgres(config.database_url())


def size(connection: Connection) -> int:
    """The bytes that the database takes."""
    if isinstance(connection, sqlite3.Connection):
        return config.database().stat().st_size
    return int(connection.execute("SELECT pg_database_size(current_database())").fetchone()[0])


def wrong(connection: Connection, *, thorough: bool) -> list[str]:
    """What is wrong with the database, each a sentence with the way out; `thorough` reads all of a file."""
    found: list[str] = []
    in_a_file = isinstance(connection, sqlite3.Connection)
    version = (
        connection.execute("PRAGMA user_version").fetchone()[0] if in_a_file else schema.server_version(connection)
    )
    if version != schema.VERSION:
        found.append(
            f"The database has schema {version}, this program {schema.VERSION}: any read brings it up to date."
        )
    problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0] if in_a_file and thorough else "ok"
    if problem != "ok":
        found.append(f"The database file is damaged ({problem}): move it away and read your mail again.")
    return found
