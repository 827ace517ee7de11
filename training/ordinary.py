"""Ordinary mail between people, by other hands: background for training, and the test for false alarms.

Two sorts: whole mails of lists, and single sentences of office mail (`asks`) that ask for nothing, about work, weekends
and travel. Half is for training, a quarter for thresholds, a quarter for measuring; lists are split by a hash of the
sender's address, sentences by one of their words.
"""

import re
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from alongside.core.evidence.mail.read import read_letter
from alongside.core.words.plain import best_text
from alongside.core.words.zone import authored
from alongside.outside.files.mbox import pieces_in

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_TRAINING, _THRESHOLDS, _MEASURING = (0, 1), (2,), (3,)
_TOLD = re.compile(r"\s*No\s+(\S.*)", re.IGNORECASE)  # marked as asking for nothing


def background() -> list[str]:
    """The texts for training; none where the corpora are not beside the project."""
    return [text for text, part in (*_lists(), *_asks()) if part in _TRAINING]


def between() -> list[str]:
    """The texts for thresholds."""
    return [text for text, part in (*_lists(), *_asks()) if part in _THRESHOLDS]


def unseen() -> dict[str, list[str]]:
    """The texts for measuring false alarms, by their sort."""
    sorts = {"list mails": _lists(), "sentences of office mail": _asks()}
    return {name: [text for text, part in found if part in _MEASURING] for name, found in sorts.items()}


def _asks() -> Iterator[tuple[str, int]]:
    for path in sorted((CORPORA / "asks").rglob("*.txt")):
        for line in path.read_text("utf-8", "replace").splitlines():
            if told := _TOLD.fullmatch(line):
                yield told[1], zlib.crc32(told[1].casefold().encode()) % 4


def _lists() -> list[tuple[str, int]]:
    path = CORPORA / "lists" / "r-lists.mbox"
    if not path.exists():
        print(f"{path} is not there: nothing ordinary to learn from", file=sys.stderr)
        return []
    found = []
    for piece in pieces_in(str(path), 0, path.stat().st_size):
        letter = read_letter(piece.raw, latest=int(time.time()))
        text = authored(best_text(letter.plain, letter.html))
        if text:
            found.append((text, zlib.crc32(letter.sender.address.encode()) % 4))
    return found
