"""Mails: one in its thread, and those that hold some words."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from alongside.desk import leafing
from alongside.desk.search import find
from alongside.faces.api.answers import answers, leaves_of, mail_of
from alongside.faces.api.asks import Leaf, Words
from alongside.faces.api.schemas import Mail, Page, Thread
from alongside.faces.api.words import Number

router = Router(tags=["mails"])


@router.get("/mails/{number}", response=answers(Thread), summary="One mail in its thread")
def mail(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """With all its words, its signals marked."""
    talk = leafing.thread_of(number)
    thread = [mail_of(one) for one in talk.leaves]
    return {"message": number, "thread": thread, "before": talk.before, "after": talk.after}


@router.get("/search", response=answers(Page[Mail]), summary="Kept mails that hold all these words, newest first")
def search(request: HttpRequest, wanted: Query[Words], at: Query[Leaf]) -> dict[str, Any]:
    """With the beginning of their words."""
    return leaves_of(find(wanted.q, at.page, at.limit), at)
