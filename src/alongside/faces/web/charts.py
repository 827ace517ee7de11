"""The charts as Vega-Lite specs: a client's reading over time, and the map of all clients."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.desk.look import Evidence
from alongside.desk.overview import Row
from alongside.faces.web.words import KINDS

Spec = dict[str, Any]
SHORT = 6  # windows of a chart that tells days instead of months
_CONFIG = {
    "background": "transparent",
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--ink-2)",
        "titleColor": "var(--ink-2)",
        "gridColor": "var(--rule)",
        "domainColor": "var(--rule)",
        "tickColor": "var(--rule)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
}


def over_time(one: Mapping[str, Any], windows: Sequence[Mapping[str, Any]], pushes: Sequence[Evidence]) -> Spec:
    """The reading window by window: line, soft band, the day of signing, and below a tick for each push."""
    signed = [{"at": one["signed"]}] if one["signed"] and one["signed"][:4] != "9999" else []
    ticks = [
        {
            "at": f"{push.at:%Y-%m-%dT%H:%M:%S}",
            "mail": reverse("mail", args=[push.message]) + f"#m{push.message}",
            "said": f"{push.at:%Y-%m-%d}: {KINDS[push.kind]}",
        }
        for push in pushes
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 860,
        "height": 230,
        "data": {"values": [_point(one, window) for window in windows]},
        "encoding": {
            "x": {"field": "at", "type": "temporal", "title": None, "axis": {"grid": False, "format": _dates(windows)}}
        },
        "layer": [_band(), _line(), _points(), _signing(signed), _ticks(ticks)],
        "config": _CONFIG,
    }


def _point(one: Mapping[str, Any], window: Mapping[str, Any]) -> dict[str, Any]:
    mails = reverse("client_mails", args=[one["row"]])
    start, end = window["start"][:10], window["end"][:10]
    return {
        "at": end,
        "value": window["value"],
        "low": window["low"],
        "high": window["high"],
        "mails": f"{mails}?since={start}&until={end}",
        "said": f"{start} – {end}: {window['value']:.0f} ({window['low']:.0f}–{window['high']:.0f})",
    }


def _dates(windows: Sequence[Mapping[str, Any]]) -> str:
    """Months for a history; days where a month would stand at several ticks."""
    return "%b %y" if len(windows) > SHORT else "%-d %b"


def _reading_axis() -> dict[str, Any]:
    axis = {"values": [0, 25, 50, 75, 100], "labelExpr": _label_expression()}
    return {"type": "quantitative", "scale": {"domain": [-14, 100]}, "title": None, "axis": axis}


def _label_expression() -> str:
    words = {100: _("with"), 0: _("for")}
    return f"datum.value == 100 ? '{_quoted(words[100])}' : datum.value == 0 ? '{_quoted(words[0])}' : datum.label"


def _quoted(word: str) -> str:
    return word.replace("\\", "\\\\").replace("'", "\\'")


def _band() -> Spec:
    return {
        "mark": {"type": "area", "color": "var(--band)", "interpolate": "monotone", "aria": False},
        "encoding": {"y": {"field": "low", **_reading_axis()}, "y2": {"field": "high"}},
    }


def _line() -> Spec:
    return {
        "mark": {"type": "line", "color": "var(--ink)", "strokeWidth": 1.75, "interpolate": "monotone", "aria": False},
        "encoding": {"y": {"field": "value", **_reading_axis()}},
    }


def _points() -> Spec:
    return {
        "mark": {"type": "point", "filled": True, "size": 70, "color": "var(--ink)", "opacity": 1},
        "encoding": {
            "y": {"field": "value", **_reading_axis()},
            "href": {"field": "mails"},
            "description": {"field": "said"},
        },
    }


def _signing(signed: list[dict[str, str]]) -> Spec:
    return {
        "data": {"values": signed},
        "layer": [
            {"mark": {"type": "rule", "color": "var(--ink-2)", "strokeDash": [4, 4], "aria": False}},
            {
                "mark": {
                    "type": "text",
                    "align": "left",
                    "dx": 5,
                    "color": "var(--ink-2)",
                    "fontSize": 12,
                    "aria": False,
                },
                "encoding": {"text": {"value": _("signed")}, "y": {"value": 8}},
            },
        ],
    }


def _ticks(ticks: list[dict[str, str]]) -> Spec:
    return {
        "data": {"values": ticks},
        "mark": {
            "type": "tick",
            "orient": "vertical",
            "thickness": 2,
            "size": 12,
            "color": "var(--for)",
            "opacity": 0.9,
        },
        "encoding": {"y": {"value": 221}, "href": {"field": "mail"}, "description": {"field": "said"}},
    }


def client_map(rows: Sequence[Row]) -> Spec:
    """All clients with enough to say: the reading across with its interval, pushes per ten mails up, area by mail."""
    values = [_dot(row.document) for row in rows if row.told]
    across = {"values": [0, 25, 50, 75, 100], "labelExpr": _label_expression()}
    x = {"type": "quantitative", "scale": {"domain": [0, 100]}, "title": None, "axis": across}
    most = max((value["pressure"] for value in values), default=1.0)
    up = {"domain": [-0.06 * most, 1.12 * most], "nice": False}
    y = {
        "field": "pressure",
        "type": "quantitative",
        "title": _("pushes per 10 mails"),
        "scale": up,
        "axis": {"tickCount": 6},
    }
    at = {"x": {"field": "value", **x}, "y": y}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 860,
        "height": 380,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "rule", "color": "var(--ink-2)", "strokeWidth": 1, "aria": False},
                "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y},
            },
            {
                "mark": {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 2},
                "encoding": {
                    **at,
                    "size": {"field": "mails", "type": "quantitative", "scale": {"range": [60, 900]}, "legend": None},
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                    "stroke": {"field": "stroke", "type": "nominal", "scale": None},
                    "href": {"field": "page"},
                    "description": {"field": "said"},
                },
            },
            {
                "mark": {"type": "text", "dy": -22, "color": "var(--ink)", "fontSize": 13, "aria": False},
                "encoding": {**at, "text": {"field": "name"}},
            },
        ],
        "config": _CONFIG,
    }


def _dot(one: Mapping[str, Any]) -> dict[str, Any]:
    """With is a filled dot in teal, for an open one in orange; what leans to neither is grey."""
    reading = one["reading"]
    side = "with" if reading["label"].endswith("with") else "for" if reading["label"].endswith("for") else "ink-2"
    return {
        "name": one["name"] if len(one["name"]) <= 24 else one["name"][:23] + "…",
        "value": reading["value"],
        "low": reading["low"],
        "high": reading["high"],
        "pressure": round(one["pressure"], 1),
        "mails": one["messages_in"] + one["messages_out"],
        "fill": "var(--paper)" if side == "for" else f"var(--{side})",
        "stroke": f"var(--{side})",
        "page": reverse("client", args=[one["row"]]),
        "said": f"{one['name']}: {reading['value']:.0f} ({reading['low']:.0f}–{reading['high']:.0f})",
    }
