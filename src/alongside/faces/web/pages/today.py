"""Today: the one thing to do, and what waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from alongside.desk import overview
from alongside.desk.today import today as ask_today


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The day's page; without any mail, the first run."""
    if overview.is_empty():
        return redirect("welcome")
    return render(request, "web/today.html", {"day": ask_today()})
