"""Beta and gamma against known values (closed forms, and figures computed once with scipy 1.17)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.readings.beta import (
    beta_ahead,
    beta_below,
    beta_density,
    beta_gap,
    beta_quantile,
    beta_race,
    gamma_below,
    gamma_quantile,
)

SIZES = st.floats(1, 5000)


@pytest.mark.parametrize(
    ("a", "b", "x", "expected"),
    [
        (1, 1, 0.37, 0.37),  # uniform
        (3, 1, 0.5, 0.125),  # x³
        (1, 4, 0.5, 1 - 0.5**4),
        (2, 2, 0.25, 3 * 0.25**2 - 2 * 0.25**3),
        (2.5, 4, 0.3, 0.3521975859067672),  # scipy
        (300, 200, 0.62, 0.8190699881577963),  # scipy
    ],
)
def test_the_incomplete_beta_function_has_its_known_values(a: float, b: float, x: float, expected: float) -> None:
    assert float(beta_below(a, b, x)) == pytest.approx(expected, abs=1e-12)


def test_the_incomplete_beta_function_is_0_and_1_at_and_beyond_the_ends() -> None:
    assert beta_below(2, 3, [-0.5, 0, 1, 1.5]).tolist() == [0, 0, 1, 1]


def test_a_known_quantile_of_beta() -> None:
    assert float(beta_quantile(11.3, 4.7, 0.1)) == pytest.approx(0.5569915650274152, abs=1e-12)


@given(SIZES, SIZES, st.floats(0.01, 0.99))
def test_the_quantile_of_beta_undoes_the_distribution(a: float, b: float, p: float) -> None:
    assert float(beta_below(a, b, beta_quantile(a, b, p))) == pytest.approx(p, abs=1e-8)


@given(SIZES, SIZES, st.floats(0.001, 0.999))
def test_beta_is_the_same_from_either_end(a: float, b: float, x: float) -> None:
    assert float(beta_below(a, b, x) + beta_below(b, a, 1 - x)) == pytest.approx(1, abs=1e-8)


def test_the_density_of_beta_is_the_slope_of_its_distribution() -> None:
    slope = (beta_below(3, 5, 0.4 + 1e-6) - beta_below(3, 5, 0.4 - 1e-6)) / 2e-6
    assert float(beta_density(3, 5, 0.4)) == pytest.approx(float(slope), rel=1e-6)


def test_of_two_uniforms_one_leads_by_a_margin_with_the_area_of_a_triangle() -> None:
    assert beta_ahead((1, 1), (1, 1), 0.3) == pytest.approx(0.7**2 / 2, abs=1e-4)


def test_of_two_equals_neither_leads() -> None:
    assert beta_ahead((7, 4), (7, 4)) == pytest.approx(0.5, abs=1e-9)


def test_the_lead_agrees_with_drawing_a_million_pairs() -> None:
    rng = np.random.default_rng(7)
    drawn = (rng.beta(8, 3, 1_000_000) - rng.beta(3, 8, 1_000_000) > 0.2).mean()
    assert beta_ahead((8, 3), (3, 8), 0.2) == pytest.approx(drawn, abs=0.002)


def test_the_gap_between_two_is_exceeded_as_often_as_it_says() -> None:
    for p in (0.1, 0.5, 0.9):
        assert beta_ahead((12, 5), (6, 9), beta_gap((12, 5), (6, 9), p)) == pytest.approx(1 - p, abs=1e-4)


def test_a_table_of_leads_holds_the_single_leads() -> None:
    first, second = np.array([[8.0, 3], [2, 2], [60, 50]]), np.array([[3.0, 8], [100, 40]])
    singles = [[beta_ahead((a, b), (c, d), 0.05) for c, d in second.tolist()] for a, b in first.tolist()]
    assert beta_race(first, second, 0.05) == pytest.approx(np.array(singles), abs=1e-5)


def test_gamma_has_its_known_values() -> None:
    assert gamma_below(1, 2) == pytest.approx(1 - np.exp(-2), abs=1e-14)  # exponential
    assert gamma_quantile(1, 0.5, 0.5) == pytest.approx(2 * np.log(2), rel=1e-12)
    assert gamma_quantile(7.5, 1, 0.9) == pytest.approx(11.153564790789346, rel=1e-12)  # scipy
    assert gamma_below(3, 0) == 0


@given(st.floats(0.2, 3000), st.floats(0.01, 0.99))
def test_the_quantile_of_gamma_undoes_the_distribution(shape: float, p: float) -> None:
    assert gamma_below(shape, gamma_quantile(shape, 1, p)) == pytest.approx(p, abs=1e-8)
