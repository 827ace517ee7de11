"""What is decided while mail is read holds: nothing of it is lost, and nothing that went comes back."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alongside.core.engine import ENGINE
from alongside.desk import concluding, correct, decide, drawing, jobs, listening, look
from alongside.desk.charting import history_of
from alongside.desk.correct import missed_one, not_a_push, note, note_clue
from alongside.desk.decide import RefusedError, call_mine, ignore, merge, rename, sign, split
from alongside.desk.erase import EraseError, erase_client, erase_person
from alongside.desk.knowing import Known, know
from alongside.desk.read import SILENT, read, rebuild
from alongside.store.door import open_desk
from alongside.store.shelf import conclusions
from alongside.store.shelf.conclusions import Heard
from alongside.store.shelf.connection import BUSY, Connection, StoreError, transaction
from alongside.store.shelf.tallies import tallies_of
from alongside.store.shelf.workspace import save_engine
from tests.desk.test_concluding import PUSH
from tests.desk.test_read import rows
from tests.world import ANN, ME, ME_ADDRESS, RUDI, TOM, Sample, mbox
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
ACME = (
    Sample(RUDI, ME, at("2026-03-02 10:00"), PUSH, "Price", "r1@acme.example"),
    Sample(ME, RUDI, at("2026-03-02 11:00"), "Let us see.", "Re: Price", "b1@x.example", "r1@acme.example"),
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
    path.with_name("acme.mbox").write_bytes(mbox(*ACME))
    return path


def shown() -> list[dict[str, Any]]:
    """Every document but for how much mail its zone was learnt from, with what its windows hold."""
    with look.shelf() as connection:
        documents = conclusions.readings(connection)
        return [one | {"zone_from": 0, "held": tallies_of(connection, one["row"])} for one in documents]


@contextmanager
def killed_at(step: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is drawn within is killed at that step."""
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(drawing, step, _killed)
        yield


def signals() -> list[tuple[object, ...]]:
    return sorted(rows('SELECT message_id, kind, start, "end" FROM signal'))


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


@pytest.mark.slow
@pytest.mark.parametrize("step", ["know", "listen", "time_replies", "conclude"])
@pytest.mark.parametrize("decided", DECISIONS)
def test_what_is_decided_beside_a_read_and_killed_is_made_good_by_the_next(
    decided: str, step: str, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "hear", hearing_while(DECISIONS[decided], step, monkeypatch))
    read([box])
    read([box])
    heard, held = signals(), shown()

    rebuild()
    assert (heard, held) == (signals(), shown())


def test_a_correction_beside_a_read_is_heard_by_that_very_read(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided = DECISIONS["words that were missed"]
    monkeypatch.setattr(listening, "hear", hearing_while(decided, "know", monkeypatch))
    told: list[tuple[int, int]] = []
    read([box], watcher=SILENT._replace(heard=lambda done, total: told.append((done, total))))

    assert "rush_demand" in [kind for _, kind, *_ in signals()]
    assert told[-1] == (2, 2)


def hearing_while(
    decide: Callable[[], object], step: str, monkeypatch: pytest.MonkeyPatch
) -> Callable[[listening.Pile], list[Heard]]:
    """Hearing in which somebody decides before it is stored, and is killed at a step of drawing that."""
    hear, ahead = listening.hear, [decide]

    def hear_and_decide(pile: listening.Pile) -> list[Heard]:
        heard = hear(pile)
        if ahead:
            with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
                patch.setattr(drawing, step, _killed)
                ahead.pop()()
        return heard

    return hear_and_decide


def test_what_was_heard_with_the_wrong_ear_is_not_kept(box: Path) -> None:
    with closing(open_desk()) as connection, transaction(connection):
        conclusions.forget_heard(connection, None)
        sides = connection.execute("SELECT id, from_me FROM message ORDER BY id").fetchall()
        right = [Heard(row, bool(mine), [], "en", cut=False) for row, mine in sides]
        wrong = [one._replace(from_me=not one.from_me) for one in right]
        assert conclusions.still_unheard(connection, right, ENGINE) == right
        assert conclusions.still_unheard(connection, wrong, ENGINE) == []


def test_who_i_am_said_to_a_read_that_was_killed_is_known_to_the_next(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([box])
    with killed_at("know", monkeypatch):
        read([box], ["tom@birch.example"])
    read([box])
    assert "tom@birch.example" in [email for email, _ in look.me()]


def test_a_history_drawn_while_mail_is_heard_is_not_kept_for_later(box: Path) -> None:
    read([box])
    one = look.portfolio()[0]
    with closing(open_desk()) as connection, transaction(connection):
        save_engine(connection, -7)
        connection.execute("DELETE FROM tally")
    meanwhile = history_of(one)["windows"]
    rebuild()
    assert look.portfolio()[0] == one
    assert len(history_of(one)["windows"]) > len(meanwhile)


def test_what_another_read_heard_meanwhile_is_not_heard_twice(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hear, ahead = listening.hear, [lambda: read([box])]

    def hear_late(pile: listening.Pile) -> list[Heard]:
        heard = hear(pile)
        if ahead:
            ahead.pop()()
            heard = [one._replace(signals=[], language="xx") for one in heard]  # an ear that was worse
        return heard

    monkeypatch.setattr(listening, "hear", hear_late)
    read([box])
    heard, held = signals(), shown()
    rebuild()
    assert (heard, held) == (signals(), shown())


@pytest.mark.parametrize("ends", ["killed", "busy"])
def test_a_drawing_does_not_pass_for_one_that_began_before_it(
    ends: str, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([box, box.with_name("acme.mbox")])
    ahead = [sign]

    def know_late(connection: Connection, number: int) -> Known:
        if not ahead:
            return know(connection, number)
        with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setattr(drawing, "conclude", _killed if ends == "killed" else _busy)
            ahead.pop()("Birch", SIGNED)
        return know(connection, number)

    with monkeypatch.context() as patch:
        patch.setattr(drawing, "know", know_late)
        rename("Acme", "Rudi and Sons")
    read([box])
    held = shown()
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
    with killed_at("know", monkeypatch):
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
        with killed_at("time_replies", monkeypatch):
            sign("Birch", SIGNED)

    read([box], watcher=SILENT._replace(heard=sign_and_die))
    read([box])
    held = shown()
    rebuild()
    assert held == shown()


# ---------------------------------------------------------------- who is decided about goes


@pytest.mark.parametrize("gone", [lambda: erase_client("Acme"), lambda: merge("Acme", "Birch")])
def test_nothing_is_kept_about_a_client_that_went_in_this_moment(
    gone: Callable[[], object], box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([box.with_name("acme.mbox")])
    ahead = [gone]

    def open_late() -> Connection:
        if ahead:
            ahead.pop()()
        return open_desk()

    monkeypatch.setattr(decide, "open_desk", open_late)
    with pytest.raises(RefusedError, match="erased or merged a moment ago"):
        rename("Acme", "Rudi and Sons")
    assert "Rudi" not in str(rows("SELECT kind, what FROM decision"))


@pytest.mark.parametrize("late", [not_a_push, lambda signal: note_clue(signal, "Rudi was cross")])
def test_no_signal_is_corrected_or_noted_whose_client_went_in_this_moment(
    late: Callable[[int], object], box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([box.with_name("acme.mbox")])
    (push,) = look.evidence("acme.example", frozenset({"discount_ask"}))

    def open_late() -> Connection:
        with suppress(look.UnknownClientError):  # twice
            erase_client("Acme")
        return open_desk()

    monkeypatch.setattr(correct, "open_desk", open_late)
    with pytest.raises(RefusedError, match="erased or merged a moment ago"):
        late(push.signal)
    assert "Rudi" not in str(rows("SELECT kind, what FROM decision"))


def test_an_address_that_was_erased_in_this_moment_comes_back_by_nothing(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([box])

    def open_late() -> Connection:
        with suppress(EraseError):  # twice
            erase_person("tom@birch.example")
        return open_desk()

    monkeypatch.setattr(decide, "open_desk", open_late)
    monkeypatch.setattr(correct, "open_desk", open_late)
    with pytest.raises(RefusedError, match="erased or merged a moment ago"):
        split("Birch", ["tom@birch.example"])
    note("Birch", "rush_demand", "by tomorrow, please")
    assert "tom" not in str(rows("SELECT what FROM decision")) + str(rows("SELECT email FROM address"))


def test_what_cannot_be_drawn_now_is_kept_and_drawn_by_the_next_read(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([box])
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "know", _busy)
        rename("Birch", "The Birches")
    assert ([one["name"] for one in shown()], look.is_drawn()) == (["Birch"], False)

    read([box])
    assert ([one["name"] for one in shown()], look.is_drawn()) == (["The Birches"], True)


def _busy(*_given: object, **_named: object) -> None:
    raise StoreError(BUSY)


def _killed(*_given: object, **_named: object) -> None:
    raise KeyboardInterrupt
