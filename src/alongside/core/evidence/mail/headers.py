"""The header block: where it ends, and its fields, unfolded and in text."""

import re
from functools import lru_cache
from typing import NamedTuple

from alongside.core.evidence.mail.charsets import read_text

Fields = dict[str, list[str]]

LONGEST_HEAD = 256 * 1024
_LETTER = "from sender reply-to to cc date subject message-id in-reply-to references received mime-version"
_CONTENT = "content-type content-transfer-encoding content-disposition"
_DELIVERY = "delivered-to x-original-to x-delivered-to envelope-to return-path x-original-from x-original-sender"
_LISTS = "list-id list-post list-unsubscribe precedence mailing-list x-gmail-labels"
_CAMPAIGNS = "feedback-id x-campaign x-campaignid x-campaign-id x-mc-user x-csa-complaints x-newsletter"
_MACHINES = "auto-submitted x-autoreply x-autorespond x-auto-response-suppress"
_WANTED = frozenset(f"{_LETTER} {_CONTENT} {_DELIVERY} {_LISTS} {_CAMPAIGNS} {_MACHINES}".split())
_FOLD = re.compile(r"\n(?=[ \t])")
_CACHED = 300  # bytes; longer header blocks are not remembered


class Head(NamedTuple):
    """The fields of one header block; `stray` is a line at its end that is no header, '' where all are."""

    fields: Fields
    stray: str


def find_body(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header block that opens at `start` ends, and where the body begins (both `end` if there is none)."""
    if raw.startswith((b"\n", b"\r\n"), start, end):
        return start, start + (1 if raw[start] == 10 else 2)
    line = raw.find(b"\n", start, end)
    if line < 0:
        return end, end
    usual, other = (b"\n\r\n", b"\n\n") if raw[line - 1] == 13 else (b"\n\n", b"\n\r\n")
    stop = raw.find(usual, start, end)
    before = stop if stop >= 0 else end
    if usual == b"\n\r\n" or raw.find(b"\r", start, before) >= 0:  # line ends may be mixed
        mixed = raw.find(other, start, before)
        stop, usual = (mixed, other) if mixed >= 0 else (stop, usual)
    return (end, end) if stop < 0 else (stop, stop + len(usual))


def is_headed(raw: bytes, start: int, end: int) -> bool:
    """Whether the first line looks like a header field (or an mbox separator before one)."""
    line = raw.find(b"\n", start, end)
    first = raw[start : line if line >= 0 else end][:1000]
    name, colon, _ = first.partition(b":")
    return (bool(colon) and b" " not in name.rstrip()) or first.startswith((b"From ", b">From "))


def read_head(block: bytes) -> Head:
    """Read the fields this room uses, unfolded, in the order they stand; other fields are passed over."""
    fields: Fields = {}
    stray = ""
    for line in _FOLD.sub("", _read_block(block)).split("\n"):
        name, colon, value = line.partition(":")
        key = name.lower()
        if key not in _WANTED:
            if (colon and " " not in name) or not line:
                continue
            key = key.rstrip()
            stray = stray or line
            if key not in _WANTED or not colon:
                continue
        stray = ""
        fields.setdefault(key, []).append(value.strip())
    return Head(fields, stray)


def read_part_head(block: bytes) -> Fields:
    """The fields of one part inside a message, whose few lines are the same in many messages: not to be changed."""
    return _remembered(block) if len(block) <= _CACHED else read_head(block).fields


@lru_cache(maxsize=512)
def _remembered(block: bytes) -> Fields:
    return read_head(block).fields


def _read_block(block: bytes) -> str:
    """The text of a header block; raw 8-bit lines are UTF-8, else cp1252."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    try:
        return block.decode()
    except UnicodeDecodeError:
        return "\n".join(read_text(line) for line in block.split(b"\n"))


def first(fields: Fields, name: str) -> str:
    """The first value of a field, '' where it is missing."""
    values = fields.get(name)
    return values[0] if values else ""
