"""`alongside work`: a worker; it takes the jobs that pages asked for."""

import signal
import sys
import threading

import click

from alongside.core.trace import SorryError, place
from alongside.desk import jobs


@click.command("work")
@click.argument("job", required=False, type=int)
@click.argument("worker", default="")
def command(job: int | None, worker: str) -> None:
    """Do the long work that was asked for on the web pages, until stopped. `alongside serve` does this by itself.

    With JOB and WORKER, that one claimed job: this is how a worker gives each job a process of its own.
    """
    if job is not None:
        _do(job, worker)
        return
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())  # which a container's first process would not heed
    jobs.work(stopping)


def _do(job: int, worker: str) -> None:
    """One job. A bug is told by its place: its own words may be a mail's, and a server keeps what it is told."""
    try:
        jobs.run(job, worker)
    except SorryError:
        raise
    except Exception as bug:  # noqa: BLE001 - whatever it is
        click.echo(place(bug), err=True)
        sys.exit(1)
