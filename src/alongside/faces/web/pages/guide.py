"""The user guide, served from the package: offline, and in step with the program."""

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

_SCROLLS = '<div class="wide" tabindex="0">'  # a wide table scrolls by itself, and by the keyboard
_ROOM = files("alongside.faces.web").joinpath("guide")


@require_safe
def guide(request: HttpRequest, page: str = "index.md") -> HttpResponse:
    """One page of the guide, or a picture in it."""
    if page.startswith("screens/") and page.endswith(".png"):
        return HttpResponse(_found(page).read_bytes(), content_type="image/png")
    title, html = _page(page)
    return render(request, "web/guide.html", {"title": title, "body": mark_safe(html)})  # noqa: S308 - our own text


@lru_cache(maxsize=64)
def _page(page: str) -> tuple[str, str]:
    """The title of a page and its HTML; 404 for what is none."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only the guide needs it

    if not page.endswith(".md"):
        raise Http404
    text = _found(page).read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return title, html.replace("<table>", _SCROLLS + "<table>").replace("</table>", "</table></div>")


def _found(page: str) -> Traversable:
    """The file of that path in the guide's own room; 404 for what is none."""
    path = PurePosixPath(page)
    found = _ROOM.joinpath(*path.parts)
    if ".." in path.parts or not found.is_file():
        raise Http404
    return found
