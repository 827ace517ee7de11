"""Corrections and notes by hand: they hold through later reads and rebuilds, and can be undone."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alongside.desk import look
from alongside.desk.correct import CorrectionError, missed_one, not_a_push, note, note_clue, take_back
from alongside.desk.decide import ignore, unignore
from alongside.desk.read import read, rebuild
from tests.world import ANN, ME, Sample, mbox
from tests.world import moment as at

ASKS = "That is above our budget. Can you come down 20 % on the price for exactly the same work?"
PUSH = Sample(ANN, ME, at("2026-03-02 10:00"), ASKS, "Price", "p1@birch.example")
ANSWER = Sample(
    ME, ANN, at("2026-03-02 14:00"), "Let me see.", "Re: Price", "a1@lindstudio.example", "p1@birch.example"
)
PLAIN = Sample(ANN, ME, at("2026-03-05 10:00"), "The red folder lies on the left shelf.", "Folder", "p2@birch.example")


@pytest.fixture
def box(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox(PUSH, ANSWER))
    read([path])
    return path


def counts() -> dict[str, int]:
    signals: dict[str, int] = look.portfolio()[0]["signals"]
    return signals


def the_push() -> int:
    return look.evidence(kinds=frozenset({"discount_ask"}))[0].signal


def test_not_a_push_holds_through_later_reads_and_rebuilds(box: Path) -> None:
    done = not_a_push(the_push())
    assert (done.client, done.kind, done.quote in ASKS) == ("Birch", "discount_ask", True)
    assert "discount_ask" not in counts()

    box.write_bytes(mbox(PUSH, ANSWER, PLAIN))
    read([box])
    assert "discount_ask" not in counts()
    rebuild()
    assert "discount_ask" not in counts()


def test_undo_brings_it_back(box: Path) -> None:
    not_a_push(the_push())
    assert take_back().kind == "discount_ask"
    assert counts()["discount_ask"] == 1


def test_nothing_to_take_back_is_said(box: Path) -> None:
    with pytest.raises(CorrectionError, match="no correction to take back"):
        take_back()


def test_a_missed_one_counts_with_the_words_that_were_given(box: Path) -> None:
    box.write_bytes(mbox(PUSH, ANSWER, PLAIN))
    read([box])
    missed_one("order_list", "red folder lies on the left shelf")

    (line,) = look.evidence(kinds=frozenset({"order_list"}))
    assert (line.quote, line.confidence) == ("red folder lies on the left shelf", 1)
    rebuild()
    assert counts()["order_list"] == 1


def test_words_that_stand_nowhere_are_refused(box: Path) -> None:
    with pytest.raises(CorrectionError, match="No kept message"):
        missed_one("order_list", "a sentence that nobody wrote")


def test_a_number_that_is_no_signal_is_refused(box: Path) -> None:
    with pytest.raises(CorrectionError, match="no signal number 4711"):
        not_a_push(4711)


def test_a_push_from_a_call_counts_like_one_from_a_mail_and_is_marked(box: Path) -> None:
    said = datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    done = note("Birch", "ownership", "you work for me, remember", said)
    assert (done.client, counts()["ownership"]) == ("Birch", 1)

    (line,) = look.evidence(kinds=frozenset({"ownership"}))
    assert (line.quote, line.subject, line.path) == ("you work for me, remember", "Noted by hand", "noted by hand")
    rebuild()
    assert counts()["ownership"] == 1
    take_back()
    assert "ownership" not in counts()


def test_the_same_note_twice_is_one(box: Path) -> None:
    said = datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    for _ in range(2):
        note("Birch", "ownership", "you work for me, remember", said)
    assert counts()["ownership"] == 1
    assert look.portfolio()[0]["messages_in"] == 2


def test_three_corrections_of_a_kind_move_its_threshold_and_say_so(home: Path, tmp_path: Path) -> None:
    pushes = [
        Sample(ANN, ME, at(f"2026-03-0{day} 10:00"), ASKS, f"Price {day}", f"p{day}@birch.example") for day in (2, 3, 4)
    ]
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox(*pushes, ANSWER))
    read([path])

    moved = [not_a_push(the_push()) for _ in pushes]
    assert [one.before == one.after for one in moved] == [True, True, False]
    assert moved[-1].after > moved[-1].before
    assert take_back().after == moved[-1].before


@pytest.mark.practice(13)
def test_a_push_has_a_place_for_what_it_revealed_and_for_how_it_ended(box: Path) -> None:
    note_clue(the_push(), "the board had promised a price")
    rebuild()

    (line,) = look.evidence(kinds=frozenset({"discount_ask"}), asked=True)
    assert (line.clue, line.asked["percent"]) == ("the board had promised a price", 20)
    assert line.answer.split() != []  # I answered; with no stand taken, there is no outcome to wait for
    assert line.outcome == ""


@pytest.mark.parametrize("day", ["1989-12-31", "2999-01-01"])
def test_nothing_is_noted_that_would_age_every_reading(day: str, box: Path) -> None:
    before = look.portfolio()
    with pytest.raises(CorrectionError, match="still to come"):
        note("Birch", "ownership", "you work for me, remember", datetime.fromisoformat(day).replace(tzinfo=UTC))
    assert look.portfolio() == before


def test_a_correction_of_a_client_that_was_left_out_since_can_be_taken_back(box: Path) -> None:
    not_a_push(the_push())
    ignore("Birch")
    assert take_back().client == ""

    unignore("Birch")
    assert counts()["discount_ask"] == 1
