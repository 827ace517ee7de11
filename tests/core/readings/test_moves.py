"""What I answered to pushes, and what came of it."""

import random

import pytest

from alongside.core.readings.beta import beta_quantile
from alongside.core.readings.moves import Exchange, Said, exchanges
from alongside.core.readings.stand import concession, stand_rate

DAY = 86_400
LATER = 400 * DAY
MOVES = ["holds", "yields", "trades"]


def them(day: float, *kinds: str) -> Said:
    return Said(int(day * DAY), from_me=False, message=int(day * 100), kinds=frozenset(kinds))


def me(day: float, *kinds: str) -> Said:
    return Said(int(day * DAY), from_me=True, message=int(day * 100), kinds=frozenset(kinds))


def answers(log: list[Exchange]) -> list[tuple[str, str]]:
    return [(one.kind, one.answer) for one in log]


def test_a_push_is_answered_by_my_next_message_in_its_thread() -> None:
    log = exchanges([[them(1, "rush_demand"), them(1.5), me(2, "holds"), me(3, "yields")]], as_of=LATER)

    assert answers(log) == [("rush_demand", "holds")]
    assert log[0].answered_at == 2 * DAY


def test_something_for_something_is_a_trade_even_beside_a_yes() -> None:
    log = exchanges([[them(1, "discount_ask"), me(2, "yields", "trades")]], as_of=LATER)

    assert answers(log) == [("discount_ask", "trades")]


def test_a_push_nobody_answered_waits() -> None:
    assert answers(exchanges([[them(1, "scope_add")]], as_of=LATER)) == [("scope_add", "")]


def test_partner_signs_are_no_pushes() -> None:
    assert exchanges([[them(1, "appreciation"), me(2, "yields")]], as_of=LATER) == []


@pytest.mark.practice(12)
def test_the_stand_rate_is_the_beta_posterior_of_the_hand_count() -> None:
    moves = ["holds", "trades", "counter_questions", "yields", "holds", ""]
    threads = [[them(day, "rush_demand"), me(day + 0.5, *filter(None, [move]))] for day, move in enumerate(moves, 1)]
    stood = stand_rate(exchanges(threads, as_of=LATER))

    assert stood is not None
    interval, count, answered = stood
    assert (count, answered) == (4, 5)  # by hand: four stands, one yield; a neutral answer is neither
    assert interval.value == pytest.approx(5 / 7)
    assert (interval.low, interval.high) == pytest.approx(tuple(beta_quantile(5, 2, [0.1, 0.9])))


def test_without_an_answered_push_there_is_no_stand_rate() -> None:
    assert stand_rate(exchanges([[them(1, "rush_demand"), me(2)]], as_of=LATER)) is None


@pytest.mark.practice(13)
def test_every_push_has_a_line_in_the_conflict_log_with_answer_and_outcome() -> None:
    dice = random.Random(7)  # noqa: S311 - a simulation
    threads = [
        [
            them(day, "rush_demand", "discount_ask"),
            me(day + 1, dice.choice(MOVES)),
            them(day + 2),
        ]
        for day in range(1, 300, 10)
    ]
    log = exchanges(threads, as_of=LATER)

    assert len(log) == 60
    assert all(one.answer for one in log)
    stood = [one for one in log if one.answer != "yields"]
    closed = [one for one in stood if one.outcome in {"stayed", "traded", "left"}]
    assert len(closed) >= 0.8 * len(stood)


@pytest.mark.practice(17)
def test_a_conceder_ranks_above_a_holder() -> None:
    conceding = exchanges([[them(d, "rush_demand"), me(d + 0.1, "yields")] for d in range(1, 20, 2)], as_of=LATER)
    holding = exchanges([[them(d, "rush_demand"), me(d + 1, "holds")] for d in range(1, 20, 2)], as_of=LATER)

    conceder, holder = concession(conceding), concession(holding)
    assert (conceder.share, holder.share) == (1.0, 0.0)
    assert conceder.hours == pytest.approx(2.4)
    assert holder.hours is None


def test_only_the_first_push_of_a_thread_counts_for_the_pattern() -> None:
    log = exchanges([[them(1, "rush_demand"), me(2, "holds"), them(3, "rush_demand"), me(4, "yields")]], as_of=LATER)

    assert concession(log).share == 0.0


@pytest.mark.practice(33)
@pytest.mark.parametrize(
    ("after", "as_of", "outcome"),
    [
        ([them(5)], LATER, "stayed"),
        ([them(5), them(9, "fair_trade")], LATER, "traded"),
        ([], LATER, "left"),
        ([them(40)], LATER, "left"),
        ([], 20 * DAY, "open"),
    ],
)
def test_every_held_push_has_an_outcome_by_day_thirty(after: list[Said], as_of: int, outcome: str) -> None:
    log = exchanges([[them(1, "rush_demand"), me(2, "holds")], after], as_of=as_of)

    assert log[0].outcome == outcome
