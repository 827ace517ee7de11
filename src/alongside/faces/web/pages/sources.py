"""Sources: what is known, and how more of it comes in; the first run is the same with a word of welcome."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside import config
from alongside.desk import inbox, jobs, overview
from alongside.desk.examine import examine
from alongside.desk.inbox import Dropped, InboxError
from alongside.desk.look import set_apart
from alongside.faces.web.pages.decisions import NoChoiceError
from alongside.faces.web.pages.mails import number
from alongside.faces.web.phrases import translated

_READ = 1 << 16
_APART = 60  # addresses shown of those set apart


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """The first run."""
    return render(request, "web/welcome.html", {"jobs": jobs.latest(3)})


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """What was read, what could not be, and who was set apart."""
    if overview.is_empty():
        return redirect("welcome")
    context = {
        "known": examine(thorough=False),
        "apart": set_apart()[:_APART],
        "jobs": jobs.latest(8),
        "home": config.home(),
    }
    return render(request, "web/sources.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read files by their path, or those that were dropped."""
    given = [Path(line.strip()).expanduser() for line in request.POST.get("path", "").splitlines() if line.strip()]
    paths = [*given, *inbox.paths_of(request.POST.getlist("key"))]
    if not paths:
        raise NoChoiceError(_("Give the path of a mailbox, or drop one: nothing was read."))
    return _ask(request, "read", {"paths": [str(path) for path in paths], **_told(request)})


def _told(request: HttpRequest) -> dict[str, Any]:
    """What a form says beside the files; what chats need is asked for by the job where it is missing."""
    days = {"day": True, "month": False}.get(request.POST.get("dates", ""))
    me = [one.strip() for one in request.POST.get("me", "").replace(",", "\n").splitlines() if one.strip()]
    said = {"me": me, "zone": request.POST.get("zone", "").strip(), "client": request.POST.get("client", "").strip()}
    return {name: value for name, value in said.items() if value} | ({} if days is None else {"day_first": days})


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Files in one form, where there is no script to send them in pieces."""
    paths = [
        inbox.keep(file.name or "mail", Path(file.temporary_file_path()))  # type: ignore[attr-defined]  # see settings
        for file in request.FILES.getlist("file")
    ]
    if not paths:
        raise NoChoiceError(_("No file was chosen: nothing was read."))
    return _ask(request, "read", {"paths": [str(path) for path in paths], **_told(request)})


@require_http_methods(["GET", "POST"])
def piece(request: HttpRequest) -> JsonResponse:
    """A piece of a dropped file: GET says how much is here, POST brings more."""
    size, changed, at = (number(request.GET.get(name, ""), 0) for name in ("size", "changed", "at"))
    file = Dropped(request.GET.get("name", "")[:300], size, changed)
    try:
        if request.method == "POST":
            have = inbox.add_piece(file, at, iter(lambda: request.read(_READ), b""))
        else:
            have = inbox.arrived(file)
    except InboxError as error:
        return JsonResponse({"sorry": translated(str(error))}, status=507)
    return JsonResponse({"have": have, "key": file.key})


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Show the demo year; only where nothing of one's own is."""
    if not overview.is_empty():
        raise NoChoiceError(_("There is mail here already; the demo year is shown only on an empty desk."))
    return _ask(request, "demo", {})


@require_POST
def remove_demo(request: HttpRequest) -> HttpResponse:
    """Remove the demo year and all that came of it."""
    return _ask(request, "forget_demo", {})


@require_POST
def rebuild(request: HttpRequest) -> HttpResponse:
    """Draw every conclusion anew."""
    return _ask(request, "rebuild", {})


def _ask(request: HttpRequest, kind: str, what: dict[str, Any]) -> HttpResponse:
    """Ask for a job and show it; a double click asks once. A program gets its address only."""
    asked = jobs.ask(kind, what)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"job": asked})
    messages.info(request, _("Begun. You may leave this page; it goes on."))
    return redirect("job", asked)
