"""Long work: asked for once, done in a process of its own, and done again when that process dies."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from alongside.desk import jobs, look
from alongside.desk.jobs import NoSuchJobError, ask, latest, one_job, run, stop, work
from alongside.store.door import open_desk
from alongside.store.shelf.connection import StoreError, transaction
from alongside.store.shelf.jobs import Job
from tests.desk.test_read import ANSWER, QUESTION, THANKS, write
from tests.processes import working_child


@pytest.fixture
def worker(home: Path) -> Iterator[None]:
    """A worker that looks for jobs while the test runs."""
    stopping = threading.Event()
    thread = threading.Thread(target=work, args=(stopping,))
    thread.start()
    yield
    stopping.set()
    thread.join()


def until(number: int, true: Callable[[Job], bool]) -> Job:
    """The job as soon as it is so; a test that waits for nothing fails in the end."""
    for _ in range(6000):
        if true(found := one_job(number)):
            return found
        time.sleep(0.05)
    raise AssertionError(one_job(number))


def test_a_job_is_done_in_a_process_of_its_own(worker: None, home: Path, tmp_path: Path) -> None:
    number = ask("read", {"paths": [str(write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS))]})
    done = until(number, lambda job: job.state == "done")

    assert (done.progress["messages"], done.progress["new"], done.attempts) == (3, 3, 1)
    assert [one["name"] for one in look.portfolio()] == ["Birch"]


def test_the_same_job_is_not_asked_for_twice_while_it_is_open(home: Path) -> None:
    assert ask("rebuild", {}) == ask("rebuild", {})
    stop(1)
    assert ask("rebuild", {}) == 2
    assert [job.state for job in latest()] == ["queued", "stopped"]


def test_a_job_that_cannot_be_done_says_why(worker: None, home: Path, tmp_path: Path) -> None:
    number = ask("read", {"paths": [str(tmp_path / "nothing.mbox")]})
    failed = until(number, lambda job: job.state == "failed")
    assert "nothing.mbox" in failed.error


def test_a_job_nobody_asked_for_is_a_sentence(home: Path) -> None:
    ask("rebuild", {})
    with pytest.raises(NoSuchJobError, match="no job number 9"):
        one_job(9)


@pytest.mark.slow
def test_a_killed_job_is_picked_up_again_within_seconds(worker: None, home: Path, year: Path) -> None:
    number = ask("read", {"paths": [str(year / "demo" / "year")]})
    until(number, lambda job: job.state == "running")
    child = working_child(os.getpid())
    os.kill(child, signal.SIGKILL)
    done = until(number, lambda job: job.state == "done")

    assert done.attempts == 2
    with look.shelf() as connection:
        messages, different = connection.execute("SELECT COUNT(*), COUNT(DISTINCT uid) FROM message").fetchone()
    assert messages == different == 4295


def test_a_job_of_a_dead_worker_is_taken_at_once_and_of_a_living_one_left_alone(home: Path) -> None:
    number = ask("rebuild", {})
    _hold(number, worker=f"{os.uname().nodename}:{os.getppid()}", lease=int(time.time()) + 60)
    assert jobs._next() is None  # noqa: SLF001 - the worker's own step
    _hold(number, worker=f"{os.uname().nodename}:999999999", lease=int(time.time()) + 60)
    taken = jobs._next()  # noqa: SLF001
    assert taken is not None
    assert taken.number == number


def test_a_worker_elsewhere_is_believed_until_its_lease_ends(home: Path) -> None:
    number = ask("rebuild", {})
    _hold(number, worker="elsewhere:1", lease=int(time.time()) + 60)
    assert jobs._next() is None  # noqa: SLF001
    _hold(number, worker="elsewhere:1", lease=int(time.time()) - 1)
    assert jobs._next() is not None  # noqa: SLF001


def _hold(number: int, worker: str, lease: int) -> None:
    with closing(open_desk()) as connection, transaction(connection):
        connection.execute(
            "UPDATE job SET state = 'running', worker = ?, lease = ?, attempts = 1 WHERE id = ?",
            (worker, lease, number),
        )


def test_what_dies_three_times_is_given_up_with_a_sentence(home: Path) -> None:
    number = ask("rebuild", {})
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs._next() is not None  # noqa: SLF001 - claimed, and then its process dies
    assert jobs._next() is None  # noqa: SLF001
    assert one_job(number).state == "failed"
    assert "3 times" in one_job(number).error


def test_a_stopped_job_keeps_what_was_stored(worker: None, home: Path, tmp_path: Path) -> None:
    number = ask("read", {"paths": [str(write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS))]})
    stop(number)
    assert until(number, lambda job: job.state in {"stopped", "done"})


def test_the_process_of_a_job_runs_it(home: Path, tmp_path: Path) -> None:
    number = ask("read", {"paths": [str(write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS))]})
    claimed = jobs._next()  # noqa: SLF001
    assert claimed is not None
    run(number, claimed.worker)
    assert one_job(number).state == "done"


def test_a_database_that_cannot_be_asked_leaves_no_second_process_behind(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("rebuild", {})
    claimed = jobs._next()  # noqa: SLF001 - the worker's own step
    assert claimed is not None
    asked = []

    def locked(number: int) -> Job:
        asked.append(number)
        raise StoreError("Another Alongside is writing at this moment.")

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "one_job", locked)
        jobs._see_through(claimed, threading.Event())  # noqa: SLF001
    assert asked
    assert one_job(claimed.number).state == "done"


def test_a_worker_that_stumbles_tells_the_place_and_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    number = ask("rebuild", {})
    claim, stopping = jobs._next, threading.Event()  # noqa: SLF001 - the worker's own step

    def stumbling() -> Job | None:
        monkeypatch.setattr(jobs, "_next", claim)
        raise RuntimeError("words of a mail")

    monkeypatch.setattr(jobs, "_next", stumbling)
    monkeypatch.setattr(jobs, "REST", 0)
    thread = threading.Thread(target=work, args=(stopping,))
    thread.start()
    assert until(number, lambda job: job.state == "done")
    stopping.set()
    thread.join()
    told = capsys.readouterr().err
    assert "stumbled" in told
    assert "words of a mail" not in told
