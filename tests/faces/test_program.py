"""The program itself, started as a person starts it: exit codes, sentences, interruptions."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.desk.test_read import ANSWER, QUESTION, stored_messages, write
from tests.world import ANN, ME, Sample
from tests.world import moment as at

SLOW = {"django", "multiprocessing", "ninja", "numpy", "pydantic", "resiliparse"}  # to load


def program(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "alongside", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def test_a_wrong_path_ends_with_one_sentence_and_code_2(home: Path) -> None:
    done = program("read", "/nowhere/at/all.mbox")

    assert done.returncode == 2
    assert done.stderr == "alongside: /nowhere/at/all.mbox: there is no such file or folder.\n"
    assert done.stdout == ""


def test_a_chat_without_its_zone_ends_with_the_option_that_is_missing(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_text("[14.03.26, 09:12:45] Anna Berg: Hi\n[14.03.26, 09:13:00] Mara Lind: Hi\n", "utf-8")
    done = program("read", str(path))

    assert done.returncode == 2
    assert done.stderr.startswith(f"alongside: {path}: a chat does not say its time zone.")
    assert "--zone Europe/Berlin" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_stream_closed_by_whoever_started_it_is_no_failure(closed: str, home: Path) -> None:
    code = f"import sys; sys.{closed} = None; from alongside.faces.cli.commands import main; main()"  # as Python has it
    command = [sys.executable, "-c", code, "--version"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_wrong_word_ends_with_how_it_is_used(home: Path) -> None:
    done = program("raed")

    assert done.returncode == 2
    assert "No such command 'raed'" in done.stderr


def test_looking_before_reading_says_how_to_begin(home: Path) -> None:
    done = program("clients")

    assert done.returncode == 2
    assert "alongside read" in done.stderr


def test_a_wrong_setting_is_named(home: Path, tmp_path: Path) -> None:
    big = [Sample(ANN, ME, at("2026-03-02 10:00"), "x" * 9000, message_id=f"m{i}@b") for i in range(1000)]
    done = program("read", str(write(tmp_path / "all.mbox", *big)), ALONGSIDE_WORKERS="many")

    assert done.returncode == 2
    assert "ALONGSIDE_WORKERS is 'many'; it takes a whole number" in done.stderr


def test_a_pipe_that_closes_early_is_no_error(home: Path, tmp_path: Path) -> None:
    program("read", str(write(tmp_path / "all.mbox", QUESTION, ANSWER)))
    command = f"{sys.executable} -m alongside client birch --all | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - a pipe

    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("words", [["clients"], ["clients", "--json"], ["--help"]], ids=" ".join)
def test_no_room_for_what_is_printed_is_said(words: list[str], home: Path, tmp_path: Path) -> None:
    assert program("read", str(write(tmp_path / "all.mbox", QUESTION, ANSWER))).returncode == 0
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "alongside", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "free some space" in ended.stderr


@pytest.mark.slow
def test_ctrl_c_half_way_says_that_what_was_read_is_stored(home: Path, tmp_path: Path) -> None:
    many = [Sample(ANN, ME, at("2026-03-02 10:00"), "y" * 3000, message_id=f"m{i}@b.example") for i in range(20_000)]
    path = write(tmp_path / "big.mbox", *many)
    command = [sys.executable, "-m", "alongside", "read", str(path)]
    # Tests that run in the background have it ignored, and a program inherits that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "ALONGSIDE_WORKERS": "2"}, start_new_session=True
    )
    signal.signal(signal.SIGINT, before)
    while not ((home / "alongside.sqlite3").exists() and stored_messages() > 0):
        assert running.poll() is None, "it finished before it could be stopped"
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=30)[1]

    assert running.returncode == 2
    assert said.strip() == "alongside: Stopped. What was read so far is stored; the same command goes on from there."
    assert program("read", str(path)).returncode == 0


def test_a_folder_that_cannot_hold_the_database_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = program("read", str(write(tmp_path / "all.mbox", QUESTION)), ALONGSIDE_HOME=str(tmp_path / "file" / "home"))

    assert done.returncode == 2
    assert "cannot hold the database" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_database_is_said_and_not_traced(home: Path, tmp_path: Path) -> None:
    program("read", str(write(tmp_path / "all.mbox", QUESTION, ANSWER)))
    database = home / "alongside.sqlite3"
    database.write_bytes(database.read_bytes()[:9000] + b"x" * 50_000)
    done = program("clients")

    assert done.returncode == 2
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["--help"], ["clients", "--json"], ["token", "list"]])
def test_a_look_waits_for_nothing_it_does_not_need(words: list[str], home: Path, tmp_path: Path) -> None:
    """Django and numpy take longer to load than the whole answer."""
    program("read", str(write(tmp_path / "all.mbox", QUESTION, ANSWER)))
    code = (
        "import sys; from alongside.faces.cli.commands import alongside\n"
        f"alongside({words!r}, standalone_mode=False)\n"
        f"sys.exit(sorted({SLOW!r} & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
