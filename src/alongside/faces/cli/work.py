"""`alongside work`: a worker; it takes the jobs that pages asked for."""

import threading

import click

from alongside.desk import jobs


@click.command("work")
@click.argument("job", required=False, type=int)
@click.argument("worker", default="")
def command(job: int | None, worker: str) -> None:
    """Do the long work that was asked for on the web pages, until stopped. `alongside serve` does this by itself.

    With JOB and WORKER, that one claimed job: this is how a worker gives each job a process of its own.
    """
    if job is not None:
        jobs.run(job, worker)
        return
    jobs.work(threading.Event())
