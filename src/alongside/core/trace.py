"""Where a fact was found, and what could not be read."""

from dataclasses import dataclass
from traceback import walk_tb
from typing import NamedTuple


class SorryError(Exception):
    """Misuse, or the world outside: its message is the sentence that the person is shown, with the way out.

    Everything raised on purpose descends from it; a face catches this one family and shows the sentence.
    """


class Ref(NamedTuple):
    """Where a fact was found: a source, a key inside it, and a span of characters in its text.

    `source` is the path the user gave, `key` the byte offset or file name inside it,
    `start` and `end` are offsets into the authored text (both 0 where the whole message is meant).
    """

    source: str
    key: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read: which file, at which byte, and why, in a plain sentence."""

    file: str
    offset: int
    reason: str


def size_words(size: int) -> str:
    """A number of bytes as a person says it: 45 MB, 5.2 GB."""
    return f"{size / 1e6:.0f} MB" if size < 10**9 else f"{size / 1e9:.1f} GB"


def place(error: BaseException) -> str:
    """An error's kind and the lines it came through, without its own words: they may be a mail's."""
    steps = [(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)]
    lines = [f"{code.co_filename}:{line} {code.co_name}" for code, line in steps]
    return "\n  ".join([type(error).__name__, *lines])
