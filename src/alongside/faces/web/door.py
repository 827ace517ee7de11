"""The door: pages are for who came through a one-time link; everybody else is told how to get one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside import config
from alongside.outside import keys

Answer = Callable[[HttpRequest], HttpResponse]
_OPEN = ("/enter/", "/static/", "/alive/", "/api/")  # the API asks for a token itself


def is_in(request: HttpRequest) -> bool:
    """Whether whoever asks was let in: through a link, or on a server with an account and its second step."""
    if config.on_server():
        return hasattr(request, "user") and request.user.is_authenticated
    return hasattr(request, "session") and bool(request.session.get("in"))


def only_who_signed_in(answer: Answer) -> Answer:
    """Middleware that shows the closed door to everybody who did not sign in."""

    def at_the_door(request: HttpRequest) -> HttpResponse:
        if is_in(request) or request.path.startswith(_OPEN):
            return answer(request)
        return render(request, "web/closed.html", status=403)

    return at_the_door


def enter(request: HttpRequest, key: str) -> HttpResponse:
    """A one-time link. It signs in by POST, so that a program that looks ahead at links does not use it up."""
    if request.method != "POST":
        return render(request, "web/enter.html", {"key": key})
    if not keys.use_link_key(config.home(), key):
        return render(request, "web/closed.html", {"used": True}, status=403)
    request.session.cycle_key()
    request.session["in"] = True
    return redirect("today")


def leave(request: HttpRequest) -> HttpResponse:
    """Sign out of this browser."""
    request.session.flush()
    return redirect("today")


def alive(_request: HttpRequest) -> HttpResponse:
    """Whether the pages are up, for whoever watches over them."""
    return HttpResponse("alive\n", content_type="text/plain")
