"""Pushes: what do I answer, what was heard wrongly, and what was said on a call."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.desk import correct, look
from alongside.desk.correct import Corrected
from alongside.desk.today import PUSHES
from alongside.faces.web.pages.decisions import NoChoiceError, goes_back
from alongside.faces.web.pages.mails import number
from alongside.faces.web.words import KINDS as WORDS

_MOST = 150


@require_safe
def pushes(request: HttpRequest) -> HttpResponse:
    """Every push, newest or oldest first, of a client or a kind, answered or not."""
    key, kind = request.GET.get("client", ""), request.GET.get("kind", "")
    kinds = frozenset({kind}) if kind in PUSHES else PUSHES
    lines = look.evidence(key, kinds, _MOST, asked=True)
    if request.GET.get("waiting"):
        lines = [one for one in lines if not one.answer]
    if request.GET.get("order") == "oldest":
        lines.reverse()
    context = {"lines": lines, "most": _MOST, "clients": look.portfolio(), "kinds": sorted(PUSHES)}
    return render(request, "web/pushes.html", context)


@require_POST
def wrong(request: HttpRequest, signal: int) -> HttpResponse:
    """Not a push."""
    _tell(request, correct.not_a_push(signal), _("No longer counted: “%(words)s”."))
    return goes_back(request, "pushes")


@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    """You missed one."""
    kind, quote = request.POST.get("kind", ""), request.POST.get("quote", "")
    if kind not in KIND or not quote.strip():
        raise NoChoiceError(_("Say which kind it is, and copy its words from the mail: nothing was changed."))
    _tell(
        request,
        correct.missed_one(kind, quote, near=number(request.POST.get("message", ""), 0)),
        _("Counted now: “%(words)s”."),
    )
    return goes_back(request, "pushes")


def _tell(request: HttpRequest, done: Corrected, sentence: str) -> None:
    words = done.quote if len(done.quote) < 80 else done.quote[:79] + "…"
    told = sentence % {"words": words}
    if done.before != done.after:
        before, after = (number_format(chance, 2) for chance in (done.before, done.after))
        change = {"kind": WORDS[done.kind], "before": before, "after": after}
        told += " " + _("“%(kind)s” is now heard from a chance of %(after)s on (before: %(before)s).") % change
    messages.success(request, told, extra_tags="uncorrect")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take the last correction back."""
    done = correct.take_back()
    messages.success(request, _("Taken back: “%(words)s”.") % {"words": done.quote})
    return goes_back(request, "pushes")


def log(request: HttpRequest) -> HttpResponse:
    """Note a push from a call, in ten seconds."""
    if request.method != "POST":
        theirs = [(side, [k.slug for k in KINDS if k.side is side]) for side in (Side.PUSH, Side.PARTNER)]
        return render(request, "web/log.html", {"clients": look.portfolio(), "theirs": theirs})
    name, kind, quote = (request.POST.get(field, "").strip() for field in ("client", "kind", "quote"))
    if not name or kind not in KIND or KIND[kind].side is Side.OWN or not quote:
        raise NoChoiceError(_("A note needs the client, what it was, and a few words: nothing was kept yet."))
    done = correct.note(name, kind, quote, _when(request.POST.get("at", "")))
    messages.success(request, _("Noted: %(client)s, “%(words)s”.") % {"client": done.client, "words": done.quote})
    return redirect("pushes")


def _when(text: str) -> datetime | None:
    """When it was said; now where nothing is said, or nothing that is a time."""
    try:
        told = datetime.fromisoformat(text)
        return (told if told.tzinfo else timezone.make_aware(told)).astimezone(UTC)
    except ValueError:
        return None
