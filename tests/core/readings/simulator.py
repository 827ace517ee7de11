"""Clients with a known A: what the with/for, drift and rhythm readings are checked against.

Signals come in bursts: a burst points one way and holds one signal or, one time in three, two. The variance of a count
is then 1.5 times its mean, the overdispersion the readings reckon with.
"""

import numpy as np
from numpy.typing import NDArray

from alongside.core.readings.beta import beta_below, beta_race
from alongside.core.readings.drift import CHANCE, FEWEST, MARGIN, STRENGTH
from alongside.core.readings.nouns import Mark
from alongside.core.readings.tallies import FIRST_MONDAY, SPAN
from alongside.core.readings.with_for import run_filter
from alongside.core.trace import Ref

Floats = NDArray[np.float64]

KAPPA, MEAN, PHI, RHO = 6.0, 0.5, 1.5, 0.5
YEAR = 13  # windows
PAIRS = 1 / 3  # of the bursts hold two signals


def draw_bursts(rng: np.random.Generator, mean: float, share: Floats) -> Floats:
    """Raw signals (with, for) in the last axis, `mean` expected in all, for clients of that share of *with*."""
    bursts = rng.poisson(mean / (1 + PAIRS), share.shape)
    toward = rng.binomial(bursts, share)
    sides = np.stack([toward, bursts - toward], axis=-1)
    return np.asarray(sides + rng.binomial(sides, PAIRS), np.float64)


def draw_year(rng: np.random.Generator, per_window: float, share: Floats, windows: int = YEAR) -> Floats:
    """Raw signals of each window, client and side: shape (windows, clients, 2)."""
    return np.stack([draw_bursts(rng, per_window, share) for _ in range(windows)])


def follow(raw: Floats) -> tuple[Floats, Floats, Floats]:
    """The filter's (a, b) of the posterior and n_eff, each of shape (windows, clients)."""
    state = run_filter(raw / PHI, RHO)
    return KAPPA * MEAN + state[..., 0], KAPPA * (1 - MEAN) + state[..., 1], state.sum(-1)


def settled(raw: Floats, *, in_a_row: int = 2) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether the label stands at *with* and at *for* after each window, under a rule of so many windows."""
    a, b, size = follow(raw)
    chance = 1 - beta_below(a, b, 0.5)
    return tuple(_held((size >= 10) & (p >= 0.9), in_a_row) for p in (chance, 1 - chance))  # type: ignore[return-value]


def _held(passes: NDArray[np.bool_], in_a_row: int) -> NDArray[np.bool_]:
    held = passes.copy()
    for back in range(1, in_a_row):
        held[back:] &= passes[:-back]
        held[:back] = False
    return held


def as_marks(raw: Floats, first_window: int = 600) -> list[Mark]:
    """One client's windows, shape (windows, 2), as marks a minute apart in the grid of the reading."""
    start = FIRST_MONDAY + first_window * SPAN
    return [
        Mark(start + window * SPAN + 60 * i, i < toward, 1.0, 1.0, deed=False, because=Ref("sim", f"{window}-{i}"))
        for window, (toward, away) in enumerate(raw)
        for i in range(int(toward + away))
    ]


def cooled(before: Floats, after: Floats) -> NDArray[np.bool_]:
    """The drift verdict of each client from effective signals, shape (clients, 2), by the formulas of drift.py."""
    firsts, at = np.unique(before, axis=0, return_inverse=True)
    seconds, to = np.unique(after, axis=0, return_inverse=True)
    race = beta_race(firsts + STRENGTH / 2, seconds + STRENGTH / 2, MARGIN)
    enough = (before.sum(-1) >= FEWEST) & (after.sum(-1) >= FEWEST)
    return np.asarray((race[at.ravel(), to.ravel()] >= CHANCE) & enough)


def draw_mails(rng: np.random.Generator, mails: int, rate: float, share: Floats) -> Floats:
    """Raw signals (with, for) of so many mails, each of which carries one with chance `rate`."""
    signals = rng.binomial(mails, rate, share.shape)
    toward = rng.binomial(signals, share)
    return np.stack([toward, signals - toward], axis=-1).astype(float)
