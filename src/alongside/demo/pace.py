"""How time passes in the year: answers come in working hours, some people write at night."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

YEAR_END = datetime(2025, 12, 31, 20, tzinfo=UTC)
OPEN, CLOSE = time(9), time(17, 45)
AWAY = {"Europe/Berlin": ((date(2025, 8, 11), date(2025, 8, 22)),)}  # her two weeks in August
FEAST = ((date(2025, 1, 1), date(2025, 1, 1)), (date(2025, 12, 24), date(2025, 12, 28)))


def make_dice(seed: int, name: str) -> Random:
    """The dice of one part of the year; the same seed and name always fall the same way."""
    return Random(f"{seed}/{name}")  # noqa: S311 - a story, not a secret


def is_open(day: date, closed: tuple[tuple[date, date], ...]) -> bool:
    """Whether people work on this day."""
    return day.weekday() < 5 and not any(first <= day <= last for first, last in FEAST + closed)


def after_work(start: datetime, hours: float, zone: str, dice: Random, *, mine: bool = False) -> datetime:
    """The moment `hours` working hours after `start`, on the calendar of the one who writes."""
    closed = AWAY.get(zone, ()) if mine else ()
    now = start.astimezone(ZoneInfo(zone))
    while True:
        if now.time() < OPEN:
            now = _at(now.date(), OPEN, zone, dice)
        if is_open(now.date(), closed) and now.time() < CLOSE:
            left = (datetime.combine(now, CLOSE) - datetime.combine(now, now.time())).total_seconds() / 3600
            if hours <= left:
                return now + timedelta(hours=hours)
            hours -= left
        now = _at(now.date() + timedelta(days=1), OPEN, zone, dice)


def at_night(start: datetime, zone: str, dice: Random) -> datetime:
    """Some time after `start` in the evening, or on a Saturday or Sunday at any hour."""
    local = start.astimezone(ZoneInfo(zone))
    if dice.random() < 0.35:
        weekend = local.date() + timedelta(days=max(5 - local.weekday(), 0) or dice.randint(0, 1))
        return max(local, datetime.combine(weekend, time(10), ZoneInfo(zone))) + timedelta(minutes=dice.randint(9, 640))
    evening = datetime.combine(local.date(), time(20), ZoneInfo(zone)) + timedelta(minutes=dice.randint(0, 230))
    return evening if evening > local else local + timedelta(minutes=dice.randint(6, 50))


def _at(day: date, hour: time, zone: str, dice: Random) -> datetime:
    opening = datetime.combine(day, hour, ZoneInfo(zone))
    return opening + timedelta(minutes=dice.randint(1, 50), seconds=dice.randint(0, 59))
