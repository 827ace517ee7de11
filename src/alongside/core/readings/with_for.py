"""With or for: how a client's words and deeds weigh between working *with* and working *for* them.

A discounted Beta filter over windows of 28 days (docs/why.md). The grid of windows is fixed (Mondays from 1970-01-05,
UTC), so that history does not move when older mail arrives. The reading is as of the client's last window with mail:
silence is no evidence, and a client who paused must not fade to "too little to say" by the calendar alone; once they
write again, the empty windows between have aged what was known. The open window ages it day by day, so that nothing
drops on the Monday a new window begins.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.core.readings.beta import beta_ahead, beta_below, beta_quantile, gamma_quantile
from alongside.core.readings.nouns import Interval, Mark, Pressure, Sums, Tally, Window, WithFor
from alongside.core.readings.tallies import FIRST_MONDAY, SPAN, tally, window_at
from alongside.core.readings.trend import Standing

MOST_WINDOWS = 520  # forty years; what is older than that weighs nothing

SETTLED_CHANCE, SETTLED_SIZE = 0.90, 10
LEANING_CHANCE, LEANING_SIZE = 0.75, 4
DEEDS_MARGIN, DEEDS_CHANCE = 0.2, 0.8
TAIL = 0.1  # on each side of an 80 % interval

Floats = NDArray[np.float64]


class Filter(NamedTuple):
    """How the filter is set: prior mean and strength, overdispersion (mail comes in bursts), memory per window."""

    mean: float = 0.5
    kappa: float = 6.0
    phi: float = 1.5
    rho: float = 0.5


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
) -> WithFor:
    """The with/for reading at `as_of` from marks and the moments of the client's substantive messages.

    `mean` is the portfolio's mean (see `portfolio_mean`), `kappa` its strength in effective signals.
    """
    known = sorted((m for m in marks if m.at <= as_of), key=lambda m: (m.at, m.because))
    tallies = tally(known, [at for at in heard if at <= as_of])
    reading = judge_tallies(tallies, as_of=as_of, rule=Filter(mean, kappa, phi, rho))
    return replace(reading, because=tuple(m.because for m in known))


def judge_tallies(tallies: Sequence[Tally], *, as_of: int, rule: Filter, history: bool = True) -> WithFor:
    """The same reading from what each window holds, in time; without `history` its `windows` are left out.

    Windows before the last three move nothing but the discounted sums; telling them costs two quantiles each.
    """
    grid = _lay_grid(tallies, as_of)
    held = {one.window: one for one in tallies}
    told = [held.get(grid.first + at, Tally(grid.first + at)) for at in range(grid.size)]
    sums = [[one.words.plus(one.deeds), one.words, one.deeds] for one in told]
    filtered = run_filter(_evidence(sums, rule.phi), rule.rho, grid.run)
    states, words, deeds = filtered[:, 0], filtered[-1, 1], filtered[-1, 2]
    first = 0 if history else grid.size - 1
    shares = _shares(states[first:], rule)
    chances = _chances(states[-3:], rule)
    return WithFor(
        label=name_label(states[-3:].sum(1).tolist(), chances, is_open=_end_of(grid.last) > as_of),
        index=_times(shares[-1], 100),
        n_eff=float(states[-1].sum()),
        n_with=float(states[-1, 0]),
        chance=chances[-1],
        words=_side_of(words, deeds, shares[-1], rule),
        deeds=_side_of(deeds, words, shares[-1], rule),
        says_with_acts_for=_says_with_acts_for(words, deeds, rule),
        coverage=_coverage(tallies),
        marks=sum(one.marks for one in tallies),
        heard=sum(one.heard for one in tallies),
        windows=_windows(told, states, shares, rule, as_of) if history else (),
    )


def judge_standings(tallies: Sequence[Tally], *, as_of: int, rule: Filter) -> list[Standing]:
    """Where the reading stood at the end of each window, without its intervals, which cost most."""
    grid = _lay_grid(tallies, as_of)
    held = {one.window: one for one in tallies}
    told = [held.get(grid.first + at, Tally(grid.first + at)) for at in range(grid.size)]
    sums = [[one.words.plus(one.deeds)] for one in told]
    states = run_filter(_evidence(sums, rule.phi), rule.rho, grid.run)[:, 0]
    rows = zip(told, states.sum(1).tolist(), _posterior(states, rule).tolist(), strict=True)
    return [Standing((end := _end_of(one.window)) - SPAN, end, size, *pair) for one, size, pair in rows]


def name_label(sizes: Sequence[float], chances: Sequence[float], *, is_open: bool) -> str:
    """The label from the effective signals and chances of the last windows: settled only where two closed windows in a
    row, and the open one, agree.
    """
    if sizes[-1] < LEANING_SIZE:
        return "too little to say"
    needed = 3 if is_open else 2
    for name, sign in (("with", 1), ("for", -1)):
        toward = [chance if sign > 0 else 1 - chance for chance in chances]
        settles = [size >= SETTLED_SIZE and at >= SETTLED_CHANCE for size, at in zip(sizes, toward, strict=True)]
        if len(settles) >= needed and all(settles[-needed:]):
            return name
        if toward[-1] >= LEANING_CHANCE:
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


def run_filter(evidence: Floats, rho: float, run: float = 1.0) -> Floats:
    """The discounted sums after each window, which are the first axis; `run` is the last one's part."""
    state = np.zeros_like(evidence)
    held = np.zeros(evidence.shape[1:])
    for at, fresh in enumerate(evidence):
        held = held * rho ** (run if at == len(evidence) - 1 else 1.0) + fresh
        state[at] = held
    return state


def _lay_grid(tallies: Sequence[Tally], as_of: int) -> _Grid:
    windows = [one.window for one in tallies] or [window_at(as_of)]
    last = max(windows)
    begun = FIRST_MONDAY + last * SPAN
    return _Grid(max(min(windows), last - MOST_WINDOWS), last, min(1.0, (as_of - begun) / SPAN))


def _evidence(sums: Sequence[Sequence[Sums]], phi: float) -> Floats:
    """Effective signals (windows, of what, with and for)."""
    return np.array([[one.effective(phi) for one in parts] for parts in sums], float)


def _posterior(states: Floats, rule: Filter) -> Floats:
    return states + rule.kappa * np.array([rule.mean, 1 - rule.mean])


def _shares(states: Floats, rule: Filter) -> list[Interval]:
    """What each state (with, for) says of A."""
    a, b = _posterior(states, rule).T
    lows, highs = beta_quantile(a, b, [[TAIL], [1 - TAIL]])
    rows = zip((a / (a + b)).tolist(), lows.tolist(), highs.tolist(), strict=True)
    return [Interval(*row) for row in rows]


def _chances(states: Floats, rule: Filter) -> list[float]:
    """The chance of each state that with outweighs for."""
    a, b = _posterior(states, rule).T
    chances: list[float] = (1 - beta_below(a, b, 0.5)).tolist()
    return chances


def _side_of(own: Floats, other: Floats, both: Interval, rule: Filter) -> Interval | None:
    """The index from words or deeds alone; where the other side is empty that is the index itself."""
    if not own.any():
        return None
    return _times(_shares(own[None, :], rule)[0] if other.any() else both, 100)


def _end_of(window: int) -> int:
    return FIRST_MONDAY + (window + 1) * SPAN


def _windows(
    told: Sequence[Tally], states: Floats, shares: Sequence[Interval], rule: Filter, as_of: int
) -> tuple[Window, ...]:
    """The windows, each with its share."""
    rows = zip(told, states.sum(1).tolist(), shares, _chances(states, rule), strict=True)
    return tuple(
        Window(
            start=(end := _end_of(one.window)) - SPAN,
            end=end,
            marks=one.marks,
            heard=one.heard,
            n_eff=n_eff,
            share=share,
            chance=chance,
            is_open=end > as_of,
        )
        for one, n_eff, share, chance in rows
    )


def _says_with_acts_for(words: Floats, deeds: Floats, rule: Filter) -> bool:
    """Whether deeds lag words; the prior alone must not raise this, so both need evidence worth a leaning."""
    if min(words.sum(), deeds.sum()) < LEANING_SIZE:
        return False
    (a, b), (c, d) = _posterior(words, rule).tolist(), _posterior(deeds, rule).tolist()
    return beta_ahead((a, b), (c, d), DEEDS_MARGIN) >= DEEDS_CHANCE


def _coverage(tallies: Sequence[Tally]) -> float | None:
    heard = sum(one.heard for one in tallies)
    return sum(one.marked for one in tallies) / heard if heard else None


def _times(interval: Interval, factor: float) -> Interval:
    return Interval(interval.value * factor, interval.low * factor, interval.high * factor)
