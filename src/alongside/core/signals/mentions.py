"""The mentions of a day in a text, each resolved against the moment it was sent and the days its reader works."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from alongside.core.signals import datewords as words

IsOpen = Callable[[date], bool]

MOST = 40  # finds of one pattern looked at
JUST_PAST = timedelta(30)  # a day and month that passed so lately is meant, and over; longer ago it is next year's
_SHUT = 40  # days without an open one, after which a calendar is no help
_WEEK = timedelta(7)
_FRIDAY = 4


class Sent(NamedTuple):
    """The moment of sending, on the sender's wall, and the reader's calendar."""

    day: date
    at: time
    is_open: IsOpen


class Mention(NamedTuple):
    """One mention of a day.

    `weekday` where only that was said, `monday` where only a week, `other` its second reading; `edge` where it is the
    end or beginning of something, `haste` where no day was said at all.
    """

    start: int
    end: int
    day: date
    vague: bool = False
    at: time | None = None
    weekday: int | None = None
    monday: date | None = None
    other: date | None = None
    edge: bool = False
    haste: bool = False


def mentions(text: str, sent: Sent) -> list[Mention]:
    """The days a text names, in order and apart; past ones are left out."""
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    for pattern, read in _READERS:
        for match in islice(pattern.finditer(text), MOST):
            start, end = match.span()
            if any(start < later and earlier < end for earlier, later in taken):
                continue
            taken.append((start, end))
            with suppress(OverflowError):  # at the end of time
                found += [one] if (one := read(text, match, sent)) else []
    return sorted(found)


# ---------------------------------------------------------------- days


def open_before(day: date, is_open: IsOpen) -> date:
    """The last open day before that one."""
    return _open_at_last(day - timedelta(1), is_open)


def open_day_after(day: date, count: int, is_open: IsOpen) -> date:
    """The open day that many open days later."""
    for _ in range(min(count, 250)):
        day = _open_at_first(day + timedelta(1), is_open)
    return day


def _open_at_last(day: date, is_open: IsOpen) -> date:
    """The day itself, or the last open one before it."""
    return next((one for back in range(_SHUT) if is_open(one := day - timedelta(back))), day)


def _open_at_first(day: date, is_open: IsOpen) -> date:
    """The day itself, or the first open one after it."""
    return next((one for ahead in range(_SHUT) if is_open(one := day + timedelta(ahead))), day)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def _no_sooner(day: date, sent: Sent) -> date:
    return max(day, sent.day)


def _yearless(month: int, day: int, sent: Sent) -> date | None:
    """The next such day; None where it has just passed, or there is none within five years."""
    for year in range(sent.day.year, sent.day.year + 5):
        with suppress(ValueError):
            this = date(year, month, day)
            if this >= sent.day:
                return this
            if sent.day - this <= JUST_PAST:
                return None
    return None


def _calendar_day(sent: Sent, day: int, month: int, year: str | None) -> date | None:
    """A day by its numbers; None where there is no such day, or it is over."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if not year:
        return _yearless(month, day, sent)
    with suppress(ValueError):
        exact = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return exact if exact >= sent.day else None
    return None


# ---------------------------------------------------------------- one reader a pattern

Reader = Callable[[str, re.Match[str], Sent], Mention | None]


def _iso(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    day = _calendar_day(sent, int(found["day"]), int(found["month"]), found["year"])
    return Mention(*found.span(), day) if day else None


def _numeric(text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    """Day first, unless the month is impossible. With a slash both orders are in use, so that stays flagged."""
    first, second, year = int(found["day"]), int(found["month"]), found["year"]
    dated = year or (found["mark"] == "." and found[0].endswith("."))
    before = text[max(found.start() - 24, 0) : found.start()]
    if not dated and not is_announced(text, found.start()) and not _ends_in_a_weekday(before):
        return None  # 24/7, two of three, version 3.4
    usual, swapped = _calendar_day(sent, first, second, year), None
    if found["mark"] == "/" and first != second:
        swapped = _calendar_day(sent, second, first, year)
    day = swapped if second > 12 else usual
    both = found["mark"] == "/" and first != second and max(first, second) <= 12
    return Mention(*found.span(), day, vague=both, other=swapped) if day else None


def is_announced(text: str, start: int) -> bool:
    """Whether the words before say that a day or time follows."""
    before = text[max(start - 24, 0) : start]
    return bool(words.DEADLINE.search(before) or words.AIMED.search(before))


def _ends_in_a_weekday(before: str) -> bool:
    last = before.rstrip(" ,.(").rsplit(" ", 1)[-1].lower()
    return last in words.WEEKDAYS


def _named(text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    if found["month"] == "may" and not words.DEADLINE.search(text[max(found.start() - 24, 0) : found.start()]):
        return None  # "the other 14 may wait"
    day = _calendar_day(sent, int(found["day"]), words.MONTHS[found["month"].lower()], found["year"])
    return Mention(*found.span(), day) if day else None


def _ordinal(text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    """The next such day of a month: of this one, if it is not over."""
    number = int(found["day"] or found["tag"] or found["jour"])
    start = found.start("day") if found["day"] else found.start("tag") if found["tag"] else found.start("jour")
    months = (divmod(sent.day.month - 1 + ahead, 12) for ahead in range(12))
    for years, month in months:
        with suppress(ValueError):
            day = date(sent.day.year + years, month + 1, number)
            if day >= sent.day:
                with_article = text[max(start - 4, 0) : start].lower() == "the "
                return Mention(start - 4 * with_article, found.end("day") + 2 if found["day"] else found.end(), day)
    return None


def _edge(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    """The end, middle or beginning of a week or month. Ends are their last open day, the rest is vague."""
    later = bool(found["next"] or found["post"])
    first, last = _week(sent, later=later) if found["week"] else _month(sent, found["name"], later=later)
    if found["end"]:
        day = _open_at_last(last, sent.is_open)
        return Mention(*found.span(), day if day >= max(first, sent.day) else _no_sooner(last, sent), edge=True)
    if found["middle"]:
        middle = first + (timedelta(2) if found["week"] else timedelta(14))
        return Mention(*found.span(), _no_sooner(middle, sent), vague=True, edge=True)
    return Mention(*found.span(), _no_sooner(_open_at_first(first, sent.is_open), sent), vague=True, edge=True)


def _week(sent: Sent, *, later: bool) -> tuple[date, date]:
    """Monday and Friday of this working week or the next; on a weekend "this week" is the one that comes."""
    monday = _monday(sent.day) + (_WEEK if later or sent.day.weekday() > _FRIDAY else timedelta())
    return monday, monday + timedelta(4)


def _month(sent: Sent, name: str | None, *, later: bool) -> tuple[date, date]:
    """First and last day of a month: the named one that comes, this one or the next."""
    year, month = sent.day.year, sent.day.month
    if name:
        asked = words.MONTHS[name.lower()]
        year, month = year + (asked < month), asked
    elif later:
        year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1), _end_of_month(year, month)


def _short_edge(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    first, last = _week(sent, later=False) if found["week"] else _month(sent, None, later=False)
    day = _open_at_last(last, sent.is_open)
    return Mention(*found.span(), day if day >= max(first, sent.day) else _no_sooner(last, sent), edge=True)


def _weekend(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    """Before it: the last open day before Saturday. Over it: until its Sunday, vague."""
    saturday = _monday(sent.day) + timedelta(5)
    if not found["before"]:
        return Mention(*found.span(), saturday + timedelta(1), vague=True)
    if sent.day >= saturday:
        saturday += _WEEK
    return Mention(*found.span(), _no_sooner(open_before(saturday, sent.is_open), sent), edge=True)


def _some_week(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    """A week or month as a date is its end, and vague."""
    if found["month"]:
        _, last = _month(sent, None, later=True)
        return Mention(*found.span(), _open_at_last(last, sent.is_open), vague=True)
    monday, friday = _week(sent, later=bool(found["next"]))
    day = _open_at_last(friday, sent.is_open)
    return Mention(
        *found.span(), day if day >= max(monday, sent.day) else _no_sooner(friday, sent), vague=True, monday=monday
    )


def _weekday(text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    """The coming such day, or with "next" that of the following week; a day named on itself is a week away, vague."""
    if found["skip"] or found["past"] or not _is_day_name(text, found):
        return None
    weekday = words.WEEKDAYS[found["day"].lower()]
    ahead = (weekday - sent.day.weekday() - 1) % 7 + 1
    day = sent.day + timedelta(ahead)
    start = found.start("next") if found["next"] else found.start("day")
    # "Next Thursday", said on a Monday: the Thursday of this week is "Thursday" or "this Thursday" to most people, so
    # whoever adds "next" means the one after it. Spanish "próximo" is simply the coming one.
    if (found["next"] and not found["next"].lower().startswith("pr")) or found["post"]:
        day = _monday(sent.day) + _WEEK + timedelta(weekday)
    elif found["week"]:  # "Monday week"
        day += _WEEK
    return Mention(start, found.end(), day, vague=ahead == 7 and not found["next"], weekday=weekday)


def _is_day_name(text: str, found: re.Match[str]) -> bool:
    """Whether a short form is a day: "Sat" and "mon" are words too."""
    name = found["day"]
    if name.lower() not in words.SHORT_DAYS:
        return True
    sure = name.lower() not in ("mon", "sat", "sun", "wed") and (name[0].isupper() or name.lower() in ("weds", "thurs"))
    return sure or is_announced(text, found.start("day")) or (found["next"] or "").lower() == "next"


def _near(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    ahead = 2 if found["later"] else 1 if found["tomorrow"] else 0
    return Mention(*found.span(), sent.day + timedelta(ahead))


def _span(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    """Hours end on the clock, days on the calendar, working days on open ones."""
    count = _count(found)
    if not count:
        return None
    unit = found["unit"].lower()
    if unit.startswith(("h", "stunde", "minute")):
        hours = count / 60 if unit.startswith("min") else count * (0.5 if found["half"] else 1)
        moment = datetime.combine(sent.day, sent.at) + timedelta(hours=hours)
        return Mention(*found.span(), moment.date(), at=moment.time().replace(second=0, microsecond=0), edge=True)
    if found["work"] or found["worked"]:
        return Mention(*found.span(), open_day_after(sent.day, count, sent.is_open), edge=True)
    days = count * (14 if unit.startswith("fort") else 7 if unit.startswith(("week", "woche", "sem")) else 1)
    return Mention(*found.span(), sent.day + timedelta(days), edge=True)


def _count(found: re.Match[str]) -> int:
    """How many; "within the hour" is one, "in week ten" none."""
    if found["half"]:
        return 1
    if found["figure"]:
        return int(found["figure"])
    if found["count"]:
        return words.COUNTS[found["count"].lower()]
    return int(found[0].lower().startswith(("within", "inside", "innerhalb", "binnen")))


def _soon(_text: str, found: re.Match[str], sent: Sent) -> Mention | None:
    return Mention(*found.span(), sent.day, vague=True, haste=True)


# In this order: where two overlap, the earlier reads more of the words.
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (words.ISO, _iso),
    (words.NAMED, _named),
    (words.MONTH_FIRST, _named),
    (words.NUMERIC, _numeric),
    (words.WEEKEND, _weekend),
    (words.EDGE, _edge),
    (words.SHORT_EDGE, _short_edge),
    (words.WEEK, _some_week),
    (words.ORDINAL, _ordinal),
    (words.SPAN, _span),
    (words.NEAR, _near),
    (words.WEEKDAY, _weekday),
    (words.SOON, _soon),
)
