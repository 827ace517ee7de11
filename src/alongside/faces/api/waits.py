"""Waits: who owes whom an answer, and how fast each side answers."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from alongside.desk.rhythms import measure_rhythms
from alongside.desk.waiting import owed
from alongside.faces.api.answers import answers, page_of
from alongside.faces.api.asks import Leaf, OwedFilter, RhythmFilter
from alongside.faces.api.schemas import Owes, Rhythm

router = Router(tags=["waits"])


@router.get("/owes", response=answers(Owes), summary="Open questions on both sides, oldest first")
def owes(request: HttpRequest, wanted: Query[OwedFilter], at: Query[Leaf]) -> dict[str, Any]:
    """As `alongside owes --json`, with their age in the business hours of who owes the answer."""
    by_me, by_clients = owed(wanted.days)
    return {"by_me": page_of(by_me, at), "by_clients": page_of(by_clients, at)}


@router.get("/rhythm", response=answers(Rhythm), summary="Reply times of both sides")
def rhythm(request: HttpRequest, wanted: Query[RhythmFilter], at: Query[Leaf]) -> dict[str, Any]:
    """As `alongside rhythm --json`, per counterpart and in total."""
    found = measure_rhythms(wanted.me, business=wanted.clock == "business")
    return found | {"counterparts": page_of(found["counterparts"], at)}
