"""Where a fact was found, and what could not be read."""

from dataclasses import dataclass
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
