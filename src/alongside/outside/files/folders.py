"""Maildirs and folders of .eml files: names first, then bytes."""

import os
from collections.abc import Iterator
from pathlib import Path

from alongside.outside.files.mbox import KEEP
from alongside.outside.files.nouns import Batch, Piece, Shape, Source

AT_ONCE = 500  # files in one batch


def stamp(source: Source) -> str:
    """What changes when mail arrives: the times of the directories (or, for one file, its time and size)."""
    return " ".join(f"{status.st_mtime_ns}:{status.st_size}" for status in map(os.stat, _places(source)))


def names(source: Source) -> list[str]:
    """The message files of a source, relative to it, in the order of their names."""
    root = Path(source.path)
    if root.is_file():
        return [""]
    found: list[str] = []
    for place in _places(source):
        prefix = "" if place == root else f"{place.name}/"
        with os.scandir(place) as entries:
            found += [prefix + entry.name for entry in entries if _is_message(source, entry)]
    return sorted(found)


def identity(name: str) -> str:
    """A Maildir file keeps its identity when its flags change or it moves from new to cur."""
    return name.rpartition("/")[2].partition(":2,")[0]


def batches(source: Source, wanted: list[str]) -> Iterator[Batch]:
    """The batches of these files."""
    for start in range(0, len(wanted), AT_ONCE):
        yield Batch(source, start, start + AT_ONCE, names=tuple(wanted[start : start + AT_ONCE]))


def piece_of(source: str, name: str) -> Piece:
    """One message file; raises OSError where it cannot be read."""
    path = Path(source, name) if name else Path(source)
    with path.open("rb") as handle:
        length = os.fstat(handle.fileno()).st_size
        raw = handle.read(KEEP)
    if raw.startswith(b"From "):
        raw = raw[raw.find(b"\n") + 1 :]
    return Piece(name or "0", length, raw, cut=length > KEEP)


def _places(source: Source) -> list[Path]:
    root = Path(source.path)
    return [root / "new", root / "cur"] if source.shape == Shape.MAILDIR else [root]


def _is_message(source: Source, entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    return source.shape == Shape.MAILDIR or entry.name.lower().endswith(".eml")
