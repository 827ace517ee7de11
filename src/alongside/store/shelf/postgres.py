"""PostgreSQL, with as much of sqlite3's surface as the shelf uses (connection.py, Connection).

What psycopg has against something becomes a StoreError at once: a sentence without the password.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
from psycopg import RawCursor, pq
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import TextLoader

from alongside import config
from alongside.store.shelf.connection import BUSY, Rows, StoreError
from alongside.store.shelf.dialect import HOLE, LOOK, to_copy, to_postgres

_PATIENCE = 10  # seconds to wait for a server that does not answer


class Postgres:
    """One connection to a PostgreSQL database; outside a transaction each statement stands by itself."""

    def __init__(self, url: str) -> None:
        self._connection = _connected(url)
        for kind in ("json", "jsonb", "date"):  # as SQLite gives them: the shelf's nouns make more of them
            self._connection.adapters.register_loader(kind, TextLoader)
        # One type for every int, or each width would be another statement to prepare.
        self._connection.adapters.register_dumper(int, Int8Dumper)

    @property
    def in_transaction(self) -> bool:
        """Whether one is under way, be it a failed one."""
        status = self._connection.info.transaction_status
        return status in {pq.TransactionStatus.INTRANS, pq.TransactionStatus.INERROR}

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        """Run one statement, given in SQLite's words."""
        return self._run(to_postgres(query), values)

    def look_only(self) -> None:
        """From now on nothing is written, and all is seen as it is at the first question."""
        self._run(LOOK)

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run a statement for each row: an INSERT as one COPY, anything else without waiting for each answer."""
        given = list(rows)
        if not given:
            return
        copy = to_copy(query)
        try:
            with self._connection.cursor() as cursor:
                if copy is None:
                    cursor.executemany(to_postgres(query), given)
                    return
                with cursor.copy(copy.statement) as stream:
                    for row in given:
                        values = iter(row)
                        stream.write_row([next(values) if one is HOLE else one for one in copy.values])
        except psycopg.Error as error:
            raise _sorry(error) from error

    def ask_all(self, query: str, values: Iterable[Sequence[Any]]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query for each of these values."""
        try:
            with self._connection.cursor() as cursor:
                cursor.executemany(to_postgres(query), list(values), returning=True)
                for _ in cursor.results():
                    yield cursor.fetchall()
        except psycopg.Error as error:
            raise _sorry(error) from error

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def _run(self, query: bytes, values: Sequence[Any] = ()) -> Rows:
        try:
            return self._connection.cursor().execute(query, values or None)
        except psycopg.Error as error:
            raise _sorry(error) from error


def _connected(url: str) -> "psycopg.Connection[Any]":
    try:
        told: dict[str, Any] = {"connect_timeout": _PATIENCE, "application_name": "alongside", **conninfo_to_dict(url)}
        return psycopg.connect(**told, client_encoding="utf8", autocommit=True, cursor_factory=RawCursor)
    except psycopg.Error as error:
        raise StoreError(_refused(_without_secrets(error))) from None  # what psycopg says may hold the whole address


# ---------------------------------------------------------------- what it has against something


def _refused(text: str) -> str:
    name = config.database_name()
    if 'database "' in text and "does not exist" in text:
        return f"There is no database at {name}: make it (createdb --encoding UTF8), or correct ALONGSIDE_DATABASE_URL."
    if "FATAL" in text or "no password supplied" in text:  # the server's own word, or what it asked for
        return f"{name} refuses ({text}): correct the user and the password in ALONGSIDE_DATABASE_URL, or its rights."
    return f"{name} does not answer ({text}): see that PostgreSQL runs there and that ALONGSIDE_DATABASE_URL is right."


def _sorry(error: psycopg.Error) -> StoreError:
    """The sentence for an error in the middle of something; its first two letters name the class of a state."""
    text, state = _without_secrets(error), error.sqlstate or ""
    if state == "55P03":
        return StoreError(BUSY)
    if state == "53100":
        return StoreError(
            f"The disk that holds the database has no room ({text}). Nothing half-written was kept:"
            " free some space and read again."
        )
    if state in {"25006", "42501"}:
        return StoreError(f"{config.database_name()} may not be written ({text}): give the user the right to.")
    if state[:3] == "57P" or state[:2] == "08" or (not state and isinstance(error, psycopg.OperationalError)):
        return StoreError(
            f"The connection to {config.database_name()} was lost ({text}). What was stored before is kept: see that"
            " PostgreSQL runs, and run the same command again to go on."
        )
    return StoreError(f"The database answers: {text}.")


def _without_secrets(error: psycopg.Error) -> str:
    """The first line of an error; nothing in it is the password."""
    text = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    url = config.database_url()
    secrets = {url.partition("://")[2].rpartition("@")[0].partition(":")[2]}
    try:
        told = conninfo_to_dict(url)
        secrets |= {str(told.get("password", "")), str(told.get("sslpassword", ""))}
    except psycopg.Error:
        return "it is no address of a PostgreSQL database"
    for secret in secrets - {""}:
        text = text.replace(secret, "***")
    return text
