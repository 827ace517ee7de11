"""A reading over time as SVG: a line in a soft 80 % band, pushes and partner signs told apart by the axis.

Colours are the page's CSS variables, so that light, dark and print are one drawing.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 640, 140
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 8, 8, 22


def over_time(windows: Sequence[dict[str, Any]], signed: str | None) -> SafeString:
    """The chart of a client's windows (see desk/concluding.py); empty where there are fewer than two."""
    if len(windows) < 2:
        return SafeString("")
    dots = [(_x(index, len(windows)), window) for index, window in enumerate(windows)]
    band = [f"{x:.1f},{_y(one['high']):.1f}" for x, one in dots]
    band += [f"{x:.1f},{_y(one['low']):.1f}" for x, one in reversed(dots)]
    line = [f"{x:.1f},{_y(one['value']):.1f}" for x, one in dots]
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="The reading in windows of four weeks, 0 is for, 100 is with">'
        '{}<polygon class="band" points="{}"/><polyline class="line" points="{}"/>{}{}{}</svg>',
        WIDTH, HEIGHT, _grid(), " ".join(band), " ".join(line), _points(dots), _signed(dots, signed), _months(dots),
    )  # fmt: skip


def _x(index: int, count: int) -> float:
    return _LEFT + index / (count - 1) * (WIDTH - _LEFT - _RIGHT)


def _y(value: float) -> float:
    return _TOP + (1 - value / 100) * (HEIGHT - _TOP - _BOTTOM)


def _grid() -> SafeString:
    rows = ((_y(value), _y(value) + 3, word) for value, word in ((100, "with"), (50, "50"), (0, "for")))
    drawn = ((_LEFT, y, WIDTH - _RIGHT, y, _LEFT - 6, below, word) for y, below, word in rows)
    return format_html_join(
        "", '<line class="rule" x1="{}" y1="{}" x2="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end">{}</text>', drawn
    )


def _points(dots: Sequence[tuple[float, dict[str, Any]]]) -> SafeString:
    said = "{} to {}: {:.0f} ({:.0f}–{:.0f}), {} signals in {} mails"
    rows = (
        (f"{x:.1f}", f"{_y(one['value']):.1f}", said.format(
            one["start"][:10], one["end"][:10], one["value"], one["low"], one["high"], one["marks"], one["heard"]
        ))
        for x, one in dots
    )  # fmt: skip
    return format_html_join("", '<circle class="dot" cx="{}" cy="{}" r="2.5"><title>{}</title></circle>', rows)


def _signed(dots: Sequence[tuple[float, dict[str, Any]]], signed: str | None) -> SafeString:
    within = [x for x, one in dots if signed and one["start"][:10] <= signed < one["end"][:10]]
    if not within:
        return SafeString("")
    return format_html(
        '<line class="signed" x1="{0}" y1="{1}" x2="{0}" y2="{2}"/><text x="{3}" y="{4}">signed</text>',
        f"{within[0]:.1f}", _TOP, HEIGHT - _BOTTOM, f"{within[0] + 4:.1f}", _TOP + 9,
    )  # fmt: skip


def _months(dots: Sequence[tuple[float, dict[str, Any]]]) -> SafeString:
    step = max(1, len(dots) // 6)
    rows = ((f"{x:.1f}", HEIGHT - 6, one["start"][:7]) for x, one in dots[::step])
    return format_html_join("", '<text x="{}" y="{}" text-anchor="middle">{}</text>', rows)
