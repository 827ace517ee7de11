"""What every page's frame needs."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from alongside import config
from alongside.core.trace import SorryError
from alongside.desk import jobs, look
from alongside.desk.rehearse import is_demo
from alongside.faces.web.door import is_in
from alongside.store.shelf.jobs import Job


class Place(NamedTuple):
    """One entry of the navigation."""

    name: str
    title: Any
    icon: str


PLACES = (
    Place("today", _("Today"), "sun"),
    Place("clients", _("Clients"), "users"),
    Place("pushes", _("Pushes"), "message-square-quote"),
    Place("sources", _("Sources"), "inbox"),
    Place("search", _("Search"), "search"),  # on a phone; elsewhere its field stands beside the pages
    Place("settings", _("Settings"), "sliders-horizontal"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The navigation, whether the demo year is shown, and the job that runs."""
    match = request.resolver_match
    signed_in = is_in(request)
    return {
        "places": PLACES,
        "here": match.url_name.partition("_")[0] if match and match.url_name else "",
        "signed_in": signed_in,
        "on_server": config.on_server(),
        "demo": SimpleLazyObject(_demo),
        "running": SimpleLazyObject(lambda: _running() if signed_in else []),
        "undrawn": SimpleLazyObject(lambda: signed_in and _is_undrawn()),
    }


def _demo() -> bool:
    """Whether the demo year is shown; the page that says what is wrong with the database has this frame, too."""
    try:
        return is_demo(jobs.demo_folder())
    except SorryError:
        return False


def _is_undrawn() -> bool:
    """Whether a read was stopped, or is done by the command line, so that what is shown is not all there is."""
    try:
        return not look.is_drawn()
    except SorryError:
        return False


def _running() -> list[Job]:
    """The jobs under way, the newest first."""
    try:
        return [one for one in jobs.latest(5) if one.state in {"queued", "running"}]
    except SorryError:
        return []
