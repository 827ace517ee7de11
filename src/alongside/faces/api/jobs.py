"""Jobs: how far long work is, and what it came to."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from alongside.desk import jobs as desk
from alongside.faces.api.answers import answers, moment, page, skipped
from alongside.faces.api.asks import Leaf
from alongside.faces.api.schemas import Job, Page
from alongside.faces.api.words import Number
from alongside.store.shelf.jobs import Job as KeptJob

router = Router(tags=["jobs"])


@router.get("/jobs", response=answers(Page[Job]), summary="Long work, newest first")
def jobs(request: HttpRequest, at: Query[Leaf]) -> dict[str, Any]:
    """What was asked for, and how each stands."""
    return page([_job(one) for one in desk.latest(at.limit, skipped(at))], desk.count_jobs(), at)


@router.get("/jobs/{number}", response=answers(Job), summary="One job as it stands")
def job(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """queued, running, done, failed or stopped."""
    return _job(desk.one_job(number))


@router.post("/jobs/{number}/stop", response=answers(Job), summary="Give a job up")
def stop(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """What was stored stays, and reading again goes on from there."""
    desk.one_job(number)
    desk.stop(number)
    return _job(desk.one_job(number))


def _job(one: KeptJob) -> dict[str, Any]:
    fields = ("number", "kind", "state", "what", "progress", "error")
    times = {"asked": moment(one.asked), "ended": moment(one.ended)}
    return {name: getattr(one, name) for name in fields} | times
