"""Whose hours: each side's calendar, from what the person said and from the zones in the mail."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from alongside.core.days import Hours, Schedule, Zone, learn_zone
from alongside.store.shelf.connection import WORKSPACE, Connection

ME = "me"
_LONG_AGO = date(1990, 1, 1)
_RECENT = 1_000  # messages that are enough to learn a zone from
# Country-code endings that name the country of a firm; the others (.io, .me, .co, .ai) are bought for their looks.
_COUNTRIES = frozenset(
    """de us uk fr nl at ch it es be pl se dk no cz hu ie pt fi gr ro bg ua lt lv ee sk si hr rs lu is tr il in cn jp
    kr sg hk tw ae th vn id ph my au nz ca br ar cl mx za ng ke""".split()
)


class Calendar(NamedTuple):
    """A side's work hours, and how they are known."""

    schedule: Schedule
    zone: str
    why: str
    assumed: bool


def my_calendar(connection: Connection, decisions: Iterable[tuple[str, Mapping[str, Any]]]) -> Calendar:
    """My own: as told, else nine to five in the zone of my mail."""
    rows = connection.execute(
        "SELECT sent, zone FROM message WHERE from_me AND zone IS NOT NULL AND workspace_id = ?"
        " ORDER BY id DESC LIMIT ?",
        (WORKSPACE, _RECENT),
    ).fetchall()
    domains = [row[0] for row in connection.execute("SELECT DISTINCT domain FROM address WHERE kind = 'me'")]
    return calendar(ME, decisions, learnt_zone(rows, domains, "UTC"), domains)


def learnt_zone(offsets: Sequence[tuple[int, int]], domains: Iterable[str], fallback: str) -> Zone:
    """The zone behind (moment, minutes east of UTC) of somebody's mail; the ending of a domain may name the country."""
    return learn_zone(offsets[-_RECENT:], _country(domains), fallback)


def calendar(
    whose: str, decisions: Iterable[tuple[str, Mapping[str, Any]]], zone: Zone, domains: Iterable[str]
) -> Calendar:
    """The hours the person gave for `whose` (a client's key, or ME), each from its date on.

    Before the first, and for what it leaves out: Monday to Friday, nine to five in that zone; holidays only where the
    firm's own domain names the country, because a zone spans several.
    """
    guess = Hours(_LONG_AGO, zone.name, country=_holiday_code(_country(domains), zone))
    told = [hours_of(what, guess) for what in _told(whose, decisions)]
    entries = {hours.since: hours for hours in (guess, *told)}  # said again for the same date, the later word holds
    schedule = Schedule(tuple(entries[day] for day in sorted(entries)))
    why = "as you said" if told else zone.why
    return Calendar(schedule, schedule.hours[-1].zone, why, zone.assumed and not told)


def _country(domains: Iterable[str]) -> str:
    return next((end for domain in domains if (end := domain.rpartition(".")[2]) in _COUNTRIES), "")


def _told(whose: str, decisions: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    return [what for kind, what in decisions if kind == "hours" and what["whose"] == whose]


def hours_of(what: Mapping[str, Any], guess: Hours) -> Hours:
    """One decision about hours; what it does not say is as guessed. Raises ValueError where it makes no sense."""
    return Hours(
        since=date.fromisoformat(what["since"]) if what.get("since") else _LONG_AGO,
        zone=what.get("zone") or guess.zone,
        weekdays=frozenset(what["weekdays"]) if what.get("weekdays") else guess.weekdays,
        opens=time.fromisoformat(what["opens"]) if what.get("opens") else guess.opens,
        closes=time.fromisoformat(what["closes"]) if what.get("closes") else guess.closes,
        country=what["country"].upper() if what.get("country") else guess.country,
        region=what.get("region") or guess.region,
    )


def _holiday_code(country: str, zone: Zone) -> str:
    return "" if zone.assumed else {"uk": "GB"}.get(country, country.upper())
