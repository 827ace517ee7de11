"""How much a request may bring, said before any of it is read."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from alongside import config
from alongside.faces.web.door import Answer
from alongside.faces.web.sorry import sentence

FORM = 2 << 20  # bytes of a form without files
PIECE = 16 << 20  # bytes of one piece of a dropped file
_AROUND = 1 << 20  # bytes that a form puts around its files


def only_what_fits(answer: Answer) -> Answer:
    """Middleware that refuses what is larger than its page takes; Django reads a body to its length and no further."""

    def at_the_scales(request: HttpRequest) -> HttpResponse:
        length, most = request.META.get("CONTENT_LENGTH") or "0", _most(request.path)
        if most is None or (length.isdigit() and int(length) <= most):
            return answer(request)
        words = _("That is more than this page takes. Nothing was kept.")
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"sorry": words}, status=413)
        return sentence(request, words, 413)

    return at_the_scales


def _most(path: str) -> int | None:
    """The most bytes that a page takes; None where any number is welcome."""
    if path == "/sources/drop/":
        most = config.upload_most()
        return None if most is None else most + _AROUND
    return PIECE if path == "/sources/piece/" else FORM
