"""Intrusions: mail outside my hours with one client, in the last half year of it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from alongside.core.days import business_minutes_many
from alongside.core.readings.offhours import Said, measure_off_hours
from alongside.desk.documents import interval_of
from alongside.desk.look import shelf
from alongside.desk.schedules import Calendar, my_calendar
from alongside.store.shelf import turns, who
from alongside.store.shelf.connection import Connection
from alongside.store.shelf.workspace import horizon

HALF_A_YEAR = 182 * 86_400
SHARES: dict[str, Callable[[Said], bool]] = {  # what each share counts
    "theirs": lambda one: one.intrudes,
    "mine": lambda one: one.late,
    "rewarded": lambda one: one.rewarded,
}
_MOMENT = 60  # seconds: a moment is in my hours where the minute after it is


def intrusions(
    connection: Connection, document: Mapping[str, Any], mine: Calendar, as_of: int
) -> dict[str, Any] | None:
    """How much mail lies outside my hours on both sides, and how often I answered such a mail before they began."""
    found = measure_off_hours([one for _, one in _said(connection, document["row"], mine, as_of)])
    if found is None:
        return None
    shares = zip(SHARES, (found.theirs, found.mine, found.rewarded), strict=True)
    told = {name: {"hits": one.hits, "of": one.total, **(interval_of(one.share) or {})} for name, one in shares}
    return {**told, "teaches": found.teaches}


def behind(row: int, share: str) -> list[int]:
    """The messages that one of the SHARES of the client in that row counts."""
    with shelf() as connection:
        hours = my_calendar(connection, who.decisions(connection))
        return [number for number, one in _said(connection, row, hours, horizon(connection)) if SHARES[share](one)]


def late_since(connection: Connection, row: int, mine: Calendar, since: int) -> list[tuple[int, int]]:
    """(sent, message) of mine to the client in that row, written outside my hours since a moment."""
    sent = [(at, number) for number, _, at, from_me in turns.sent_since(connection, row, since) if from_me]
    moments = np.array([at for at, _ in sent], np.int64)
    return [one for one, inside in zip(sent, _in_hours(mine, moments).tolist(), strict=True) if not inside]


def _said(connection: Connection, row: int, mine: Calendar, as_of: int) -> list[tuple[int, Said]]:
    """Every message of both sides in the last half year, with its number."""
    rows = turns.sent_since(connection, row, as_of - HALF_A_YEAR)
    if not rows:
        return []
    message, thread, sent, from_me = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    is_open = _in_hours(mine, sent)
    answer = _next_of_mine(thread, sent, from_me)
    waited = business_minutes_many(mine.schedule, sent, np.where(answer < 0, sent, answer))
    columns = (message, from_me.astype(bool), is_open, answer, waited)
    told = zip(*(column.tolist() for column in columns), strict=True)
    return [(number, Said(my, at, None if until < 0 else minutes)) for number, my, at, until, minutes in told]


def _in_hours(mine: Calendar, moments: np.ndarray) -> np.ndarray:
    """Whether each of these moments lies in my hours."""
    return np.asarray(business_minutes_many(mine.schedule, moments, moments + _MOMENT) > 0)


def _next_of_mine(thread: np.ndarray, sent: np.ndarray, from_me: np.ndarray) -> np.ndarray:
    """When my next message of the same thread was sent, -1 where none followed; rows come by thread and time."""
    found = np.full(len(sent), -1, np.int64)
    following, whose = -1, -1
    for at in range(len(sent) - 1, -1, -1):
        if thread[at] != whose:
            following, whose = -1, int(thread[at])
        found[at] = following
        if from_me[at]:
            following = int(sent[at])
    return found
