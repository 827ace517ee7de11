"""Pushes: what was pushed for and what was answered, what was heard wrongly, and what was said on a call."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from alongside.desk import correct, look
from alongside.desk.showing import push_of
from alongside.desk.today import PUSHES
from alongside.faces.api.answers import answers, page, skipped
from alongside.faces.api.asks import Clues, Leaf, Misses, Notes, PushFilter
from alongside.faces.api.schemas import Corrected, Evidence, Noted, Page
from alongside.faces.api.words import Number

router = Router(tags=["pushes"])


@router.get("/pushes", response=answers(Page[Evidence]), summary="What clients pushed for, newest first")
def pushes(request: HttpRequest, wanted: Query[PushFilter], at: Query[Leaf]) -> dict[str, Any]:
    """As `alongside pushes --json`, in their words, with what was asked for and how you answered."""
    key = look.one_client(wanted.client)["key"] if wanted.client else ""
    kinds = frozenset({wanted.kind}) if wanted.kind else PUSHES
    lines = look.evidence(key, kinds, at.limit, skipped(at), asked=True, waiting=wanted.waiting)
    return page([push_of(one) for one in lines], look.count_evidence(key, kinds, waiting=wanted.waiting), at)


@router.post("/pushes/missed", response=answers(Corrected), summary="You missed one")
def missed(request: HttpRequest, told: Misses) -> dict[str, Any]:
    """As `alongside pushes missed`."""
    return correct.missed_one(told.kind, told.quote, told.client, told.message)._asdict()


@router.post("/pushes/undo", response=answers(Corrected), summary="Take the last correction back")
def undo_correction(request: HttpRequest) -> dict[str, Any]:
    """As `alongside pushes undo`."""
    return correct.take_back()._asdict()


@router.post("/pushes/log", response=answers(Corrected), summary="Note a push from a call or a chat")
def log(request: HttpRequest, told: Notes) -> dict[str, Any]:
    """As `alongside log`: it counts like what stands in a mail."""
    return correct.note(told.client, told.kind, told.quote, told.at)._asdict()


@router.post("/pushes/{signal}/wrong", response=answers(Corrected), summary="Not a push")
def wrong(request: HttpRequest, signal: Path[Number]) -> dict[str, Any]:
    """As `alongside pushes correct`."""
    return correct.not_a_push(signal)._asdict()


@router.post("/pushes/{signal}/clue", response=answers(Noted), summary="Note what a push revealed")
def clue(request: HttpRequest, signal: Path[Number], told: Clues) -> dict[str, Any]:
    """As `alongside pushes clue`."""
    return correct.note_clue(signal, told.text)._asdict()
