"""Long work: asked for on a page, done by a worker, and done again from where it stood when the worker dies.

The row is the truth. A worker claims it by compare-and-set, runs it in a process of its own (which gives its memory
back, and may be killed), and beats the lease meanwhile. Reading resumes where its last transaction ended, so a job
that is picked up again repeats next to nothing.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alongside import config
from alongside.core.trace import SorryError
from alongside.desk import look
from alongside.desk.gathering import Step
from alongside.desk.read import Watcher, read, rebuild
from alongside.desk.rehearse import forget_demo, rehearse
from alongside.desk.telling import Telling
from alongside.store import schema
from alongside.store.shelf import jobs as shelf
from alongside.store.shelf.connection import StoreError, open_store, transaction
from alongside.store.shelf.jobs import Job

LEASE = 60  # seconds a worker is believed alive without a beat
BEAT = 1.0  # seconds between two beats
LOOK = 0.3  # seconds between two looks for work
MOST_ATTEMPTS = 3
SEED = 7
Told = dict[str, Any]


class NoSuchJobError(SorryError):
    """There is no job of that number."""


# ---------------------------------------------------------------- asking


def ask(kind: str, what: Mapping[str, Any]) -> int:
    """Ask for a job (read, rebuild, demo, forget_demo); its number. One that is still open is not asked for twice."""
    with closing(_open()) as connection, transaction(connection):
        same = [one for one in shelf.waiting(connection) if (one.kind, one.what) == (kind, dict(what))]
        return same[0].number if same else shelf.add_job(connection, kind, what, int(time.time()))


def stop(number: int) -> None:
    """Give up an open job; what it stored so far stays. One that ended already is left as it is."""
    with closing(_open()) as connection, transaction(connection):
        shelf.end(connection, number, "stopped", "", int(time.time()))


def one_job(number: int) -> Job:
    """The job of that number; raises NoSuchJobError."""
    with look.shelf() as connection:
        found = shelf.job(connection, number)
    if found is None:
        raise NoSuchJobError(f"There is no job number {number}.")
    return found


def latest(most: int = 10, skip: int = 0) -> list[Job]:
    """The newest jobs, newest first; none where there is no database yet."""
    if not config.database().exists():
        return []
    with look.shelf() as connection:
        return shelf.jobs(connection, most, skip)


def count_jobs() -> int:
    """How many jobs there ever were."""
    if not config.database().exists():
        return 0
    with look.shelf() as connection:
        return shelf.count_jobs(connection)


# ---------------------------------------------------------------- doing


def work(stopping: threading.Event) -> None:
    """Take one job after the other until `stopping` is set; a locked or missing database is only waited for."""
    while not stopping.is_set():
        try:
            found = _next()
        except StoreError:
            found = None
        if found is None:
            stopping.wait(LOOK)
        else:
            _see_through(found, stopping)


def _next() -> Job | None:
    """A job that waits, or whose worker is gone, claimed for this process."""
    if not config.database().exists():
        return None
    with closing(_open()) as connection:
        for one in shelf.waiting(connection):
            if one.state == "running" and _alive(one):
                continue
            with transaction(connection):
                if one.attempts >= MOST_ATTEMPTS:
                    shelf.end(connection, one.number, "failed", _gave_up(one), int(time.time()))
                elif shelf.claim(connection, one, _me(), int(time.time()) + LEASE):
                    return shelf.job(connection, one.number)
    return None


def _see_through(job: Job, stopping: threading.Event) -> None:
    """Run a claimed job in a process of its own; where it dies, the row shows no living worker and is taken again."""
    child = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", "alongside", "work", str(job.number), job.worker], stdin=subprocess.DEVNULL
    )
    while child.poll() is None:
        if stopping.wait(LOOK) or one_job(job.number).state == "stopped":
            child.terminate()
            child.wait()
    _let_go(job)


def _let_go(job: Job) -> None:
    """Its process is gone: if it did not come to an end, the job is anybody's."""
    with closing(_open()) as connection, transaction(connection):
        connection.execute(
            "UPDATE job SET worker = '', lease = 0 WHERE id = ? AND worker = ? AND state = 'running'",
            (job.number, job.worker),
        )


def run(number: int, worker: str) -> None:
    """Do a claimed job, in the process made for it."""
    job = one_job(number)
    with _beating(job, worker) as told:
        try:
            _DO[job.kind](job.what, told)
            state, error = "done", ""
        except SorryError as sorry:
            state, error = "failed", str(sorry)
    with closing(_open()) as connection, transaction(connection):
        shelf.beat(connection, number, worker, 0, told)
        shelf.end(connection, number, state, error, int(time.time()))


@contextmanager
def _beating(job: Job, worker: str) -> Iterator[Told]:
    """What is told of the progress is written each second, and with it that the worker lives."""
    told: Told = {"began": time.time()}
    ended = threading.Event()

    def beats() -> None:
        while not ended.wait(BEAT):
            try:
                with closing(_open()) as connection, transaction(connection):
                    mine = shelf.beat(connection, job.number, worker, int(time.time()) + LEASE, dict(told))
            except StoreError:
                continue  # the work itself holds the database for a moment
            if not mine:
                os._exit(1)  # another worker has the job: two must not do it

    beating = threading.Thread(target=beats, daemon=True)
    beating.start()
    try:
        yield told
    finally:
        ended.set()
        beating.join()


def _read(what: Mapping[str, Any], told: Told) -> None:
    telling = Telling(what.get("zone", ""), what.get("client", ""), what.get("day_first"))
    outcome = read([Path(path) for path in what["paths"]], what.get("me", ()), _watcher(told), telling)
    told |= {
        "messages": outcome.messages,
        "new": outcome.new,
        "kept": outcome.kept,
        "troubles": [{"file": one.file, "offset": one.offset, "reason": one.reason} for one in outcome.troubles[:50]],
        "trouble_count": len(outcome.troubles),
        "seconds": round(outcome.seconds, 1),
    }


def _rebuild(_what: Mapping[str, Any], told: Told) -> None:
    told["messages"] = rebuild(_watcher(told))


def _demo(_what: Mapping[str, Any], told: Told) -> None:
    year, _outcome = rehearse(demo_folder(), SEED, _watcher(told))
    told["messages"] = year.messages


def _forget_demo(_what: Mapping[str, Any], _told: Told) -> None:
    forget_demo(demo_folder())


_DO: dict[str, Callable[[Mapping[str, Any], Told], None]] = {
    "read": _read,
    "rebuild": _rebuild,
    "demo": _demo,
    "forget_demo": _forget_demo,
}


def demo_folder() -> Path:
    """Where the demo year lies when it is shown beside nothing else."""
    return config.home() / "demo"


def _watcher(told: Told) -> Watcher:
    def gathered(step: Step) -> None:
        told.update(stage="reading", done=step.done, total=step.total, messages=step.messages, new=step.new)
        told["trouble_count"] = step.troubles

    def heard(done: int, total: int) -> None:
        told.update(stage="hearing", done=done, total=total)

    return Watcher(gathered, heard)


# ---------------------------------------------------------------- who works


def _me() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _alive(job: Job) -> bool:
    """Whether a running job's worker still is: on this machine the process tells at once, elsewhere the lease."""
    host, _, process = job.worker.rpartition(":")
    if job.lease < time.time() or not process:
        return False
    if host != socket.gethostname():
        return True
    if int(process) == os.getpid():
        return False  # this process does one job at a time, and is looking for work
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _gave_up(job: Job) -> str:
    return f"It was begun {job.attempts} times and its process ended each time: see `alongside doctor`, then try again."


def _open() -> Any:  # noqa: ANN401 - the shelf's connection
    path = config.database()
    schema.prepare(path)
    return open_store(path)
