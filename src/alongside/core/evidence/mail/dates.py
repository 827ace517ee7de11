"""Dates of mail: RFC 2822 and what is sent in its place, and which date of a message to believe."""

import re
from datetime import date
from typing import NamedTuple

_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_ZONES = {
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet"), 0),
    **dict.fromkeys(("cet", "met", "mez", "bst", "west"), 60),
    **dict.fromkeys(("cest", "mest", "mesz", "eet"), 120),
    **dict.fromkeys(("eest", "msk"), 180),
    **dict.fromkeys(("jst", "kst"), 540),
    **dict.fromkeys(("edt",), -240),
    **dict.fromkeys(("est", "cdt"), -300),
    **dict.fromkeys(("cst", "mdt"), -360),
    **dict.fromkeys(("mst", "pdt"), -420),
    **dict.fromkeys(("pst",), -480),
    **dict.fromkeys(("aest",), 600),
    **dict.fromkeys(("aedt",), 660),
    **dict.fromkeys(("nzst",), 720),
    **dict.fromkeys(("nzdt",), 780),
}
_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
_ZONE = r"(?P<zone>(?:(?:gmt|utc?)\s*)?[+-]\d{1,2}:?\d{2}|[a-z]{1,5})"
_USUAL = re.compile(  # what RFC 2822 says, to the letter: nearly every message
    r"(?:[A-Za-z]{3}, +)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) "
    r"(\d\d):([0-5]\d):([0-5]\d) ([+-])(0\d|1[0-3])([0-5]\d)(?: \(|$)"
)
_FORMS = (
    re.compile(
        r"\s*(?:[^\W\d]{2,12}\.?\s*,?\s*)?(?P<day>\d{1,2})[\s./-]+(?P<month>[a-z]{3})[a-z]{0,6}\.?[\s,./-]+"
        rf"(?P<year>\d{{2,4}})[\s,]+{_CLOCK}\s*{_ZONE}?(?![\w+-])(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(  # asctime, with the zone before or after the year
        r"\s*(?:[^\W\d]{2,12}\.?\s*,?\s+)?(?P<month>[a-z]{3})[a-z]{0,6}\.?\s+(?P<day>\d{1,2}),?\s+"
        rf"{_CLOCK}\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})(?:\s+(?P<late>[+-]\d{{4}}|[a-z]{{1,5}}))?(?![\w+-])(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(  # ISO 8601
        rf"\s*(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[t ]+{_CLOCK}\s*{_ZONE}?(?![\w+-])(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    ),
)
_COMMENT = re.compile(r"\([^()]*\)")
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST = 631_152_000  # 1990-01-01 UTC
_SLACK = 2 * 86_400  # clocks run ahead, zones differ
_APART = 90 * 86_400  # Date and Received further apart than this are worth a word
_LONGEST = 200
_DEEPEST_COMMENT = 4
_MOST_RECEIVED = 50


_UNKNOWN = "the Date header names an unknown zone; taken as UTC"


class Moment(NamedTuple):
    """A date as its header gives it: seconds since 1970 UTC, minutes east of UTC (None: not said), oddities."""

    seconds: int
    offset: int | None
    odd: str = ""


class Sent(NamedTuple):
    """When a message was sent, as far as its headers can be believed, and what was odd about them."""

    seconds: int | None
    offset: int | None
    problems: tuple[str, ...] = ()


def read_moment(value: str) -> Moment | None:
    """Read one date; None where it names no real day and hour. A missing or unknown zone is taken as UTC."""
    value = value[:_LONGEST].strip()
    usual = _USUAL.match(value)
    if usual:
        return _build_usual(*usual.groups())
    for text in (value, _without_comments(value)):
        for form in _FORMS:
            match = form.match(text)
            if match:
                return _build(match.groupdict())
    return None


def _without_comments(value: str) -> str:
    for _ in range(_DEEPEST_COMMENT):
        value = _COMMENT.sub(" ", value)
    return value.replace('"', " ")


def _build_usual(*part: str) -> Moment | None:
    days = _days(int(part[2]), _month(part[1]), int(part[0]))
    hour = int(part[3])
    if days is None or hour > 24:
        return None
    east = (int(part[7]) * 60 + int(part[8])) * (-1 if part[6] == "-" else 1)
    seconds = days * 86_400 + hour * 3600 + int(part[4]) * 60 + int(part[5]) - east * 60
    return Moment(seconds, None if part[6:] == ("-", "00", "00") else east)


def _days(year: int, month: int, day: int) -> int | None:
    """Days since 1970, None where the calendar has no such day."""
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None


def _build(part: dict[str, str | None]) -> Moment | None:
    year, odd = _read_year(part["year"] or "")
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    if part["half"] and hour <= 12:
        hour = hour % 12 + (12 if part["half"] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 60:
        return None
    days = _days(year, _month(part["month"] or ""), int(part["day"] or 0))
    if days is None:
        return None
    offset, strange = _read_zone(part["zone"] or part.get("late") or "", (part["rest"] or "").strip())
    seconds = days * 86_400 + hour * 3600 + minute * 60 + second - (offset or 0) * 60
    return Moment(seconds, offset, odd or strange)


def _month(text: str) -> int:
    """The number of a month named or numbered, 0 (no month) for anything else."""
    name = text.lower()
    return int(name) if name.isdigit() else _MONTHS.get(name, 0)


def _read_year(text: str) -> tuple[int, str]:
    """RFC 2822, 4.3: two digits below 50 are 20xx, else 19xx; three digits count from 1900."""
    year = int(text)
    if len(text) == 4:
        return year, ""
    full = year + (2000 if len(text) == 2 and year < 50 else 1900)
    return full, f"the Date header gives the year as {text}; read as {full}"


def _read_zone(zone: str, rest: str) -> tuple[int | None, str]:
    if not zone:
        return None, _UNKNOWN if rest and not rest.startswith("(") else ""
    sign = max(zone.find("+"), zone.find("-"))
    if sign < 0:
        offset = _ZONES.get(zone.lower())
        return offset, "" if offset is not None else _UNKNOWN
    digits = zone[sign + 1 :].replace(":", "").rjust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        return None, "the Date header names an impossible zone; taken as UTC"
    if zone == "-0000":  # RFC 2822, 3.3: the writer's zone is not said
        return None, ""
    return (hours * 60 + minutes) * (-1 if zone[sign] == "-" else 1), ""


def read_sent(value: str, received: list[str], *, latest: int) -> Sent:
    """The moment a message was sent: its Date where plausible (1990 to `latest` + 2 days), else the newest Received."""
    moment = read_moment(value) if value else None
    if moment and _FIRST <= moment.seconds <= latest + _SLACK:
        return _believed(moment, received, latest)
    said = _said(value, moment)
    newest = _newest(received, latest)
    if newest is None:
        return Sent(None, None, (f"{said}; no Received header dates the message",))
    return Sent(newest, None, (f"{said}; taken from Received",))


def _believed(moment: Moment, received: list[str], latest: int) -> Sent:
    problems: tuple[str, ...] = (moment.odd,) if moment.odd else ()
    if received:
        year = date.fromordinal(_EPOCH + moment.seconds // 86_400).year
        newest = _newest(received, latest) if str(year) not in received[0] else None
        if newest is not None and abs(newest - moment.seconds) > _APART:
            other = date.fromordinal(_EPOCH + newest // 86_400)
            problems += (f"the Date header says {year}, the Received headers {other.isoformat()}",)
    return Sent(moment.seconds, moment.offset, problems)


def _said(value: str, moment: Moment | None) -> str:
    if not value.strip():
        return "there is no Date header"
    shown = " ".join(value[:60].split())
    if moment is None:
        return f"the Date header cannot be read ({shown!a})"
    year = date.fromordinal(max(1, min(_EPOCH + moment.seconds // 86_400, date.max.toordinal()))).year
    return f"the Date header says {year} ({shown!a})"


def _newest(received: list[str], latest: int) -> int | None:
    moments = (read_moment(value[:10_000].rpartition(";")[2]) for value in received[:_MOST_RECEIVED])
    return max((m.seconds for m in moments if m and _FIRST <= m.seconds <= latest + _SLACK), default=None)
