"""What went wrong, in a sentence: one place for every error raised on purpose."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.core.trace import SorryError
from alongside.desk.jobs import BusyError, NoSuchJobError
from alongside.desk.leafing import NoSuchMailError
from alongside.desk.look import NothingYetError
from alongside.faces.web.phrases import translated
from alongside.store.schema import SchemaError
from alongside.store.shelf.connection import StoreError

_STATUS: dict[type[SorryError], int] = {
    NoSuchMailError: 404,
    NoSuchJobError: 404,
    BusyError: 409,
    StoreError: 503,
    SchemaError: 503,
}


class SaidInASentence:
    """Middleware that turns a SorryError into its page."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the sentence; what is not a SorryError is a bug and goes on."""
        if isinstance(error, NothingYetError):
            return redirect("welcome")
        if isinstance(error, SorryError):
            return sentence(request, translated(str(error)), _STATUS.get(type(error), 400))
        return None


said_in_a_sentence = SaidInASentence


def sentence(request: HttpRequest, words: str, status: int) -> HttpResponse:
    """A page that says one sentence, and the way back."""
    return render(request, "web/sorry.html", {"words": words}, status=status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django names it
    """A form from before the last sign-in, or from another page."""
    words = _("This form is too old, or came from another page. Nothing was changed: go back, reload, and try again.")
    return sentence(request, words, 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """No such page."""
    return sentence(request, _("There is no such page."), 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A bug of ours: the terminal has the place, never the mail."""
    words = _("Something went wrong on our side. Nothing was lost; the terminal that runs Alongside says where.")
    try:
        return sentence(request, words, 500)
    except Exception:  # noqa: BLE001 - what broke the page may break this one; untold, its own words would be logged
        return HttpResponse(f"{words}\n", content_type="text/plain", status=500)
