"""WhatsApp exports: the text by itself, or in the .zip that iOS and Android make of it, with or without media."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from alongside.core.evidence.chat.lines import cut_lines
from alongside.core.evidence.chat.nouns import Line, Order, Survey
from alongside.core.evidence.chat.survey import looks_like_chat, survey_chat
from alongside.core.evidence.nouns import Message
from alongside.core.trace import Trouble
from alongside.outside.files.archive import BROKEN, Guard
from alongside.outside.files.nouns import Batch, FilesError, Source

HEAD = 4_096  # bytes that show what a file is
AT_ONCE = 2_000  # messages in one batch: what an interrupted read repeats
_WEIGHT = 1 << 20  # bytes in one batch
_BLOCK = 1 << 16
_MOST_TEXTS = 50  # text files of an archive that are looked into


def is_chat(path: str) -> bool:
    """Whether a file is a chat export or a .zip holding one; raises FilesError where it cannot be read as one."""
    if zipfile.is_zipfile(path):
        return _entry_of(path) is not None
    with Path(path).open("rb") as handle:
        head = handle.read(HEAD)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) and looks_like_chat(head.decode("utf-16", "replace").encode()):
        raise FilesError(
            f"{path}: this chat was saved as UTF-16. Export it again, or save it as UTF-8, as WhatsApp does."
        )
    return looks_like_chat(head)


def survey(path: str, *, latest: int) -> Survey:
    """One look through a whole chat; raises FilesError where it breaks off."""
    return survey_chat(_lines(path), latest=latest)


def talk_of(source: Source, *, latest: int) -> Iterator[Message | Trouble]:
    """Every message of a chat in its order, and what could not be read; raises FilesError where it breaks off."""
    # Imported here because it knows zones, and so needs numpy, which a look at the files need not wait for.
    from alongside.core.evidence.chat.read import read_chat  # noqa: PLC0415

    assert source.terms is not None
    yield from read_chat(_lines(source.path), source.terms, source.path, latest=latest)


def batches(source: Source, start: int, *, latest: int) -> Iterator[Batch]:
    """A chat from byte `start` on, some messages at a time; what lies before is read too, because the rest needs it."""
    held: list[Message | Trouble] = []
    at, weight = start, 0
    for one in talk_of(source, latest=latest):
        place, length = (int(one.place), one.length) if isinstance(one, Message) else (one.offset, 0)
        if place < start:
            continue
        if len(held) >= AT_ONCE or weight >= _WEIGHT:
            yield Batch(source, at, place, talk=tuple(held))
            held, at, weight = [], place, 0
        held.append(one)
        weight += length
    yield Batch(source, at, size_of(source.path), talk=tuple(held))


def size_of(path: str) -> int:
    """Bytes of the text."""
    if not zipfile.is_zipfile(path):
        return Path(path).stat().st_size
    with zipfile.ZipFile(path) as packed:
        return packed.getinfo(_entry_of(path) or "").file_size


def stamp(source: Source) -> str:
    """What changes when the file does, and with what it was read: size and time, order of dates, zone."""
    assert source.terms is not None
    status = Path(source.path).stat()
    return f"{status.st_size}:{status.st_mtime_ns} {source.terms.order} {source.terms.zone}"


def terms_in(stamp: str) -> tuple[str, Order, str] | None:
    """The file, the order of dates and the zone that a stamp tells of; None where it is no chat's."""
    file, _, rest = stamp.partition(" ")
    order, _, zone = rest.partition(" ")
    return (file, Order(order), zone) if zone else None


# ---------------------------------------------------------------- bytes


def _lines(path: str) -> Iterator[Line]:
    with _opened(path) as handle:
        yield from cut_lines(iter(lambda: handle.read(_BLOCK), b""))


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """The text of a chat, wherever it lies."""
    try:
        if not zipfile.is_zipfile(path):
            with Path(path).open("rb") as plain:
                yield plain
            return
        with zipfile.ZipFile(path) as packed:
            entry = packed.getinfo(_entry_of(path) or "")
            with packed.open(entry) as handle:
                yield cast("BinaryIO", Guard(entry.filename, entry.compress_size, handle))
    except BROKEN as error:
        raise FilesError(f"{path} breaks off ({error or type(error).__name__}). Export the chat again.") from error


def _entry_of(path: str) -> str | None:
    """The name of the one chat in a .zip; raises FilesError where there are several."""
    found: list[str] = []
    with zipfile.ZipFile(path) as packed:
        texts = [entry for entry in packed.infolist() if entry.filename.lower().endswith(".txt")]
        for entry in texts[:_MOST_TEXTS]:
            try:
                with packed.open(entry) as handle:
                    if looks_like_chat(handle.read(HEAD)):
                        found.append(entry.filename)
            except BROKEN:
                continue  # as with any archive, what is broken or locked is said when it is read
    if len(found) > 1:
        raise FilesError(f"{path} holds {len(found)} chats: unpack it, and read each with its own --me and --client.")
    return found[0] if found else None
