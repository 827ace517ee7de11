"""Ordinary mail between people, by other hands: background for training, and the test for false alarms.

Mail of half of the senders is for training, of a quarter for thresholds, of a quarter for measuring; the split is by a
hash of the address.
"""

import re
import sys
import time
import zlib
from pathlib import Path

from alongside.core.evidence.mail.read import read_letter
from alongside.core.words.plain import best_text
from alongside.core.words.zone import authored
from alongside.outside.files.mbox import pieces_in

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_ASK = re.compile(r"^\s*(?:Yes|No)\s+(.*)$", re.IGNORECASE)


def background() -> list[str]:
    """The texts for training; none where the corpora are not beside the project."""
    return [text for text, part in _lists() if part < 2]


def between() -> list[str]:
    """The texts for thresholds."""
    return [text for text, part in _lists() if part == 2]


def unseen() -> list[str]:
    """The texts for measuring false alarms."""
    return [text for text, part in _lists() if part == 3]


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
