"""How fast each side answers: waits from a thread, and their Kaplan-Meier curve, open waits included."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.core.days import Schedule, business_minutes_many
from alongside.core.readings.nouns import Interval, Rhythm, Wait

Floats = NDArray[np.float64]
Party = Literal["me", "them"]
Turn = tuple[int, Party, bool]  # moment, who wrote, whether it asks something

BUSINESS_DAY = 8 * 60.0  # minutes
Z80 = 1.2815515655446004  # normal quantile of .9


class Waits(NamedTuple):
    """The waits of one thread: `mine` are those the other side had for me, `theirs` those I had for them."""

    mine: tuple[Wait, ...]
    theirs: tuple[Wait, ...]


def pair_blocks(turns: Sequence[Turn], *, as_of: int) -> Waits:
    """The waits of one thread, in plain minutes; see `in_business_time`.

    A run of one side is one block, measured from its first message, and the other side's next block answers it.
    The last block is an open wait only if it asks something: otherwise nobody owes an answer.
    """
    told = sorted((turn for turn in turns if turn[0] <= as_of), key=lambda turn: turn[0])
    blocks = [list(run) for _, run in groupby(told, key=lambda turn: turn[1])]
    waits: dict[Party, list[Wait]] = {"me": [], "them": []}
    for at, block in enumerate(blocks):
        start, side, _ = block[0]
        owing: Party = "them" if side == "me" else "me"
        if at + 1 < len(blocks):
            end = blocks[at + 1][0][0]
            waits[owing].append(Wait(start, end, (end - start) / 60, answered=True))
        elif any(asks for _, _, asks in block):
            waits[owing].append(Wait(start, None, (as_of - start) / 60, answered=False))
    return Waits(tuple(waits["me"]), tuple(waits["them"]))


def in_business_time(waits: Sequence[Wait], schedule: Schedule, *, as_of: int) -> tuple[Wait, ...]:
    """The same waits in open minutes of the calendar of the side that owes the answer."""
    starts = np.array([w.start for w in waits], np.int64)
    ends = np.array([as_of if w.end is None else w.end for w in waits], np.int64)
    minutes = business_minutes_many(schedule, starts, ends)
    return tuple(replace(w, minutes=float(m)) for w, m in zip(waits, minutes, strict=True))


def measure_rhythm(waits: Sequence[Wait], *, promise: float = BUSINESS_DAY) -> Rhythm:
    """The rhythm of one side's answers; `promise` in the minutes of the waits (default: one day of eight hours)."""
    ended = np.array([w.minutes for w in waits if w.answered], float)
    return measure_minutes(ended, np.array([w.minutes for w in waits if not w.answered], float), promise=promise)


def measure_minutes(ended: Floats, waiting: Floats, *, promise: float = BUSINESS_DAY) -> Rhythm:
    """The same from the minutes of waits that ended in an answer, and of those still open."""
    steps, unanswered, spread = _survival(ended, waiting)
    known = len(ended) + int((waiting >= promise).sum())
    return Rhythm(
        median=_reached(steps, unanswered, 0.5),
        p90=_reached(steps, unanswered, 0.9),
        kept=_kept(known, steps, unanswered, spread, promise),
        promise=promise,
        answered=len(ended),
        still_open=len(waiting),
        curve=tuple(zip(steps.tolist(), (1 - unanswered).tolist(), strict=True)),
    )


def _survival(ended: Floats, waiting: Floats) -> tuple[Floats, Floats, Floats]:
    """Kaplan-Meier: the times of answers, the share unanswered after each, and Greenwood's sum there.

    An open wait of exactly t minutes still counts at t: it was seen unanswered until then.
    """
    minutes = np.sort(np.concatenate([ended, waiting]))
    steps, answers = np.unique(ended, return_counts=True)
    at_risk = len(minutes) - np.searchsorted(minutes, steps)
    unanswered = np.cumprod(1 - answers / at_risk)
    with np.errstate(divide="ignore"):  # the last step may leave nobody: its spread is infinite
        spread = np.cumsum(answers / (at_risk * (at_risk - answers).astype(float)))
    return steps, np.asarray(unanswered, np.float64), np.asarray(spread, np.float64)


def _reached(steps: Floats, unanswered: Floats, share: float) -> float | None:
    """The first time by which that share is answered, None where the curve ends below it."""
    there = np.flatnonzero(unanswered <= 1 - share + 1e-12)
    return float(steps[there[0]]) if len(there) else None


def _kept(known: int, steps: Floats, unanswered: Floats, spread: Floats, promise: float) -> Interval | None:
    """The share answered within the promise, with its log-log 80 % interval (Kalbfleisch and Prentice).

    Where none or all are answered by then the log-log interval is void; then the exact binomial bound stands in,
    over the `known` waits: those whose fate at the promise is known. None where no fate is known.
    """
    if not known:
        return None
    at = int(np.searchsorted(steps, promise, side="right")) - 1
    left, error = (float(unanswered[at]), float(spread[at])) if at >= 0 else (1.0, 0.0)
    edge = 0.1 ** (1 / known)
    if at < 0:
        return Interval(0.0, 0.0, 1 - edge)
    if not math.isfinite(error):
        return Interval(1.0, edge, 1.0)
    swing = math.exp(Z80 * math.sqrt(error) / abs(math.log(left)))
    return Interval(1 - left, 1 - left ** (1 / swing), 1 - left**swing)
