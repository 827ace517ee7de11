"""A crew of worker processes: batches go out, results come back in the order they went out.

`concurrent.futures` and `multiprocessing.Pool` both hang or break as a whole when a worker is killed; here a batch
whose worker died is reported as lost, a new worker steps in, and the read goes on.
"""

import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")


class Lost(NamedTuple):
    """The worker that had this batch died of it."""

    reason: str


class _Worker(NamedTuple):
    process: "BaseProcess"
    pipe: "Connection"


class Crew(Generic[Task, Result]):
    """Runs `work` on tasks in `size` processes; with size 1, in this one.

    `ahead` is how many tasks a worker is given at a time. Two keep it busy; but a task that outgrows a pipe's buffer
    must go alone, or writer and worker would wait for each other, each with a full pipe.
    """

    def __init__(self, work: Callable[[Task], Result], size: int, *, ahead: int = 2) -> None:
        self._work, self._size, self._ahead = work, size, ahead
        # fork shares what is loaded already; where it is not safe, a fresh interpreter is started.
        self._fork = sys.platform == "linux"
        self._workers: list[_Worker] = []

    def run(self, tasks: Iterable[Task]) -> Generator[tuple[Task, Result | Lost], None, None]:
        """Every task with its result, in order; never more than a few are under way, so memory stays flat.

        Workers are at work when this returns, whenever the first result is asked for; alone, only then.
        """
        if self._size < 2:
            return ((task, self._work(task)) for task in tasks)
        running = self._run(iter(tasks))
        next(running)
        return cast("Generator[tuple[Task, Result | Lost], None, None]", running)

    def _run(self, tasks: Iterator[Task]) -> Generator[tuple[Task, Result | Lost] | None, None, None]:
        """Nothing, once the first tasks are sent; then every task with its result."""
        turns = enumerate(tasks)
        waiting: deque[tuple[Task, int]] = deque()
        try:
            self._workers = [self._hire() for _ in range(self._size)]
            self._send(islice(turns, self._size * self._ahead), waiting)
            yield None
            while waiting:
                done = self._collect(waiting)
                self._send(islice(turns, 1), waiting)
                yield done
        finally:
            self._dismiss()

    def _send(self, turns: Iterator[tuple[int, Task]], waiting: deque[tuple[Task, int]]) -> None:
        for turn, task in turns:
            place = turn % self._size
            with suppress(OSError):  # a dead worker is met, and replaced, when its result is due
                self._workers[place].pipe.send(task)
            waiting.append((task, place))

    def _collect(self, waiting: deque[tuple[Task, int]]) -> tuple[Task, Result | Lost]:
        task, place = waiting.popleft()
        try:
            return task, self._workers[place].pipe.recv()
        except (EOFError, OSError):
            process = self._workers[place].process
            process.join(5)
            self._workers[place] = self._hire()
            for later, where in waiting:  # what the dead one had not begun goes to its successor
                if where == place:
                    self._workers[place].pipe.send(later)
            return task, Lost(f"the process reading it ended ({process.exitcode})")

    def _hire(self) -> _Worker:
        import multiprocessing  # noqa: PLC0415 - 20 ms that a read too small for workers need not wait for

        here, there = multiprocessing.Pipe()
        held = [worker.pipe for worker in self._workers]
        context = multiprocessing.get_context("fork") if self._fork else multiprocessing.get_context("spawn")
        process = context.Process(target=_serve, args=(self._work, there, here, held), daemon=True)
        with _no_interrupt():  # Ctrl-C is the writer's to answer, from a worker's first moment on
            process.start()
        there.close()
        return _Worker(process, here)

    def _dismiss(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(2)
            if worker.process.is_alive():
                worker.process.terminate()
        self._workers = []


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back; a process forked meanwhile is born with it held back."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    work: Callable[[Task], Result], pipe: "Connection", other_end: "Connection", held: "list[Connection]"
) -> None:
    """A worker's life: take a task, give a result, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A forked worker holds copies of its siblings' pipes and of its own other end; while it does, none of them would
    # ever see the writer die.
    for connection in (other_end, *held):
        connection.close()
    with suppress(EOFError, OSError):  # the pipe closed: the writer is done, or gone
        while True:
            pipe.send(work(pipe.recv()))
