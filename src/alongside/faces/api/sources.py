"""Sources: what is known, who was set apart, and how more comes in."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from alongside.desk import jobs, look
from alongside.desk.examine import examine
from alongside.faces.api.answers import answers, page_of, said
from alongside.faces.api.asks import Leaf, Reads
from alongside.faces.api.schemas import Asked, Page, SetApart, Sources

router = Router(tags=["sources"])


@router.get("/sources", response=answers(Sources), summary="What is known, and what could not be read")
def sources(request: HttpRequest, at: Query[Leaf]) -> dict[str, Any]:
    """As `alongside doctor --json`."""
    found = examine()._asdict()
    return found | {name: page_of(found[name], at) for name in ("sources", "trouble")}


@router.get("/aside", response=answers(Page[SetApart]), summary="Whose mail is no client's, and why")
def aside(request: HttpRequest, at: Query[Leaf]) -> dict[str, Any]:
    """As `alongside aside --json`, the busiest first."""
    names = ("address", "taken_for", "why", "messages")
    return page_of([dict(zip(names, one, strict=True)) for one in look.set_apart()], at)


@router.post("/read", response=answers(Asked, 202), summary="Read mail and chats")
def read(request: HttpRequest, told: Reads) -> Status[dict[str, Any]]:
    """As `alongside read`, by a worker of `alongside serve`: the answer is the number of the job."""
    return Status(202, {"job": jobs.ask("read", said(told.model_dump()))})


@router.post("/rebuild", response=answers(Asked, 202), summary="Draw every conclusion anew")
def rebuild(request: HttpRequest) -> Status[dict[str, Any]]:
    """As `alongside rebuild`, by a worker of `alongside serve`: the answer is the number of the job."""
    return Status(202, {"job": jobs.ask("rebuild", {})})
