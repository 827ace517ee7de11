"""Readings that grew with the mail are the readings that all the mail gives."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alongside import config
from alongside.core.readings.tallies import span_of, window_at
from alongside.demo.write import write_year
from alongside.desk import look
from alongside.desk.charting import history_of
from alongside.desk.decide import sign
from alongside.desk.read import read, rebuild
from tests.desk.test_read import ANSWER, IN_A_FILE, QUESTION, rows, write
from tests.world import ANN, ME, ME_ADDRESS, Sample, mbox
from tests.world import moment as at

PUSH = "That is above our budget. Can you come down 20 % on the price for exactly the same work?"


def drawn() -> dict[str, dict[str, Any]]:
    """Every document but for how its zone was learnt, which is looked at only when the mail has grown."""
    documents = {one["key"]: one for one in look.portfolio()}
    for one in documents.values():
        one["zone"] = one["zone"][:1]
        del one["zone_from"]
        for side in ("reply_hours_client", "reply_hours_me"):
            del one[side]["zone_why"]
    return documents


@pytest.mark.slow
def test_a_year_read_in_pieces_reads_like_the_year_read_at_once(home: Path, tmp_path: Path) -> None:
    whole = write_year(tmp_path / "year").mail.read_bytes()
    box = tmp_path / "growing.mbox"
    for part in (0.3, 0.31, 0.6, 0.95, 0.951, 1):
        cut = whole.rfind(b"\n\nFrom ", 0, int(len(whole) * part)) + 1 if part < 1 else len(whole)
        box.write_bytes(whole[:cut])
        read([box])
        if part == 0.6:
            sign(next(iter(drawn().values()))["name"], date(2025, 6, 2))

    grown = drawn()
    rebuild()
    assert grown == drawn()


def test_a_push_on_both_sides_of_a_window_s_edge_still_counts_once_a_local_day(home: Path, tmp_path: Path) -> None:
    """Windows change on a Monday at midnight UTC: the Sunday evening of New York lies on both sides of it."""
    edge = span_of(window_at(int(at("2026-03-10 12:00").timestamp())))[0]
    asked, again = (datetime.fromtimestamp(edge + hours * 3600, ZoneInfo("America/New_York")) for hours in (-1, 2))
    assert asked.date() == again.date()
    first = Sample(ANN, ME, asked, PUSH, "Price", "p1@birch.example")
    answer = Sample(ME, ANN, asked, "Let me think about it.", "Re: Price", "a1@lindstudio.example", "p1@birch.example")
    later = Sample(ANN, ME, again, PUSH, "Re: Price", "p2@birch.example", "a1@lindstudio.example")
    box = tmp_path / "all.mbox"
    box.write_bytes(mbox(first, answer))
    read([box])
    box.write_bytes(mbox(first, answer, later))
    read([box])

    (birch,) = look.portfolio()
    assert (birch["messages_in"], birch["signals"].get("discount_ask")) == (2, 1)


def test_pushes_that_rise_are_noticed_in_the_week_they_did(home: Path, tmp_path: Path) -> None:
    began = at("2025-01-06 10:00")
    calm = [letter(began + timedelta(weeks=week), "The minutes of our call are attached.") for week in range(60)]
    pressed = [letter(began + timedelta(weeks=60 + week, hours=hour), PUSH) for week in range(8) for hour in (1, 30)]
    answer = Sample(ME, ANN, began, "Thank you.", "Re: Minutes", "m0@lindstudio.example")
    box = tmp_path / "all.mbox"
    box.write_bytes(mbox(answer, *calm, *pressed))
    read([box])

    watch = history_of(look.portfolio()[0])["watch"]
    assert watch["rate_since"] > 2.5 * watch["rate_before"]
    assert "2026-03-02" < watch["alarm"] < "2026-04-20"


def test_with_little_mail_before_there_is_no_watch(home: Path, tmp_path: Path) -> None:
    (box := tmp_path / "all.mbox").write_bytes(mbox(letter(at("2026-03-02 10:00"), PUSH)))
    read([box], [ME_ADDRESS])
    assert [history_of(one)["watch"] for one in look.portfolio()] in ([], [None])


def letter(sent: datetime, body: str) -> Sample:
    return Sample(ANN, ME, sent, body, f"Week {sent:%V-%H}", f"{sent:%Y%m%d%H}@birch.example")


def test_mail_in_a_language_that_is_not_heard_is_said_and_does_not_look_calm(home: Path, tmp_path: Path) -> None:
    polish = "Dzień dobry, czy mogą Państwo przesłać poprawiony projekt do piątku? Nasz klient już czeka na wycenę."
    letters = [letter(at("2026-03-02 10:00") + timedelta(days=day), polish) for day in range(4)]
    answer = Sample(ME, ANN, at("2026-03-02 11:00"), "Thank you.", "Re: Projekt", "m0@lindstudio.example")
    (box := tmp_path / "all.mbox").write_bytes(mbox(*letters, answer, letter(at("2026-03-09 10:00"), PUSH)))
    read([box])

    (birch,) = look.portfolio()
    assert (birch["messages_in"], sum(birch["unheard"].values())) == (5, 4)
    assert birch["reading"]["coverage"] == 1


@pytest.mark.practice(9)
def test_giving_in_is_a_move_only_where_something_was_pushed_for(home: Path, tmp_path: Path) -> None:
    asked = letter(at("2026-03-02 10:00"), PUSH)
    yes = "OK, 20 % off then, no problem."
    answer = Sample(ME, ANN, at("2026-03-02 12:00"), yes, "Re: Price", "a1@lindstudio.example", asked.message_id)
    unasked = Sample(ME, ANN, at("2026-03-09 12:00"), yes, "Spring offer", "a2@lindstudio.example")
    (box := tmp_path / "all.mbox").write_bytes(mbox(asked, answer, unasked))
    read([box])

    (birch,) = look.portfolio()
    assert (birch["signals"]["yields"], birch["moves"]["answers"]) == (1, {"yields": 1})
    assert [one.subject for one in look.evidence(kinds=frozenset({"yields"}))] == ["Re: Price"]


@IN_A_FILE
def test_a_rebuild_drops_what_belongs_to_nobody(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER)])
    with closing(sqlite3.connect(config.database())) as connection, connection:  # a server keeps such rows out
        connection.execute("INSERT INTO signal VALUES (NULL, 'rush_demand', 0, 3, 0.9, 'model-6', 6, 77, 1)")
        connection.execute("INSERT INTO tally SELECT NULL, 1, '[]', 99, 1")
    rebuild()
    assert rows("SELECT COUNT(*) FROM signal WHERE message_id = 77") == [(0,)]
    assert rows("SELECT COUNT(*) FROM tally WHERE client_id = 99") == [(0,)]
