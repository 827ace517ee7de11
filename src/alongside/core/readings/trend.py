"""Which way a reading has moved of late: told only where two windows' intervals lie apart."""

from collections.abc import Sequence
from typing import Literal

from alongside.core.readings.nouns import Window

Trend = Literal["rising", "falling", "steady", ""]
BACK = 3  # windows between the two that are compared: a quarter of a year
LEAST = 3.0  # effective signals in a window that says something


def trend_of(windows: Sequence[Window]) -> Trend:
    """The last window that says something against one a quarter before; empty where there are not two such."""
    told = [one for one in windows if one.n_eff >= LEAST]
    if not told or len(windows) <= BACK or told[-1].start < windows[-1 - BACK].end:
        return ""
    earlier = [one for one in told if one.end <= told[-1].start - (BACK - 1) * (told[-1].end - told[-1].start)]
    if not earlier:
        return ""
    now, then = told[-1].share, earlier[-1].share
    if now.low > then.high:
        return "rising"
    return "falling" if now.high < then.low else "steady"
