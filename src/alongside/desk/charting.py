"""Charting: a client's reading over time, drawn when it is looked at."""

from collections.abc import Mapping
from typing import Any

from alongside.desk.look import shelf
from alongside.desk.weighing import windows
from alongside.store.shelf.workspace import horizon


def windows_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The windows of four weeks behind a client's reading, oldest first, each with its interval and counts."""
    with shelf() as connection:
        return windows(connection, document, horizon(connection))
