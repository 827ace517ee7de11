"""What the terminal is told when something goes wrong: the place, never the words."""

import logging
import sys

from alongside.faces.web.log import PlaceOnly


def record(words: str) -> logging.LogRecord:
    """What Python's logging makes of an error that quotes what it was given."""
    try:
        int(words)
    except ValueError:
        return logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "%s", (words,), sys.exc_info())
    raise AssertionError


def test_an_error_is_logged_by_its_kind_and_place_without_its_words() -> None:
    line = PlaceOnly().format(record("Can you halve the price, /join/KEY/?"))

    assert "ERROR django.request ValueError\n" in line
    assert f"{__file__}:" in line
    assert "halve" not in line
    assert "KEY" not in line
