"""What the person says about signals holds, moves thresholds a little, and can be taken back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from alongside.core.signals.corrections import HIGHEST, LOWEST, SAID, corrected, fold_corrections, own_thresholds
from alongside.core.signals.nouns import Signal

TEXT = "Could you do it by noon? And cheaper."
RUSH = Signal("rush_demand", TEXT[:24], 0, 24, 0.7, "model")
SHIPPED = {"rush_demand": 0.6, "discount_ask": 0.5}


def wrong(message: int, chance: float = 0.7, kind: str = "rush_demand") -> tuple[str, dict[str, Any]]:
    return "wrong", {"message": message, "kind": kind, "chance": chance}


def missed(message: int, chance: float = 0.3) -> tuple[str, dict[str, Any]]:
    return "missed", {"message": message, "kind": "discount_ask", "start": 25, "end": 37, "chance": chance}


def test_what_is_not_a_push_is_heard_no_more_in_that_mail_only() -> None:
    held = fold_corrections([wrong(7)])
    assert corrected(7, TEXT, [RUSH], held) == []
    assert corrected(8, TEXT, [RUSH], held) == [RUSH]


def test_what_was_missed_is_heard_with_the_words_the_person_gave() -> None:
    held = fold_corrections([missed(7)])
    assert corrected(7, TEXT, [RUSH], held) == [RUSH, Signal("discount_ask", "And cheaper.", 25, 37, 1.0, SAID)]


def test_the_last_word_on_a_signal_holds_and_undo_takes_it_back() -> None:
    undone = ("uncorrect", {"message": 7, "kind": "rush_demand"})
    assert corrected(7, TEXT, [RUSH], fold_corrections([wrong(7), undone])) == [RUSH]
    assert corrected(7, TEXT, [RUSH], fold_corrections([wrong(7), undone, wrong(7)])) == []


def test_two_corrections_move_no_threshold_and_three_move_it_a_little() -> None:
    assert own_thresholds(SHIPPED, fold_corrections([wrong(1), wrong(2)])) == {}
    own = own_thresholds(SHIPPED, fold_corrections([wrong(1, 0.9), wrong(2, 0.9), wrong(3, 0.9)]))
    assert own == {"rush_demand": (10 * 0.6 + 3 * 0.9) / 13}


def test_what_was_missed_lowers_a_threshold_and_what_was_noted_by_hand_does_not() -> None:
    lower = own_thresholds(SHIPPED, fold_corrections([missed(n) for n in range(4)]))
    assert lower["discount_ask"] < SHIPPED["discount_ask"]
    assert own_thresholds(SHIPPED, fold_corrections([missed(n, chance=0.0) for n in range(9)])) == {}


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=60))
def test_no_number_of_clicks_turns_a_kind_off_or_wide_open(clicks: list[tuple[bool, float]]) -> None:
    decisions = [
        ("wrong" if is_wrong else "missed", missed(n, chance)[1]) for n, (is_wrong, chance) in enumerate(clicks)
    ]
    own = own_thresholds(SHIPPED, fold_corrections(decisions))
    assert all(LOWEST * SHIPPED[kind] <= least <= HIGHEST for kind, least in own.items())
