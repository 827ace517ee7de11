"""Intrusions: mail outside my hours with one client, in the last half year of it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from alongside.core.days import business_minutes_many
from alongside.core.readings.offhours import Said, measure_off_hours
from alongside.desk.documents import interval_of
from alongside.desk.schedules import Calendar
from alongside.store.shelf import turns
from alongside.store.shelf.connection import Connection

HALF_A_YEAR = 182 * 86_400
_MOMENT = 60  # seconds: a moment is in my hours where the minute after it is


def intrusions(
    connection: Connection, document: Mapping[str, Any], mine: Calendar, as_of: int
) -> dict[str, Any] | None:
    """How much mail lies outside my hours on both sides, and how often I answered such a mail before they began."""
    rows = turns.sent_since(connection, document["row"], as_of - HALF_A_YEAR)
    if not rows:
        return None
    thread, sent, from_me = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    is_open = business_minutes_many(mine.schedule, sent, sent + _MOMENT) > 0
    answer = _next_of_mine(thread, sent, from_me)
    waited = business_minutes_many(mine.schedule, sent, np.where(answer < 0, sent, answer))
    columns = zip(from_me.astype(bool).tolist(), is_open.tolist(), answer.tolist(), waited.tolist(), strict=True)
    found = measure_off_hours([Said(my, at, None if until < 0 else open_) for my, at, until, open_ in columns])
    if found is None:
        return None
    shares = {"theirs": found.theirs, "mine": found.mine, "rewarded": found.rewarded}
    told = {name: {"hits": one.hits, "of": one.total, **(interval_of(one.share) or {})} for name, one in shares.items()}
    return {**told, "teaches": found.teaches}


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
