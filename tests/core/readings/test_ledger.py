"""Give and take, rights granted, orders met with a question: counts that a hand can check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.readings.ledger import GIFTS, Sign, boss_likeness, give_and_take, jumps, rights_granted
from alongside.core.readings.moves import Exchange

DAY = 86_400


def pushed(day: int, kind: str, answer: str, reply: int | None = None) -> Exchange:
    """A push on a day, answered the next one."""
    at = None if not answer else (day + 1) * DAY
    return Exchange(kind, day * DAY, day, answer, at, reply if answer else None, first=True, outcome="")


@pytest.mark.practice(14)
def test_the_balance_is_what_they_gave_less_what_i_gave() -> None:
    log = [pushed(1, "rush_demand", "yields", 51), pushed(5, "discount_ask", "trades", 52), pushed(9, "scope_add", "")]
    signs = [Sign("patience", 3 * DAY, 60), Sign("reciprocity", 3 * DAY, 61), Sign("disrespect", 4 * DAY, 62)]
    ledger = give_and_take(log, signs)
    assert (ledger.given, ledger.taken, ledger.balance) == (1, 2, 1)
    assert [(entry.mine, entry.kind) for entry in ledger.entries] == [
        (True, "rush_demand"),
        (False, "patience"),
        (False, "reciprocity"),
    ]


@pytest.mark.practice(14)
@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from(["yields", "holds", "trades", "answered", ""])), max_size=40
    ),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from([*GIFTS, "disrespect"])), max_size=40),
)
def test_the_balance_is_the_sum_of_the_entries(answers: list[tuple[int, str]], signs: list[tuple[int, str]]) -> None:
    ledger = give_and_take(
        [pushed(day, "rush_demand", answer, day) for day, answer in answers],
        [Sign(kind, day * DAY, day) for day, kind in signs],
    )
    assert ledger.balance == sum(-1 if entry.mine else 1 for entry in ledger.entries)
    assert list(ledger.entries) == sorted(ledger.entries)


@pytest.mark.practice(15, 28)
def test_every_right_i_granted_names_the_mails_in_which_i_did() -> None:
    log = [
        pushed(1, "after_hours", "yields", 51),
        pushed(9, "after_hours", "yields", 52),
        pushed(20, "scope_add", "yields", 53),
        pushed(30, "rush_demand", "holds", 54),
    ]
    newest, older = rights_granted(log)
    assert (newest.kind, newest.times, newest.messages) == ("scope_add", 1, (53,))
    assert (older.kind, older.times, older.first, older.last) == ("after_hours", 2, 2 * DAY, 10 * DAY)
    assert older.messages == (51, 52)


@pytest.mark.practice(52)
def test_the_jump_test_counts_orders_met_with_a_question_about_the_goal() -> None:
    log = [
        pushed(1, "order_list", "counter_questions"),
        pushed(2, "rush_demand", "yields"),
        pushed(3, "scope_add", "trades"),
        pushed(4, "scope_add", ""),  # not answered yet
        pushed(5, "discount_ask", "counter_questions"),  # no order
    ]
    found = jumps(log)
    assert found is not None
    assert (found.hits, found.total) == (1, 3)
    assert jumps([pushed(4, "scope_add", "")]) is None


@pytest.mark.practice(76)
def test_the_client_who_speaks_like_a_boss_ranks_first() -> None:
    boss = [Sign("ownership", DAY, 1), Sign("order_list", DAY, 1), Sign("after_hours", 2 * DAY, 2)]
    partner = [Sign("appreciation", DAY, 3)]
    ranked = {"boss": boss_likeness(boss, 10), "partner": boss_likeness(partner, 10), "silent": boss_likeness([], 0)}
    assert ranked["silent"] is None
    assert ranked["boss"] is not None
    assert ranked["partner"] is not None
    assert (ranked["boss"].hits, ranked["partner"].hits) == (2, 0)
    assert ranked["boss"].share.low > ranked["partner"].share.value
