"""Everything in one file, and back from it, whatever happens on the way."""

import io
import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside import config
from alongside.desk import decide, jobs, keep, look
from alongside.desk.erase import erase_client
from alongside.desk.jobs import BusyError
from alongside.desk.keep import KeepError, back_up, former, read_manifest, restore
from alongside.desk.look import NothingYetError
from alongside.desk.read import read
from alongside.outside.files.nouns import FilesError
from alongside.store import schema
from alongside.store.shelf import backups
from alongside.store.shelf.connection import StoreError
from tests.conftest import home as home  # noqa: PLC0414 - the file alone: a server is backed up by its own means
from tests.desk.test_read import ANSWER, QUESTION, THANKS, rows, write


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)])
    return back_up(tmp_path / "kept.zip")[0]


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """A database in hands other than the program's."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, database: bytes, **told: Any) -> Path:  # noqa: ANN401 - fields of a manifest
    """A backup as somebody else might make one."""
    manifest = {"format": 1, "program": "9.9", "written": "2026-11-29", "schema": schema.VERSION, "counts": {}}
    manifest |= {"bytes": len(database), "sha256": sha256(database).hexdigest()} | told
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("alongside.sqlite3", database)
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def test_what_was_erased_comes_back_from_a_backup(demo_home: Path, tmp_path: Path) -> None:
    before, decided = look.portfolio(), rows("SELECT kind, what FROM decision")
    path, manifest = back_up(tmp_path)
    erase_client("Larkfield")
    decide.rename("Northmere", "Another")
    after = look.portfolio()
    assert after != before

    restore(path)
    assert look.portfolio() == before
    assert rows("SELECT kind, what FROM decision") == decided
    assert manifest.counts["messages"] == 4295
    assert stat.S_IMODE(former().stat().st_mode) == stat.S_IMODE(config.database().stat().st_mode) == 0o600
    config.database().unlink()
    former().replace(config.database())  # what was replaced is whole, and lies beside
    assert look.portfolio() == after


def test_a_backup_holds_the_database_and_no_key(backup: Path, home: Path) -> None:
    (home / "secret.key").write_text("secret")
    back_up(backup)

    held = members(backup)
    assert sorted(held) == ["alongside.sqlite3", "manifest.json"]
    assert json.loads(held["manifest.json"])["sha256"] == sha256(held["alongside.sqlite3"]).hexdigest()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert list(home.glob(".keeping-*")) == []


def test_a_backup_is_made_while_somebody_writes(backup: Path, tmp_path: Path) -> None:
    with changing(config.database()) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("DELETE FROM text")
        back_up(tmp_path / "meanwhile.zip")
        writing.execute("ROLLBACK")
    restore(tmp_path / "meanwhile.zip")
    assert rows("SELECT COUNT(*) FROM text") == [(3,)]


def test_a_backup_goes_into_an_empty_place(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = look.portfolio()
    monkeypatch.setenv("ALONGSIDE_HOME", str(tmp_path / "elsewhere"))
    restore(backup)
    assert look.portfolio() == before
    assert not former().exists()
    assert read([tmp_path / "all.mbox"]).new == 0


def test_nothing_to_back_up_is_said(home: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingYetError):
        back_up(tmp_path / "kept.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["nowhere/kept.zip", "all.mbox"])
def test_a_place_that_cannot_hold_a_backup_is_left_alone(backup: Path, tmp_path: Path, path: str) -> None:
    before = sorted(tmp_path.iterdir()), (tmp_path / "all.mbox").read_bytes()
    with pytest.raises((KeepError, FilesError), match=r"cannot be written|no backup"):
        back_up(tmp_path / path)
    assert (sorted(tmp_path.iterdir()), (tmp_path / "all.mbox").read_bytes()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_a_sentence(backup: Path) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(KeepError, match="free some space"):
        keep.back_up_into(full)


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("told", [{"schema": schema.VERSION + 1}, {"format": 2}])
def test_a_backup_of_a_newer_program_is_refused(backup: Path, told: dict[str, int]) -> None:
    pack(backup, members(backup)["alongside.sqlite3"], **told)
    refused(backup, "newer Alongside")


def test_a_database_newer_than_its_manifest_says_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "newer").write_bytes(members(backup)["alongside.sqlite3"])
    with changing(tmp_path / "newer") as connection:
        connection.execute("PRAGMA user_version=99")
    refused(pack(backup, (tmp_path / "newer").read_bytes()), "another version")


def test_a_database_that_brings_programs_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "armed").write_bytes(members(backup)["alongside.sqlite3"])
    with changing(tmp_path / "armed") as connection:
        connection.execute("CREATE TRIGGER bite AFTER INSERT ON message BEGIN DELETE FROM text; END")
    refused(pack(backup, (tmp_path / "armed").read_bytes()), "programs of its own")


@pytest.mark.parametrize("database", [b"somebody's notes", b"", b"SQLite format 3\0" + b"x" * 9000])
def test_what_is_no_database_is_refused(backup: Path, database: bytes) -> None:
    refused(pack(backup, database), r"no sound database|free some space")


def test_a_changed_database_is_refused(backup: Path) -> None:
    refused(pack(backup, members(backup)["alongside.sqlite3"], sha256="0" * 64), "not the one that was written")


@pytest.mark.parametrize("size", [10**6, 10**15, -1])
def test_an_archive_that_unpacks_to_something_else_than_it_says_is_refused(backup: Path, size: int) -> None:
    refused(pack(backup, b"\0" * 10**7, bytes=size), r"not the one that was written|free some space")


@pytest.mark.parametrize("name", ["../../alongside.sqlite3", "/etc/passwd", "alongside.sqlite3", "secret.key"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_more_in_it_is_refused_and_nothing_is_unpacked(backup: Path, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr(name, b"x")
    refused(backup, "no backup that Alongside wrote")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("manifest", [b"{}", b"[]", b"[" * 50_000, b"\xff", b'{"format": "1"}'])
def test_an_archive_that_says_nothing_of_itself_is_refused(backup: Path, manifest: bytes) -> None:
    with zipfile.ZipFile(backup, "w") as archive:
        archive.writestr("alongside.sqlite3", b"x")
        archive.writestr("manifest.json", manifest)
    refused(backup, "no backup that Alongside wrote")


def test_a_file_that_is_not_there_is_a_sentence(backup: Path, tmp_path: Path) -> None:
    refused(tmp_path / "nothing.zip", "No such file")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(data=st.data())
def test_a_backup_cut_off_or_bitten_into_is_refused_or_whole(backup: Path, data: st.DataObject) -> None:
    whole = backup.read_bytes()
    cut = data.draw(st.integers(0, len(whole) - 1))
    bitten = bytearray(whole)
    bitten[cut] ^= data.draw(st.integers(1, 255))
    before = look.portfolio()
    for broken in (whole[:cut], bytes(bitten)):
        path = backup.with_name("broken.zip")
        path.write_bytes(broken)
        with suppress(KeepError):
            restore(path)
        assert look.portfolio() == before


@given(st.binary(max_size=300))
def test_any_other_bytes_are_no_backup(noise: bytes) -> None:
    with pytest.raises(KeepError):
        read_manifest(io.BytesIO(noise))


def refused(path: Path, why: str) -> None:
    """It is said, and everything is as it was."""
    before = look.portfolio()
    with pytest.raises(KeepError, match=why):
        restore(path)
    assert look.portfolio() == before
    assert not former().exists()
    assert list(config.home().glob(".keeping-*")) == []


# ---------------------------------------------------------------- what happens meanwhile


def test_nothing_is_restored_under_a_job_that_runs(backup: Path) -> None:
    jobs.ask("rebuild", {})
    with changing(config.database()) as connection:
        connection.execute("UPDATE job SET state = 'running', worker = 'elsewhere:1', lease = 1 << 40")
    with pytest.raises(BusyError, match="A job is running"):
        restore(backup)
    assert rows("SELECT state FROM job") == [("running",)]


def test_a_job_that_was_open_when_the_backup_was_made_is_not_begun_again(backup: Path, tmp_path: Path) -> None:
    jobs.ask("rebuild", {})
    back_up(tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip")
    assert [one.state for one in jobs.latest()] == ["stopped"]


def test_while_another_command_uses_the_database_nothing_is_replaced(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0.2}))
    decide.rename("Birch", "Another")
    with closing(connect(config.database())) as reading:
        reading.execute("SELECT COUNT(*) FROM text").fetchone()
        with pytest.raises(StoreError, match="stop other Alongside commands"):
            restore(backup)
    assert [one["name"] for one in look.portfolio()] == ["Another"]
    restore(backup)
    assert [one["name"] for one in look.portfolio()] == ["Birch"]


def test_a_staged_backup_that_disappears_replaces_nothing(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "_check", lambda staged, _manifest: staged.unlink())
    with pytest.raises(KeepError, match="cannot be restored"):
        restore(backup)
    assert [one["name"] for one in look.portfolio()] == ["Birch"]


@pytest.mark.parametrize(("work", "names"), [(restore, ["Birch"]), (back_up, [])])
def test_an_erasure_sweeps_away_nothing_that_is_still_worked_on(
    work: Callable[[Path], object], names: list[str], backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = config.home() / ".keeping-killed"
    left.mkdir()
    checked, counted = backups.what_is_wrong, backups.counts

    def erased_meanwhile(connection: sqlite3.Connection, *more: Any) -> Any:  # noqa: ANN401 - of both
        with suppress(look.UnknownClientError):
            erase_client("Birch")
        return checked(connection, *more) if more else counted(connection)

    with monkeypatch.context() as patch:
        patch.setattr(backups, "what_is_wrong", erased_meanwhile)
        patch.setattr(backups, "counts", erased_meanwhile)
        work(backup)

    assert [one["name"] for one in look.portfolio()] == names
    assert not left.exists()
    restore(backup)
    assert [one["name"] for one in look.portfolio()] == ["Birch"]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["_unpack", "_check", "copy_into", "replace_by", "backup"])
def test_a_restore_killed_at_any_step_loses_nothing(backup: Path, step: str) -> None:
    decide.rename("Birch", "Another")
    with subprocess.Popen([sys.executable, "-c", _STOPS, step, str(backup)], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"here\n"
        program.kill()

    assert [one["name"] for one in look.portfolio()] == ["Another"]
    assert rows("PRAGMA integrity_check") == [("ok",)]
    restore(backup)
    assert [one["name"] for one in look.portfolio()] == ["Birch"]


# Runs a restore and stands still at the step named: before it, and in `backup` after the first pages were copied.
_STOPS = """
import signal, sqlite3, sys
from pathlib import Path
from alongside.desk import keep
from alongside.store.shelf import backups
step = sys.argv[1]
def stop(*_):
    print("here", flush=True)
    signal.pause()
if step == "backup":
    def replace_by(connection, other):
        other.backup(connection, pages=2, progress=stop)
    backups.replace_by = replace_by
else:
    setattr(keep if hasattr(keep, step) else backups, step, stop)
keep.restore(Path(sys.argv[2]))
"""


@pytest.mark.slow
def test_a_restore_killed_as_it_shows_itself_leaves_the_old_or_the_new(demo_home: Path, tmp_path: Path) -> None:
    kept = look.portfolio()
    path, _ = back_up(tmp_path / "kept.zip")
    decide.rename("Northmere", "Another")
    renamed = look.portfolio()
    for sign in (".keeping-*", ".keeping-*/alongside.sqlite3", "alongside.sqlite3.before-restore"):
        with subprocess.Popen([sys.executable, "-m", "alongside", "restore", str(path)]) as program:
            while program.poll() is None and not any(demo_home.glob(sign)):
                pass  # as far as this and no further
            program.kill()
        assert look.portfolio() in (kept, renamed)
        assert rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.slow
def test_an_older_backup_is_brought_up_to_date(backup: Path, tmp_path: Path) -> None:
    """As the program wrote it before there were jobs and tokens: the migrations that made them are taken back."""
    old = tmp_path / "old"
    old.write_bytes(members(backup)["alongside.sqlite3"])
    with changing(old) as connection:
        connection.executescript(
            "DROP TABLE token; DROP TABLE job; DROP INDEX message_bare; PRAGMA user_version=2;"
            "DELETE FROM django_migrations WHERE app = 'store' AND name >= '0003';"
        )
    pack(backup, old.read_bytes(), schema=2)
    before = look.portfolio()
    code = "import sys; from pathlib import Path; from alongside.desk.keep import restore; restore(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(backup)], check=True)

    assert look.portfolio() == before
    assert rows("SELECT COUNT(*) FROM job") == [(0,)]
    assert rows("PRAGMA user_version") == [(schema.VERSION,)]
