"""The database file: laid, upgraded, or refused with a sentence."""

import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from alongside import config
from alongside.store import schema
from alongside.store.schema import SchemaError


@pytest.mark.slow
def test_the_shipped_sql_is_what_the_migrations_make(home: Path) -> None:
    home.mkdir()
    subprocess.run([sys.executable, "-c", "from alongside.store import schema; schema._migrate()"], check=True)

    assert schema.migrations_sql(config.database()) == files("alongside.store").joinpath("schema.sql").read_text(
        "utf-8"
    )


@pytest.mark.slow
def test_every_change_of_the_models_has_a_migration(home: Path) -> None:
    home.mkdir()
    command = [
        sys.executable,
        "-m",
        "django",
        "makemigrations",
        "--check",
        "--dry-run",
        "--settings=alongside.settings",
    ]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.slow
def test_an_older_database_is_brought_up_to_date(home: Path) -> None:
    home.mkdir()
    subprocess.run([sys.executable, "-c", "from alongside.store import schema; schema._migrate()"], check=True)
    with sqlite3.connect(config.database()) as connection:
        connection.execute("PRAGMA user_version=0")

    code = "from alongside.store import schema; from alongside import config; schema.prepare(config.database())"
    subprocess.run([sys.executable, "-c", code], check=True)
    with sqlite3.connect(config.database()) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_a_new_database_is_private_to_its_owner(home: Path) -> None:
    schema.prepare(config.database())

    assert config.database().stat().st_mode & 0o077 == 0
    assert home.stat().st_mode & 0o077 == 0


def test_a_newer_database_is_refused_and_left_alone(home: Path) -> None:
    schema.prepare(config.database())
    with sqlite3.connect(config.database()) as connection:
        connection.execute("PRAGMA user_version=99")
    before = config.database().read_bytes()

    with pytest.raises(SchemaError, match="newer Alongside"):
        schema.prepare(config.database())
    assert config.database().read_bytes() == before


def test_a_file_that_is_no_database_is_refused_with_the_way_out(home: Path) -> None:
    home.mkdir()
    config.database().write_bytes(b"not a database at all, but somebody's notes " * 50)

    with pytest.raises(SchemaError, match="move it away"):
        schema.prepare(config.database())
