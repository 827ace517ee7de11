"""The door of a server: only accounts come in, and what they opened closes again."""

import time

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from alongside.faces.web.door import Answer

LONGEST = 7 * 86_400  # seconds from a sign-in to the next, whatever is done between
RENEW = 60  # seconds between two notes that somebody is there
_OPEN = (
    "/alive/",
    "/api/",  # asks for a token itself
    "/static/",
    "/join/",
    "/reset/",
    "/account/login/",
    "/account/logout/",
    "/account/inactive/",
    "/account/second/authenticate/",
    "/account/second/webauthn/login/",
)


def only_accounts(answer: Answer) -> Answer:
    """Middleware that shows the login page to everybody without an account, and lets no browser keep a page."""

    def at_the_door(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _end_or_renew(request)
        is_let_in = request.user.is_authenticated or request.path.startswith(_OPEN)
        told = answer(request) if is_let_in else _to_login(request)
        told.headers.setdefault("Cache-Control", "no-store")
        return told

    return at_the_door


def _end_or_renew(request: HttpRequest) -> None:
    """A session ends after two hours of nothing (its cookie and row) or a week of anything."""
    now = int(time.time())
    since = request.session.setdefault("since", now)
    if now - since > LONGEST:
        logout(request)
    elif now - request.session.get("there", 0) > RENEW:  # not at every page: each note is written to the database
        request.session["there"] = now


def _to_login(request: HttpRequest) -> HttpResponse:
    login = reverse("account_login")
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"sorry": _("You are signed out: reload the page and sign in.")}, status=401)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(login)
    if request.method == "GET" and request.path != "/":
        return redirect(f"{login}?{urlencode({'next': request.get_full_path()})}")
    return redirect(login)
