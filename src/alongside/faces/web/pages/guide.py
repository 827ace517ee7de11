"""The user guide, served from the package: offline, and in step with the program."""

from functools import lru_cache
from importlib.resources import files
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

_SCROLLS = '<div class="wide" tabindex="0">'  # a wide table scrolls by itself, and by the keyboard
_ROOM = files("alongside.faces.web").joinpath("guide")


@require_safe
def guide(request: HttpRequest, page: str = "index.md") -> HttpResponse:
    """One page of the guide."""
    title, html = _page(page)
    return render(request, "web/guide.html", {"title": title, "body": mark_safe(html)})  # noqa: S308 - our own text


@lru_cache(maxsize=64)
def _page(page: str) -> tuple[str, str]:
    """The title of a page and its HTML; 404 for what is none."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only the guide needs it

    path = PurePosixPath(page)
    found = _ROOM.joinpath(*path.parts)
    if path.suffix != ".md" or ".." in path.parts or not found.is_file():
        raise Http404
    text = found.read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return title, html.replace("<table>", _SCROLLS + "<table>").replace("</table>", "</table></div>")
