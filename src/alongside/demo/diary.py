"""The calendar of the year: calls with clients, hours kept free, private dates."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from alongside.demo.cast import CLIENTS, ME, ZONE
from alongside.demo.nouns import Client
from alongside.demo.pace import AWAY, at_night, is_open

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Alongside//Demo year//EN\nX-WR-TIMEZONE:Europe/Berlin"
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE"""
PRIVATE = ("Boulderhalle", "Zahnarzt", "Chor", "Opa Geburtstag", "Wanderung", "Friseurin")


def make_events(dice: Random) -> tuple[str, ...]:
    """All VEVENTs, unfolded, in the order of the cast."""
    calls = tuple(event for client in CLIENTS for event in _calls(client, dice))
    return (*calls, _focus(), _away(), *_private(dice))


def to_ics(events: tuple[str, ...]) -> bytes:
    """One calendar with its time zone, lines folded at 75 bytes and ended by CRLF."""
    lines = "\n".join((HEAD, BERLIN, *events, "END:VCALENDAR")).split("\n")
    return b"".join(_folded(line.encode()) + b"\r\n" for line in lines)


def _folded(line: bytes) -> bytes:
    """The line in pieces of at most 75 bytes, no character cut in two."""
    parts: list[bytes] = []
    while len(line) > 74:
        cut = 74
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join((*parts, line))


def _calls(client: Client, dice: Random) -> Iterator[str]:
    """A call every two weeks or so; with the one who calls at night, often at night."""
    day = client.seasons[0].first + timedelta(days=dice.randint(2, 9))
    while day <= client.seasons[-1].last:
        if is_open(day, AWAY[ZONE]):
            start = datetime.combine(day, dice.choice((time(9), time(9), time(9, 30), time(14))), ZoneInfo(ZONE))
            late = dice.random() < client.night
            start = at_night(start, ZONE, dice).replace(minute=0) if late else start
            yield _event(f"{client.name}: {dice.choice(('call', 'review', 'planning'))}", start, _guests(client), dice)
        day += timedelta(days=round(1.4 / max(client.share, 0.1)) + dice.randint(1, 6))


def _guests(client: Client) -> tuple[str, ...]:
    organizer = f"ORGANIZER;CN={ME.name}:mailto:{ME.address}"
    people = client.people[:2]
    return (organizer, *(f"ATTENDEE;PARTSTAT=ACCEPTED;CN={_text(one.name)}:mailto:{one.address}" for one in people))


def _text(value: str) -> str:
    return f'"{value}"' if set(value) & set(",;:()") else value


def _event(title: str, start: datetime, more: tuple[str, ...], dice: Random) -> str:
    made = start - timedelta(days=dice.randint(1, 12))
    end = start + timedelta(minutes=dice.choice((30, 30, 45, 60)))
    lines = (
        "BEGIN:VEVENT",
        f"UID:{dice.getrandbits(80):x}@studiovogt.example",
        f"DTSTAMP:{made.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}",
        f"CREATED:{made.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={ZONE}:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={ZONE}:{end:%Y%m%dT%H%M%S}",
        f"SUMMARY:{title}",
        *more,
        "STATUS:CONFIRMED",
        "END:VEVENT",
    )
    return "\n".join(lines)


def _focus() -> str:
    """Tuesday and Thursday mornings, kept free all year."""
    return (
        "BEGIN:VEVENT\nUID:focus@studiovogt.example\nDTSTAMP:20250102T080000Z\n"
        "DTSTART;TZID=Europe/Berlin:20250107T100000\nDTEND;TZID=Europe/Berlin:20250107T120000\n"
        "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20251218T110000Z\nSUMMARY:Ruhe. Bauen.\nTRANSP:OPAQUE\nEND:VEVENT"
    )


def _away() -> str:
    return (
        "BEGIN:VEVENT\nUID:ruegen@studiovogt.example\nDTSTAMP:20250302T080000Z\nDTSTART;VALUE=DATE:20250811\n"
        "DTEND;VALUE=DATE:20250823\nSUMMARY:Rügen\nTRANSP:OPAQUE\nEND:VEVENT"
    )


def _private(dice: Random) -> Iterator[str]:
    for week in range(2, 50):
        day = date.fromisocalendar(2025, week, dice.randint(1, 6))
        start = datetime.combine(day, time(dice.choice((17, 18, 19))), ZoneInfo(ZONE))
        yield _event(dice.choice(PRIVATE), start, ("CLASS:PRIVATE",), dice)
