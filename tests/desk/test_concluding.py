"""Readings that grew with the mail are the readings that all the mail gives."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alongside.core.readings.tallies import span_of, window_at
from alongside.demo.write import write_year
from alongside.desk import look
from alongside.desk.decide import sign
from alongside.desk.read import read, rebuild
from tests.world import ANN, ME, Sample, mbox
from tests.world import moment as at

PUSH = "That is above our budget. Can you come down 20 % on the price for exactly the same work?"


def drawn() -> dict[str, dict[str, Any]]:
    """Every document but for how its zone was learnt: that is looked at when the mail has grown, not on the last day."""
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
