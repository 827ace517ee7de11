"""What a client wants to reach, in its words, and what became of my advice: through a read, as people write."""

from pathlib import Path

import pytest

from alongside.desk import look
from alongside.desk.charting import history_of
from alongside.desk.read import read
from tests.desk.test_read import write
from tests.world import ANN, ME, Sample
from tests.world import moment as at

ASKED = "Happy to help with the shop. What makes you think a new shop will bring you more orders?"


def talk(*said: tuple[str, str]) -> list[Sample]:
    """A thread: Ann's words and mine, by turns, a day apart."""
    samples: list[Sample] = []
    for number, (whose, words) in enumerate(said, start=1):
        sender, to = (ANN, ME) if whose == "ann" else (ME, ANN)
        before = samples[-1].message_id if samples else ""
        samples.append(
            Sample(sender, to, at(f"2026-03-{number:02} 10:00"), words, "Shop", f"t{number}@x.example", before)
        )
    return samples


@pytest.mark.practice(5)
@pytest.mark.parametrize(
    "goal",
    [
        "Our goal is to sell half of the honey online by Christmas.",
        "What we want to reach together is 200 new members before the summer.",
        "The goal is fewer returns: we both want them under five per cent.",
    ],
)
def test_the_answer_to_my_question_is_the_goal(home: Path, tmp_path: Path, goal: str) -> None:
    said = talk(
        ("ann", "We need a new shop for the website."),
        ("me", ASKED),
        ("ann", f"Good question. {goal} Ann"),
        ("me", "Thanks."),
    )
    read([write(tmp_path / "all.mbox", *said)])
    found = history_of(look.one_client("Birch"))["goal"]
    assert found["asked"]
    assert found["quote"] in goal


def test_without_a_word_on_it_there_is_no_goal(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", *talk(("ann", "The photos are in the folder."), ("me", "Thanks, got them.")))])
    assert history_of(look.one_client("Birch"))["goal"] is None


def test_advice_is_told_with_its_outcome(home: Path, tmp_path: Path) -> None:
    said = talk(
        ("ann", "Here is the text for the page."),
        ("me", "Thanks. I'd recommend moving the prices to the top."),
        ("ann", "You were right, we moved the prices up as you recommended."),
    )
    read([write(tmp_path / "all.mbox", *said)])
    advice = history_of(look.one_client("Birch"))["advice"]
    assert (advice["taken"], advice["declined"], advice["open"]) == (1, 0, 0)
    assert advice["entries"][0]["quote"] == "I'd recommend moving the prices to the top."
