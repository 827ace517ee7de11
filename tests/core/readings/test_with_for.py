"""With or for: the reading of one client, and its operating table over thousands of simulated ones."""

import random
from dataclasses import replace

import numpy as np
import pytest

from alongside.core.readings.beta import beta_quantile
from alongside.core.readings.nouns import Mark, WithFor
from alongside.core.readings.tallies import FIRST_MONDAY, SPAN, weigh
from alongside.core.readings.with_for import judge_with_for, measure_pressure, portfolio_mean
from alongside.core.trace import Ref
from tests.core.readings.simulator import Floats, as_marks, draw_year, follow, settled

START = FIRST_MONDAY + 600 * SPAN  # a Monday, 2015-12-28
CLIENTS = 4000


def mark(at: int, *, with_: bool, weight: float = 1.0, p: float = 1.0, deed: bool = False) -> Mark:
    return Mark(START + at, with_, weight, p, deed, Ref("mail.mbox", str(at)))


def months(*counts: tuple[int, int], deed: bool = False) -> list[Mark]:
    """Marks of some windows: (with, for) in each, spread over its first days."""
    return [
        mark(month * SPAN + 3600 * i, with_=i < toward, deed=deed)
        for month, (toward, away) in enumerate(counts)
        for i in range(toward + away)
    ]


def read(marks: list[Mark], heard: list[int] | None = None, *, windows: float = 2) -> WithFor:
    """The reading after so many windows; every mark stands in a message of its own unless told otherwise."""
    told = [m.at for m in marks] if heard is None else heard
    return judge_with_for(marks, told, as_of=START + int(windows * SPAN))


def test_windows_begin_on_mondays() -> None:
    assert all((w.start // 86_400 + 3) % 7 == 0 for w in read(months((1, 0), (1, 0))).windows)  # 1970-01-01: Thursday


@pytest.mark.parametrize(("share", "expected"), [(8, (0.71, 0.56, 0.84)), (2, (0.33, 0.19, 0.48))])
@pytest.mark.practice(21)
def test_ten_effective_signals_move_the_index_as_the_model_says(share: int, expected: tuple[float, ...]) -> None:
    marks = months((share, 10 - share))
    index = judge_with_for(marks, [], as_of=START + SPAN, mean=0.55, phi=1.0).index
    assert (index.value, index.low, index.high) == pytest.approx([100 * x for x in expected], abs=0.5)


def test_without_mail_there_is_too_little_to_say() -> None:
    reading = read([])
    assert (reading.label, reading.index.value, reading.coverage) == ("too little to say", 50, None)


def test_one_window_of_thanks_leans_and_two_settle() -> None:
    assert read(months((15, 0)), windows=1).label == "leaning with"
    assert read(months((15, 0), (15, 0))).label == "with"


def test_two_windows_of_pushes_settle_on_for() -> None:
    assert read(months((0, 15), (1, 14))).label == "for"


def test_as_many_pushes_as_thanks_settle_nothing() -> None:
    assert read(months((8, 8), (8, 8))).label == "not settled"


def test_the_window_still_open_cannot_be_one_of_the_two() -> None:
    marks = months((15, 0), (15, 0))
    assert read(marks, windows=1.9).label == "leaning with"
    assert read(marks, windows=2.0).label == "with"


def test_an_open_window_that_speaks_against_the_label_unsettles_it() -> None:
    assert read(months((15, 0), (15, 0), (0, 14)), windows=2.9).label == "not settled"


def test_nothing_drops_on_the_monday_a_window_begins() -> None:
    marks = [*months((15, 0), (15, 0), (15, 0)), mark(3 * SPAN, with_=True)]
    before, after = read(marks, windows=2.999), read(marks, windows=3.001)
    assert after.n_eff == pytest.approx(before.n_eff, abs=1)
    assert (before.label, after.label) == ("with", "with")


def test_silence_changes_nothing() -> None:
    marks = months((12, 0), (12, 0))
    assert read(marks, windows=2).index == read(marks, windows=20).index


def test_after_a_pause_what_was_known_has_aged_by_the_empty_windows() -> None:
    marks = [*months((12, 0), (12, 0)), mark(5 * SPAN, with_=True)]
    assert read(marks, windows=6).n_eff == pytest.approx((12 * 0.5**5 + 12 * 0.5**4 + 1) / 1.5)
    assert [w.marks for w in read(marks, windows=6).windows] == [12, 12, 0, 0, 0, 1]


def test_older_mail_found_later_does_not_move_the_grid() -> None:
    marks = months((0, 0), (5, 2), (3, 4))
    more = [mark(-40 * 86_400, with_=True), *marks]
    assert [w.start for w in read(more, windows=3).windows][-2:] == [w.start for w in read(marks, windows=3).windows]


def test_the_order_of_mail_does_not_matter() -> None:
    marks = months((7, 3), (4, 6))
    shuffled = random.Random(1).sample(marks, len(marks))  # noqa: S311  no secret
    assert read(shuffled) == read(marks)


def test_what_comes_after_the_day_of_reading_is_not_known() -> None:
    assert read(months((6, 1), (0, 15)), windows=0.9) == read(months((6, 1)), windows=0.9)


def test_a_mark_half_sure_counts_half() -> None:
    assert weigh([mark(i, with_=True, p=0.5) for i in range(12)], phi=1.5) == pytest.approx((4, 0))


def test_a_heavy_mark_makes_the_rest_weigh_less_but_not_the_sum() -> None:
    marks = [mark(0, with_=False, weight=3), *(mark(i, with_=True) for i in (1, 2, 3))]
    assert weigh(marks, phi=1.0) == pytest.approx((1.5, 1.5))  # Kish: 6² / (9 + 3) = 3


def test_coverage_is_the_share_of_messages_with_a_mark() -> None:
    marks = months((3, 1))
    assert read(marks, [*(m.at for m in marks), *(START + 7 + i for i in range(12))]).coverage == 4 / 16


def test_deeds_are_no_words_and_cover_no_message() -> None:
    assert read(months((0, 4), deed=True)).coverage == 0


def test_every_mark_stands_behind_the_reading() -> None:
    marks = months((2, 1))
    assert read(marks).because == tuple(m.because for m in marks)


def test_fair_words_and_foul_deeds_are_named() -> None:
    reading = read(months((15, 0), (15, 0)) + months((0, 9), (0, 9), deed=True))
    assert reading.says_with_acts_for
    assert reading.words is not None
    assert reading.deeds is not None
    assert reading.words.value > 70
    assert reading.deeds.value < 40


def test_fair_words_without_deeds_are_just_fair_words() -> None:
    reading = read(months((30, 0), (30, 0)))
    assert (reading.deeds, reading.says_with_acts_for) == (None, False)


def test_one_push_and_one_thanks_in_200_mails_read_50_but_with_little_pressure() -> None:
    assert read(months((1, 1))).index.value == 50
    pressure = measure_pressure(1, 200).per_ten
    assert (pressure.value, pressure.low, pressure.high) == pytest.approx((0.073, 0.014, 0.152), abs=0.001)


def test_pressure_before_any_mail_is_the_wide_prior_of_one_in_ten() -> None:
    pressure = measure_pressure(0, 0).per_ten
    assert pressure.value == 1
    assert pressure.high / pressure.low > 100


def test_four_clients_make_no_portfolio_and_ten_unanimous_ones_move_it_half_way() -> None:
    partner = read(months((15, 0), (15, 0)))
    known = (partner.n_with, partner.n_eff, partner.heard)
    assert known == (15, 15, 30)
    assert portfolio_mean([known] * 4) == 0.5
    assert portfolio_mean([known] * 4 + [(10, 10, 19)]) == 0.5  # nineteen messages are too few
    assert portfolio_mean([known] * 4 + [(1, 1, 90)]) == 0.5  # and so is one signal in ninety
    assert portfolio_mean([known] * 10) == 0.75


def test_hostile_dates_make_no_endless_history() -> None:
    marks = [replace(mark(0, with_=True), at=at) for at in (-(10**15), 0, START)]
    assert len(read(marks).windows) == 521


# ------------------------------------------------------------------ the operating table of the model


def percent_of_years(held: np.ndarray) -> float:
    return 100 * float(held.any(0).mean())


@pytest.fixture(name="rng")
def _rng() -> np.random.Generator:
    return np.random.default_rng(21)


def clients(share: float) -> Floats:
    return np.full(CLIENTS, share)


@pytest.mark.practice(21)
def test_a_client_drawn_by_the_simulator_gets_the_same_label_from_the_reading(rng: np.random.Generator) -> None:
    raw = draw_year(rng, 12, np.array([0.2, 0.5, 0.8]))
    toward, away = settled(raw)
    for client in range(raw.shape[1]):
        for window in range(1, len(raw)):
            marks = as_marks(raw[: window + 1, client])
            heard = [m.at for m in marks] + [START + window * SPAN]
            label = judge_with_for(marks, heard, as_of=START + (window + 1) * SPAN).label
            assert (label == "with", label == "for") == (toward[window, client], away[window, client])


@pytest.mark.slow
@pytest.mark.practice(21)
@pytest.mark.parametrize("per_window", [6, 12, 24])
def test_the_80_percent_interval_holds_75_to_85_percent_over_clients_of_all_kinds(
    rng: np.random.Generator, per_window: float
) -> None:
    """A uniform on .1 to .9, settled for a year: measured .79, .83, .845."""
    share = rng.uniform(0.1, 0.9, CLIENTS)
    a, b, _ = follow(draw_year(rng, per_window, share))
    held = (beta_quantile(a[-1], b[-1], 0.1) <= share) & (share <= beta_quantile(a[-1], b[-1], 0.9))
    assert 0.75 <= held.mean() <= 0.855


@pytest.mark.slow
@pytest.mark.practice(21)
def test_the_interval_is_wide_for_balanced_clients_because_the_prior_is_right_about_them(
    rng: np.random.Generator,
) -> None:
    """Not .75 to .85 at every single A: measured .77 at .2, .90 at .35, .93 at .5."""
    found = []
    for share in (0.2, 0.35, 0.5):
        a, b, _ = follow(draw_year(rng, 12, clients(share)))
        low, high = beta_quantile(a[-1], b[-1], 0.1), beta_quantile(a[-1], b[-1], 0.9)
        found.append(((low <= share) & (share <= high)).mean())
    assert found == pytest.approx([0.765, 0.90, 0.93], abs=0.02)


@pytest.mark.slow
@pytest.mark.practice(21)
def test_a_balanced_client_is_mislabelled_in_7_and_7_percent_of_years_where_one_window_would_do_30_and_30(
    rng: np.random.Generator,
) -> None:
    raw = draw_year(rng, 12, clients(0.5))
    assert [percent_of_years(side) for side in settled(raw)] == pytest.approx([7, 7], abs=1.5)
    assert [percent_of_years(side) for side in settled(raw, in_a_row=1)] == pytest.approx([30, 30], abs=3)


@pytest.mark.slow
@pytest.mark.practice(21)
def test_a_clear_for_is_found_every_year_and_mostly_within_3_windows_not_always(rng: np.random.Generator) -> None:
    """MODEL's "caught in 3 windows, 100 %" holds as: every year, median 3 windows; within 3 it is 53 %."""
    found = settled(draw_year(rng, 12, clients(0.2)))[1]
    assert percent_of_years(found) == pytest.approx(100, abs=0.3)
    assert np.median(found.argmax(0) + 1) == 3
    assert percent_of_years(found[:3]) == pytest.approx(53, abs=3)
    assert percent_of_years(found[:5]) == pytest.approx(88, abs=3)


@pytest.mark.slow
@pytest.mark.practice(21)
def test_a_mild_for_is_labelled_in_76_percent_of_years(rng: np.random.Generator) -> None:
    assert percent_of_years(settled(draw_year(rng, 12, clients(0.35)))[1]) == pytest.approx(76, abs=3)


@pytest.mark.slow
@pytest.mark.practice(21)
def test_half_the_signals_label_a_clear_for_in_67_percent_of_years_by_one_window_and_28_by_two(
    rng: np.random.Generator,
) -> None:
    raw = draw_year(rng, 6, clients(0.2))
    assert percent_of_years(settled(raw, in_a_row=1)[1]) == pytest.approx(67, abs=3)
    assert percent_of_years(settled(raw)[1]) == pytest.approx(28, abs=3)
