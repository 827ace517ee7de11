"""One program run to its end: wall seconds, CPU seconds and peak memory of it and of all its children."""

import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, NamedTuple

PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")
EVERY = 0.02  # seconds between two looks at the memory


class Run(NamedTuple):
    """What a run took; `cpu` is user + system of the process tree, `peak` the highest sum of RSS in bytes."""

    wall: float
    cpu: float
    peak: int
    code: int
    out: str
    err: str


def run(command: list[str], env: dict[str, str], *, watch: bool = True) -> Run:
    """Run the command in a session of its own; without `watch` nothing looks at /proc meanwhile and peak is 0."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        child = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
        )
        memory = Memory(child.pid) if watch and (PROC / "self/statm").exists() else None
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        peak = memory.stop() if memory else 0
        texts = [_read(file) for file in (out, err)]
    return Run(wall, used.ru_utime + used.ru_stime, peak, child.returncode, *texts)


def together(runs: list[Run]) -> Run:
    """Runs one after the other, seen as one."""
    failed = [one for one in runs if one.code]
    last = failed[0] if failed else runs[-1]
    wall, cpu = sum(one.wall for one in runs), sum(one.cpu for one in runs)
    return Run(wall, cpu, max(one.peak for one in runs), last.code, last.out, last.err)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(1 << 24).decode("utf-8", "replace")


class Memory(threading.Thread):
    """Looks every 20 ms at the resident memory of all processes of a session, and keeps the highest sum.

    The session is the tree: nothing measured here leaves it. Pages shared by two processes count twice.
    """

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.peak = session, 0
        self.strangers: set[str] = set()
        self.members: set[str] = {str(session)}
        self.ended = threading.Event()
        self.start()

    def stop(self) -> int:
        self.ended.set()
        self.join()
        return self.peak

    def run(self) -> None:
        self._look()
        while not self.ended.wait(EVERY):
            self._look()

    def _look(self) -> None:
        running = {name for name in os.listdir(PROC) if name.isdigit()}  # noqa: PTH208
        self.strangers &= running
        self.members &= running
        for name in running - self.strangers - self.members:
            (self.members if self._belongs(name) else self.strangers).add(name)
        self.peak = max(self.peak, sum(map(_resident, self.members)))

    def _belongs(self, name: str) -> bool:
        try:
            fields = (PROC / name / "stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            return False
        return int(fields[3]) == self.session


def _resident(name: str) -> int:
    try:
        return int((PROC / name / "statm").read_bytes().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0
