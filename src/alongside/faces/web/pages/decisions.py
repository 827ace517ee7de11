"""What the person chooses about a client, each with its undo."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.trace import SorryError
from alongside.desk import decide as desk
from alongside.faces.web.pages.clients import found


class NoChoiceError(SorryError):
    """A form that chose nothing."""


def _sign(key: str, request: HttpRequest) -> None:
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise NoChoiceError(_("A day is written like 2026-03-01: go back and choose one.")) from error
    desk.sign(key, day)


_DO: dict[str, Callable[[str, HttpRequest], object]] = {
    "rename": lambda key, request: desk.rename(key, request.POST.get("name", "")),
    "merge": lambda key, request: desk.merge(key, request.POST.get("into", "")),
    "split": lambda key, request: desk.split(key, request.POST.getlist("part")),
    "ignore": lambda key, _request: desk.ignore(key),
    "sign": _sign,
    "prospect": lambda key, _request: desk.call_prospect(key),
    "unsign": lambda key, _request: desk.sign(key, None),
}


@require_POST
def decide(request: HttpRequest, row: int) -> HttpResponse:
    """Keep a decision about the client in that row, and say so with its undo."""
    key = str(found(row)["key"])
    what = request.POST.get("what", "")
    if what not in _DO:
        raise NoChoiceError(_("Nothing was chosen, so nothing was changed."))
    _DO[what](key, request)
    messages.success(request, _("Kept."), extra_tags=f"undo:{desk.newest_decision()}")
    return redirect("clients") if what in {"merge", "ignore"} else redirect("client", row)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back."""
    desk.undo(number)
    messages.success(request, _("Taken back."))
    return goes_back(request, "clients")


def goes_back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page a form came from, if it is one of these: no other site is ever sent to."""
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) and back.startswith("/") else otherwise)
