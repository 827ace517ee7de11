"""Documents: readings as the plain data that is stored, printed as JSON and shown by every face."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from alongside.core.readings.moves import Exchange
from alongside.core.readings.nouns import Drift, Interval, Rhythm, Window, WithFor
from alongside.core.readings.stand import concession, stand_rate
from alongside.desk.schedules import Calendar


def reading_of(reading: WithFor) -> dict[str, Any]:
    """The with/for reading; values on 0 (for) to 100 (with)."""
    low, high = pair_of(reading.index, 1)
    return {
        "value": round(reading.index.value, 1),
        "low": round(low, 1),
        "high": round(high, 1),
        "label": reading.label,
        "evidence": reading.marks,
        "effective": round(reading.n_eff, 2),
        "chance_with": round(reading.chance, 3),
        "coverage": None if reading.coverage is None else round(reading.coverage, 3),
        "words": interval_of(reading.words),
        "deeds": interval_of(reading.deeds),
        "says_with_acts_for": reading.says_with_acts_for,
    }


def window_of(window: Window) -> dict[str, Any]:
    """One window of four weeks, for the chart."""
    return {
        "start": moment(window.start),
        "end": moment(window.end),
        "marks": window.marks,
        "heard": window.heard,
        "effective": round(window.n_eff, 2),
        "value": round(100 * window.share.value, 1),
        "low": round(100 * window.share.low, 1),
        "high": round(100 * window.share.high, 1),
    }


def drift_of(drift: Drift) -> dict[str, Any]:
    """Before and after signing: the longest look, with its power."""
    look = drift.looks[-1]
    return {
        "verdict": drift.verdict,
        "weeks": look.weeks,
        "before": interval_of(look.before, 100),
        "after": interval_of(look.after, 100),
        "effective_before": round(look.n_before, 1),
        "effective_after": round(look.n_after, 1),
        "chance": round(look.chance, 3),
        "power": {"strong": round(look.power.strong, 2), "moderate": round(look.power.moderate, 2)},
    }


def moves_of(log: Sequence[Exchange]) -> dict[str, Any]:
    """What I answered to pushes."""
    stood = stand_rate(log)
    met = concession(log)
    return {
        "pushes": len(log),
        "answers": dict(Counter(one.answer or "waiting" for one in log)),
        "outcomes": dict(Counter(one.outcome for one in log if one.outcome)),
        "stand_rate": {**(interval_of(stood[0]) or {}), "stood": stood[1], "answered": stood[2]} if stood else None,
        "first_push": {"conceded": met.share, "answered": met.answered, "hours": met.hours},
    }


def interval_of(interval: Interval | None, times: float = 1) -> dict[str, Any] | None:
    """A value with its 80 % interval; None where there is none."""
    if interval is None:
        return None
    low, high = pair_of(interval, times)
    return {"value": round(times * interval.value, 3), "low": round(low, 3), "high": round(high, 3)}


def pair_of(interval: Interval, times: float) -> list[float]:
    """The ends of an interval."""
    return [round(times * interval.low, 3), round(times * interval.high, 3)]


def moment(at: int | None) -> str | None:
    """Seconds since 1970 UTC as ISO 8601."""
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat()


def rhythm_of(rhythm: Rhythm, calendar: Calendar) -> dict[str, Any]:
    """How one side answers, in business hours."""
    return {
        "median": hours(rhythm.median),
        "p90": hours(rhythm.p90),
        "within_day": round(rhythm.kept.value, 3) if rhythm.kept else None,
        "within_day_interval": pair_of(rhythm.kept, 1) if rhythm.kept else None,
        "answered": rhythm.answered,
        "open": rhythm.still_open,
        "zone": calendar.zone,
        "zone_assumed": calendar.assumed,
        "zone_why": calendar.why,
    }


def hours(minutes: float | None) -> float | None:
    """Minutes as hours."""
    return None if minutes is None else round(minutes / 60, 2)
