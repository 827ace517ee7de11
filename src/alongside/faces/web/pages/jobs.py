"""A job: how far it is, and what it came to."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.desk import jobs as desk
from alongside.desk import look, overview
from alongside.store.shelf.jobs import Job


@require_safe
def job(request: HttpRequest, number: int) -> HttpResponse:
    """The job of that number; asked by htmx, only the part that changes."""
    one = desk.one_job(number)
    context = {"job": one, **_pace(one)}
    if one.state == "done" and not overview.is_empty():
        context |= {"clients": look.portfolio(), "me": look.me()}
    template = "web/job_part.html" if request.headers.get("HX-Request") else "web/job.html"
    return render(request, template, context)


def _pace(one: Job) -> dict[str, object]:
    """How much is done in hundredths, how many messages a second, and the seconds that are left at this pace."""
    told = one.progress
    done, total, began = told.get("done", 0), told.get("total", 0), told.get("began", 0)
    seconds = max(0.1, (one.ended or time.time()) - began) if began else 0
    share = done / total if total else None
    left = seconds * (1 - share) / share if share and told.get("stage") == "reading" else None
    return {
        "percent": None if share is None else min(100, round(100 * share)),
        "rate": round(told.get("messages", 0) / seconds) if seconds else 0,
        "left": left,
    }


@require_safe
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """The line on other pages that says a job is under way; once it ended, what it came to."""
    one = desk.one_job(number)
    return render(request, "web/job_notice.html", {"job": one})


@require_POST
def stop(_request: HttpRequest, number: int) -> HttpResponse:
    """Give it up; what was stored stays, and reading again goes on from there."""
    desk.stop(number)
    return redirect("job", number)
