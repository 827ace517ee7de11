"""PostgreSQL: laid, upgraded or refused with a sentence; one writer at a time; nothing lost, no password told."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from alongside import config
from alongside.config import SettingError
from alongside.desk import look
from alongside.desk.examine import examine
from alongside.desk.read import SILENT, read
from alongside.faces.cli.commands import alongside
from alongside.store.door import open_desk, open_look
from alongside.store.schema import VERSION, SchemaError, server_version
from alongside.store.shelf import dialect
from alongside.store.shelf.connection import StoreError, transaction
from tests.desk.test_read import ANSWER, QUESTION, THANKS, rows, write
from tests.postgres import GUARDED, PASSWORD, Server

SECRET = PASSWORD.replace("/", "%2F").replace(":", "%3A")


@pytest.fixture
def database(home: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the database in use."""
    with postgres.database() as url:
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", url)
        yield url


@pytest.fixture
def empty(home: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of the database in use, in which nothing is laid."""
    with postgres.database("template1") as url:
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", url)
        yield url


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def program(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)


# ---------------------------------------------------------------- the tables


@pytest.mark.slow
def test_an_empty_database_is_laid_by_the_first_read(empty: str, tmp_path: Path) -> None:
    with pytest.raises(look.NothingYetError):
        look.portfolio()
    done = program("-m", "alongside", "read", str(write(tmp_path / "all.mbox", QUESTION, ANSWER)))

    assert (done.returncode, done.stderr) == (0, "")
    assert [one["name"] for one in look.portfolio()] == ["Birch"]
    run(empty, "INSERT INTO workspace (name, counted, engine) VALUES ('another', 0, 0)")  # its number is the next one


@pytest.mark.slow
def test_two_programs_that_start_at_once_lay_the_tables_once(empty: str, tmp_path: Path) -> None:
    code = "from alongside.store.door import open_desk; open_desk().close()"
    started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]

    assert [one.wait(60) for one in started] == [0, 0, 0]


@pytest.mark.slow
def test_an_older_database_is_brought_up_to_date(empty: str) -> None:
    older = program("-m", "django", "migrate", "store", "0001", "-v0", "--settings=alongside.settings")
    assert (older.returncode, older.stderr) == (0, "")
    code = "from alongside.store.door import open_desk; open_desk().close()"
    assert program("-c", code).stderr == ""

    with closing(open_desk()) as connection:
        assert server_version(connection) == VERSION


@pytest.mark.slow
def test_the_models_are_what_the_migrations_make_of_a_server(database: str) -> None:
    for words in ("makemigrations --check --dry-run", "migrate --check"):
        done = program("-m", "django", *words.split(), "--settings=alongside.settings")
        assert (done.returncode, done.stderr) == (0, "")


def test_a_newer_database_is_refused(database: str) -> None:
    run(database, "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0099_later', now())")

    for opened in (open_desk, open_look):
        with pytest.raises(SchemaError, match=r"newer Alongside \(schema 99"):
            opened()


@pytest.mark.slow
def test_a_database_that_holds_something_else_is_refused(empty: str, tmp_path: Path) -> None:
    run(empty, "CREATE TABLE client (shoe_size integer)")
    done = program("-m", "alongside", "read", str(write(tmp_path / "all.mbox", QUESTION)))

    assert done.returncode == 2
    assert re.fullmatch(
        r"alongside: The tables of .* cannot be laid \(.*\): .* that nothing else uses\.\n", done.stderr
    )


@pytest.mark.slow
def test_a_user_who_may_not_make_tables_is_told(empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(empty, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", empty.replace("alongside@", f"{GUARDED}:{SECRET}@"))
    done = program("-m", "alongside", "read", str(write(tmp_path / "all.mbox", QUESTION)))

    assert done.returncode == 2
    assert re.fullmatch(r"alongside: The tables of .* cannot be laid \(.*\): give the user the right .*\n", done.stderr)
    assert SECRET not in done.stderr
    assert PASSWORD not in done.stderr


# ---------------------------------------------------------------- one writer at a time


def test_who_waits_too_long_for_another_writer_is_told(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BEGIN", dialect.BEGIN.replace(b"20s", b"50ms"))
    dialect.to_postgres.cache_clear()
    with closing(open_desk()) as first, closing(open_desk()) as second:
        with transaction(first), pytest.raises(StoreError, match="Another Alongside is writing"), transaction(second):
            pass
        with transaction(second):  # the first is done
            pass
    dialect.to_postgres.cache_clear()


def test_a_look_cannot_write(database: str) -> None:
    connection = open_look()
    assert connection is not None
    with closing(connection), pytest.raises(StoreError, match="may not be written"):
        connection.execute("UPDATE workspace SET engine = 0")


# ---------------------------------------------------------------- what goes wrong


def test_a_connection_that_is_lost_loses_nothing_that_was_stored(database: str, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER)])
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <>"
    path = write(tmp_path / "more.mbox", THANKS)
    watcher = SILENT._replace(gathered=lambda _step: run(database, f"{end} pg_backend_pid()"))

    with pytest.raises(StoreError, match=r"was lost .* run the same command again to go on"):
        read([path], watcher=watcher)
    assert rows("SELECT COUNT(*) FROM message") == [(3,)]
    assert read([path]).messages == 1
    assert look.portfolio()[0]["messages_in"] == 2


REFUSED = {
    "a wrong password": (f"{GUARDED}:wr0ng", "laid", "refuses .* user and the password"),
    "no password": (GUARDED, "laid", "refuses .* user and the password"),
    "an unknown user": ("nobody", "laid", "refuses .* user and the password"),
    "a missing database": ("alongside", "nowhere", r"There is no database at .*createdb"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_server_that_refuses_is_told_with_the_way_out(
    name: str, home: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, place, sentence = REFUSED[name]
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", postgres.url(place, person))

    for opened in (open_desk, open_look):
        with pytest.raises(StoreError, match=sentence) as caught:
            opened()
        assert "wr0ng" not in str(caught.value)


def test_a_server_that_is_not_there_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql://me:hidden@127.0.0.1:1/mail")

    with pytest.raises(
        StoreError, match=r"^postgresql://me@127.0.0.1:1/mail does not answer \(.*PostgreSQL runs there"
    ):
        open_desk()


@pytest.mark.parametrize(
    "url",
    ["postgresql://me:hidden@host:port/mail", "postgresql://me:hidden@[host/mail", "postgresql://me@h/m?hidden=1"],
)
def test_an_address_that_is_none_is_told_without_its_password(
    url: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", url)

    with pytest.raises(StoreError, match="ALONGSIDE_DATABASE_URL") as caught:
        open_desk()
    assert "hidden" not in str(caught.value)


def test_another_kind_of_database_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "mysql://me:hidden@host/mail")

    with pytest.raises(SettingError, match="takes postgresql://") as caught:
        open_desk()
    assert "hidden" not in str(caught.value)


def test_a_missing_psycopg_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql://host/mail")
    monkeypatch.delitem(sys.modules, "alongside.store.shelf.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreError, match=r"pip install 'alongside\[postgres\]'"):
        open_desk()


# ---------------------------------------------------------------- the setting


def test_the_password_is_used_and_not_shown(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER)])
    run(database, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {GUARDED}")
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", database.replace("alongside@", f"{GUARDED}:{SECRET}@"))

    assert examine().database == config.database_name() == database.replace("alongside@", f"{GUARDED}@")
    assert examine().wrong == []
    with pytest.raises(StoreError, match="may not be written") as caught:
        read([write(tmp_path / "more.mbox", THANKS)])
    assert PASSWORD not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_django_finds_the_same_database() -> None:
    url = f"postgresql://{GUARDED}:{SECRET}@db.example:5433/mail?sslmode=require"
    code = "import json; from alongside.settings import DATABASES; print(json.dumps(DATABASES['default']))"
    environment = {**os.environ, "ALONGSIDE_DATABASE_URL": url}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)

    assert json.loads(done.stdout) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "mail",
        "USER": GUARDED,
        "PASSWORD": PASSWORD,
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.slow
def test_the_demo_leaves_the_database_in_use_alone(database: str, tmp_path: Path) -> None:
    before = dict(os.environ)
    result = CliRunner().invoke(alongside, ["demo", str(tmp_path / "demo")], catch_exceptions=False)
    os.environ.clear()
    os.environ |= before

    assert "/home ALONGSIDE_DATABASE_URL=\n" in result.output
    assert rows("SELECT COUNT(*) FROM message") == [(0,)]
