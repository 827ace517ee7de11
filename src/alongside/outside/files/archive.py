"""Google Takeout and other archives: their mail files, streamed out of the .zip or .tgz without unpacking it."""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from alongside.outside.files.mbox import KEEP, cut
from alongside.outside.files.nouns import FilesError, Piece
from alongside.outside.files.places import marks_of_place

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
_SIP = 1 << 16  # bytes asked for at a time, so that little is lost where an archive breaks off
_BOMB_BYTES = 1 << 30
_BOMB_RATIO = 200  # mail packs to a third or a twentieth; nothing honest packs a gigabyte to a two-hundredth


def pieces_of(path: str) -> Iterator[Piece]:
    """Every message of an archive in the order it lies there, marked with what its file's name says (Sent, Trash).

    Raises FilesError where the archive breaks off or is a bomb; what came before stands.
    """
    try:
        for name, packed, handle in _files(path):
            marks = marks_of_place(name)
            for piece in _cut(name, cast("BinaryIO", Guard(name, packed, handle))):
                yield piece._replace(place=f"{name}@{piece.place}", marks=marks)
    except BROKEN as error:
        raise FilesError(
            f"{path} breaks off ({error or type(error).__name__}): what lay before was read. Download or copy it again."
        ) from error


def is_archive(path: str) -> bool:
    """Whether the file is a .zip or .tar, packed or not."""
    return zipfile.is_zipfile(path) or _is_tar(path)


def _is_tar(path: str) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except BROKEN:  # a truncated .tgz
        return path.lower().endswith((".tgz", ".tar.gz", ".tar"))


def _files(path: str) -> Iterator[tuple[str, int, IO[bytes]]]:
    """Name, packed size and bytes of every regular file; packed size 0 where the archive does not say."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    with archive.open(entry) as handle:
                        yield entry.filename, entry.compress_size, handle
        return
    with tarfile.open(path, "r|*") as tar:
        for item in tar:
            handle_or_none = tar.extractfile(item) if item.isfile() else None
            if handle_or_none is not None:
                yield item.name, 0, handle_or_none


def _cut(name: str, handle: BinaryIO) -> Iterator[Piece]:
    low = name.lower()
    if low.endswith(".mbox") or low.rpartition("/")[2] == "mbox":
        yield from cut(handle)
    elif low.endswith(".eml") or low.split("/")[-2:-1] in (["cur"], ["new"]):  # a message of a Maildir
        raw = handle.read(KEEP + 1)
        yield Piece("0", len(raw), raw[:KEEP], cut=len(raw) > KEEP)


class Guard:
    """Reads through, and stops a file that unpacks to far more than mail ever does."""

    def __init__(self, name: str, packed: int, handle: IO[bytes]) -> None:
        self.name, self.packed, self.handle, self.unpacked = name, packed, handle, 0

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; what lies before a break is given first, and the next call raises."""
        block = bytearray()
        while len(block) < size:
            try:
                part = self.handle.read(min(_SIP, size - len(block)))
            except BROKEN:
                if not block:
                    raise
                break
            if not part:
                break
            block += part
        self._weigh(len(block))
        return bytes(block)

    def _weigh(self, count: int) -> None:
        self.unpacked += count
        if self.packed and self.unpacked > max(_BOMB_BYTES, self.packed * _BOMB_RATIO):
            raise FilesError(
                f"{self.name} unpacks to more than {_BOMB_RATIO} times its size: this is no mail, the rest was left."
            )
