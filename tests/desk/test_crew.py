"""A crew of worker processes."""

import os
import signal
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import wait

import pytest

from alongside.desk.crew import Crew, Lost

LONGEST = 60  # seconds a fault is waited for; what works takes none


def double(number: int) -> int:
    return 2 * number


def die_of_thirteen(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(Crew(double, 2).run(range(50))) == [(number, 2 * number) for number in range(50)]


def test_a_task_that_kills_its_worker_is_lost_and_no_other() -> None:
    results = dict(Crew(die_of_thirteen, 2).run(range(30)))

    assert isinstance(results.pop(13), Lost)
    assert results == {number: number for number in range(30) if number != 13}


def test_no_more_than_a_few_tasks_are_under_way() -> None:
    begun = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            begun.append(number)
            yield number

    next(iter(Crew(double, 2).run(tasks())))
    assert len(begun) <= 6


def test_workers_begin_before_a_result_is_asked_for() -> None:
    crew = Crew(double, 2)
    running = crew.run(range(100))
    pipes = [worker.pipe for worker in crew._workers]  # noqa: SLF001 - what lies in them before anybody asks

    assert [wait([pipe], LONGEST) for pipe in pipes] == [[pipe] for pipe in pipes]
    assert len(pipes) == 2
    running.close()


@pytest.mark.parametrize("asked_for", [0, 1])
def test_workers_go_home_when_the_work_is_left(asked_for: int) -> None:
    crew = Crew(double, 2)
    running = crew.run(range(100))
    list(islice(running, asked_for))
    workers = [worker.process for worker in crew._workers]  # noqa: SLF001 - to see them end
    running.close()
    for worker in workers:
        worker.join(LONGEST)

    assert [worker.exitcode for worker in workers] == [0, 0]
