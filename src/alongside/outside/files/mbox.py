"""mbox files, cut into messages by their From_ lines alone: mboxo, mboxrd, LF or CRLF; Content-Length is not believed.

A worker takes the messages that start in its byte range, so nobody has to scan the whole file first.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from alongside.outside.files.nouns import Batch, Piece, Source

RANGE = 4 << 20  # bytes in one batch: the unit of work, and of what an interrupted read repeats
KEEP = 8 << 20  # bytes of one message that are parsed; what lies behind is attachments
_BLOCK = 1 << 20
_LOOK = 2 << 10  # a From_ line and the start of the header behind it fit into this
_FROM = re.compile(rb"\nFrom ")  # quicker here than bytes.find
# Prose may hold a line that begins with "From "; a From_ line also holds a time of day, and a header follows it.
_FROM_LINE = re.compile(rb"From [^\n]{1,300}?\d:\d\d[^\n]{0,100}\n(?:>?[!-9;-~]{1,100}:|>From )")
_QUOTED_FROM = re.compile(rb">(?<![^\n]>)(>*From )")  # at the start of a line, and quicker than `^` finds it


def ranges(source: Source, start: int, size: int) -> Iterator[Batch]:
    """The batches of an mbox from byte `start` to its end."""
    for low in range(start, size, RANGE):
        yield Batch(source, low, min(low + RANGE, size))


def is_mbox(head: bytes) -> bool:
    """Whether the first bytes of a file are an mbox's."""
    return _next(head.lstrip(b"\xef\xbb\xbf\r\n"), 0, first=True) == 0


def pieces_in(path: str, start: int, end: int) -> Iterator[Piece]:
    """The messages whose From_ line begins in bytes [start, end) of a file."""
    with Path(path).open("rb") as handle:
        handle.seek(max(start - 1, 0))
        yield from cut(handle, start, end)


def piece_at(path: str, offset: int, length: int) -> Piece:
    """The one message at an offset, as it was cut before."""
    with Path(path).open("rb") as handle:
        handle.seek(offset)
        return _piece(offset, handle.read(min(length, KEEP)), length)


def cut(handle: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """The messages that start in bytes [start, end) of a stream; the last may end behind it.

    The stream stands one byte before `start`, at the newline that a From_ line there follows (or at 0). At most KEEP
    bytes of a message are held, however long it is.
    """
    low = max(start - 1, 0)
    buffer = handle.read(RANGE if end is None else min(RANGE, end - low) + _LOOK)
    at = _next(buffer, 0, first=start == 0)
    scanned = skipped = 0
    while buffer:
        while at is not None and (following := _next(buffer, max(at + 5, scanned))) is not None:
            if end is not None and low + at >= end:
                return
            yield _piece(low + at, buffer[at : min(following, at + KEEP)], following - at + skipped)
            low, at, skipped, scanned = low + skipped, following, 0, 0
        if at is not None and end is not None and low + at >= end:
            return
        if at is None and end is not None and low + len(buffer) >= end + _LOOK:
            return  # the range lies inside a message that began before it
        block = handle.read(_BLOCK)
        if not block:
            break
        keep_from = at if at is not None else max(len(buffer) - _LOOK, 0)
        low, buffer, at = low + keep_from, buffer[keep_from:], None if at is None else 0
        if len(buffer) > KEEP + _BLOCK:
            skipped += len(buffer) - KEEP - _LOOK
            buffer = buffer[:KEEP] + buffer[-_LOOK:]
        scanned = max(len(buffer) - _LOOK, 0)
        buffer += block
        if at is None:
            at = _next(buffer, 0)
    if at is not None:
        yield _piece(low + at, buffer[at : at + KEEP], len(buffer) - at + skipped)


def _next(buffer: bytes, start: int, *, first: bool = False) -> int | None:
    """Where the next From_ line begins, at or after `start`; the very first may stand without a line before it."""
    if first and _FROM_LINE.match(buffer):
        return 0
    for found in _FROM.finditer(buffer, start):
        if _FROM_LINE.match(buffer, found.start() + 1):
            return found.start() + 1
    return None


def _piece(offset: int, raw: bytes, length: int) -> Piece:
    """The message behind its From_ line, with `>From` unquoted."""
    body = raw[raw.find(b"\n") + 1 :]
    if b">From " in body:
        body = _QUOTED_FROM.sub(rb"\1", body)
    return Piece(str(offset), length, body, cut=length > KEEP)
