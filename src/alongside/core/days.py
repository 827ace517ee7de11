"""Business time: work hours, holidays and time zones; the only place that knows them.

Zones come from the system's tz database through zoneinfo; Windows has none, so there the `tzdata` package must be
installed beside Alongside (it is no dependency: everywhere else it would be dead weight).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

Openings = tuple[NDArray[np.int64], NDArray[np.int64]]

WEEK = 7 * 86_400
WORKDAYS = frozenset(range(5))
YEARS_AHEAD = 10  # a schedule that stays shut this long is a mistake, not a holiday
_EPOCH_DAY = date(1970, 1, 1).toordinal()


class _Calendar(NamedTuple):
    """Open spans in time, as moments, and the seconds that were open before each and after the last."""

    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    done: NDArray[np.int64]


class HalfDay(NamedTuple):
    """A day that closes early: every year on `month` and `day`, or every week on `weekday` (Monday is 0)."""

    closes: time
    month: int = 0
    day: int = 0
    weekday: int = -1

    def falls_on(self, day: date) -> bool:
        """Whether this rule speaks of that day."""
        return (day.month, day.day) == (self.month, self.day) or day.weekday() == self.weekday


@dataclass(frozen=True, slots=True)
class Hours:
    """Work hours from a date on: an IANA zone, weekdays (Monday is 0), local times, holidays, days off.

    `country` and `region` are codes of the `holidays` package ("DE", "BE"); no country, no holidays.
    `closes` at 00:00 means the end of the day. A shift over midnight is refused.
    """

    since: date
    zone: str
    weekdays: frozenset[int] = WORKDAYS
    opens: time = time(9)
    closes: time = time(17)
    country: str = ""
    region: str = ""
    half_days: tuple[HalfDay, ...] = ()
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        find_zone(self.zone)
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError(f"Work needs weekdays from 0 (Monday) to 6, not {sorted(self.weekdays)}.")
        if self.closes <= self.opens and self.closes != time():
            raise ValueError(f"A shift from {self.opens} to {self.closes} runs over midnight: split it in two days.")


@dataclass(frozen=True, slots=True)
class Schedule:
    """Work hours over time: on each local date the latest entry that has begun is in force.

    The first entry also holds for everything before it. A changed entry recomputes history: nothing is stored.
    """

    hours: tuple[Hours, ...]

    def __post_init__(self) -> None:
        if not self.hours:
            raise ValueError("A schedule needs at least one entry of work hours.")
        if any(a.since >= b.since for a, b in pairwise(self.hours)):
            raise ValueError("The entries of a schedule stand in the order of their dates, one per date.")

    def at(self, day: date) -> Hours:
        """The entry in force on a local date."""
        return next((h for h in reversed(self.hours) if h.since <= day), self.hours[0])


class Zone(NamedTuple):
    """The zone a person writes from; `assumed` where the mail does not prove it, and `why` in one sentence."""

    name: str
    assumed: bool
    why: str


@lru_cache(maxsize=256)  # zoneinfo itself keeps eight, and reads the others from disk each time
def find_zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; ValueError in a plain sentence where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"No time zone {name!r} here; on Windows install the package tzdata.") from error


def local_day(epoch: int, zone: str) -> date:
    """The date on the wall of that zone at a moment (seconds since 1970 UTC)."""
    return datetime.fromtimestamp(epoch, find_zone(zone)).date()


def is_open(schedule: Schedule, day: date) -> bool:
    """Whether any work is done on a local date."""
    opens, closes = _opening(schedule.at(day), day)
    return closes > opens


def business_minutes(schedule: Schedule, start: int, end: int) -> float:
    """Open minutes between two moments (seconds since 1970 UTC), 0 where `end` is not after `start`.

    Walks the local dates one by one: the plain reading of the rule, and the check on `business_minutes_many`.
    """
    if end <= start:
        return 0.0
    seconds, free = 0, start
    for number in range(_utc_day(start).toordinal() - 2, _utc_day(end).toordinal() + 3):
        opens, closes = _opening(schedule.at(day := date.fromordinal(number)), day)
        seconds += max(0, min(closes, end) - max(opens, free))
        free = max(free, closes)  # whoever moves east may open before the old zone has closed
    return seconds / 60


def business_minutes_many(
    schedule: Schedule, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.float64]:
    """`business_minutes` of every pair at once, by prefix sums over the open spans: O(1) in the length of a gap."""
    if len(starts) == 0:
        return np.zeros(0)
    first, last = min(starts.min(), ends.min()), max(starts.max(), ends.max())
    kept = _calendar(schedule, _utc_day(int(first)).year, _utc_day(int(last)).year)
    worked = _worked(kept, ends) - _worked(kept, starts)
    return np.asarray(np.maximum(worked, 0) / 60, np.float64)


def add_business_minutes(schedule: Schedule, start: int, minutes: float) -> int:
    """The deadline: the earliest moment by which that many open minutes have passed since `start`."""
    left = round(minutes * 60)
    if left <= 0:
        return start
    year = _utc_day(start).year
    for ahead in (1, YEARS_AHEAD):
        kept = _calendar(schedule, year, year + ahead)
        goal = int(_worked(kept, np.array([start]))[0]) + left
        at = int(np.searchsorted(kept.done, goal)) - 1
        if at < len(kept.closes):
            return int(kept.closes[at] - (kept.done[at + 1] - goal))
    raise ValueError(f"This schedule does not open for {minutes:g} minutes in {YEARS_AHEAD} years.")


def _worked(kept: _Calendar, moments: NDArray[np.int64]) -> NDArray[np.int64]:
    """Open seconds from the start of the calendar to each moment."""
    at = np.searchsorted(kept.closes, moments)  # spans that had closed by then
    inside = np.maximum(moments - np.append(kept.opens, np.iinfo(np.int64).max)[at], 0)
    return np.asarray(kept.done[at] + inside, np.int64)


@lru_cache(maxsize=256)
def _calendar(schedule: Schedule, first: int, last: int) -> _Calendar:
    """Opening and closing moments of whole years, with a margin for zones."""
    opens, closes = _openings(schedule, date(first, 1, 1) - timedelta(2), date(last, 12, 31) + timedelta(2))
    return _Calendar(opens, closes, np.append(0, np.cumsum(closes - opens)))


def _openings(schedule: Schedule, first: date, last: date) -> Openings:
    """Open spans in UTC, in order and apart, for the local dates from `first` to `last`."""
    changes = [hours.since for hours in schedule.hours[1:] if first < hours.since <= last]
    edges = pairwise([first, *changes, last + timedelta(1)])
    parts = [_laid_out(schedule.at(since), since, until) for since, until in edges]
    opens, closes = _used(*np.concatenate(parts, axis=1))
    # Whoever moves east may open before the old zone has closed.
    return _used(np.append(opens[:1], np.maximum(opens[1:], np.maximum.accumulate(closes)[:-1])), closes)


def _used(opens: NDArray[np.int64], closes: NDArray[np.int64]) -> Openings:
    return opens[opens < closes], closes[opens < closes]


def _laid_out(hours: Hours, since: date, until: date) -> NDArray[np.int64]:
    """When an office opens and closes on each day from `since` to before `until` (2, days), as moments; twice 0: it
    stays shut.

    All days of a week are alike but for clock changes, holidays and half days; those go one by one.
    """
    zone = find_zone(hours.zone)
    days = np.arange(since.toordinal(), until.toordinal())
    offsets = np.array([_midnight_offset(zone, date.fromordinal(day)) for day in [*days.tolist(), until.toordinal()]])
    worked = np.isin((days - 1) % 7, list(hours.weekdays))  # day 1 was a Monday
    midnights = 86_400 * (days - _EPOCH_DAY) - offsets[:-1]
    spans = np.stack([midnights + _seconds(hours.opens), midnights + (_seconds(hours.closes) or 86_400)]) * worked
    odd = (offsets[:-1] != offsets[1:]) | np.isin(days, _odd_days(hours, since, until))
    for at in np.flatnonzero(odd & worked).tolist():
        spans[:, at] = _opening(hours, date.fromordinal(int(days[at])))
    return np.asarray(spans, np.int64)


def _odd_days(hours: Hours, since: date, until: date) -> list[int]:
    """The days that a holiday, a day off or a half day may make unlike others of their weekday, among others."""
    years = range(since.year, until.year + 1) if hours.country else ()
    free = hours.closed.union(*(_holidays(hours.country, hours.region, year) for year in years))
    days = range(since.toordinal(), until.toordinal()) if hours.half_days else ()
    half = [day for day in days if any(one.falls_on(date.fromordinal(day)) for one in hours.half_days)]
    return [*(day.toordinal() for day in free), *half]


@lru_cache(maxsize=1 << 16)
def _opening(hours: Hours, day: date) -> tuple[int, int]:
    """When the office opens and closes on a local date, as moments; twice the same where it stays shut."""
    if day.weekday() not in hours.weekdays or day in hours.closed:
        return 0, 0
    if hours.country and day in _holidays(hours.country, hours.region, day.year):
        return 0, 0
    early = [half.closes for half in hours.half_days if half.falls_on(day)]
    zone = find_zone(hours.zone)
    shut = moment_of(day + timedelta(1), time(), zone) if hours.closes == time() else moment_of(day, hours.closes, zone)
    shut = min([shut, *(moment_of(day, closes, zone) for closes in early)])
    return moment_of(day, hours.opens, zone), shut


def moment_of(day: date, wall: time, zone: ZoneInfo) -> int:
    """When a clock on that wall first shows the time or, where clocks jump over it, the moment of the jump."""
    offset = _midnight_offset(zone, day)
    if offset == _midnight_offset(zone, day + timedelta(1)):  # the clocks of this day do not change
        return 86_400 * (day.toordinal() - _EPOCH_DAY) + _seconds(wall) - offset
    naive = datetime.combine(day, wall)
    moment = naive.replace(tzinfo=zone).timestamp()
    if datetime.fromtimestamp(moment, zone).replace(tzinfo=None) == naive:
        return int(moment)
    early, late = int(naive.replace(tzinfo=zone, fold=1).timestamp()), int(moment)
    while early < late:
        middle = (early + late) // 2
        past = datetime.fromtimestamp(middle, zone).replace(tzinfo=None) >= naive
        early, late = (early, middle) if past else (middle + 1, late)
    return late


def _seconds(wall: time) -> int:
    return 3600 * wall.hour + 60 * wall.minute + wall.second


@lru_cache(maxsize=1 << 16)
def _midnight_offset(zone: ZoneInfo, day: date) -> int:
    """Seconds east of UTC at the first midnight of a local date."""
    offset = datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()
    return int((offset or timedelta()).total_seconds())


@lru_cache(maxsize=1024)
def _holidays(country: str, region: str, year: int) -> frozenset[date]:
    """Public holidays with the days they are observed on; ValueError where country or region is not known."""
    import holidays  # noqa: PLC0415  takes a third of a second, and only schedules with a country need it

    try:
        return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))
    except NotImplementedError as error:
        raise ValueError(f"No holidays are known for {country} {region}".rstrip() + ".") from error


def _utc_day(epoch: int) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=epoch)).date()


# Where a country's mail is mostly written; the first zone of a country is its guess, and earlier lines win ties.
_PLACES = """
de Europe/Berlin|us America/New_York America/Chicago America/Los_Angeles America/Denver America/Phoenix
us America/Anchorage Pacific/Honolulu|gb Europe/London|uk Europe/London|fr Europe/Paris|nl Europe/Amsterdam
at Europe/Vienna|ch Europe/Zurich|it Europe/Rome|es Europe/Madrid|be Europe/Brussels|pl Europe/Warsaw
se Europe/Stockholm|dk Europe/Copenhagen|no Europe/Oslo|cz Europe/Prague|hu Europe/Budapest|ie Europe/Dublin
pt Europe/Lisbon|fi Europe/Helsinki|gr Europe/Athens|ro Europe/Bucharest|bg Europe/Sofia|ua Europe/Kyiv
lt Europe/Vilnius|lv Europe/Riga|ee Europe/Tallinn|sk Europe/Bratislava|si Europe/Ljubljana|hr Europe/Zagreb
rs Europe/Belgrade|lu Europe/Luxembourg|is Atlantic/Reykjavik|tr Europe/Istanbul|ru Europe/Moscow|il Asia/Jerusalem
in Asia/Kolkata|cn Asia/Shanghai|jp Asia/Tokyo|kr Asia/Seoul|sg Asia/Singapore|hk Asia/Hong_Kong|tw Asia/Taipei
ae Asia/Dubai|pk Asia/Karachi|bd Asia/Dhaka|th Asia/Bangkok|vn Asia/Ho_Chi_Minh|id Asia/Jakarta|ph Asia/Manila
my Asia/Kuala_Lumpur|np Asia/Kathmandu|lk Asia/Colombo|ir Asia/Tehran|sa Asia/Riyadh|eg Africa/Cairo
au Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Perth Australia/Darwin|nz Pacific/Auckland
ca America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax America/St_Johns
br America/Sao_Paulo|ar America/Argentina/Buenos_Aires|cl America/Santiago|co America/Bogota|pe America/Lima
mx America/Mexico_City|za Africa/Johannesburg|ng Africa/Lagos|ke Africa/Nairobi|ma Africa/Casablanca|gh Africa/Accra
"""
ENOUGH = 0.6  # of the offsets a zone can explain; below that the person travels or the zone is another
LATEST = 104  # weeks of mail that count
FAR_OFF = 1 << 33  # the year 2242: no zone is asked about later dates
FEW = 3  # offsets, below which nothing is learnt
_CHANGES = 1 << 40  # no offset of any zone


def learn_zone(offsets: Sequence[tuple[int, int]], country_hint: str = "", mine: str = "UTC") -> Zone:
    """The zone behind `Date:` headers: (moment, minutes east of UTC) each; the hint is a country code.

    Each week votes once. A stamp of +0000 is what servers write, so it speaks only for zones that keep UTC then.
    Falls back to the hint's zone or to `mine`, and says that it is assumed.
    """
    home = _zones(country_hint.lower()) if country_hint else ()
    votes = _weekly_votes(offsets)
    if len(offsets) < FEW or not any(minutes for _, minutes in votes):
        why = "too few dated messages" if len(offsets) < FEW else "every message is stamped in UTC"
        return Zone(home[0] if home else mine, assumed=True, why=f"Assumed: {why}.")
    for zones in (home, _zones("")):
        fits = _fits(zones, votes)
        if fits and max(fits.values())[0] >= ENOUGH:
            return _found(fits, votes, hinted=zones is home)
    return Zone(home[0] if home else mine, assumed=True, why="Assumed: the stamps fit no zone well.")


def _found(fits: dict[str, tuple[float, int]], votes: list[tuple[int, int]], *, hinted: bool) -> Zone:
    """The best zone; assumed where an equally good one keeps other hours in the half year not seen."""
    best = max(fits.values())
    equals = [zone for zone, fit in fits.items() if fit == best]  # the order of the table breaks ties
    open_question = not hinted and len({_habits(zone, votes[-1][0]) for zone in equals}) > 1
    why = f"{best[1]} of {len(votes)} weeks are stamped as in {equals[0]}"
    return Zone(equals[0], open_question, why + (", but only one season was seen." if open_question else "."))


def _weekly_votes(offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """One (moment, minutes) per week: its commonest stamp. Only the latest weeks count: people move."""
    weeks: dict[int, Counter[int]] = {}
    latest: dict[tuple[int, int], int] = {}
    for epoch, minutes in offsets:
        if not 0 <= epoch < FAR_OFF:
            continue
        week = epoch // WEEK
        weeks.setdefault(week, Counter())[minutes] += 1
        latest[week, minutes] = max(epoch, latest.get((week, minutes), epoch))
    winners = ((week, max(seen, key=lambda m: (seen[m], m))) for week, seen in sorted(weeks.items())[-LATEST:])
    return [(latest[winner], winner[1]) for winner in winners]


def _fits(zones: tuple[str, ...], votes: list[tuple[int, int]]) -> dict[str, tuple[float, int]]:
    """(share, number) of votes each zone explains; a UTC stamp counts only where the zone keeps UTC."""
    if not zones:
        return {}
    told = np.array([_offsets_in(zones, epoch // WEEK) for epoch, _ in votes])
    for vote, zone in np.argwhere(told == _CHANGES):
        told[vote, zone] = _exact_offset(zones[zone], votes[vote][0])
    minutes = np.array([minutes for _, minutes in votes])[:, None]
    heard = (minutes != 0) | (told == 0)
    hits = ((told == minutes) & heard).sum(0)
    shares = hits / np.maximum(heard.sum(0), 1)
    return dict(zip(zones, zip(shares.tolist(), hits.tolist(), strict=True), strict=True))


@lru_cache(maxsize=10_000)
def _offsets_in(zones: tuple[str, ...], week: int) -> NDArray[np.int64]:
    """The offset each zone keeps all through a week, or that it changes; all clients' mail shares the weeks."""
    steady = [_steady_offset(zone, week) for zone in zones]
    return np.array([_CHANGES if offset is None else offset for offset in steady], np.int64)


def _habits(zone: str, epoch: int) -> tuple[int, ...]:
    """The offsets a zone keeps in the four quarters around a moment."""
    return tuple(_offset(zone, epoch + quarter * 13 * WEEK) for quarter in range(4))


def _offset(zone: str, epoch: int) -> int:
    """Minutes east of UTC at a moment."""
    steady = _steady_offset(zone, epoch // WEEK)
    return _exact_offset(zone, epoch) if steady is None else steady


@lru_cache(maxsize=100_000)
def _steady_offset(zone: str, week: int) -> int | None:
    """The offset a zone keeps all through a week, None where it changes in it."""
    first, next_first = _exact_offset(zone, week * WEEK), _exact_offset(zone, (week + 1) * WEEK)
    return first if first == next_first else None


@lru_cache(maxsize=100_000)  # where a week ends, the next begins
def _exact_offset(zone: str, epoch: int) -> int:
    shift = datetime.fromtimestamp(epoch, find_zone(zone)).utcoffset() or timedelta()
    return int(shift.total_seconds() // 60)


@lru_cache(maxsize=64)
def _zones(country: str) -> tuple[str, ...]:
    """The zones of a country code ('' for all), as far as this machine knows them."""
    rows = [row.split() for row in _PLACES.replace("\n", "|").split("|") if row]
    names = dict.fromkeys(zone for code, *zones in rows if country in ("", code) for zone in zones)
    return tuple(name for name in names if _is_known(name))


def _is_known(name: str) -> bool:
    try:
        find_zone(name)
    except ValueError:
        return False
    return True
