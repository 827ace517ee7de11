"""What was not done, in a sentence: one place for every error raised on purpose, and for bugs."""

import logging

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from alongside.core.trace import SorryError
from alongside.desk.correct import NoSuchSignalError
from alongside.desk.jobs import NoSuchJobError
from alongside.desk.leafing import NoSuchMailError
from alongside.desk.look import NothingYetError, UnknownClientError
from alongside.desk.tokens import ReadOnlyTokenError, UnknownTokenError
from alongside.store.schema import SchemaError
from alongside.store.shelf.connection import StoreError


class TooLargeError(SorryError):
    """A request that no operation would read."""


_STATUS: dict[type[SorryError], int] = {
    UnknownTokenError: 401,
    ReadOnlyTokenError: 403,
    UnknownClientError: 404,
    NoSuchMailError: 404,
    NoSuchJobError: 404,
    NoSuchSignalError: 404,
    NothingYetError: 409,
    TooLargeError: 413,
    StoreError: 503,
    SchemaError: 503,
}
MISFIT = "What was sent does not fit; docs/api.md and /api/openapi.json say what does. Nothing was changed."


def refusal(words: str, status: int, wrong: list[dict[str, str]] | None = None) -> JsonResponse:
    """A refusal as every operation gives it."""
    answer = JsonResponse({"sorry": words, "wrong": wrong or []}, status=status)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="alongside"'
    return answer


def refuse(error: SorryError) -> JsonResponse:
    """The sentence of an error that was raised on purpose."""
    return refusal(str(error), _STATUS.get(type(error), 400))


def answer_with_sentences(api: NinjaAPI) -> None:
    """Let every error of an operation end in a sentence."""
    api.exception_handler(SorryError)(_sorry)
    api.exception_handler(ValidationError)(_misfit)
    api.exception_handler(HttpError)(_unreadable)
    api.exception_handler(Http404)(_missing)
    api.exception_handler(Exception)(_broken)


def _sorry(_request: HttpRequest, error: SorryError) -> HttpResponse:
    return refuse(error)


def _misfit(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [{"where": ".".join(str(step) for step in one["loc"]), "why": str(one["msg"])} for one in error.errors]
    return refusal(MISFIT, 422, wrong)


def _unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return refusal("The body is no JSON that can be read. Nothing was changed.", error.status_code)


def _missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return refusal("There is nothing at this address.", 404)


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A bug of ours: the terminal has the place, never the mail."""
    logging.getLogger("django.request").error("%s %s", request.method, request.path, exc_info=error)
    answer = refusal("Something went wrong on our side; the terminal that runs Alongside says where.", 500)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django would say it again
    return answer
