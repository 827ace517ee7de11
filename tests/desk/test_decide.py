"""What the person decides stays decided."""

from datetime import date
from pathlib import Path

import pytest

from alongside.desk import decide, look
from alongside.desk.overview import my_zone
from alongside.desk.read import read
from tests.desk.test_read import write
from tests.world import ANN, ME, RUDI, TOM, Sample
from tests.world import moment as at


def letters(who: str, tag: str) -> list[Sample]:
    asked = Sample(who, ME, at("2026-03-02 10:00"), f"Could you call {tag}?", tag, f"q-{tag}@x.example")
    return [
        asked,
        Sample(ME, who, at("2026-03-02 12:00"), "Yes.", f"Re: {tag}", f"a-{tag}@x.example", f"q-{tag}@x.example"),
    ]


@pytest.fixture
def mail(home: Path, tmp_path: Path) -> Path:
    path = write(tmp_path / "all.mbox", *letters(ANN, "ann"), *letters(TOM, "tom"), *letters(RUDI, "rudi"))
    read([path])
    return path


def names() -> list[str]:
    return sorted(one["name"] for one in look.portfolio())


def test_a_merge_holds_through_the_next_read(mail: Path, tmp_path: Path) -> None:
    decide.merge("Acme", "Birch")
    read([write(tmp_path / "more.mbox", *letters(RUDI, "again"))])

    (birch,) = look.portfolio()
    assert (birch["name"], birch["messages_in"]) == ("Birch", 4)


def test_a_split_person_has_a_reading_of_their_own(mail: Path) -> None:
    decide.split("Birch", ["tom@birch.example"])
    decide.rename("tom@birch.example", "Tom alone")

    assert names() == ["Acme", "Birch", "Tom alone"]
    assert look.one_client("Birch")["messages_in"] == 1


def test_an_ignored_client_is_gone_with_its_words_and_comes_back_with_them(mail: Path) -> None:
    decide.ignore("Acme")
    assert names() == ["Birch"]
    assert look.evidence("acme.example") == []

    decide.unignore("Acme")
    assert names() == ["Acme", "Birch"]
    assert look.one_client("Acme")["messages_in"] == 1


def test_a_signing_date_gives_a_drift_with_its_power(mail: Path) -> None:
    decide.sign("Birch", date(2026, 3, 1))

    drift = look.one_client("Birch")["drift"]
    assert drift["verdict"] == "cannot tell yet"
    assert set(drift["power"]) == {"strong", "moderate"}
    decide.sign("Birch", None)
    assert look.one_client("Birch")["drift"] is None


def test_a_change_of_hours_recomputes_history(mail: Path) -> None:
    assert look.one_client("Birch")["reply_hours_me"]["median"] == 2.0
    decide.set_hours("me", {"opens": "11:00", "closes": "16:00"})

    assert look.one_client("Birch")["reply_hours_me"]["median"] == 1.0


def test_my_zone_is_the_one_that_holds_after_an_older_decision_is_undone(mail: Path) -> None:
    before = my_zone()
    decide.set_hours("me", {"zone": "Asia/Tokyo"})
    told = decide.newest_decision()
    decide.rename("Birch", "The Birches")
    assert my_zone() == "Asia/Tokyo"

    decide.undo(told)
    assert my_zone() == before


def test_hours_from_a_later_date_leave_the_time_before_alone(mail: Path) -> None:
    decide.set_hours("me", {"opens": "11:00", "closes": "16:00", "since": "2026-04-01"})

    assert look.one_client("Birch")["reply_hours_me"]["median"] == 2.0


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"zone": "Europe/Atlantis"}, "No time zone"),
        ({"opens": "18:00", "closes": "09:00"}, "midnight"),
        ({"country": "XX"}, "No holidays are known"),
    ],
)
def test_hours_that_no_calendar_holds_are_refused(mail: Path, what: dict[str, str], said: str) -> None:
    with pytest.raises(decide.RefusedError, match=said):
        decide.set_hours("me", what)
    assert look.one_client("Birch")["reply_hours_me"]["median"] == 2.0


def test_decisions_about_nobody_are_refused_with_the_names_known(mail: Path) -> None:
    with pytest.raises(look.UnknownClientError, match=r"No client goes by 'Zebra'\. Known are"):
        decide.rename("Zebra", "Z")
    with pytest.raises(decide.RefusedError, match="the same client already"):
        decide.merge("Birch", "birch.example")
    with pytest.raises(decide.RefusedError, match="no address or domain of Birch"):
        decide.split("Birch", ["rudi@acme.example"])
    with pytest.raises(decide.RefusedError, match="nothing would be left"):
        decide.split("Birch", ["ann@birch.example", "tom@birch.example"])
