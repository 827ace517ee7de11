"""Did the client cool after signing? Before against after on stage-neutral words, and a weekly watch on pushes.

Deeds are left out: before signing nothing can be paid or be late.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from alongside.core.readings.beta import beta_ahead, beta_gap, beta_quantile, beta_race
from alongside.core.readings.nouns import Drift, Interval, Look, Mark, Power, Watch
from alongside.core.readings.tallies import weigh

Floats = NDArray[np.float64]

WEEK = 7 * 86_400
WEEKS_BEFORE = 12
LOOKS = (4, 8, 12)  # weeks after signing, cumulated
STAGE_BOUND = frozenset({"rival_quote", "why_you", "payment_excuse", "chooses_again"})

STRENGTH = 4.0  # of the prior, in effective signals on each side
MARGIN, CHANCE, FEWEST = 0.05, 0.85, 5
STRONG, MODERATE = (0.8, 0.4), (0.8, 0.6)  # the changes whose power is printed
MOST = 150  # effective signals, beyond which the power no longer moves


def judge_drift(  # noqa: PLR0913  the numbers of the model, each with its default
    marks: Sequence[Mark],
    *,
    signed: int,
    as_of: int,
    shift: float = 0.0,
    mean: float = 0.5,
    phi: float = 1.5,
) -> Drift:
    """Whether A fell after `signed` by more than `shift`, what it usually does for this user (`usual_shift`)."""
    words = [m for m in marks if not m.deed and m.kind not in STAGE_BOUND and m.at <= as_of]
    before = [m for m in words if signed - WEEKS_BEFORE * WEEK <= m.at < signed]
    after = [m for m in words if signed <= m.at < signed + LOOKS[-1] * WEEK]
    begun = [w for w, from_ in zip(LOOKS, (0, *LOOKS), strict=False) if not from_ or as_of >= signed + from_ * WEEK]
    looks = tuple(
        _look(w, weigh(before, phi), weigh([m for m in after if m.at < signed + w * WEEK], phi), shift, mean)
        for w in begun
    )
    return Drift(looks[-1].verdict, looks, tuple(m.because for m in [*before, *after]))


def usual_shift(falls: Sequence[float]) -> float:
    """How much A usually falls at signing over the user's clients: 0 until four of them, then shrunk by four."""
    return sum(falls) / (len(falls) + 4) if len(falls) >= 4 else 0.0


@lru_cache(maxsize=4096)
def measure_power(before: int, after: int, shift: float = 0.0, mean: float = 0.5, steady: float = 0.7) -> Power:
    """The chance of the verdict "cooled" with that many effective signals on each side, by exact enumeration.

    For A falling from .8 to .4 (strong), from .8 to .6 (moderate), and staying at `steady` (false alarm).
    """
    if min(before, after) < FEWEST:
        return Power(0.0, 0.0, 0.0)
    sides = [np.arange(n + 1) for n in (min(before, MOST), min(after, MOST))]
    first, second = (_posteriors(np.column_stack([k, k[::-1]]), mean) for k in sides)
    alarm = beta_race(first, second, MARGIN + shift) >= CHANCE
    n, m = len(sides[0]) - 1, len(sides[1]) - 1
    chances = [_binomial(n, a) @ alarm @ _binomial(m, b) for a, b in (STRONG, MODERATE, (steady, steady))]
    return Power(*(float(chance) for chance in chances))


def watch_pushes(weeks: Sequence[tuple[int, int]], rate: float, *, ratio: float = 2.5, limit: float = 5.0) -> Watch:
    """A Poisson-CUSUM over weeks of (pushes, messages), tuned to a rise from `rate` per message by `ratio`.

    It adds pushes above k per message, k = (λ1 − λ0) / ln(λ1/λ0), and alarms when the sum reaches `limit`.
    """
    slack = rate * (ratio - 1) / math.log(ratio)
    sums: list[float] = []
    for pushes, messages in weeks:
        sums.append(max(0.0, (sums[-1] if sums else 0.0) + pushes - slack * messages))
    return Watch(tuple(sums), next((week for week, level in enumerate(sums) if level >= limit), None))


def count_weeks(pushes: Sequence[int], heard: Sequence[int], *, start: int, as_of: int) -> list[tuple[int, int]]:
    """(pushes, messages) in each full week from `start` to `as_of`."""
    weeks = max(0, (as_of - start) // WEEK)
    tallies = [np.bincount(_weeks_in(moments, start, weeks), minlength=weeks) for moments in (pushes, heard)]
    return [(int(a), int(b)) for a, b in zip(*tallies, strict=True)]


def _weeks_in(moments: Sequence[int], start: int, weeks: int) -> list[int]:
    return [week for at in moments if 0 <= (week := (at - start) // WEEK) < weeks]


def _look(weeks: int, before: tuple[float, float], after: tuple[float, float], shift: float, mean: float) -> Look:
    """The verdict on effective signals (with, for) before and after."""
    first, second = ((float(a), float(b)) for a, b in _posteriors(np.array([before, after]), mean))
    sizes = sum(before), sum(after)
    chance = beta_ahead(first, second, MARGIN + shift)
    return Look(
        weeks=weeks,
        before=_interval(first),
        after=_interval(second),
        fall=_fall(first, second, shift),
        n_before=sizes[0],
        n_after=sizes[1],
        chance=chance,
        verdict=_name(sizes, chance),
        power=measure_power(int(sizes[0]), int(sizes[1]), shift, mean, round(first[0] / sum(first), 1)),
    )


def _name(sizes: tuple[float, float], chance: float) -> str:
    if min(sizes) < FEWEST:
        return "cannot tell yet"
    return "cooled" if chance >= CHANCE else "no change seen"


def _posteriors(evidence: Floats | NDArray[np.int64], mean: float) -> Floats:
    """Rows of (with, for) with the prior added."""
    return np.asarray(evidence + STRENGTH * np.array([mean, 1 - mean]))


def _interval(posterior: tuple[float, float]) -> Interval:
    low, high = beta_quantile(*posterior, [0.1, 0.9])
    return Interval(posterior[0] / sum(posterior), float(low), float(high))


def _fall(first: tuple[float, float], second: tuple[float, float], shift: float) -> Interval:
    """A before less A after less the usual shift, with its 80 % interval."""
    low, high = (beta_gap(first, second, p) - shift for p in (0.1, 0.9))
    return Interval(first[0] / sum(first) - second[0] / sum(second) - shift, low, high)


def _binomial(n: int, p: float) -> Floats:
    return np.array([math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])
