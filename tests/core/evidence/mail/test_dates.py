"""When a message was sent: no wrong year goes unsaid."""

import calendar
from datetime import UTC, datetime

import pytest

from alongside.core.evidence.mail.dates import read_moment
from tests.core.evidence.mail.letters import LATEST, NINE, read


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        ("Mon, 1 Jan 2024 10:00:00 +0100", 60),
        ("Mon, 01 Jan 2024 10:00 +0100", 60),  # no seconds
        ("1 Jan 2024 10:00:00 +0100", 60),
        ("Mon, 1 Jan 24 10:00:00 +0100", 60),  # two digits
        ("Mon, 1 Jan 2024 10:00:00 +0100 (CET)", 60),
        ("Mon (first (of the) year), 1 Jan (!) 2024 10:00:00 (ten) +0100", 60),
        ("Mon, 1 Jan 2024 10:00:00 +01:00", 60),
        ("Mon, 1 Jan 2024 10:00:00 GMT+0100", 60),
        ("Mon, 1 Jan 2024 10:00:00 CET", 60),
        ("Mon, 1 Jan 2024 04:00:00 EST", -300),
        ("Mon, 1 Jan 2024 01:00:00 PST", -480),
        ("Mon, 1 Jan 2024 09:00:00 GMT", 0),
        ("Mon, 1 Jan 2024 09:00:00 Z", 0),
        ("Mon, 1 Jan 2024 09:00:00 -0000", None),  # RFC 2822: zone not said
        ("Mon, 1 Jan 2024 09:00:00", None),
        ("Mon, 1 Jan 2024 09:00:00 XYZ", None),
        ("Mon, 1 Jan 2024 09:00:00 +9900", None),
        ("Mon Jan  1 09:00:00 2024", None),  # asctime
        ("Mon Jan  1 04:00:00 EST 2024", -300),
        ("Mon Jan  1 10:00:00 2024 +0100", 60),
        ("Monday, 1 January 2024 10:00:00 +0100", 60),
        ("Mon,1-Jan-2024 10:00:00 +0100", 60),
        ("Mon, 1 Jan 2024 10.00.00 +0100", 60),
        ("1 Jan 2024 10:00:00 AM +0100", 60),
        ("2024-01-01T09:00:00Z", 0),
        ("2024-01-01 10:00:00.123 +0100", 60),
        ('"Mon, 1 Jan 2024 10:00:00 +0100"', 60),
    ],
)
def test_nine_in_the_morning_is_written_in_many_ways(written: str, offset: int | None) -> None:
    moment = read_moment(written)
    assert moment is not None
    assert (moment.seconds, moment.offset) == (NINE, offset)


def test_the_afternoon_is_not_the_morning() -> None:
    moment = read_moment("1 Jan 2024 09:00:00 PM")
    assert moment is not None
    assert moment.seconds == NINE + 12 * 3600


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "Mon, 32 Jan 2024 10:00:00",
        "30 Feb 2024 10:00",
        "1 Foo 2024 10:00",
        "1 Jan 2024",
        "1 Jan 2024 25:00",
    ],
)
def test_what_is_no_date_gives_none(written: str) -> None:
    assert read_moment(written) is None


def test_every_day_of_a_leap_year_is_counted_as_the_calendar_counts() -> None:
    for day in range(366):
        at = datetime.fromtimestamp(calendar.timegm((2024, 1, 1, 12, 0, 0)) + day * 86_400, UTC)
        moment = read_moment(at.strftime("%a, %d %b %Y %H:%M:%S +0000"))
        assert moment is not None
        assert moment.seconds == at.timestamp()


RECEIVED = "Received: from a by b with SMTP id 1; Mon, 1 Jan 2024 10:00:05 +0100 (CET)\n"
OLDER = "Received: from c by a; Mon, 1 Jan 2024 10:00:01 +0100\n"


@pytest.mark.parametrize(
    ("date", "problem"),
    [
        (
            "Date: Mon, 1 Jan 2102 10:00:00 +0100",
            "the Date header says 2102 ('Mon, 1 Jan 2102 10:00:00 +0100'); taken from Received",
        ),
        (
            "Date: Thu, 1 Jan 1970 00:00:00 +0000",
            "the Date header says 1970 ('Thu, 1 Jan 1970 00:00:00 +0000'); taken from Received",
        ),
        ("Date: soon", "the Date header cannot be read ('soon'); taken from Received"),
        ("X-Date: none", "there is no Date header; taken from Received"),
    ],
)
def test_a_date_that_cannot_be_is_taken_from_the_newest_received(date: str, problem: str) -> None:
    found = read(f"{OLDER}{RECEIVED}From: a@b.example\n{date}\n\nHello")
    assert (found.sent, found.offset, found.problems) == (NINE + 5, None, (problem,))


def test_without_any_plausible_date_the_letter_has_none_and_says_what_stood_there() -> None:
    found = read("Received: by b; 1 Jan 1971 00:00:00\nFrom: a@b.example\nDate: Mon, 1 Jan 0024 10:00:00\n\nHello")
    assert found.sent is None
    assert found.problems == (
        "the Date header says 24 ('Mon, 1 Jan 0024 10:00:00'); no Received header dates the message",
    )


@pytest.mark.parametrize(("hours", "believed"), [(47, True), (49, False)])
def test_a_clock_may_run_two_days_ahead(hours: int, believed: bool) -> None:  # noqa: FBT001 (a column of the table)
    at = datetime.fromtimestamp(LATEST + hours * 3600, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    assert (read(f"From: a@b.example\nDate: {at}\n\n").sent is not None) == believed


def test_a_date_years_away_from_its_delivery_is_kept_and_said() -> None:
    found = read(f"{RECEIVED}From: a@b.example\nDate: Thu, 1 Jan 2004 10:00:00 +0100\n\nHello")
    assert found.sent == calendar.timegm((2004, 1, 1, 9, 0, 0))
    assert found.problems == ("the Date header says 2004, the Received headers 2024-01-01",)


def test_a_year_of_two_digits_is_said() -> None:
    found = read("From: a@b.example\nDate: 1 Jan 99 10:00:00 +0000\n\nHello")
    assert found.sent == calendar.timegm((1999, 1, 1, 10, 0, 0))
    assert found.problems == ("the Date header gives the year as 99; read as 1999",)


@pytest.mark.parametrize("zone", ["XYZ", "Europe/Berlin", "+01000", "+9900"])
def test_a_zone_that_cannot_be_read_is_said(zone: str) -> None:
    found = read(f"From: a@b.example\nDate: Mon, 1 Jan 2024 09:00:00 {zone}\n\nHello")
    assert (found.sent, found.offset) == (NINE, None)
    assert "zone; taken as UTC" in found.problems[0]
