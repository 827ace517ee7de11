"""Settings: who I am, when I work, in which language."""

from django.conf import settings as django
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside import config
from alongside.desk import decide, look, overview
from alongside.desk.schedules import ME
from alongside.faces.web.pages.decisions import NoChoiceError

_YEAR = 365 * 86_400
WEEKDAYS = list(WEEKDAYS_ABBR.items())


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """What the person may choose."""
    if overview.is_empty():
        return redirect("welcome")
    context = {
        "weekdays": WEEKDAYS,
        "me": look.me(),
        "home": config.home(),
        "hours": decide.told_hours(),
        "clients": look.portfolio(),
        "ignored": overview.ignored(),
    }
    return render(request, "web/settings.html", context | {"languages": django.LANGUAGES})


@require_POST
def me(request: HttpRequest) -> HttpResponse:
    """An address is mine."""
    address = request.POST.get("address", "").strip().lower()
    if "@" not in address or len(address) > 320:
        raise NoChoiceError(_("An address has an @: nothing was changed."))
    decide.call_mine([address])
    messages.success(request, _("Kept."), extra_tags=f"undo:{decide.newest_decision()}")
    return redirect("settings")


@require_POST
def hours(request: HttpRequest) -> HttpResponse:
    """Work hours from a day on; all history is measured anew."""
    fields = ("since", "zone", "opens", "closes", "country", "region")
    what: dict[str, object] = {name: request.POST.get(name, "").strip() for name in fields}
    what["weekdays"] = sorted({int(day) for day in request.POST.getlist("weekday") if day in set("0123456")})
    decide.set_hours(request.POST.get("whose", ME), what)
    told = _("Kept. Every reply time was measured anew.")
    messages.success(request, told, extra_tags=f"undo:{decide.newest_decision()}")
    return redirect("settings")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of the pages, kept in a cookie."""
    chosen = request.POST.get("language", "")
    answer = redirect("settings")
    if chosen in dict(django.LANGUAGES):
        safe = django.LANGUAGE_COOKIE_SECURE
        name = django.LANGUAGE_COOKIE_NAME
        answer.set_cookie(name, chosen, max_age=_YEAR, samesite="Lax", httponly=True, secure=safe)
    return answer
