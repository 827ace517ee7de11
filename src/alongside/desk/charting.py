"""Charting: a client's reading over time, drawn when it is looked at."""

from collections.abc import Mapping
from typing import Any

from alongside.desk.intrusions import intrusions
from alongside.desk.look import shelf
from alongside.desk.mirroring import mirror_of
from alongside.desk.schedules import my_calendar
from alongside.desk.weighing import watch, windows
from alongside.store.shelf import who
from alongside.store.shelf.workspace import horizon


def history_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a client's reading was over time, and whether its pushes rose.

    `windows` are the windows of four weeks, oldest first, each with its interval and counts; `watch` is the weekly
    watch on pushes, None with too little mail before it; `off_hours` is mail outside my hours (desk/intrusions.py);
    the rest is the mirror (desk/mirroring.py).
    """
    with shelf() as connection:
        as_of = horizon(connection)
        return {
            "windows": windows(connection, document, as_of),
            "watch": watch(connection, document, as_of),
            "off_hours": intrusions(connection, document, my_calendar(connection, who.decisions(connection)), as_of),
            **mirror_of(connection, document, as_of),
        }
