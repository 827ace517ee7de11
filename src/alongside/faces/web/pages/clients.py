"""Clients: the table and the map, and one client."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.core.signals.nouns import KIND, Side
from alongside.desk import look, overview, prospects
from alongside.desk.charting import history_of
from alongside.desk.decide import decided_about
from alongside.desk.leafing import mails
from alongside.desk.overview import Row
from alongside.desk.today import PUSHES
from alongside.faces.web import charts
from alongside.faces.web.drawing import draw
from alongside.faces.web.phrases import translated
from alongside.store.shelf.letters import Wanted

_MOST_TICKS = 400  # pushes drawn under a chart
_ORDERS: dict[str, Callable[[Row], Any]] = {
    "mail": lambda row: -(row.document["messages_in"] + row.document["messages_out"]),
    "name": lambda row: row.document["name"].casefold(),
    "reading": lambda row: (not row.told, row.document["reading"]["value"]),
    "pushes": lambda row: -row.document["pressure"],
    "they": lambda row: -(row.document["reply_hours_client"]["median"] or 0),
    "me": lambda row: -(row.document["reply_hours_me"]["median"] or 0),
    "owed": lambda row: -(row.i_owe + row.they_owe),
    "last": lambda row: "".join(chr(0x10FFFF - ord(c)) for c in row.document["last"] or ""),
}


@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """The table, sorted and filtered as the address says."""
    rows = overview.overview()
    order = request.GET.get("order", "mail")
    shown = sorted(_filtered(rows, request.GET.get("side", ""), request.GET.get("q", "")), key=_ORDERS.get(order))
    context = {"rows": shown, "all": len(rows), "order": order, "ignored": overview.ignored()}
    context |= {"spread": overview.spread(rows), "nobody": "" if rows else translated(look.why_nobody())}
    return render(request, "web/clients.html", context)


def _filtered(rows: Sequence[Row], side: str, words: str) -> list[Row]:
    wanted = words.casefold().strip()
    return [
        row
        for row in rows
        if (not side or row.document["reading"]["label"].endswith(side))
        and (not wanted or wanted in row.document["name"].casefold())
    ]


@require_safe
def client_map(request: HttpRequest) -> HttpResponse:
    """Where every client lies."""
    rows = overview.overview()
    chart = draw(charts.client_map(rows)) if any(row.told for row in rows) else ""
    return render(request, "web/map.html", {"rows": rows, "chart": chart})


@require_safe
def client(request: HttpRequest, row: int) -> HttpResponse:
    """What this relationship is."""
    one = found(row)
    history = history_of(one)
    pushes = look.evidence(one["key"], PUSHES, _MOST_TICKS)
    context = {
        "one": one,
        "chart": draw(charts.over_time(one, history["windows"], pushes)) if len(history["windows"]) > 1 else "",
        "signals": _by_side(one["signals"]),
        "pushes": pushes[:5],
        "mails": mails(Wanted(client=row)),
        "decisions": decided_about(one["key"]),
        "alike": prospects.alike(one),
        "others": [other for other in look.portfolio() if other["row"] != row],
        **history,
    }
    return render(request, "web/client.html", context)


def found(row: int) -> dict[str, Any]:
    """The document of the client in that row; 404 where there is none."""
    try:
        return overview.by_row(row)
    except KeyError as error:
        raise Http404 from error


def _by_side(counts: dict[str, int]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Counts of signals by side, what was heard most first."""
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    sides = (Side.PUSH, Side.PARTNER, Side.OWN)
    return [(side.value, [(kind, n) for kind, n in ordered if KIND[kind].side is side]) for side in sides]
