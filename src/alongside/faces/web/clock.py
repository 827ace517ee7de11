"""The clock of the pages: every moment is shown in the person's own zone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from alongside.core.trace import SorryError
from alongside.desk.overview import my_zone


def in_my_zone(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that sets the zone of my hours, as told or as my mail is stamped; UTC while nothing is known."""

    def on_my_clock(request: HttpRequest) -> HttpResponse:
        try:
            timezone.activate(ZoneInfo(my_zone()))
        except SorryError:
            timezone.deactivate()
        return answer(request)

    return on_my_clock
