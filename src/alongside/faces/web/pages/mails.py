"""The mails behind a number, and one mail in its thread."""

from collections.abc import Collection
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.desk import leafing
from alongside.desk.intrusions import SHARES
from alongside.faces.web.pages.clients import found
from alongside.store.shelf.letters import Wanted


@require_safe
def client_mails(request: HttpRequest, row: int) -> HttpResponse:
    """A client's mails: of some kinds, one side, some time, or single ones, as the address says."""
    one = found(row)
    leaves = leafing.mails(wanted(request, row), number(request.GET.get("page", "1"), 1))
    return render(request, "web/mails.html", {"one": one, "found": leaves, "kinds": KINDS})


def wanted(request: HttpRequest, row: int | None) -> Wanted:
    """Which mails the address asks for; what makes no sense in it is passed over."""
    return leafing.wanted_of(
        row,
        kinds=[kind for kind in request.GET.getlist("kind") if kind in KIND],
        side=request.GET.get("side", ""),
        who=request.GET.get("who", ""),
        since=_day(request.GET.get("since", "")),
        until=_day(request.GET.get("until", "")),
        messages=[number(text, 0) for text in request.GET.getlist("m")[:500]],
        waits=_one_of(leafing.WAITS, request.GET.get("waits", "")),
        met=[answer for answer in request.GET.getlist("met") if answer in leafing.MET],
        outside=_one_of(SHARES, request.GET.get("outside", "")),
    )


def _one_of(known: Collection[str], word: str) -> str:
    return word if word in known else ""


def number(text: str, otherwise: int) -> int:
    """A whole number from an address, or what is meant without one."""
    return int(text) if text.isdecimal() and len(text) < 16 else otherwise


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


@require_safe
def mail(request: HttpRequest, message: int) -> HttpResponse:
    """One mail in its thread, its signals marked."""
    talk = leafing.thread_of(message)
    theirs = [kind.slug for kind in KINDS if kind.side is not Side.OWN]
    mine = [kind.slug for kind in KINDS if kind.side is Side.OWN]
    context = {"talk": talk, "message": message, "theirs": theirs, "mine": mine}
    return render(request, "web/mail.html", context)
