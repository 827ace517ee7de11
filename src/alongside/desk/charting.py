"""Charting: a client's reading over time, drawn when it is looked at, and kept for who looks again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from alongside import config
from alongside.desk.advising import advice_of, goal_of
from alongside.desk.intrusions import intrusions
from alongside.desk.look import shelf
from alongside.desk.mirroring import mirror_of
from alongside.desk.schedules import my_calendar
from alongside.desk.weighing import watch, windows
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection
from alongside.store.shelf.workspace import counted, engine, horizon

KEPT = 64  # histories a process keeps


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a history rests on: as long as this is the same, so is the history. The look it is drawn from, if it must
    be, is the one that told so.
    """

    document: str
    database: str
    as_of: int
    counted: int
    engine: int  # of a drawing under way, a number of its own
    decisions: int
    look: Connection = field(compare=False)


def history_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a client's reading was over time, and whether its pushes rose.

    `windows` are the windows of four weeks, oldest first, each with its interval and counts; `watch` is the weekly
    watch on pushes, None with too little mail before it; `off_hours` is mail outside my hours (desk/intrusions.py);
    `advice` and `goal` are what I recommended and what the client wants to reach (desk/advising.py); the rest is the
    mirror (desk/mirroring.py).
    """
    with shelf() as connection:
        stamp = horizon(connection), counted(connection), engine(connection), who.newest_decision(connection)
        asked = _Asked(json.dumps(document, sort_keys=True), config.database_name(), *stamp, connection)
        return dict(_history(asked))


@lru_cache(maxsize=KEPT)
def _history(asked: _Asked) -> dict[str, Any]:
    one, connection, as_of = json.loads(asked.document), asked.look, asked.as_of
    hours = my_calendar(connection, who.decisions(connection))
    return {
        "windows": windows(connection, one, as_of),
        "watch": watch(connection, one, as_of),
        "off_hours": intrusions(connection, one, hours, as_of),
        **mirror_of(connection, one, as_of),
        "advice": advice_of(connection, one, as_of),
        "goal": goal_of(connection, one),
    }
