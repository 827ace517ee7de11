"""Business time: 232 cases worked by hand, then what must hold for every pair of moments."""

import subprocess
import sys
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.days import (
    Schedule,
    add_business_minutes,
    business_minutes,
    business_minutes_many,
    learn_zone,
    local_day,
)
from tests.core.days_by_hand import BERLIN, SCHEDULES, cases, hours, moment


@pytest.mark.practice(71)
@pytest.mark.parametrize(("name", "start", "end", "minutes"), cases())
def test_business_minutes_are_those_worked_by_hand(name: str, start: str, end: str, minutes: int) -> None:
    assert business_minutes(SCHEDULES[name], moment(start, name), moment(end, name)) == minutes


def test_there_are_over_two_hundred_cases_and_no_two_alike() -> None:
    assert len(set(cases())) == len(cases()) > 200


@pytest.mark.practice(71)
@pytest.mark.parametrize("name", SCHEDULES)
def test_in_bulk_the_minutes_are_the_same(name: str) -> None:
    rows = [(moment(a, name), moment(b, name), m) for n, a, b, m in cases() if n == name]
    starts, ends, minutes = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    assert business_minutes_many(SCHEDULES[name], starts, ends).tolist() == minutes.tolist()


MOMENTS = st.integers(int(datetime(2019, 11, 1).timestamp()), int(datetime(2026, 2, 1).timestamp()))  # noqa: DTZ001


@pytest.mark.practice(71)
@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(SCHEDULES)), MOMENTS, st.integers(-86_400, 40 * 86_400))
def test_the_bulk_count_equals_the_day_by_day_count(name: str, start: int, span: int) -> None:
    schedule, end = SCHEDULES[name], start + span
    bulk = business_minutes_many(schedule, np.array([start]), np.array([end]))
    assert bulk.tolist() == [business_minutes(schedule, start, end)]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(SCHEDULES)), MOMENTS, st.integers(1, 5000))
def test_a_deadline_is_the_first_moment_by_which_the_minutes_have_passed(name: str, start: int, minutes: int) -> None:
    schedule = SCHEDULES[name]
    deadline = add_business_minutes(schedule, start, minutes)
    assert business_minutes(schedule, start, deadline) == minutes
    assert business_minutes(schedule, start, deadline - 1) < minutes


def test_one_business_day_from_friday_evening_ends_monday_evening() -> None:
    friday = moment("01-12 20:00", "berlin")
    assert add_business_minutes(SCHEDULES["berlin"], friday, 540) == moment("01-15 18:00", "berlin")


def test_no_minutes_are_due_at_once() -> None:
    assert add_business_minutes(SCHEDULES["berlin"], 1_700_000_000, 0) == 1_700_000_000


def test_no_pairs_have_no_minutes() -> None:
    none = np.array([], np.int64)
    assert business_minutes_many(SCHEDULES["berlin"], none, none).tolist() == []


def test_changed_hours_recompute_history() -> None:
    start, end = moment("01-08 00:00", "berlin"), moment("01-13 00:00", "berlin")
    before = Schedule((hours(BERLIN, "09:00", "17:00"),))
    after = Schedule((hours(BERLIN, "09:00", "17:00"), hours(BERLIN, "09:00", "13:00", date(2024, 1, 11))))
    assert (business_minutes(before, start, end), business_minutes(after, start, end)) == (5 * 480, 3 * 480 + 2 * 240)


def test_hours_that_overlap_by_moving_east_are_counted_once() -> None:
    schedule = Schedule(
        (hours("America/Los_Angeles", "09:00", "17:00"), hours("Pacific/Auckland", "09:00", "17:00", date(2024, 1, 11)))
    )
    start, end = moment("01-10 09:00", "la"), moment("01-11 17:00", "auckland")
    assert business_minutes(schedule, start, end) == 480 + 180  # from 17:00 there, 14:00 here, to 17:00 here


def test_a_shift_over_midnight_is_refused_in_a_plain_sentence() -> None:
    with pytest.raises(ValueError, match="runs over midnight"):
        hours(BERLIN, "22:00", "06:00")


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../../etc/passwd", ""])
def test_a_zone_nobody_knows_is_refused_and_windows_told_what_it_lacks(zone: str) -> None:
    with pytest.raises(ValueError, match="tzdata"):
        hours(zone, "09:00", "17:00")


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7})])
def test_work_needs_weekdays(weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekdays"):
        hours(BERLIN, "09:00", "17:00", weekdays=weekdays)


def test_a_schedule_needs_entries_in_order() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Schedule(())
    with pytest.raises(ValueError, match="order"):
        Schedule((hours(BERLIN, "09:00", "17:00"), hours(BERLIN, "10:00", "17:00")))


def test_a_country_without_known_holidays_is_refused() -> None:
    atlantis = Schedule((hours(BERLIN, "09:00", "17:00", country="XX"),))
    with pytest.raises(ValueError, match="No holidays are known for XX"):
        business_minutes(atlantis, 1_700_000_000, 1_700_600_000)


def test_an_office_that_never_opens_has_no_deadlines() -> None:
    ever = frozenset(date(2023, 1, 1) + timedelta(n) for n in range(13 * 366))
    with pytest.raises(ValueError, match="does not open"):
        add_business_minutes(Schedule((hours(BERLIN, "09:00", "17:00", closed=ever),)), 1_700_000_000, 60)


def test_the_day_is_the_one_on_the_wall() -> None:
    late = moment("01-10 23:30", "berlin")
    assert (local_day(late, BERLIN), local_day(late, "Asia/Kolkata")) == (date(2024, 1, 10), date(2024, 1, 11))


def test_holidays_are_loaded_only_when_a_country_is_set() -> None:
    script = "import alongside.core.days, sys; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# ------------------------------------------------------------------ whose clock


def stamps(winter: int, summer: int | None = None, weeks: int = 8) -> list[tuple[int, int]]:
    """Messages of eight weeks from 8 January and, where given, from 8 July 2024, with their offsets."""
    january, july = moment("01-08 12:00", "berlin"), moment("07-08 12:00", "berlin")
    found = [(january + n * 7 * 86_400, winter) for n in range(weeks)]
    return found + ([] if summer is None else [(july + n * 7 * 86_400, summer) for n in range(weeks)])


@pytest.mark.parametrize(
    ("winter", "summer", "hint", "zone"),
    [
        (60, 120, "de", "Europe/Berlin"),
        (60, 120, "fr", "Europe/Paris"),
        (60, 120, "", "Europe/Berlin"),  # the same clock as Paris or Rome
        (0, 60, "", "Europe/London"),
        (0, 60, "pt", "Europe/Lisbon"),
        (-300, -240, "", "America/New_York"),
        (-480, -420, "us", "America/Los_Angeles"),
        (-420, -420, "us", "America/Phoenix"),
        (660, 600, "", "Australia/Sydney"),
        (600, 600, "au", "Australia/Brisbane"),
        (780, 720, "", "Pacific/Auckland"),
        (330, 330, "", "Asia/Kolkata"),
        (345, 345, "", "Asia/Kathmandu"),
        (60, 120, "us", "Europe/Berlin"),  # the stamps outweigh the hint
    ],
)
@pytest.mark.practice(71)
def test_two_seasons_of_stamps_tell_the_zone(winter: int, summer: int, hint: str, zone: str) -> None:
    learnt = learn_zone(stamps(winter, summer), hint)
    assert (learnt.name, learnt.assumed) == (zone, False)


def test_one_season_tells_the_zone_only_with_a_hint() -> None:
    assert learn_zone(stamps(60), "de")[:2] == ("Europe/Berlin", False)
    assert learn_zone(stamps(60))[:2] == ("Europe/Berlin", True)


def test_stamps_in_utc_all_year_are_a_server_and_prove_nothing() -> None:
    assert learn_zone(stamps(0, 0))[:2] == ("UTC", True)
    assert learn_zone(stamps(0, 0), "de")[:2] == ("Europe/Berlin", True)
    assert learn_zone(stamps(0, 0), mine="Asia/Tokyo")[:2] == ("Asia/Tokyo", True)


def test_a_server_that_stamps_some_mail_in_utc_does_not_hide_the_writer() -> None:
    assert learn_zone(stamps(60, 120) + stamps(0, 0)[::2], "de")[:2] == ("Europe/Berlin", False)


def test_weeks_stamped_in_utc_throughout_do_not_hide_the_writer_either() -> None:
    march = moment("03-04 12:00", "berlin")
    elsewhere = [(march + n * 7 * 86_400, 0) for n in range(17)]
    for hint in ("de", ""):
        assert learn_zone(stamps(60, 120) + elsewhere, hint)[:2] == ("Europe/Berlin", False)


def test_a_few_weeks_abroad_do_not_move_the_zone() -> None:
    assert learn_zone(stamps(60, 120) + stamps(-300, weeks=2), "de")[:2] == ("Europe/Berlin", False)


def test_two_messages_or_offsets_of_no_place_leave_the_zone_assumed() -> None:
    assert learn_zone(stamps(60)[:2], mine="Europe/Rome")[:2] == ("Europe/Rome", True)
    assert learn_zone(stamps(17, 17), mine="Europe/Rome")[:2] == ("Europe/Rome", True)


def test_the_order_of_stamps_does_not_matter() -> None:
    assert learn_zone(stamps(60, 120)[::-1]) == learn_zone(stamps(60, 120))
