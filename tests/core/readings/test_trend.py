"""Which way a reading moves."""

from alongside.core.readings.trend import Standing, compared, trends_of

FOUR_WEEKS = 28 * 86_400


def standings(*values: tuple[float, float]) -> list[Standing]:
    """Windows in a row of (share, effective signals), each as sure as of forty signals."""
    return [
        Standing(n * FOUR_WEEKS, (n + 1) * FOUR_WEEKS, size, 40 * share, 40 * (1 - share))
        for n, (share, size) in enumerate(values)
    ]


FALLING = standings((0.8, 9), (0.8, 9), (0.7, 9), (0.5, 9), (0.4, 9))
RISING = standings((0.3, 9), (0.4, 9), (0.5, 9), (0.6, 9), (0.7, 9))
STEADY = standings((0.5, 9), (0.5, 9), (0.5, 9), (0.5, 9), (0.55, 9))


def test_a_reading_falls_only_where_the_intervals_lie_apart() -> None:
    assert trends_of([compared(one) for one in (FALLING, [], RISING, STEADY)]) == ["falling", "", "rising", "steady"]


def test_nothing_is_said_of_too_little_or_of_long_ago() -> None:
    assert compared([]) is None
    assert compared(standings((0.8, 9), (0.2, 9))) is None
    assert compared(standings((0.8, 1), (0.8, 1), (0.8, 1), (0.2, 9), (0.2, 9))) is None
    assert compared(standings((0.8, 9), (0.2, 9), *[(0.2, 1)] * 5)) is None
    assert trends_of([None, None]) == ["", ""]
