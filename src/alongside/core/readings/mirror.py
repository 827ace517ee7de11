"""The mirror: is it them, or me? My own words beside theirs, and which of the two moved first."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from alongside.core.readings.ledger import Share, share_of

FEWEST = 20  # messages on each side, below which nothing is said
OFTEN, SELDOM = 0.3, 0.15  # of messages: from where on a side speaks as if it were *for*, and below which it does not
CHANCE = 0.1  # the ends of the 80 % interval must lie beyond these
FEWEST_WEEKS = 26


class Mirror(NamedTuple):
    """My *for* talk (giving in, justifying myself) beside the client's pushes, and what that looks like.

    `verdict` is "mostly mine", "mostly theirs", "both", "neither", or "too little to say".
    """

    mine: Share
    theirs: Share
    verdict: str


class Lead(NamedTuple):
    """Which side moves first over the weeks: "mine first", "theirs first", "neither" or "too little to say".

    `mine_first` and `theirs_first` are correlations of one week's count with the other side's count a week later.
    """

    verdict: str
    mine_first: float
    theirs_first: float
    weeks: int


def hold_up(own_talk: int, own: int, pushes: int, heard: int) -> Mirror:
    """Hold the two sides up to each other: messages with *for* talk or pushes, of all messages of each side."""
    mine, theirs = share_of(own_talk, own), share_of(pushes, heard)
    if min(own, heard) < FEWEST:
        return Mirror(mine, theirs, "too little to say")
    mine_often, theirs_often = (side.share.low > SELDOM and side.share.value >= OFTEN for side in (mine, theirs))
    mine_seldom, theirs_seldom = (side.share.high < OFTEN for side in (mine, theirs))
    if mine_often and theirs_seldom:
        return Mirror(mine, theirs, "mostly mine")
    if theirs_often and mine_seldom:
        return Mirror(mine, theirs, "mostly theirs")
    return Mirror(mine, theirs, "both" if mine_often and theirs_often else "neither")


def who_leads(yields: Sequence[int], pushes: Sequence[int]) -> Lead:
    """Whether weeks in which I gave in come before weeks of pushes, or the other way round; counts per week.

    The difference of the two lagged correlations is held against those of the same weeks turned round in a circle,
    which keeps each side's own rhythm and breaks what binds them.
    """
    weeks = len(yields)
    if weeks < FEWEST_WEEKS or not any(yields) or not any(pushes):
        return Lead("too little to say", 0.0, 0.0, weeks)
    mine, theirs = _after(yields, pushes), _after(pushes, yields)
    turned = [_turned(yields, pushes, by) for by in range(2, weeks - 1)]
    beyond = sum(abs(one) >= abs(mine - theirs) for one in turned)
    if (1 + beyond) / (1 + len(turned)) > CHANCE:
        return Lead("neither", mine, theirs, weeks)
    return Lead("mine first" if mine > theirs else "theirs first", mine, theirs, weeks)


def _turned(first: Sequence[int], second: Sequence[int], by: int) -> float:
    moved = [*second[by:], *second[:by]]
    return _after(first, moved) - _after(moved, first)


def _after(first: Sequence[int], second: Sequence[int]) -> float:
    """The correlation of each week of `first` with the week after it of `second`."""
    a, b = first[:-1], second[1:]
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    spread = math.sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
    return sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True)) / spread if spread else 0.0
