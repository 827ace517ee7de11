"""The mirror: is it them, or me, and who moved first."""

import numpy as np
import pytest

from alongside.core.readings.mirror import hold_up, who_leads


@pytest.mark.practice(29)
@pytest.mark.parametrize(
    ("own_talk", "pushes", "verdict"),
    [(30, 3, "mostly mine"), (3, 30, "mostly theirs"), (30, 30, "both"), (3, 3, "neither")],
)
def test_bad_self_talk_beside_a_neutral_client_is_named_so(own_talk: int, pushes: int, verdict: str) -> None:
    assert hold_up(own_talk, 60, pushes, 60).verdict == verdict


@pytest.mark.practice(29)
def test_a_few_mails_hold_no_mirror() -> None:
    assert hold_up(5, 10, 0, 200).verdict == "too little to say"


def simulated(rng: np.random.Generator, *, leads: bool, weeks: int = 104) -> tuple[list[int], list[int]]:
    """Weekly counts in which one side's rise brings the other's a week later (or nothing does)."""
    first = rng.poisson(np.where(rng.random(weeks) < 0.3, 3.0, 0.4))
    brought = 0.3 + 1.2 * np.concatenate([[0], first[:-1]]) * leads + (not leads) * 1.0
    return first.tolist(), rng.poisson(brought).tolist()


@pytest.mark.practice(30)
def test_who_moves_first_is_found_in_at_least_eight_of_ten_simulated_cases() -> None:
    rng = np.random.default_rng(30)
    cases = [simulated(rng, leads=True) for _ in range(60)]
    mine = [who_leads(first, second).verdict for first, second in cases]
    theirs = [who_leads(second, first).verdict for first, second in cases]
    assert mine.count("mine first") >= 48
    assert theirs.count("theirs first") >= 48
    assert "theirs first" not in mine


@pytest.mark.practice(30)
def test_sides_that_do_not_move_each_other_are_seldom_said_to() -> None:
    rng = np.random.default_rng(31)
    found = [who_leads(*simulated(rng, leads=False)).verdict for _ in range(100)]
    assert found.count("neither") >= 85


def test_half_a_year_is_the_least() -> None:
    assert who_leads([1] * 25, [1] * 25).verdict == "too little to say"
    assert who_leads([0] * 60, [1] * 60).verdict == "too little to say"
