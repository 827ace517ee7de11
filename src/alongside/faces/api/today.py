"""Today: the one thing to do, and what waits."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from alongside.desk.showing import client_of, push_of
from alongside.desk.today import today as ask_today
from alongside.faces.api.answers import answers, page_of
from alongside.faces.api.asks import Leaf
from alongside.faces.api.documents import Today

router = Router(tags=["today"])


@router.get("/today", response=answers(Today), summary="The one thing to do, what waits, what is owed")
def today(request: HttpRequest, at: Query[Leaf]) -> dict[str, Any]:
    """As of the newest mail that was read."""
    day = ask_today()
    return {
        "as_of": day.as_of.isoformat() if day.as_of else None,
        "step": day.step._asdict() if day.step else None,
        "push": push_of(day.push) if day.push else None,
        "question": day.question,
        "client": client_of(day.client) if day.client else None,
        "waiting": page_of([push_of(one) for one in day.waiting], at),
        "i_owe": page_of(day.i_owe, at),
        "they_owe": page_of(day.they_owe, at),
        "troubles": day.troubles,
        "unfinished": day.unfinished,
    }
