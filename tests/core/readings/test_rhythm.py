"""How fast each side answers: waits from a thread, and what open waits do to the curve."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.days import Hours, Schedule
from alongside.core.readings.nouns import Wait
from alongside.core.readings.rhythm import Turn, in_business_time, measure_rhythm, pair_blocks

HOUR = 3600


def answered(*minutes: float) -> list[Wait]:
    return [Wait(0, int(m * 60), m, answered=True) for m in minutes]


def still_open(*minutes: float) -> list[Wait]:
    return [Wait(0, None, m, answered=False) for m in minutes]


# ------------------------------------------------------------------ waits of a thread


def test_a_question_and_its_answer_are_one_wait_for_them() -> None:
    waits = pair_blocks([(0, "me", True), (2 * HOUR, "them", False)], as_of=9 * HOUR)
    assert waits.theirs == (Wait(0, 2 * HOUR, 120, answered=True),)
    assert waits.mine == ()


def test_a_run_of_one_side_is_one_block_that_waits_from_its_first_message() -> None:
    turns: list[Turn] = [(0, "them", True), (HOUR, "them", True), (3 * HOUR, "me", False)]
    assert pair_blocks(turns, as_of=9 * HOUR).mine == (Wait(0, 3 * HOUR, 180, answered=True),)


def test_a_question_not_yet_answered_is_an_open_wait() -> None:
    turns: list[Turn] = [(0, "them", False), (HOUR, "me", True), (2 * HOUR, "me", False)]
    assert pair_blocks(turns, as_of=5 * HOUR).theirs == (Wait(HOUR, None, 240, answered=False),)


def test_thanks_at_the_end_owe_no_answer() -> None:
    turns: list[Turn] = [(0, "me", True), (HOUR, "them", False)]
    assert pair_blocks(turns, as_of=99 * HOUR).mine == ()


def test_an_answer_after_the_day_of_reading_is_not_known_yet() -> None:
    waits = pair_blocks([(0, "me", True), (5 * HOUR, "them", False)], as_of=2 * HOUR)
    assert waits.theirs == (Wait(0, None, 120, answered=False),)


def test_an_empty_thread_has_no_waits() -> None:
    assert pair_blocks([], as_of=0) == ((), ())


@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(["me", "them"]), st.booleans())))
def test_whatever_the_thread_waits_never_run_backwards_and_at_most_one_is_open(
    turns: list[Turn],
) -> None:
    waits = pair_blocks(turns, as_of=10**6)
    both = [*waits.mine, *waits.theirs]
    assert all(w.minutes >= 0 for w in both)
    assert sum(not w.answered for w in both) <= 1
    assert len(both) <= len(turns)


def test_a_weekend_does_not_break_a_one_day_promise() -> None:
    zone = ZoneInfo("Europe/Berlin")
    friday = int(datetime(2024, 3, 29, 16, tzinfo=zone).timestamp())  # the clocks change on Sunday
    monday = int(datetime(2024, 4, 1, 11, tzinfo=zone).timestamp())
    office = Schedule((Hours(date(2024, 1, 1), "Europe/Berlin", opens=time(9), closes=time(17)),))
    waits = pair_blocks([(friday, "me", True), (monday, "them", False)], as_of=monday).theirs
    worked = in_business_time(waits, office, as_of=monday)
    assert worked[0].minutes == 60 + 120
    assert measure_rhythm(waits).kept is not None
    assert measure_rhythm(waits).kept.value == 0  # type: ignore[union-attr]
    assert measure_rhythm(worked).kept.value == 1  # type: ignore[union-attr]


@pytest.mark.practice(61)
def test_the_client_is_measured_on_the_clients_calendar() -> None:
    """Asked at 9:00 in Berlin, answered at 10:00 in New York: seven hours here, but one there."""
    asked = int(datetime(2024, 1, 10, 9, tzinfo=ZoneInfo("Europe/Berlin")).timestamp())  # 3:00 in New York
    told = int(datetime(2024, 1, 10, 10, tzinfo=ZoneInfo("America/New_York")).timestamp())  # 16:00 in Berlin
    waits = pair_blocks([(asked, "me", True), (told, "them", False)], as_of=told).theirs
    minutes = {
        zone: in_business_time(waits, Schedule((Hours(date(2024, 1, 1), zone),)), as_of=told)[0].minutes
        for zone in ("Europe/Berlin", "America/New_York")
    }
    assert minutes == {"Europe/Berlin": 7 * 60, "America/New_York": 60}


# ------------------------------------------------------------------ the curve


def test_without_open_waits_the_curve_is_the_plain_share() -> None:
    rhythm = measure_rhythm(answered(60, 120, 300, 900))
    assert rhythm.curve == ((60, 0.25), (120, 0.5), (300, 0.75), (900, 1.0))
    assert (rhythm.median, rhythm.p90) == (120, 900)
    assert rhythm.kept is not None
    assert rhythm.kept.value == 0.75


@pytest.mark.practice(61)
def test_the_curve_of_a_worked_example_with_open_waits() -> None:
    """Six waits: 30, 60 open, 90, 90, 200 open, 600. S = 5/6, then 5/6·2/4 = 5/12, then 0."""
    rhythm = measure_rhythm(answered(30, 90, 90, 600) + still_open(60, 200))
    assert np.array(rhythm.curve) == pytest.approx(np.array([(30, 1 / 6), (90, 7 / 12), (600, 1)]))
    assert (rhythm.answered, rhythm.still_open, rhythm.median) == (4, 2, 90)


def test_the_log_log_interval_of_a_worked_example() -> None:
    """S(480) = 5/12, Greenwood 1/30 + 2/8 = .2833, exponent exp(1.2816·.5323/.8755) = 2.1798."""
    kept = measure_rhythm(answered(30, 90, 90, 600) + still_open(60, 200)).kept
    assert kept is not None
    assert (kept.value, kept.low, kept.high) == pytest.approx(
        (7 / 12, 1 - (5 / 12) ** (1 / 2.1798), 1 - (5 / 12) ** 2.1798), abs=1e-3
    )


def test_an_answer_on_the_stroke_of_the_promise_keeps_it() -> None:
    assert measure_rhythm(answered(480)).kept.value == 1  # type: ignore[union-attr]


def test_an_open_wait_still_counts_at_the_minute_it_was_last_seen() -> None:
    assert measure_rhythm(answered(60) + still_open(60)).curve == ((60, 0.5),)


def test_where_most_still_wait_the_median_is_not_reached() -> None:
    rhythm = measure_rhythm(answered(60) + still_open(600, 700, 800))
    assert (rhythm.median, rhythm.p90) == (None, None)


def test_without_waits_there_is_no_reading() -> None:
    rhythm = measure_rhythm([])
    assert (rhythm.median, rhythm.kept, rhythm.curve) == (None, None, ())


def test_a_wait_younger_than_the_promise_says_nothing_yet() -> None:
    assert measure_rhythm(still_open(30, 200)).kept is None


def test_three_kept_out_of_three_are_not_proof() -> None:
    kept = measure_rhythm(answered(10, 20, 30)).kept
    assert kept is not None
    assert (kept.value, kept.high) == (1, 1)
    assert kept.low == pytest.approx(0.1 ** (1 / 3))


def test_three_broken_out_of_three_are_not_proof_either() -> None:
    kept = measure_rhythm(still_open(500, 600, 700)).kept
    assert kept is not None
    assert (kept.value, kept.low) == (0, 0)
    assert kept.high == pytest.approx(1 - 0.1 ** (1 / 3))


@pytest.fixture(name="rng")
def _rng() -> np.random.Generator:
    return np.random.default_rng(61)


def draw_waits(rng: np.random.Generator, count: int) -> list[Wait]:
    """Log-normal waits (median 360 minutes, 59.5 % within 480), each read up to 2250 minutes after it began."""
    minutes, seen = 360 * np.exp(1.2 * rng.normal(size=count)), rng.uniform(0, 2250, count)
    return [
        Wait(0, int(m * 60), float(m), answered=True) if m <= s else Wait(0, None, float(s), answered=False)
        for m, s in zip(minutes, seen, strict=True)
    ]


@pytest.mark.slow
@pytest.mark.practice(61)
def test_open_waits_take_out_the_bias_of_counting_only_the_answered(rng: np.random.Generator) -> None:
    truth, curves, answered_only = 0.5948, [], []
    for _ in range(300):
        waits = draw_waits(rng, 60)
        kept = measure_rhythm(waits).kept
        assert kept is not None
        curves.append(kept.value)
        answered_only.append(np.mean([w.minutes <= 480 for w in waits if w.answered]))
    assert abs(np.mean(curves) - truth) <= 0.02
    assert np.mean(answered_only) - truth == pytest.approx(0.14, abs=0.03)


@pytest.mark.slow
@pytest.mark.practice(61)
@pytest.mark.parametrize("count", [15, 60])
def test_the_80_percent_interval_of_the_share_kept_holds_the_truth(rng: np.random.Generator, count: int) -> None:
    kept = [measure_rhythm(draw_waits(rng, count)).kept for _ in range(600)]
    held = [k.low <= 0.5948 <= k.high for k in kept if k is not None]
    assert np.mean(held) == pytest.approx(0.80, abs=0.05)
