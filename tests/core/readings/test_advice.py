"""What I recommended, and whether it was taken: the ledger of a professional who leads."""

import json
from pathlib import Path

import pytest

from alongside.core.readings.advice import Turn, advice_in, advised
from alongside.core.signals.detect import detect

BY_HAND = Path(__file__).parent / "advice.jsonl"  # advice and answers by a hand that did not know the patterns


def turn(number: int, text: str, *, mine: bool) -> Turn:
    kinds = frozenset(signal.kind for signal in detect(text, from_me=mine))
    return Turn(number, 1_000 * number, mine, text, kinds)


def outcome(advice: str, answer: str) -> str:
    (found,) = advice_in([turn(1, advice, mine=True), turn(2, answer, mine=False)])
    return found.outcome


def test_advice_is_taken_declined_or_left_open() -> None:
    advice = "Thanks for the draft. I'd recommend dropping the second form, it costs you half of the visitors."
    assert outcome(advice, "You were right about the form, we dropped it.") == "taken"
    assert outcome(advice, "We've decided against it, the form stays.") == "declined"
    assert outcome(advice, "The invoice arrived this morning.") == "open"


def test_advice_nobody_answered_is_open_and_the_quote_is_its_sentence() -> None:
    (found,) = advice_in([turn(1, "The file is attached. My advice is to print it on one side.", mine=True)])
    assert (found.quote, found.outcome, found.answer) == ("My advice is to print it on one side.", "open", None)


def test_a_question_and_plain_news_are_no_advice() -> None:
    assert advised("Do you suggest Tuesday? The plan is attached.") == ""
    assert advised("They recommend salt. The printer advised us to wait.") == ""


def test_what_a_client_advises_is_no_advice_of_mine() -> None:
    assert list(advice_in([turn(1, "I'd recommend another printer.", mine=False)])) == []


@pytest.mark.practice(32)
def test_advice_is_linked_to_its_outcome_with_a_precision_of_85_in_100() -> None:
    right = wrong = 0
    for line in BY_HAND.read_text("utf-8").splitlines():
        one = json.loads(line)
        found = list(advice_in([turn(1, one["advice"], mine=True), turn(2, one["answer"], mine=False)]))
        for link in found:
            if link.outcome != "open":
                right += link.outcome == one["outcome"]
                wrong += link.outcome != one["outcome"]
    assert right >= 20
    assert right / (right + wrong) >= 0.85
