"""The door of the API: a token for every call, and nothing too large; the cookie of the pages opens nothing here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja.security.http import HttpAuthBase

from alongside.core.trace import SorryError
from alongside.desk import tokens
from alongside.faces.api.refusals import TooLargeError, refuse
from alongside.store.shelf.tokens import Token

LARGEST = 1 << 20  # bytes of a request
_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
Answer = Callable[..., HttpResponse]


class Bearer(HttpAuthBase):
    """`Authorization: Bearer …`; whose token that is, the desk knows."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Token:
        """Whose token that is; raises what refusals says."""
        return admit(request)


def admit(request: HttpRequest) -> Token:
    """Let in who may do what is asked, and nothing that no operation would read."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    told = token.strip() if scheme.lower() == "bearer" else ""
    found = tokens.admit(told, writes=request.method not in _LOOKS)
    size = str(request.META.get("CONTENT_LENGTH") or "")
    if size.isdecimal() and int(size) > LARGEST:
        raise TooLargeError("That is over one megabyte: `alongside read` and the pages take files of any size.")
    return found


def with_token_or_signed_in(answer: Answer) -> Answer:
    """For pages about the API, which hold nothing of the person's mail: a browser that is signed in may see them."""

    def at_the_door(request: HttpRequest, *words: object, **named: object) -> HttpResponse:
        signed_in = request.session.get("in") or (hasattr(request, "user") and request.user.is_authenticated)
        if not signed_in:
            try:
                admit(request)
            except SorryError as error:
                return refuse(error)
        return answer(request, *words, **named)

    return at_the_door
