"""Search over kept mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.desk.search import find
from alongside.faces.web.pages.mails import number

_LONGEST = 300


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Mails that hold the words of the address."""
    words = request.GET.get("q", "").replace("\0", "")[:_LONGEST]
    found = find(words, number(request.GET.get("page", "1"), 1))
    return render(request, "web/search.html", {"words": words, "found": found})
