"""Decisions: each can be taken back by its number."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router

from alongside.desk import decide
from alongside.faces.api.answers import answers
from alongside.faces.api.asks import Works
from alongside.faces.api.schemas import Decided, Undone
from alongside.faces.api.words import Number

router = Router(tags=["decisions"])


@router.post("/decisions/{number}/undo", response=answers(Undone), summary="Take a decision back")
def undo(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """About clients, hours or addresses, whenever it was made."""
    decide.undo(number)
    return {"undone": number}


@router.post("/hours", response=answers(Decided), summary="Say work hours")
def hours(request: HttpRequest, told: Works) -> dict[str, Any]:
    """As `alongside hours`: reply times of all history are measured anew with them."""
    what = told.model_dump(exclude={"whose", "since", "weekdays"})
    what |= {"since": told.since.isoformat() if told.since else "", "weekdays": sorted(set(told.weekdays))}
    whose = decide.set_hours(told.whose, what)
    return {"decision": decide.newest_decision(), "client": whose}
