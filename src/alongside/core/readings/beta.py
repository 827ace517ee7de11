"""Beta and gamma distributions in numpy: what the readings need, so that scipy is not a dependency.

Incomplete beta by Lentz's continued fraction, incomplete gamma by series (Numerical Recipes 6.2 and 6.4), with errors
below 1e-9 for parameters up to 1e5; quantiles by Newton steps kept inside a shrinking bracket, for a, b >= 1, as every
posterior here has.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

TINY = 1e-300
STEPS = 2_000
FEW = 64  # values for which a loop in Python is quicker than numpy's passes over them
_log_gamma = np.vectorize(math.lgamma, otypes=[float])


@lru_cache(maxsize=1)
def _nodes() -> tuple[Floats, Floats]:
    """Gauss-Legendre points and weights on [-1, 1]; on demand, because LAPACK takes its time to wake."""
    x, weights = np.polynomial.legendre.leggauss(128)
    return x, weights


def beta_below(a: ArrayLike, b: ArrayLike, x: ArrayLike) -> Floats:
    """P(X <= x) for X ~ Beta(a, b): the regularised incomplete beta function, element by element."""
    a, b, x = np.broadcast_arrays(*(np.asarray(v, float) for v in (a, b, x)))
    if x.size <= FEW:
        return _each(_below_one, a, b, x)
    inner = np.clip(x, 1e-300, 1 - 1e-16)
    swap = inner > (a + 1) / (a + b + 2)  # the fraction converges fast on this side only
    left = _beta_tail(np.where(swap, b, a), np.where(swap, a, b), np.where(swap, 1 - inner, inner))
    below = np.where(swap, 1 - left, left)
    return np.where(x <= 0, 0.0, np.where(x >= 1, 1.0, below))


def beta_quantile(a: ArrayLike, b: ArrayLike, p: ArrayLike) -> Floats:
    """The x with P(X <= x) = p for X ~ Beta(a, b), element by element."""
    a, b, p = np.broadcast_arrays(*(np.asarray(v, float) for v in (a, b, p)))
    if p.size <= FEW:
        return _each(_quantile_one, a, b, p)
    return _solve(lambda x: beta_below(a, b, x), lambda x: beta_density(a, b, x), p, a / (a + b), np.ones(p.shape))


def beta_density(a: ArrayLike, b: ArrayLike, x: ArrayLike) -> Floats:
    """The density of Beta(a, b) at x strictly between 0 and 1."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    inner = np.clip(np.asarray(x, float), 1e-300, 1 - 1e-16)
    return np.asarray(np.exp((a - 1) * np.log(inner) + (b - 1) * np.log1p(-inner) - _log_beta(a, b)))


def beta_ahead(first: tuple[float, float], second: tuple[float, float], margin: float = 0.0) -> float:
    """P(X - Y > margin) for independent X ~ Beta(*first), Y ~ Beta(*second), by Gauss-Legendre quadrature."""
    y, weights = beta_nodes(*second)
    return float(np.sum(weights * (1.0 - beta_below(*first, y + margin))))


def beta_gap(first: tuple[float, float], second: tuple[float, float], p: float) -> float:
    """The p-quantile of X - Y for independent X ~ Beta(*first), Y ~ Beta(*second), to about four digits."""
    grid = np.linspace(0, 1, 1025)
    below = beta_below(*first, grid)
    y, weights = beta_nodes(*second)
    low, high = -1.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        short = weights @ np.interp(y + middle, grid, below) < p
        low, high = (middle, high) if short else (low, middle)
    return (low + high) / 2


def beta_race(first: Floats, second: Floats, margin: float = 0.0) -> Floats:
    """`beta_ahead` of every row of `first` (a, b) against every row of `second`: a table, for a, b from 1 to 300."""
    nodes, node_weights = _nodes()
    y = (nodes + 1) / 2
    ahead = 1.0 - beta_below(first[:, :1], first[:, 1:], y + margin)
    density = node_weights * beta_density(second[:, :1], second[:, 1:], y)
    return np.asarray(ahead @ (density / density.sum(1, keepdims=True)).T)


def beta_nodes(a: float, b: float) -> tuple[Floats, Floats]:
    """Points and weights (they sum to 1) that stand for Beta(a, b), for a, b >= 1."""
    mean, spread = a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)
    low, high = max(0.0, mean - 9 * spread), min(1.0, mean + 9 * spread)
    nodes, node_weights = _nodes()
    x = low + (high - low) * (nodes + 1) / 2
    weights = node_weights * beta_density(a, b, x)
    return x, weights / weights.sum()


def gamma_below(shape: float, x: float) -> float:
    """P(X <= x) for X ~ Gamma(shape, rate 1), by its series."""
    if x <= 0:
        return 0.0
    term = total = 1 / shape
    for step in range(1, STEPS + int(x)):
        term *= x / (shape + step)
        total += term
        if term < total * 1e-16:
            break
    return min(1.0, total * math.exp(shape * math.log(x) - x - math.lgamma(shape)))


def gamma_quantile(shape: float, rate: float, p: float) -> float:
    """The x with P(X <= x) = p for X ~ Gamma(shape, rate)."""
    log_gamma = math.lgamma(shape)
    most = shape + 40 * math.sqrt(shape) + 40
    return (
        _solve_one(
            lambda x: gamma_below(shape, x),
            lambda x: math.exp((shape - 1) * math.log(x) - x - log_gamma),
            p,
            shape,
            most,
        )
        / rate
    )


def _each(function: Callable[[float, float, float], float], a: Floats, b: Floats, x: Floats) -> Floats:
    """A function of three numbers, element by element."""
    rows = zip(a.ravel().tolist(), b.ravel().tolist(), x.ravel().tolist(), strict=True)
    return np.array([function(*row) for row in rows]).reshape(x.shape)


def _below_one(a: float, b: float, x: float) -> float:
    """`beta_below` of one element."""
    if x <= 0 or x >= 1:
        return float(x > 0)
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast on one side only
        return 1 - _tail_one(b, a, 1 - x)
    return _tail_one(a, b, x)


def _tail_one(a: float, b: float, x: float) -> float:
    """`_beta_tail` of one element."""
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or TINY)
    value = d
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / ((1 + even * d) or TINY), (1 + even / c) or TINY
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / ((1 + odd * d) or TINY), (1 + odd / c) or TINY
        value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta) / a * value


def _quantile_one(a: float, b: float, p: float) -> float:
    """`beta_quantile` of one element: from the normal quantile of the logit."""
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    near = 1 / (1 + math.exp(-math.log(a / b) - _normal_quantile(p) * math.sqrt(1 / a + 1 / b)))
    return _solve_one(
        lambda x: _below_one(a, b, x),
        lambda x: math.exp((a - 1) * math.log(x) + (b - 1) * math.log1p(-x) - log_beta),
        p,
        min(max(near, TINY), 1 - 1e-16),
        1.0,
    )


def _solve_one(
    below: Callable[[float], float], density: Callable[[float], float], p: float, x: float, high: float
) -> float:
    """`_solve` of one element."""
    low = 0.0
    for _ in range(200):
        miss = below(x) - p
        low, high = (x, high) if miss < 0 else (low, x)
        step = x - miss / max(density(x), TINY)
        last, x = x, step if low < step < high else (low + high) / 2
        if abs(x - last) <= 1e-12 * x:
            break
    return x


@lru_cache(maxsize=64)
def _normal_quantile(p: float) -> float:
    return NormalDist().inv_cdf(min(max(p, 1e-12), 1 - 1e-12))


def _solve(
    below: Callable[[Floats], Floats], density: Callable[[Floats], Floats], p: Floats, x: Floats, high: Floats
) -> Floats:
    """Newton's method on `below(x) = p`, halving the bracket [0, high] where a step leaves it."""
    low = np.zeros(p.shape)
    for _ in range(200):
        miss = below(x) - p
        low, high = np.where(miss < 0, x, low), np.where(miss < 0, high, x)
        step = x - miss / np.maximum(density(x), TINY)
        last, x = x, np.where((step > low) & (step < high), step, (low + high) / 2)
        if np.all(np.abs(x - last) <= 1e-12 * np.maximum(x, TINY)):
            break
    return x


def _beta_tail(a: Floats, b: Floats, x: Floats) -> Floats:
    """x^a (1-x)^b / (a B(a,b)) times the continued fraction of the incomplete beta function."""
    front = np.exp(a * np.log(x) + b * np.log1p(-x) - _log_beta(a, b)) / a
    c = np.ones(x.shape)
    d = 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / _away_from_zero(1 + even * d), _away_from_zero(1 + even / c)
        value = value * d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / _away_from_zero(1 + odd * d), _away_from_zero(1 + odd / c)
        value = value * d * c
        if np.all(np.abs(d * c - 1) < 1e-15):
            break
    return np.asarray(front * value)


def _away_from_zero(x: Floats) -> Floats:
    return np.where(np.abs(x) < TINY, TINY, x)


def _log_beta(a: Floats, b: Floats) -> Floats:
    return np.asarray(_log_gamma(a) + _log_gamma(b) - _log_gamma(a + b))
