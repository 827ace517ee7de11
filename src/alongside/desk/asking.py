"""Asking: what a push asks for, as plain data, resolved on a calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from alongside.core.days import is_open
from alongside.core.money import Money, decimals_of
from alongside.core.signals.asked import Asked, asked_for, lead_days
from alongside.desk.schedules import my_calendar
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection

IsOpen = Callable[[date], bool]


def my_open_days(connection: Connection) -> IsOpen:
    """Whether I work on a day, by my hours and holidays."""
    schedule = my_calendar(connection, who.decisions(connection)).schedule
    return lambda day: is_open(schedule, day)


def weekday(day: date) -> bool:
    """Whether anybody works on a day, where no calendar is known: Monday to Friday."""
    return day.weekday() < 5


def asked_of(  # noqa: PLR0913 - a push: its kind, text and span, when and where it was written, on which calendar
    kind: str, body: str, start: int, end: int, sent: int, zone: int | None, open_days: IsOpen
) -> dict[str, Any]:
    """What the push at body[start:end] asks for; only what it says is there."""
    local = datetime.fromtimestamp(sent, UTC).astimezone(timezone(timedelta(minutes=zone or 0)))
    asked = asked_for(kind, body, start, end, local.replace(tzinfo=None), open_days)
    told = {
        "amount": _money(asked.amount),
        "percent": asked.percent,
        "off": asked.off or None,
        "rival": asked.rival or None,
        "rival_amount": _money(asked.rival_amount),
        "rival_percent": asked.rival_percent,
        "due": asked.due.isoformat() if asked.due else None,
        "due_time": asked.due_time.isoformat("minutes") if asked.due_time else None,
        "vague": asked.vague or None,
        "lead_days": _lead(asked, local, open_days),
        "added": asked.added or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _lead(asked: Asked, local: datetime, open_days: IsOpen) -> int | None:
    return lead_days(asked, local.replace(tzinfo=None), open_days) if asked.due else None


def _money(money: Money | None) -> str | None:
    """An amount as people read it: `1,200.50 EUR`."""
    if money is None:
        return None
    decimals = decimals_of(money.currency)
    return f"{money.minor / 10**decimals:,.{decimals}f} {money.currency}".strip()
