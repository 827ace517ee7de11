"""The date a message asks for, resolved against the moment it was sent and the days its reader works."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from alongside.core.signals import datewords as words
from alongside.core.signals.mentions import MOST, Mention, Sent, is_announced, mentions, open_before, open_day_after

LONGEST = 3_000  # characters looked at: a request stands in a sentence or two
_FAR = 16  # characters between a day and its time
_NOON, _MIDNIGHT = time(12), time(23, 59)  # midnight ends the day that is named
_LATE = 8  # an hour below this, without morning or am, is in the afternoon
# How much a mention is wanted, by what stands before it; haste counts only where nothing else does.
_NAMED, _DEADLINE, _AIMED, _WANTED, _VAGUE, _HASTE = 10, 30, 5, 8, -5, 1
_LOOK_BACK, _CLAUSE = 40, 120  # characters before a mention that are looked at
_BREAK = re.compile(r"[,;:.!?()–—\n]| (?:so|because|since|as|but|weil|denn|da|car|porque) ")


@dataclass(frozen=True, slots=True)
class Due:
    """When something is wanted: the date, the time where a clock's was said, and the span of the words.

    `vague` where the words leave the day open ("ASAP", "next week") or have two readings ("3/4").
    """

    day: date
    at: time | None
    start: int
    end: int
    vague: bool = False


class _Part(NamedTuple):
    """Words that round off a day; alone, some of them are one. A `bare` hour ("at 9") needs a day beside it."""

    start: int
    end: int
    kind: str  # clock, bare, day, early, half
    at: time | None = None
    hour: int = 0


def find_date(text: str, sent_local: datetime, *, is_open: Callable[[date], bool]) -> Due | None:
    """The date and time that a text asks for; None where it names none.

    Of several, the one that is wanted: "by Thursday" before "the fair opens Saturday", never what is only contrasted
    ("instead of Friday") or over ("I called on Sunday"). Haste without a date ("ASAP") is today, and vague.
    """
    text = text[:LONGEST]
    sent = Sent(sent_local.date(), sent_local.time(), is_open)
    found = _with_times(text, sent, _joined(text, mentions(text, sent)))
    weighed = [(weight, -one.start, one) for one in found if (weight := _weight(text, one)) > 0]
    if not weighed:
        return None
    best = max(weighed, key=lambda pair: pair[:2])[2]
    day, start = _taken_before(text, best, sent)
    return Due(day, best.at, start, best.end, best.vague)


def _is_join(text: str, start: int, end: int) -> bool:
    """Whether two spans belong together: only small words between."""
    return 0 <= end - start <= _FAR and words.JOINED.match(text[start:end]) is not None


def _joined(text: str, found: list[Mention]) -> list[Mention]:
    """A weekday beside a date, a week or "tomorrow" is one mention with it."""
    whole: list[Mention] = []
    for one in found:
        last = whole[-1] if whole else None
        if last and _is_join(text, last.end, one.start) and (last.weekday is None) != (one.weekday is None):
            whole[-1] = _one_of_two(last, one)
        else:
            whole.append(one)
    return whole


def _one_of_two(first: Mention, second: Mention) -> Mention:
    """The more exact of the two; the weekday decides between two readings, and picks its day of a week."""
    named, other = (first, second) if first.weekday is not None else (second, first)
    weekday, day = named.weekday or 0, other.day
    if other.monday:
        day = other.monday + timedelta(weekday)
    elif other.other and other.other.weekday() == weekday != day.weekday():
        day = other.other
    told = other.vague and not other.monday and day.weekday() != weekday
    return other._replace(start=first.start, end=second.end, day=day, vague=told, monday=None)


# ---------------------------------------------------------------- times of day


def _with_times(text: str, sent: Sent, found: list[Mention]) -> list[Mention]:
    """The mentions with the times beside them, and the times that stand alone."""
    free = [part for part in _parts(text) if not any(part.start < one.end and one.start < part.end for one in found)]
    whole: list[Mention] = []
    for one in found:
        grown, free = _grown(text, one, free)
        whole.append(grown)
    return whole + [day for part in free if (day := _alone(text, part, sent))]


def _parts(text: str) -> Iterator[_Part]:
    for found in islice(words.CLOCK.finditer(text), MOST):
        if (at := _clock(found)) is not None:
            yield _Part(*found.span(), "clock", at)
    for found in islice(words.BARE_HOUR.finditer(text), MOST):
        hour = int(found["hour"]) if found["hour"] else words.HOURS[found["word"].lower()]
        if found["half"] and 1 <= hour <= 12:
            yield _Part(*found.span(), "clock", time(hour % 12 + 12 * ("p" in found["half"].lower())))
        elif hour < 24:
            yield _Part(*found.span(), "bare", hour=hour)
    for found in islice(words.PART.finditer(text), MOST):
        yield _Part(*found.span(), found.lastgroup or "half")


def _clock(found: re.Match[str]) -> time | None:
    if found["noon"] or found["midnight"]:
        return _NOON if found["noon"] else _MIDNIGHT
    hour, minute = int(found["hour"]), int(found["minute"] or found["dotted"] or 0)
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (found["half"][0] in "pP")
    if hour == 24 and not minute and not found["half"]:
        return _MIDNIGHT
    return time(hour, minute) if hour < 24 else None


def _grown(text: str, one: Mention, free: list[_Part]) -> tuple[Mention, list[_Part]]:
    """A mention with the parts that join it on either side, and the parts that are left."""
    for part in sorted(free, key=lambda part: abs(part.start - one.start))[:4]:
        before = _is_join(text, part.end, one.start)
        if not before and not _is_join(text, one.end, part.start):
            continue
        free = [other for other in free if other is not part]
        one = one._replace(start=min(one.start, part.start), end=max(one.end, part.end))
        if part.kind in ("clock", "bare") and one.at is None:
            one = one._replace(at=part.at or time(part.hour))
            one = one._replace(at=_of_the_day(text, one, part))
    return one, free


def _of_the_day(text: str, one: Mention, part: _Part) -> time | None:
    """The time, with the half of the day that the words around it mean."""
    at, said = one.at, text[max(one.start - 12, 0) : one.end + 12]
    if at is None or at.hour >= 12 or words.MORNING.search(said) or "m" in text[part.start : part.end].lower():
        return at
    late = words.EVENING.search(said) or (part.kind == "bare" and at.hour < _LATE)
    return at.replace(hour=at.hour + 12) if late else at


def _alone(text: str, part: _Part, sent: Sent) -> Mention | None:
    """What a part means without a day: "EOD" is today, "first thing" tomorrow, a time its next occurrence."""
    if part.kind in ("day", "early"):
        return Mention(part.start, part.end, sent.day + timedelta(part.kind == "early"))
    if part.at is None or not is_announced(text, part.start):
        return None
    day = sent.day if part.at > sent.at else open_day_after(sent.day, 1, sent.is_open)
    return Mention(part.start, part.end, day, at=part.at)


# ---------------------------------------------------------------- which one is asked for


def _weight(text: str, one: Mention) -> int:
    """How much a mention is what the text asks for; 0 where it is not."""
    before = text[max(one.start - _LOOK_BACK, 0) : one.start]
    if one.haste:
        return _HASTE
    clause = _BREAK.split(text[max(one.start - _CLAUSE, 0) : one.start])[-1]
    deadline = words.DEADLINE.search(before) is not None
    if words.AGAINST.search(before):
        return 0
    if one.weekday is not None and not deadline and words.LOOKED_BACK.search(clause):
        return 0
    weight = _NAMED + _VAGUE * one.vague + _DEADLINE * deadline
    return (
        weight
        + _AIMED * bool(words.AIMED.search(before))
        + _WANTED * bool(words.WANTED.search(clause) or words.SO.search(before))
    )


def _taken_before(text: str, one: Mention, sent: Sent) -> tuple[date, int]:
    """The day, or the last open one before it where the words say so ("before Friday"), and where the words begin."""
    found = words.BEFORE.search(text[max(one.start - _LOOK_BACK, 0) : one.start])
    if not found or one.edge or one.at or text[one.start : one.end].lower().startswith(("eod", "cob", "end", "close")):
        return one.day, one.start
    start = max(one.start - _LOOK_BACK, 0) + found.start()
    return max(open_before(one.monday or one.day, sent.is_open), sent.day), start
