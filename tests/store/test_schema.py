"""The database file: laid, upgraded, or refused with a sentence."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from alongside import config
from alongside.desk.read import read
from alongside.store import schema
from alongside.store.schema import SchemaError
from alongside.store.shelf import backups
from alongside.store.shelf.connection import StoreError
from tests.desk.test_read import ANSWER, QUESTION, write


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


PREPARE = "from alongside.store import schema; from alongside import config; schema.prepare(config.database())"
BACK_TO_5 = """
    DROP INDEX message_bare; DELETE FROM django_migrations WHERE app = 'store' AND name > '0006'; PRAGMA user_version=5;
"""


@pytest.fixture
def older(home: Path, tmp_path: Path) -> Path:
    """A database of the version before, in which mail was read."""
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER)])
    with closing(sqlite3.connect(config.database())) as connection:
        connection.executescript(BACK_TO_5)
    return config.database()


def ask(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection, connection:
        return list(connection.execute(query))


@pytest.mark.slow
def test_an_older_database_is_brought_up_to_date(older: Path) -> None:
    subprocess.run([sys.executable, "-c", PREPARE], check=True)

    assert ask(older, "PRAGMA user_version") == [(schema.VERSION,)]
    assert ask(older, "SELECT COUNT(*) FROM message") == [(2,)]
    assert ask(older, "SELECT name FROM sqlite_master WHERE name = 'message_bare'") == [("message_bare",)]


@pytest.mark.slow
def test_signals_and_mail_that_lost_what_they_belong_to_do_not_stand_in_the_way(older: Path) -> None:
    ask(older, "INSERT INTO signal VALUES (NULL, 'rush_demand', 0, 3, 0.9, 'model-6', 6, 77, 1)")
    ask(older, "DELETE FROM source")
    ask(older, "INSERT INTO trouble (workspace_id, source_id, place, reason) VALUES (1, 99, '0', 'x')")
    ask(older, "INSERT INTO seen_file (workspace_id, source_id, key) VALUES (1, 99, 1)")
    subprocess.run([sys.executable, "-c", PREPARE], check=True)

    assert ask(older, "SELECT COUNT(*) FROM signal WHERE message_id = 77") == [(0,)]
    assert ask(older, "SELECT COUNT(*) FROM message JOIN source ON source.id = source_id") == [(2,)]


@pytest.mark.slow
def test_an_upgrade_that_fails_is_a_sentence_and_loses_nothing(older: Path) -> None:
    ask(older, "INSERT INTO text (workspace_id, message_id, header_id, subject, body, language, heard)"
        " VALUES (1, 77, '', '', 'Whose?', 'en', 6)")  # fmt: skip
    command = [sys.executable, "-m", "alongside", "rebuild"]
    refused = subprocess.run(command, check=False, capture_output=True, text=True)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.search(
        r"cannot be brought up to date \(.+\); your mail and decisions .* restore a backup", refused.stderr
    )
    assert "Traceback" not in refused.stderr
    assert ask(older, "SELECT COUNT(*) FROM message") == [(2,)]


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


@pytest.mark.parametrize("emptied", [False, True])
def test_what_a_database_that_was_moved_away_left_beside_it_does_not_come_back(
    home: Path,
    tmp_path: Path,
    emptied: bool,  # noqa: FBT001 - a parameter
) -> None:
    schema.prepare(config.database())
    code = (
        "import os, sqlite3; from alongside.store.door import open_desk; from alongside.store.shelf import who;"
        "c = open_desk(); who.save_decision(c, 0, 'clue', {}); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert config.database().with_name("alongside.sqlite3-wal").stat().st_size > 0

    config.database().rename(tmp_path / "away.sqlite3")
    if emptied:
        config.database().touch()
    schema.prepare(config.database())
    assert ask(config.database(), "SELECT COUNT(*) FROM decision") == [(0,)]

    config.database().with_name("alongside.sqlite3-wal").unlink(missing_ok=True)
    (tmp_path / "away.sqlite3").rename(config.database())
    (home / "alongside.sqlite3.left-wal").rename(home / "alongside.sqlite3-wal")
    assert ask(config.database(), "SELECT COUNT(*) FROM decision") == [(1,)]


def test_a_locked_database_is_not_taken_for_a_strange_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.prepare(config.database())
    connect = sqlite3.connect
    with closing(connect(config.database(), isolation_level=None)) as other:
        backups.keep_others_out(other)
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0.1}))
        with pytest.raises(StoreError, match="Another Alongside is writing"):
            schema.prepare(config.database())
