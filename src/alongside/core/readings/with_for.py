"""With or for: how a client's words and deeds weigh between working *with* and working *for* them.

A discounted Beta filter over windows of 28 days (docs/why.md). The grid of windows is fixed (Mondays from 1970-01-05,
UTC), so that history does not move when older mail arrives. The reading is as of the client's last window with mail:
silence is no evidence, and a client who paused must not fade to "too little to say" by the calendar alone; once they
write again, the empty windows between have aged what was known. The open window ages it day by day, so that nothing
drops on the Monday a new window begins.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.core.readings.beta import beta_ahead, beta_below, beta_quantile, gamma_quantile
from alongside.core.readings.nouns import Interval, Mark, Pressure, Window, WithFor

DAY = 86_400
FIRST_MONDAY = 4 * DAY  # 1970-01-05
SPAN = 28 * DAY
MOST_WINDOWS = 520  # forty years; what is older than that weighs nothing

SETTLED_CHANCE, SETTLED_SIZE = 0.90, 10
LEANING_CHANCE, LEANING_SIZE = 0.75, 4
DEEDS_MARGIN, DEEDS_CHANCE = 0.2, 0.8
TAIL = 0.1  # on each side of an 80 % interval

Floats = NDArray[np.float64]
Tally = NDArray[np.int64]


class Filter(NamedTuple):
    """How the filter is set: prior mean and strength, overdispersion (mail comes in bursts), memory per window."""

    mean: float = 0.5
    kappa: float = 6.0
    phi: float = 1.5
    rho: float = 0.5


class _Share(NamedTuple):
    """A with its interval, and the chance that it is over one half."""

    share: Interval
    chance: float


class _Grid(NamedTuple):
    """The windows from the first evidence to the last, and how far the last one had run at the time of reading."""

    first: int
    last: int
    run: float

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def judge_with_for(  # noqa: PLR0913  the four numbers of the model, each with its default
    marks: Sequence[Mark],
    heard: Sequence[int],
    *,
    as_of: int,
    mean: float = 0.5,
    kappa: float = 6.0,
    phi: float = 1.5,
    rho: float = 0.5,
    recent: int = MOST_WINDOWS + 1,
) -> WithFor:
    """The with/for reading at `as_of` from marks and the moments of the client's substantive messages.

    `mean` is the portfolio's mean (see `portfolio_mean`), `kappa` its strength in effective signals. Only the last
    `recent` windows are told (at least the three that the label rests on): each costs two quantiles.
    """
    rule = Filter(mean, kappa, phi, rho)
    known = sorted((m for m in marks if m.at <= as_of), key=lambda m: (m.at, m.because))
    told = [at for at in heard if at <= as_of]
    grid = _lay_grid([*(m.at for m in known), *told], as_of)
    history = _states(known, grid, rule)
    words, deeds = (_states([m for m in known if m.deed is deed], grid, rule)[-1] for deed in (False, True))
    shown = max(len(history) - max(recent, 3), 0)
    shares = _shares(np.vstack([history[shown:], words, deeds]), rule)
    tallies = _tally([m.at for m in known], grid), _tally(told, grid)
    windows = _windows(grid, shown, history, shares, tallies, as_of)
    return WithFor(
        label=name_label(windows),
        index=_times(shares[-3].share, 100),
        n_eff=windows[-1].n_eff,
        n_with=float(history[-1, 0]),
        chance=windows[-1].chance,
        words=_times(shares[-2].share, 100) if words.any() else None,
        deeds=_times(shares[-1].share, 100) if deeds.any() else None,
        says_with_acts_for=_says_with_acts_for(words, deeds, rule),
        coverage=_coverage(known, told),
        marks=len(known),
        heard=len(told),
        windows=windows,
        because=tuple(m.because for m in known),
    )


def name_label(windows: Sequence[Window]) -> str:
    """The label at the last window: settled only where two closed windows in a row, and the open one, agree."""
    now = windows[-1]
    if now.n_eff < LEANING_SIZE:
        return "too little to say"
    needed = 3 if now.is_open else 2
    for name, sign in (("with", 1), ("for", -1)):
        if len(windows) >= needed and all(_settles(w, sign) for w in windows[-needed:]):
            return name
        if _toward(now, sign) >= LEANING_CHANCE:
            return f"leaning {name}"
    return "not settled"


def measure_pressure(pushes: int, messages: int) -> Pressure:
    """Pushes per ten messages: Gamma-Poisson, prior Gamma(0.5, 5) (about one in ten, worth five messages)."""
    shape, rate = 0.5 + pushes, (5.0 + messages) / 10
    low, high = (gamma_quantile(shape, rate, p) for p in (TAIL, 1 - TAIL))
    return Pressure(Interval(shape / rate, low, high), pushes, messages)


def portfolio_mean(clients: Sequence[tuple[float, float, int]]) -> float:
    """The mean share over clients, shrunk to .5 with the weight of ten clients; .5 below five of twenty messages.

    Each client is (effective signals for *with*, effective signals in all, messages heard): `n_with`, `n_eff`, `heard`
    of its reading. Each counts once, so that one loud client does not set the mark for all.
    """
    known = [toward / total for toward, total, heard in clients if heard >= 20 and total >= LEANING_SIZE]
    return (10 * 0.5 + sum(known)) / (10 + len(known)) if len(known) >= 5 else 0.5


def weigh(marks: Sequence[Mark], phi: float) -> tuple[float, float]:
    """Effective signals (with, for) of one window: Kish's size of the weights, over the overdispersion.

    A mark of confidence p is p of an observation: (Σwp)²/Σw²p equals Kish's (Σw)²/Σw² where all p are 1.
    """
    toward = sum(m.weight * m.p for m in marks if m.with_)
    away = sum(m.weight * m.p for m in marks if not m.with_)
    square = sum(m.weight * m.weight * m.p for m in marks)
    scale = (toward + away) / square / phi if square > 0 else 0.0
    return toward * scale, away * scale


def run_filter(evidence: Floats, rho: float, run: float = 1.0) -> Floats:
    """The discounted sums after each window (rows: windows; columns: with, for); `run` is the last one's part."""
    state = np.zeros_like(evidence)
    held = np.zeros(evidence.shape[1:])
    for at, fresh in enumerate(evidence):
        held = held * rho ** (run if at == len(evidence) - 1 else 1.0) + fresh
        state[at] = held
    return state


def _lay_grid(moments: Sequence[int], as_of: int) -> _Grid:
    indices = [(at - FIRST_MONDAY) // SPAN for at in moments] or [(as_of - FIRST_MONDAY) // SPAN]
    last = max(indices)
    begun = FIRST_MONDAY + last * SPAN
    return _Grid(max(min(indices), last - MOST_WINDOWS), last, min(1.0, (as_of - begun) / SPAN))


def _tally(moments: Sequence[int], grid: _Grid) -> Tally:
    indices = [(at - FIRST_MONDAY) // SPAN - grid.first for at in moments]
    return np.bincount([i for i in indices if i >= 0], minlength=grid.size)


def _evidence(marks: Sequence[Mark], grid: _Grid, phi: float) -> Floats:
    """Effective signals (with, for) of each window."""
    held: list[list[Mark]] = [[] for _ in range(grid.size)]
    for mark in marks:
        at = (mark.at - FIRST_MONDAY) // SPAN - grid.first
        if at >= 0:
            held[at].append(mark)
    return np.array([weigh(window, phi) for window in held], float)


def _states(marks: Sequence[Mark], grid: _Grid, rule: Filter) -> Floats:
    """The discounted signals (with, for) at the end of each window."""
    return run_filter(_evidence(marks, grid, rule.phi), rule.rho, grid.run)


def _posterior(states: Floats, rule: Filter) -> Floats:
    return states + rule.kappa * np.array([rule.mean, 1 - rule.mean])


def _shares(states: Floats, rule: Filter) -> list[_Share]:
    """What each state (with, for) says of A."""
    a, b = _posterior(states, rule).T
    lows, highs = beta_quantile(a, b, [[TAIL], [1 - TAIL]])
    rows = zip((a / (a + b)).tolist(), lows.tolist(), highs.tolist(), strict=True)
    chances = (1 - beta_below(a, b, 0.5)).tolist()
    return [_Share(Interval(*row), chance) for row, chance in zip(rows, chances, strict=True)]


def _windows(  # noqa: PLR0913 - the columns of a window
    grid: _Grid, shown: int, states: Floats, shares: Sequence[_Share], tallies: tuple[Tally, Tally], as_of: int
) -> tuple[Window, ...]:
    """The windows from number `shown` on, each with its share."""
    marked, messages = tallies
    return tuple(
        Window(
            start=(start := FIRST_MONDAY + (grid.first + i) * SPAN),
            end=start + SPAN,
            marks=int(marked[i]),
            heard=int(messages[i]),
            n_eff=float(states[i].sum()),
            share=share.share,
            chance=share.chance,
            is_open=start + SPAN > as_of,
        )
        for i, share in zip(range(shown, grid.size), shares, strict=False)
    )


def _says_with_acts_for(words: Floats, deeds: Floats, rule: Filter) -> bool:
    """Whether deeds lag words; the prior alone must not raise this, so both need evidence worth a leaning."""
    if min(words.sum(), deeds.sum()) < LEANING_SIZE:
        return False
    (a, b), (c, d) = _posterior(words, rule).tolist(), _posterior(deeds, rule).tolist()
    return beta_ahead((a, b), (c, d), DEEDS_MARGIN) >= DEEDS_CHANCE


def _coverage(marks: Sequence[Mark], heard: Sequence[int]) -> float | None:
    marked = {m.at for m in marks if not m.deed}
    return sum(at in marked for at in heard) / len(heard) if heard else None


def _settles(window: Window, sign: int) -> bool:
    return window.n_eff >= SETTLED_SIZE and _toward(window, sign) >= SETTLED_CHANCE


def _toward(window: Window, sign: int) -> float:
    return window.chance if sign > 0 else 1 - window.chance


def _times(interval: Interval, factor: float) -> Interval:
    return Interval(interval.value * factor, interval.low * factor, interval.high * factor)
