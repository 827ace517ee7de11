"""Files dropped on a page: streamed to disk in pieces, and gone on with where they stopped when dropped again."""

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from alongside import config
from alongside.core.trace import SorryError, size_words

ROOM_LEFT = 256 << 20  # bytes kept free on the disk: the database needs some too
_PART = ".part"
_NAME = re.compile(r"[^\w.,()&+ -]+")


class InboxError(SorryError):
    """A dropped file cannot be kept; the message says why and what to do."""


class NoRoomError(InboxError):
    """The disk is full."""


class TooLargeError(InboxError):
    """The file is larger than this place takes."""


class Dropped(NamedTuple):
    """A file as its browser describes it; the same file dropped again is the same."""

    name: str
    size: int
    changed: int  # milliseconds, as the browser gives it

    @property
    def key(self) -> str:
        """Where its pieces are kept."""
        return sha256(f"{self.name}\0{self.size}\0{self.changed}".encode()).hexdigest()[:24]

    @property
    def path(self) -> Path:
        """Where the whole file lies once it has arrived."""
        return inbox() / self.key / file_name(self.name)


def inbox() -> Path:
    """The folder of everything that was dropped."""
    return config.home() / "inbox"


def file_name(name: str) -> str:
    """A name that is safe as a file's, and still tells what it is: no folders, nothing hidden, 120 characters."""
    plain = _NAME.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .") or "mail"
    stem, dot, ending = plain.rpartition(".")
    return f"{(stem or plain)[:100]}{dot}{ending[:19]}" if dot and stem else plain[:120]


def arrived(file: Dropped) -> int:
    """How many bytes of a file are here."""
    if file.path.exists():
        return file.size
    part = _part(file)
    return part.stat().st_size if part.exists() else 0


def add_piece(file: Dropped, at: int, piece: Iterable[bytes]) -> int:
    """Keep a piece that begins at byte `at`; how many bytes are here now. Raises InboxError.

    A piece that does not join on to what is here is refused with nothing changed: the browser asks where to go on. Two
    windows may send the same file at once: each piece is written at its own place, so they write the same.
    """
    _refuse_large(file)
    have = arrived(file)
    if at != have or file.path.exists():
        return have
    _make_room(file, file.size - have)
    part = _part(file)
    try:
        if at == 0:
            part.touch()
        with part.open("r+b") as out:
            out.seek(at)
            for some in piece:
                out.write(some)
    except FileNotFoundError:  # the other window has sent the rest
        return arrived(file)
    except OSError as error:
        raise InboxError(
            f"{file.name} could not be kept ({error.strerror}): free some space and drop it again."
        ) from error
    size = part.stat().st_size if part.exists() else arrived(file)
    if size > file.size:
        part.unlink(missing_ok=True)
        raise InboxError(f"{file.name} grew while it was sent: drop it again.")
    if size == file.size:
        with suppress(FileNotFoundError):  # the other window was quicker
            part.replace(file.path)
    return size


def keep(name: str, temporary: Path) -> Path:
    """Keep a file that a form sent whole, by moving it; its path."""
    whole = Dropped(name, temporary.stat().st_size, int(temporary.stat().st_mtime * 1000))
    _refuse_large(whole)
    whole.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.move(temporary, whole.path)
    whole.path.chmod(0o600)
    return whole.path


def paths_of(keys: Iterable[str]) -> list[Path]:
    """The whole files of these keys; raises InboxError where one has not arrived."""
    found: list[Path] = []
    for key in keys:
        folder = inbox() / re.sub(r"[^0-9a-f]", "", key)
        whole = [path for path in folder.glob("*") if path.suffix != _PART] if folder != inbox() else []
        if not whole:
            raise InboxError("A file has not arrived whole: drop it again, it goes on where it stopped.")
        found += whole
    return found


def _part(file: Dropped) -> Path:
    return file.path.with_name(file.path.name + _PART)


def _refuse_large(file: Dropped) -> None:
    most = config.upload_most()
    if most is not None and file.size > most:
        raise TooLargeError(
            f"{file.name} has {file.size:,} bytes and this place takes {most:,}: split it, or have whoever runs it read"
            " the file where it lies, or set ALONGSIDE_UPLOAD_MOST."
        )


def _make_room(file: Dropped, needed: int) -> None:
    folder = file.path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise InboxError(f"{folder} cannot be written ({error.strerror}): check the rights of the folder.") from error
    if needed + ROOM_LEFT > free:
        raise NoRoomError(
            f"{file.name} needs {size_words(needed + ROOM_LEFT)} with what reading it takes, and the disk has"
            f" {size_words(free)} free. Free some space and drop it again (it goes on where it stopped), or give the"
            " path of the file where it lies."
        )


def forget(path: Path) -> None:
    """Remove one dropped file; nothing that lies elsewhere is ever touched."""
    if path.is_relative_to(inbox()) and path.parent != inbox():
        shutil.rmtree(inbox() / path.relative_to(inbox()).parts[0], ignore_errors=True)
