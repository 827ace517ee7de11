"""Which way readings have moved of late: told only where two windows' intervals lie apart."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from alongside.core.readings.beta import beta_quantile

Trend = Literal["rising", "falling", "steady", ""]
BACK = 3  # windows between the two that are compared: a quarter of a year
LEAST = 3.0  # effective signals in a window that says something
TAIL = 0.1  # on each side of an interval


class Standing(NamedTuple):
    """Where a reading stood at the end of a window: Beta(a, b), from so many effective signals."""

    start: int
    end: int
    size: float
    a: float
    b: float


def compared(standings: Sequence[Standing]) -> tuple[Standing, Standing] | None:
    """The last window that says something and one a quarter before (earlier, later); None where there are not two."""
    told = [one for one in standings if one.size >= LEAST]
    if not told or len(standings) <= BACK or told[-1].start < standings[-1 - BACK].end:
        return None
    earlier = [one for one in told if one.end <= told[-1].start - (BACK - 1) * (told[-1].end - told[-1].start)]
    return (earlier[-1], told[-1]) if earlier else None


def trends_of(pairs: Sequence[tuple[Standing, Standing] | None]) -> list[Trend]:
    """The trend of each pair, empty for none; all intervals at once, because each alone costs as much."""
    told = [pair for pair in pairs if pair]
    if not told:
        return [""] * len(pairs)
    a, b = (np.array([[one[at] for one in pair] for pair in told], float) for at in (3, 4))
    lows, highs = beta_quantile(a, b, [[[TAIL]], [[1 - TAIL]]])
    rows = zip(lows.tolist(), highs.tolist(), strict=True)
    named = iter([_name(low, high) for low, high in rows])
    return [next(named) if pair else "" for pair in pairs]


def _name(low: Sequence[float], high: Sequence[float]) -> Trend:
    """From the ends of the earlier and the later interval."""
    if low[1] > high[0]:
        return "rising"
    return "falling" if high[1] < low[0] else "steady"
