"""Which way a reading moves."""

from alongside.core.readings.nouns import Interval, Window
from alongside.core.readings.trend import trend_of

FOUR_WEEKS = 28 * 86_400


def windows(*values: tuple[float, float]) -> list[Window]:
    """Windows in a row of (share, effective signals), each a tenth wide on both sides."""
    return [
        Window(n * FOUR_WEEKS, (n + 1) * FOUR_WEEKS, 10, 10, size, Interval(at, at - 0.1, at + 0.1), 0.5, is_open=False)
        for n, (at, size) in enumerate(values)
    ]


def test_a_reading_falls_only_where_the_intervals_lie_apart() -> None:
    assert trend_of(windows((0.8, 9), (0.8, 9), (0.7, 9), (0.5, 9), (0.4, 9))) == "falling"
    assert trend_of(windows((0.3, 9), (0.4, 9), (0.5, 9), (0.6, 9), (0.7, 9))) == "rising"
    assert trend_of(windows((0.5, 9), (0.5, 9), (0.5, 9), (0.5, 9), (0.6, 9))) == "steady"


def test_nothing_is_said_of_too_little_or_of_long_ago() -> None:
    assert trend_of([]) == ""
    assert trend_of(windows((0.8, 9), (0.2, 9))) == ""
    assert trend_of(windows((0.8, 1), (0.8, 1), (0.8, 1), (0.2, 9), (0.2, 9))) == ""
    assert trend_of(windows((0.8, 9), (0.2, 9), (0.2, 1), (0.2, 1), (0.2, 1), (0.2, 1), (0.2, 1))) == ""
