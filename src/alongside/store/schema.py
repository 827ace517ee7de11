"""Lays and upgrades the database. A new file is laid from schema.sql, which is the migrations' own SQL.

Django takes about a second to start and to migrate an empty file; the first read should not wait for it. A test
holds schema.sql to what the migrations make; `python -m alongside.store.schema` writes it anew. On PostgreSQL the
migrations themselves lay and upgrade the tables.
"""

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from alongside import config
from alongside.core.trace import SorryError
from alongside.store.held import held
from alongside.store.shelf.connection import WORKSPACE, Connection, said_if_busy

VERSION = 6  # the number of the newest migration
_LAYING = 0x414C4F4E4701  # the server's lock for whoever lays the tables: two programs may start at once


class SchemaError(SorryError):
    """The database cannot be used as it is; the message says why and what to do."""


def prepare(path: Path) -> None:
    """Make sure that `path` is a database of this version: lay it, upgrade it, or refuse with a sentence."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists() or path.stat().st_size == 0:
            _lay(path)
            return
    except (OSError, sqlite3.OperationalError) as error:
        raise SchemaError(
            f"{path.parent} cannot hold the database ({error}): set ALONGSIDE_HOME to another folder."
        ) from error
    if _version(path) < VERSION:
        _migrate_or_refuse(path)


def _refuse_newer(found: int, where: str) -> int:
    if found > VERSION:
        raise SchemaError(
            f"{where} was written by a newer Alongside (schema {found}, this one knows {VERSION}): upgrade the program."
        )
    return found


def _version(path: Path) -> int:
    try:
        with said_if_busy(), closing(sqlite3.connect(path, timeout=20)) as connection:  # left open, a restore waits
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise SchemaError(
            f"{path} is not an Alongside database ({error}): move it away, or set ALONGSIDE_HOME to another folder."
        ) from error
    return _refuse_newer(found, str(path))


def prepare_server(connection: Connection) -> None:
    """Make sure that this PostgreSQL database is of this version: lay it, upgrade it, or refuse with a sentence."""
    if _is_laid(connection):
        return
    with _alone(connection):
        if not _is_laid(connection):  # else another program did it while this one waited
            _lay_on_server(connection)


def prepare_accounts(connection: Connection) -> None:
    """Lay or upgrade the tables that only a server has: accounts, their sessions, and who tried too often."""
    with _alone(connection):
        _migrate_or_refuse()


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """The only program that lays tables; SQLite sees to that by itself."""
    if isinstance(connection, sqlite3.Connection):
        yield
        return
    connection.execute("SELECT pg_advisory_lock(?)", (_LAYING,))
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(?)", (_LAYING,))


def _is_laid(connection: Connection) -> bool:
    at_ours = server_version(connection) == VERSION
    return at_ours and bool(connection.execute("SELECT EXISTS (SELECT 1 FROM workspace)").fetchone()[0])


def server_version(connection: Connection) -> int:
    """The newest migration of this PostgreSQL database, 0 where there is none; a newer one than ours is refused."""
    if not connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()[0]:
        return 0
    newest = connection.execute("SELECT MAX(name) FROM django_migrations WHERE app = 'store'").fetchone()[0]
    return _refuse_newer(int(newest[:4]) if newest else 0, config.database_name())


def _lay_on_server(connection: Connection) -> None:
    if connection.execute("SHOW server_encoding").fetchone()[0] != "UTF8":
        raise SchemaError(
            f"{config.database_name()} cannot hold every letter: make a database with `createdb --encoding UTF8"
            " --template template0 NAME` and name that one in ALONGSIDE_DATABASE_URL."
        )
    _migrate_or_refuse()
    connection.execute(
        "INSERT INTO workspace (id, name, counted, engine) VALUES (?, '', 0, 0) ON CONFLICT DO NOTHING", (WORKSPACE,)
    )
    connection.execute("SELECT setval(pg_get_serial_sequence('workspace', 'id'), MAX(id)) FROM workspace")


def _migrate_or_refuse(path: Path | None = None) -> None:
    from django.db import connections  # noqa: PLC0415 - only laying and upgrading need Django
    from django.db.utils import Error  # noqa: PLC0415 - the same

    try:
        _migrate(path)
    except Error as error:
        why = str(error).splitlines()[0].rstrip(".")
        if path:
            raise SchemaError(
                f"{path} cannot be brought up to date ({why}); your mail and decisions in it are as they were. See that"
                " no other Alongside runs and that there is room on its disk, and try again; or restore a backup."
            ) from error
        raise SchemaError(
            f"The tables of {config.database_name()} cannot be laid ({why}): give the user the right to make tables,"
            " and a database that nothing else uses."
        ) from error
    finally:
        connections.close_all()


def _lay(path: Path) -> None:
    """Write the tables in a file beside and move it there, so that a half-laid database is never seen."""
    beside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    beside.unlink(missing_ok=True)
    connection = sqlite3.connect(beside)
    connection.executescript("PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL;")
    connection.executescript(Path(__file__).with_name("schema.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.close()
    beside.chmod(0o600)
    with held(path.parent, wait=True) as ours:  # another program may start at the same moment
        empty = path.exists() and path.stat().st_size == 0
        if ours and (empty or not path.exists()):
            _put_aside(path)
        if empty:
            beside.replace(path)
            return
        with suppress(FileExistsError):
            path.hardlink_to(beside)
        beside.unlink()


def left_logs(path: Path) -> list[Path]:
    """The logs of databases that were moved away without them."""
    return sorted(path.parent.glob(f"{path.name}.left-wal*"))


def _put_aside(path: Path) -> None:
    """Move the log of a database aside that is not there any more: its mail would come back in the next one."""
    with suppress(OSError):
        number = f"-{len(left_logs(path)) + 1}" if left_logs(path) else ""
        path.with_name(f"{path.name}-wal").replace(path.with_name(f"{path.name}.left-wal{number}"))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def _migrate(path: Path | None = None) -> None:
    """Bring the file at `path` up to date; without one, the database of the settings."""
    import django  # noqa: PLC0415 - only an upgrade needs Django
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    django.setup()
    if path is None:
        call_command("migrate", verbosity=0, interactive=False)
        if config.on_server():
            call_command("createcachetable", verbosity=0)
        return
    # By its path, not by the settings: a backup is brought up to date beside the database in use.
    connections.settings["this"] = {**connections.settings["default"], "NAME": path}
    try:
        call_command("migrate", database="this", verbosity=0, interactive=False)
        connections["this"].close()
    finally:
        del connections["this"], connections.settings["this"]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={VERSION}")


def migrations_sql(database: Path) -> str:
    """The SQL of a database that the migrations made at `database`, with the record of those migrations."""
    with closing(sqlite3.connect(database)) as connection:
        made = [
            row[0]
            for row in connection.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
            )
        ]
        done = list(connection.execute("SELECT app, name FROM django_migrations ORDER BY id"))
    record = [
        f"INSERT INTO django_migrations (app, name, applied) VALUES ('{app}', '{name}', datetime('now'))"  # noqa: S608 - our own names
        for app, name in done
    ]
    return "".join(f"{statement};\n" for statement in [*made, *record])


if __name__ == "__main__":
    _migrate()
    Path(__file__).with_name("schema.sql").write_text(migrations_sql(Path(sys.argv[1])), "utf-8")
