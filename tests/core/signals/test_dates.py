"""Dates that are asked for. Unless a test says otherwise it is Monday, 10 March 2025, ten in the morning."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.signals.dates import LONGEST, Due, find_date

MONDAY = datetime(2025, 3, 10, 10)  # noqa: DTZ001 - the wall of the sender's zone
HOLIDAY = date(2025, 3, 14)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def asked(text: str, sent: datetime = MONDAY) -> Due | None:
    return find_date(text, sent, is_open=weekdays)


def told(text: str, sent: datetime = MONDAY) -> str:
    """The date, time and doubt as one string: `03-14 17:00 ?`."""
    due = asked(text, sent)
    if due is None:
        return ""
    day = due.day.strftime("%m-%d" if due.day.year == sent.year else "%Y-%m-%d")
    return day + (due.at.strftime(" %H:%M") if due.at else "") + (" ?" if due.vague else "")


@pytest.mark.practice(1)
@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Send it EOD Friday.", "03-14"),
        ("We want it COB tomorrow.", "03-11"),
        ("By close of business on Thursday, please.", "03-13"),
        ("Finish the deck by end of play.", "03-10"),
        ("I need this by end of day.", "03-10"),
        ("Can you be done by Friday EOD?", "03-14"),
        ("It has to be live by Thursday.", "03-13"),
        ("It has to be live this Thursday.", "03-13"),
        ("It has to be live by next Thursday.", "03-20"),
        ("It has to be live by Thursday next week.", "03-20"),
        ("Could we say next week Wednesday?", "03-19"),
        ("Friday week would be the last possible day.", "03-21"),
        ("I must have it by Monday.", "03-17 ?"),
        ("Please finish by the end of the month.", "03-31"),
        ("Please finish by the end of May.", "05-30"),
        ("Please finish by the end of the week.", "03-14"),
        ("EOW at the latest!", "03-14"),
        ("We need the copy by the 14th.", "03-14"),
        ("We need the copy by the 7th.", "04-07"),
        ("Deadline is 14 March.", "03-14"),
        ("Deadline is March 21st, 2025.", "03-21"),
        ("Could it be ready on Thursday 20 March?", "03-20"),
        ("Could it be ready on Thursday, the 20th?", "03-20"),
        ("We print on the 3rd of February, so by then.", "2026-02-03"),
        ("It's due 2025-04-02.", "04-02"),
        ("Must be online by 3/4.", "04-03 ?"),
        ("Must be online by 4/14.", "04-14"),
        ("Must be online by 14/4.", "04-14"),
        ("Must be online by 3.4.", "04-03"),
        ("Must be online by Friday 4/4.", "04-04"),
        ("Must be online by Friday 5/12.", "12-05"),
        ("I want it tonight.", "03-10"),
        ("Get me a draft this afternoon.", "03-10"),
        ("First thing Wednesday, please.", "03-12"),
        ("I want it on my desk first thing.", "03-11"),
        ("I need the numbers by noon.", "03-10 12:00"),
        ("I need the numbers by 9:30.", "03-11 09:30"),
        ("By Friday noon, that is.", "03-14 12:00"),
        ("On Friday at 5pm it goes out, so have it ready by then.", "03-14 17:00"),
        ("Have it here by 7 tomorrow morning.", "03-11 07:00"),
        ("Ring me tonight at 9.", "03-10 21:00"),
        ("The deadline is tonight 23:59.", "03-10 23:59"),
        ("I need it before three pm today.", "03-10 15:00"),
        ("I want it at nine tomorrow morning, not at ten.", "03-11 09:00"),
        ("Can you join at 6 am your time?", "03-11 06:00"),
        ("The latest is midnight on Thursday.", "03-13 23:59"),
        ("We must deliver in two days.", "03-12"),
        ("You have to turn it round within 48 hours.", "03-12 10:00"),
        ("I expect it within the hour.", "03-10 11:00"),
        ("Give it back in the next half hour.", "03-10 10:30"),
        ("We need the plan in three weeks.", "03-31"),
        ("Within five working days we need the plan.", "03-17"),
        ("We need the plan in a fortnight.", "03-24"),
        ("Next week we need to have it.", "03-21 ?"),
        ("By the end of next week we need to have it.", "03-21"),
        ("Early next week we need to have it.", "03-17 ?"),
        ("It must be done this week.", "03-14 ?"),
        ("I want this off my desk before the weekend.", "03-14"),
        ("We'll need you over the weekend.", "03-16 ?"),
        ("We need it before Thursday.", "03-12"),
        ("We need it before Monday.", "03-14 ?"),
        ("The day after tomorrow at the latest.", "03-12"),
        ("Fix it ASAP.", "03-10 ?"),
        ("Drop everything and start right away!", "03-10 ?"),
        ("ASAP, meaning by Wednesday.", "03-12"),
    ],
)
def test_a_date_is_read_from_the_day_it_was_written(text: str, due: str) -> None:
    assert told(text) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Wir brauchen das bis Freitag.", "03-14"),
        ("Bitte bis spätestens Mittwoch 12 Uhr.", "03-12 12:00"),
        ("Das muss morgen früh raus.", "03-11"),
        ("Guten Morgen, ich brauche das bis übermorgen.", "03-12"),
        ("Guten Morgen Frau Lenz, wie läuft es?", ""),
        ("Bitte heute Abend noch.", "03-10"),
        ("Ende der Woche muss es fertig sein.", "03-14"),
        ("Ende nächster Woche muss es fertig sein.", "03-21"),
        ("Bis Ende März, bitte.", "03-31"),
        ("Bis zum 14. brauchen wir das.", "03-14"),
        ("Spätestens am 2. April muss es da sein.", "04-02"),
        ("Innerhalb von 48 Stunden, bitte.", "03-12 10:00"),
        ("Nächste Woche brauchen wir es.", "03-21 ?"),
        ("Nächsten Donnerstag brauchen wir es.", "03-20"),
        ("Bitte sofort!", "03-10 ?"),
        ("Samstagabend wird es gebraucht.", "03-15"),
        ("Il nous le faut pour vendredi.", "03-14"),
        ("Il nous le faut demain matin.", "03-11"),
        ("Il nous le faut avant le 20.", "03-19"),
        ("Pour le 14 mars, c'est possible ?", "03-14"),
        ("À rendre en fin de mois.", "03-31"),
        ("D'ici la fin de la semaine, svp.", "03-14"),
        ("Vendredi à 17h, dernier délai.", "03-14 17:00"),
        ("Il me le faut ce soir.", "03-10"),
        ("Dès que possible, merci.", "03-10 ?"),
        ("Lo necesitamos para el viernes.", "03-14"),
        ("Tiene que estar listo mañana por la mañana.", "03-11"),
        ("Antes del jueves, por favor.", "03-12"),
        ("Para el 14 de marzo, por favor.", "03-14"),
        ("Lo quiero para fin de mes.", "03-31"),
        ("Lo quiero cuanto antes.", "03-10 ?"),
        ("El próximo jueves lo presentamos, hace falta para entonces.", "03-13"),
    ],
)
def test_a_date_is_read_in_german_french_and_spanish(text: str, due: str) -> None:
    assert told(text) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The fair opens Saturday, so we need it by Thursday night.", "03-13"),
        ("We launch on Friday; please send it today.", "03-10"),
        ("Could we have it on Wednesday instead of Friday?", "03-12"),
        ("I need it on the 14th and not the 24th.", "03-14"),
        ("We agreed on Friday, but I need it on Wednesday.", "03-12"),
        ("You said Friday. Make it tomorrow.", "03-11"),
        ("I called on Sunday and I want an answer today.", "03-10"),
        ("Last Friday you promised it for tomorrow.", "03-11"),
        ("The board sits on Thursday, so Wednesday evening.", "03-12"),
        ("We'd like it on the 19th in lieu of the 28th.", "03-19"),
        ("As of Monday we're closed, so by Friday please.", "03-14"),
    ],
)
def test_of_several_dates_the_wanted_one_is_read(text: str, due: str) -> None:
    assert told(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We need this faster than usual.",
        "We work 24/7, and 3/4 of the pages are done.",
        "I called three times on Sunday, why didn't you pick up?",
        "Every Friday we have cake.",
        "On Sunday evenings we'd love a call, and at weekends.",
        "Check it now and then; by now it's a habit.",
        "It was due on 3 March.",
        "Version 3.4 of chapter 12.",
        "You may 3 times ask.",
        "The sun sat low.",
        "He wed her in week 10.",
        "On ne sait jamais, mon ami.",
        "Por la mañana trabajo.",
        "The invoice of 14.02.2025 is paid.",
        "31 February will do.",
    ],
)
def test_no_date_is_read_where_none_is_asked_for(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize(
    ("sent", "text", "due"),
    [
        ("2025-03-13 09:00", "by Thursday", "03-20 ?"),
        ("2025-03-13 09:00", "by next Thursday", "03-20"),
        ("2025-03-14 09:00", "by next Thursday", "03-20"),
        ("2025-03-16 09:00", "by next Thursday", "03-20"),
        ("2025-03-16 09:00", "by the end of the week", "03-21"),
        ("2025-03-16 09:00", "before the weekend", "03-21"),
        ("2025-03-15 09:00", "next week", "03-21 ?"),
        ("2025-03-14 14:00", "by noon", "03-17 12:00"),
        ("2025-03-14 22:00", "within 24 hours", "03-15 22:00"),
        ("2025-03-30 09:00", "by the end of the month", "03-31"),
        ("2025-05-31 09:00", "by the end of the month", "05-31"),
        ("2025-03-31 09:00", "by the 31st", "03-31"),
        ("2025-04-01 09:00", "by the 31st", "05-31"),
        ("2025-12-30 09:00", "by 5 January", "2026-01-05"),
        ("2025-12-30 09:00", "by the end of January", "2026-01-30"),
        ("2024-02-01 09:00", "by 29 February", "02-29"),
        ("2025-12-31 09:00", "next month", "2026-01-30 ?"),
    ],
)
def test_weeks_months_and_years_turn_over(sent: str, text: str, due: str) -> None:
    assert told(text, datetime.fromisoformat(sent)) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("before the weekend", date(2025, 3, 13)),
        ("by the end of the week", date(2025, 3, 13)),
        ("within four working days", date(2025, 3, 17)),
        ("before Monday", date(2025, 3, 13)),
        ("by Friday", HOLIDAY),
    ],
)
def test_the_last_open_day_knows_the_holidays(text: str, due: date) -> None:
    found = find_date(text, MONDAY, is_open=lambda day: weekdays(day) and day != HOLIDAY)
    assert found is not None
    assert found.day == due


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Please send it by EOD Friday, ok?", "EOD Friday"),
        ("We need it before the weekend.", "before the weekend"),
        ("Have it here by 7 tomorrow morning.", "by 7 tomorrow morning"),
        ("Could it be Thursday, the 20th?", "Thursday, the 20th"),
        ("We need it before Thursday.", "before Thursday"),
        ("At 17:00 on Friday we print.", "17:00 on Friday"),
    ],
)
def test_the_span_holds_the_words_of_the_date(text: str, words: str) -> None:
    due = asked(text)
    assert due is not None
    assert text[due.start : due.end] == words


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1))  # noqa: DTZ001 - walls
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@settings(max_examples=200)
@given(MOMENTS, st.integers(0, 6))
def test_a_weekday_is_the_coming_one_and_next_the_one_in_the_following_week(sent: datetime, weekday: int) -> None:
    plain, later = asked(f"by {NAMES[weekday]}", sent), asked(f"by next {NAMES[weekday]}", sent)
    assert plain is not None
    assert later is not None
    assert plain.day.weekday() == later.day.weekday() == weekday
    assert 1 <= (plain.day - sent.date()).days <= 7
    assert later.day.isocalendar()[1] == (sent.date() + timedelta(7)).isocalendar()[1]
    assert plain.vague == (sent.weekday() == weekday)


@settings(max_examples=200)
@given(MOMENTS, st.integers(0, 300), st.sampled_from(("{:%-d %B %Y}", "{:%B %-d, %Y}", "{:%Y-%m-%d}", "{:%d.%m.%Y}")))
def test_a_written_date_is_read_back(sent: datetime, ahead: int, layout: str) -> None:
    day = sent.date() + timedelta(ahead)
    assert asked("We need it by " + layout.format(day), sent) == Due(day, None, 14, 14 + len(layout.format(day)))


@settings(max_examples=200)
@given(MOMENTS, st.integers(1, 12), st.integers(1, 12))
def test_only_a_slash_between_two_possible_months_is_ambiguous(sent: datetime, day: int, month: int) -> None:
    slash, dot = asked(f"by {day}/{month}", sent), asked(f"by {day}.{month}.", sent)
    for found in (one for one in (slash, dot) if one and not one.vague):
        assert (found.day.day, found.day.month) == (day, month)
    if dot and day != month and slash and slash.vague:
        assert slash.day == dot.day
    assert not (dot and dot.vague)


@settings(max_examples=300)
@given(st.text(max_size=120), MOMENTS)
def test_what_is_found_lies_ahead_and_in_the_text(text: str, sent: datetime) -> None:
    due = asked(text, sent)
    assert due is None or (due.day >= sent.date() and 0 <= due.start < due.end <= len(text))


PIECES = st.lists(
    st.sampled_from(
        "by before the next this EOD Friday Monday tomorrow 3/4 14th 14 March end of month week 5pm noon in two days "
        "within 48 hours bis Ende demain pour mañana not instead of at , . \0 \u202e".split(" ")
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=400)
@given(PIECES, st.datetimes(), st.sampled_from((weekdays, lambda _: False, lambda _: True)))
def test_any_words_of_time_can_be_read_at_any_time(text: str, sent: datetime, is_open: object) -> None:
    due = find_date(text, sent, is_open=is_open)  # type: ignore[arg-type]  # one of the three above
    assert due is None or (due.day >= sent.date() and text[due.start : due.end].strip() != "")


@pytest.mark.parametrize(
    "text",
    ["by " * 40_000, "Friday " * 20_000, "3/4/" * 30_000, "1" * 100_000, "end of the " * 9_000, "\0at 9" * 20_000],
)
def test_a_hostile_line_costs_no_more_than_its_beginning(text: str) -> None:
    due = asked(text)
    assert due == asked(text[:LONGEST])
    assert due is None or due.end <= LONGEST


def test_the_time_of_sending_may_carry_its_zone() -> None:
    aware = datetime.fromisoformat("2025-03-10T10:00:00+09:00")
    assert asked("by noon", aware) == asked("by noon") == Due(date(2025, 3, 10), time(12), 3, 7)
