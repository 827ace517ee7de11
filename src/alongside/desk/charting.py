"""Charting: a client's reading over time, drawn when it is looked at, and kept for who looks again."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from alongside import config
from alongside.desk.advising import advice_of, goal_of
from alongside.desk.intrusions import intrusions
from alongside.desk.look import shelf
from alongside.desk.mirroring import mirror_of
from alongside.desk.schedules import my_calendar
from alongside.desk.weighing import watch, windows
from alongside.store.shelf import who
from alongside.store.shelf.workspace import counted, horizon

KEPT = 64  # histories a process keeps


class _Stamp(NamedTuple):
    """What a history rests on besides its document: as long as this is the same, so is the history."""

    database: str
    as_of: int
    counted: int
    decisions: int


def history_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a client's reading was over time, and whether its pushes rose.

    `windows` are the windows of four weeks, oldest first, each with its interval and counts; `watch` is the weekly
    watch on pushes, None with too little mail before it; `off_hours` is mail outside my hours (desk/intrusions.py);
    `advice` and `goal` are what I recommended and what the client wants to reach (desk/advising.py); the rest is the
    mirror (desk/mirroring.py).
    """
    with shelf() as connection:
        newest = max((one.number for one in who.decided(connection)), default=0)
        stamp = _Stamp(config.database_name(), horizon(connection), counted(connection), newest)
    return dict(_history(json.dumps(document, sort_keys=True), stamp))


@lru_cache(maxsize=KEPT)
def _history(document: str, stamp: _Stamp) -> dict[str, Any]:
    one = json.loads(document)
    with shelf() as connection:
        hours = my_calendar(connection, who.decisions(connection))
        return {
            "windows": windows(connection, one, stamp.as_of),
            "watch": watch(connection, one, stamp.as_of),
            "off_hours": intrusions(connection, one, hours, stamp.as_of),
            **mirror_of(connection, one, stamp.as_of),
            "advice": advice_of(connection, one, stamp.as_of),
            "goal": goal_of(connection, one),
        }
