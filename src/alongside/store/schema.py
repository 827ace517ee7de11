"""Lays and upgrades the database. A new one is laid from schema.sql, which is the migrations' own SQL.

Django takes about a second to start and to migrate an empty file; the first read should not wait for it. A test
holds schema.sql to what the migrations make; `python -m alongside.store.schema` writes it anew.
"""

import os
import sqlite3
import sys
from importlib.resources import files
from pathlib import Path

from alongside.core.trace import SorryError

VERSION = 4  # the number of the newest migration


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
    found = _version(path)
    if found > VERSION:
        raise SchemaError(
            f"{path} was written by a newer Alongside (schema {found}, this one knows {VERSION}): upgrade the program."
        )
    if found < VERSION:
        _migrate(path)


def _version(path: Path) -> int:
    try:
        with sqlite3.connect(path) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise SchemaError(
            f"{path} is not an Alongside database ({error}): move it away, or set ALONGSIDE_HOME to another folder."
        ) from error


def _lay(path: Path) -> None:
    """Write the tables in a file beside and rename it, so that a half-laid database is never seen."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    connection = sqlite3.connect(beside)
    connection.executescript("PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL;")
    connection.executescript(files("alongside.store").joinpath("schema.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.close()
    beside.chmod(0o600)
    beside.replace(path)


def _migrate(path: Path) -> None:
    import django  # noqa: PLC0415 - only an upgrade needs Django
    from django.core.management import call_command  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={VERSION}")


def migrations_sql(database: Path) -> str:
    """The SQL of a database that the migrations made at `database`, with the record of those migrations."""
    with sqlite3.connect(database) as connection:
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
    _migrate(Path(sys.argv[1]))
    Path(__file__).with_name("schema.sql").write_text(migrations_sql(Path(sys.argv[1])), "utf-8")
