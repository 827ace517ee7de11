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
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from alongside import config
from alongside.core.trace import SorryError, place
from alongside.desk import look
from alongside.desk.gathering import Step
from alongside.desk.inbox import inbox
from alongside.desk.look import NothingYetError
from alongside.desk.read import Watcher, read, rebuild
from alongside.desk.rehearse import forget_demo, rehearse
from alongside.desk.telling import Telling
from alongside.store.door import open_desk
from alongside.store.shelf import jobs as shelf
from alongside.store.shelf import sources
from alongside.store.shelf.connection import Connection, StoreError, said, transaction
from alongside.store.shelf.jobs import Job

LEASE = 60  # seconds a worker is believed alive without a beat
BEAT = 1.0  # seconds between two beats
LOOK = 0.3  # seconds between two looks for work
REST = 3.0  # seconds after an error nobody foresaw
MOST_ATTEMPTS = 3
SEED = 7


class ForeignPathError(SorryError):
    """On a server: a path that is not this program's to read."""


class NoSuchJobError(SorryError):
    """There is no job of that number."""


class BusyError(SorryError):
    """Something cannot be done while a job runs."""


# ---------------------------------------------------------------- asking


def ask(kind: str, what: Mapping[str, Any]) -> int:
    """Ask for a job (read, rebuild, demo, forget_demo); its number. One that is still open is not asked for twice."""
    if kind == "read" and config.on_server():
        _refuse_foreign(what["paths"])
    with closing(open_desk()) as connection, transaction(connection):
        same = [one for one in shelf.waiting(connection) if (one.kind, one.what) == (kind, dict(what))]
        return same[0].number if same else shelf.add_job(connection, kind, what, int(time.time()))


def _refuse_foreign(paths: Sequence[str]) -> None:
    """On a server a page or a program may have read what was dropped, and again what is known.

    Whatever else lies on that machine is for whoever runs it, by the command line.
    """
    try:
        with look.shelf() as connection:
            known = {str(one["path"]) for one in sources.listed(connection)}
    except NothingYetError:
        known = set()
    if any(path not in known and not Path(path).resolve().is_relative_to(inbox().resolve()) for path in paths):
        raise ForeignPathError("On a server files are dropped, not named by their path: nothing was read.")


def stop(number: int) -> None:
    """Give up an open job; what it stored so far stays. One that ended already is left as it is."""
    with closing(open_desk()) as connection, transaction(connection):
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
    try:
        with look.shelf() as connection:
            return shelf.jobs(connection, most, skip)
    except NothingYetError:
        return []


def count_jobs() -> int:
    """How many jobs there ever were."""
    try:
        with look.shelf() as connection:
            return shelf.count_jobs(connection)
    except NothingYetError:
        return 0


def refuse_while_working(connection: Connection) -> None:
    """Refuse what must not happen under a job that runs; belongs in the transaction of what it guards."""
    running = [one for one in shelf.waiting(connection) if one.state == "running" and _alive(one)]
    if running:
        raise BusyError(
            f"A job is running (number {running[0].number}, {running[0].kind}): let it end or stop it on its page, and"
            " try again. Nothing was changed."
        )


# ---------------------------------------------------------------- doing


def work(stopping: threading.Event) -> None:
    """Take one job after the other until `stopping` is set.

    A locked or missing database is only waited for; an error nobody foresaw is told by its place.
    """
    while not stopping.is_set():
        try:
            if found := _next():
                _see_through(found, stopping)
                continue
        except SorryError:
            pass  # the database is locked, moved or being restored: look again
        except Exception as bug:  # noqa: BLE001 - else no job is done until a restart; its own words may be a mail's
            sys.stderr.write(f"alongside: the worker stumbled and looks again: {place(bug)}\n")
            stopping.wait(REST)
        stopping.wait(LOOK)


def _next() -> Job | None:
    """A job that waits, or whose worker is gone, claimed for this process."""
    with said(), closing(open_desk()) as connection:
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
    """Run a claimed job in a process of its own and beat for it; where it dies, the job is anybody's again."""
    child = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", "alongside", "work", str(job.number), job.worker], stdin=subprocess.DEVNULL
    )
    beaten = time.monotonic()
    try:
        while child.poll() is None:
            if stopping.wait(LOOK) or _is_stopped(job.number):
                child.terminate()
                child.wait()
            elif time.monotonic() > beaten + BEAT:
                beaten = time.monotonic()
                _write(lambda connection: shelf.beat(connection, job.number, job.worker, int(time.time()) + LEASE))
    finally:
        child.kill()  # nothing, where it ended: a worker that looks for other work must have left none behind
        child.wait()
    _write(lambda connection: shelf.let_go(connection, job.number, job.worker))


def _is_stopped(number: int) -> bool:
    """Whether the person gave it up; a database that cannot be asked now says nothing of the kind."""
    try:
        return one_job(number).state == "stopped"
    except SorryError:
        return False


def run(number: int, worker: str) -> None:
    """Do a claimed job, in the process made for it."""
    job = one_job(number)
    told = Told(number, worker)
    try:
        _DO[job.kind](job.what, told)
        state, error = "done", ""
    except SorryError as sorry:
        state, error = "failed", str(sorry)
    told.write()
    with closing(open_desk()) as connection, transaction(connection):
        shelf.end(connection, number, state, error, int(time.time()))


def _write(change: Callable[[Connection], object]) -> None:
    """One short transaction; a database that is locked for long is written the next time."""
    try:
        with closing(open_desk()) as connection, transaction(connection):
            change(connection)
    except StoreError:
        return


class Told:
    """What is told of a job's progress, written each second by the very thread that works.

    A thread of its own must not write it: reading forks its workers, and a fork in the midst of that would inherit
    locks that nobody opens again.
    """

    def __init__(self, number: int, worker: str) -> None:
        self._number, self._worker = number, worker
        self._fields: dict[str, Any] = {"began": time.time()}
        self._written = 0.0

    def add(self, **fields: object) -> None:
        """Tell something new."""
        self._fields |= fields
        if time.monotonic() > self._written + BEAT:
            with suppress(StoreError):  # a database that is locked for long is told the next time
                self.write()

    def write(self) -> None:
        """Write all that was told; where another worker has the job by now, this process ends."""
        self._written = time.monotonic()
        with closing(open_desk()) as connection, transaction(connection):
            mine = shelf.tell(connection, self._number, self._worker, self._fields)
        if not mine:
            os._exit(1)  # two must not do it


def _read(what: Mapping[str, Any], told: Told) -> None:
    telling = Telling(what.get("zone", ""), what.get("client", ""), what.get("day_first"))
    outcome = read([Path(path) for path in what["paths"]], what.get("me", ()), _watcher(told), telling)
    told.add(
        messages=outcome.messages,
        new=outcome.new,
        kept=outcome.kept,
        troubles=[{"file": one.file, "offset": one.offset, "reason": one.reason} for one in outcome.troubles[:50]],
        trouble_count=len(outcome.troubles),
        seconds=round(outcome.seconds, 1),
    )


def _rebuild(_what: Mapping[str, Any], told: Told) -> None:
    told.add(messages=rebuild(_watcher(told)))


def _demo(_what: Mapping[str, Any], told: Told) -> None:
    year, _outcome = rehearse(demo_folder(), SEED, _watcher(told))
    told.add(messages=year.messages)


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
        told.add(
            stage="reading",
            done=step.done,
            total=step.total,
            messages=step.messages,
            new=step.new,
            trouble_count=step.troubles,
        )

    return Watcher(gathered, lambda done, total: told.add(stage="hearing", done=done, total=total))


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
