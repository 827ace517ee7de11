"""Jobs on the shelf: asked for, claimed by compare-and-set, beaten, ended."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from alongside.store.shelf.connection import WORKSPACE, Connection

_FIELDS = "id, kind, what, state, attempts, worker, lease, asked, ended, progress, error"


class Job(NamedTuple):
    """One piece of long work as it stands."""

    number: int
    kind: str
    what: dict[str, Any]
    state: str
    attempts: int
    worker: str
    lease: int
    asked: int
    ended: int | None
    progress: dict[str, Any]
    error: str


def add_job(connection: Connection, kind: str, what: Mapping[str, Any], asked: int) -> int:
    """Ask for a job; its number."""
    row = connection.execute(
        "INSERT INTO job (workspace_id, kind, what, state, attempts, worker, lease, asked, progress, error)"
        " VALUES (?, ?, ?, 'queued', 0, '', 0, ?, '{}', '') RETURNING id",
        (WORKSPACE, kind, json.dumps(what), asked),
    ).fetchone()
    return int(row[0])


def job(connection: Connection, number: int) -> Job | None:
    """The job of that number."""
    found = connection.execute(
        f"SELECT {_FIELDS} FROM job WHERE workspace_id = ? AND id = ?", (WORKSPACE, number)
    ).fetchone()
    return None if found is None else _to_noun(*found)


def jobs(connection: Connection, most: int, skip: int = 0) -> list[Job]:
    """The newest jobs, newest first."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM job WHERE workspace_id = ? ORDER BY id DESC LIMIT ? OFFSET ?", (WORKSPACE, most, skip)
    )
    return [_to_noun(*row) for row in rows]


def count_jobs(connection: Connection) -> int:
    """How many jobs there are."""
    return int(connection.execute("SELECT COUNT(*) FROM job WHERE workspace_id = ?", (WORKSPACE,)).fetchone()[0])


def waiting(connection: Connection) -> list[Job]:
    """Jobs that are queued or running, oldest first."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM job WHERE workspace_id = ? AND state IN ('queued', 'running') ORDER BY id", (WORKSPACE,)
    )
    return [_to_noun(*row) for row in rows]


def _to_noun(*row: Any) -> Job:  # noqa: ANN401 - a row of the table
    number, kind, what, state, attempts, worker, lease, asked, ended, progress, error = row
    told = json.loads(what), json.loads(progress)
    return Job(number, kind, told[0], state, attempts, worker, lease, asked, ended, told[1], error)


def claim(connection: Connection, found: Job, worker: str, lease: int) -> bool:
    """Take a job as it was found; whether nobody else took it meanwhile."""
    taken = connection.execute(
        "UPDATE job SET state = 'running', attempts = attempts + 1, worker = ?, lease = ?"
        " WHERE id = ? AND state = ? AND attempts = ? AND worker = ? RETURNING id",
        (worker, lease, found.number, found.state, found.attempts, found.worker),
    )
    return taken.fetchone() is not None


def beat(connection: Connection, number: int, worker: str, lease: int) -> None:
    """Say that the worker lives."""
    connection.execute(
        "UPDATE job SET lease = ? WHERE id = ? AND worker = ? AND state = 'running'", (lease, number, worker)
    )


def tell(connection: Connection, number: int, worker: str, progress: Mapping[str, Any]) -> bool:
    """Say how far it is; False where the job is no longer this worker's."""
    told = connection.execute(
        "UPDATE job SET progress = ? WHERE id = ? AND worker = ? AND state = 'running' RETURNING id",
        (json.dumps(progress), number, worker),
    )
    return told.fetchone() is not None


def let_go(connection: Connection, number: int, worker: str) -> None:
    """Its process is gone: if it did not come to an end, the job is anybody's."""
    connection.execute(
        "UPDATE job SET worker = '', lease = 0 WHERE id = ? AND worker = ? AND state = 'running'", (number, worker)
    )


def end(connection: Connection, number: int, state: str, error: str, ended: int) -> None:
    """Close a job that is open: done, failed or stopped."""
    connection.execute(
        "UPDATE job SET state = ?, error = ?, ended = ? WHERE workspace_id = ? AND id = ?"
        " AND state IN ('queued', 'running')",
        (state, error, ended, WORKSPACE, number),
    )
