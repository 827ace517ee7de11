"""What is decided while mail is read holds: nothing of it is lost, and nothing that went comes back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alongside.desk import concluding, drawing, jobs, listening, look
from alongside.desk.correct import missed_one
from alongside.desk.decide import call_mine, ignore, rename, sign
from alongside.desk.erase import erase_person
from alongside.desk.read import SILENT, read, rebuild
from alongside.store.shelf import conclusions
from alongside.store.shelf.conclusions import Heard
from alongside.store.shelf.tallies import tallies_of
from tests.desk.test_concluding import PUSH
from tests.desk.test_read import rows
from tests.world import ANN, ME, ME_ADDRESS, TOM, Sample, mbox
from tests.world import moment as at

SIGNED = date(2026, 3, 20)
SHELF = "The blue folder is on the second shelf near the window."
WHY = "Why should we choose you and not one of the other agencies?"  # weighs less before signing
FIRST = (
    Sample(ANN, ME, at("2026-01-02 10:00"), WHY, "Offer", "w1@birch.example"),
    Sample(ANN, ME, at("2026-03-02 10:00"), PUSH, "Price", "p1@birch.example"),
    Sample(ME, ANN, at("2026-03-02 11:00"), "Let us see.", "Re: Price", "a1@x.example", "p1@birch.example"),
)
THEN = (
    Sample(ANN, ME, at("2026-03-03 10:00"), PUSH, "Re: Price", "p2@birch.example", "a1@x.example"),
    Sample(TOM, ME, at("2026-03-04 10:00"), f"{SHELF} {PUSH}", "Shelf", "t1@birch.example"),
)
DECISIONS: dict[str, Callable[[], object]] = {
    "a name": lambda: rename("Birch", "The Birches"),
    "a day of signing": lambda: sign("Birch", SIGNED),
    "words that were missed": lambda: missed_one("rush_demand", SHELF),
    "an address of mine": lambda: call_mine([ME_ADDRESS, "tom@birch.example"]),
    "no client": lambda: ignore("Birch"),
    "a person erased": lambda: erase_person("tom@birch.example"),
}


@pytest.fixture
def box(home: Path, tmp_path: Path) -> Path:
    """A mailbox whose first letters were read, and that grew since."""
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox(*FIRST))
    read([path], [ME_ADDRESS])
    path.write_bytes(mbox(*FIRST, *THEN))
    return path


def shown() -> list[dict[str, Any]]:
    """Every document but for how much mail its zone was learnt from, with what its windows hold."""
    with look.shelf() as connection:
        documents = conclusions.readings(connection)
        return [one | {"zone_from": 0, "held": tallies_of(connection, one["row"])} for one in documents]


@pytest.mark.parametrize("decided", DECISIONS)
def test_what_is_decided_while_mail_is_heard_holds(decided: str, box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hear, ahead = listening.hear, [DECISIONS[decided]]

    def hear_and_decide(pile: listening.Pile) -> list[Heard]:
        heard = hear(pile)
        if ahead:
            ahead.pop()()
        return heard

    monkeypatch.setattr(listening, "hear", hear_and_decide)
    read([box])
    held = shown()

    assert rows("SELECT COUNT(*) FROM signal WHERE message_id NOT IN (SELECT message_id FROM text)") == [(0,)]
    rebuild()
    assert held == shown()


def test_a_name_given_after_the_times_were_measured_holds(box: Path) -> None:
    read([box], watcher=SILENT._replace(heard=lambda _done, _total: rename("Birch", "The Birches")))

    assert [(one["name"], one["messages_in"]) for one in look.portfolio()] == [("The Birches", 4)]


@pytest.mark.parametrize(("meanwhile", "times"), [(lambda: jobs.ask("rebuild", {}), 1), (DECISIONS["a name"], 3)])
def test_times_are_measured_again_only_where_somebody_decided(
    meanwhile: Callable[[], Any], times: int, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    ground = concluding._ground  # noqa: SLF001 - how often it is laid

    def counted(*given: Any, **named: Any) -> concluding.Ground:  # noqa: ANN401 - whatever it takes
        measured.append(1)
        return ground(*given, **named)

    monkeypatch.setattr(concluding, "_ground", counted)
    read([box], watcher=SILENT._replace(heard=lambda _done, _total: meanwhile()))
    assert len(measured) == times  # the decision measures once for itself


def test_clients_are_shown_and_can_be_decided_about_while_all_is_drawn_anew(box: Path) -> None:
    read([box])
    held, seen = shown(), []
    rebuild(SILENT._replace(heard=lambda _done, _total: seen.append(shown())))
    assert (seen, shown()) == ([held], held)

    rebuild(SILENT._replace(heard=lambda _done, _total: rename("Birch", "The Birches")))
    assert [one["name"] for one in shown()] == ["The Birches"]


def test_a_decision_whose_drawing_was_killed_is_drawn_at_the_next_read(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([box])
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(drawing, "know", _killed)
        sign("Birch", SIGNED)
    assert shown()[0]["signed"] is None

    read([box])
    held = shown()
    assert held[0]["signed"] == SIGNED.isoformat()
    rebuild()
    assert held == shown()


def test_a_drawing_killed_while_a_read_goes_on_is_made_good_by_the_next(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sign_and_die(_done: int, _total: int) -> None:
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(drawing, "time_replies", _killed)
            sign("Birch", SIGNED)

    read([box], watcher=SILENT._replace(heard=sign_and_die))
    read([box])
    held = shown()
    rebuild()
    assert held == shown()


def _killed(*_given: object, **_named: object) -> None:
    raise KeyboardInterrupt
