"""Gathering: from paths to messages on the shelf, in transactions that each end at a place to go on from."""

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from alongside import config
from alongside.core.evidence.identity import uid_of
from alongside.core.evidence.nouns import Message
from alongside.core.who.erased import fold_erased, spared
from alongside.desk.crew import Crew, Lost
from alongside.outside.files import folders, mbox
from alongside.outside.files.nouns import Batch, FilesError, Piece, Shape, Source
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.mail import save_messages
from alongside.store.shelf.sources import (
    Progress,
    forget_troubles,
    is_known,
    progress_of,
    save_progress,
    save_seen,
    save_troubles,
    unseen,
)

ALONE = 8 << 20  # bytes: for less than this, starting workers costs more than they bring
_FILE = 6_000  # bytes a message file is taken for, before it is opened
_TAIL = 4_096
_NO_MAIL = "There is no mail in this archive: no .mbox, no .eml, no Maildir. Unpack it, and read the folder."
SHUT = "cannot be opened"  # how the reason of such a trouble begins
_GONE = "it disappeared, or became another file, while it was read: what came before is kept; read it again"


class Harvest(NamedTuple):
    """What one batch gave: messages as plain tuples, which pickle fastest, (place, reason) of troubles, and the names
    of files that went meanwhile; of a mailbox, any name says that it could not be read on.
    """

    messages: list[tuple[object, ...]]
    troubles: list[tuple[str, str]]
    missed: list[str]

    def nouns(self) -> list[Message]:
        """The messages as nouns again."""
        return [Message._make(row) for row in self.messages]


class Step(NamedTuple):
    """How far a gathering is: bytes done of bytes to do (0 where an archive does not say), and messages so far."""

    done: int
    total: int
    messages: int
    new: int
    troubles: int


@dataclass(slots=True)
class _Open:
    """A source being read: its plan before, its progress while."""

    source: Source
    progress: Progress
    stamp: str
    start: int = 0
    size: int = 0
    names: list[str] = field(default_factory=list)
    fresh: bool = False  # something is to be read
    end: str = ""  # of a mailbox: the digest of its last bytes
    gone: bool = False  # it disappeared, or became another file, while it was read
    missed: bool = False  # some of its files could not be opened


class Gathering:
    """One reading of some sources: workers parse from `begin` on; after `run`, its counts tell what happened."""

    def __init__(self, connection: Connection, sources: list[Source]) -> None:
        self._connection = connection
        self._harvests: Iterator[tuple[Batch, Harvest | Lost]] = iter(())
        self.troubles: list[tuple[str, str, str]] = []  # (path, place, reason) of this run
        self.messages = self.new = self._done = 0
        with transaction(connection):
            self._open = {source.path: self._opened(source) for source in sources}

    @property
    def total(self) -> int:
        """Bytes to read, as far as they are known."""
        return sum(one.size - one.start for one in self._open.values() if one.fresh)

    def begin(self) -> None:
        """Let workers parse what is new, where it is enough for workers."""
        if not self.total:
            return
        heavy = any(one.source.shape in {Shape.ARCHIVE, Shape.CHAT} and one.fresh for one in self._open.values())
        size = 1 if self.total < ALONE else config.workers()
        from alongside.desk.gather import gather  # noqa: PLC0415 - the parser, where there is something to parse

        crew: Crew[Batch, Harvest] = Crew(gather, size, ahead=1 if heavy else 2)
        self._harvests = crew.run(self._batches())

    def run(self, me: Collection[int], tell: Callable[[Step], None]) -> None:
        """Store everything that is new, telling how far it is after each batch. `me` are the ids of my addresses."""
        current: _Open | None = None
        for batch, harvest in self._harvests:
            opened = self._open[batch.source.path]
            if current is not None and current is not opened:
                self._finish(current)
            current = opened
            if not opened.gone:
                self._store(opened, batch, harvest, me)
            tell(Step(self._done, self.total, self.messages, self.new, len(self.troubles)))
        for opened in self._open.values():
            if not opened.progress.finished:
                self._finish(opened)

    # ------------------------------------------------------------ what is there to read

    def _opened(self, source: Source) -> _Open:
        progress = progress_of(self._connection, source.shape, source.path)
        try:
            opened = _OPENERS[source.shape](self._connection, source, progress)
        except OSError as error:
            self._note(source, progress.id, "0", f"{SHUT} ({error.strerror})")
            opened = _Open(source, progress._replace(finished=True), progress.stamp)
        if not opened.fresh:
            self.messages += opened.progress.messages
        else:
            opened.progress = opened.progress._replace(finished=False)
        return opened

    def _batches(self) -> Iterator[Batch]:
        for opened in self._open.values():
            if not opened.fresh:
                continue
            if opened.source.shape == Shape.MBOX:
                yield from mbox.ranges(opened.source, opened.start, opened.size)
            elif opened.source.shape == Shape.ARCHIVE:
                yield from self._archive_batches(opened)
            elif opened.source.shape == Shape.CHAT:
                yield from self._chat_batches(opened)
            else:
                yield from folders.batches(opened.source, opened.names)

    def _archive_batches(self, opened: _Open) -> Iterator[Batch]:
        """Pieces of an archive, some megabytes at a time; a broken end is noted, what came before stands."""
        from alongside.outside.files import archive  # noqa: PLC0415 - its packers, which mailboxes do not need

        held: list[Piece] = []
        weight, count = 0, 0
        try:
            for count, piece in enumerate(archive.pieces_of(opened.source.path), start=1):
                if count <= opened.start:
                    continue
                held.append(piece)
                weight += len(piece.raw)
                if weight >= mbox.RANGE:
                    yield Batch(opened.source, end=count, pieces=tuple(held))
                    held, weight = [], 0
            if not count:
                self._note(opened.source, opened.progress.id, "0", _NO_MAIL)
        except FilesError as error:
            self._note(opened.source, opened.progress.id, "0", str(error))
        if held:
            yield Batch(opened.source, end=count, pieces=tuple(held))

    def _chat_batches(self, opened: _Open) -> Iterator[Batch]:
        """A chat, some messages at a time; a broken end is noted, what came before stands."""
        from alongside.outside.files import chats  # noqa: PLC0415 - its patterns, which mailboxes need not wait for

        try:
            yield from chats.batches(opened.source, opened.start, latest=int(time.time()))
        except FilesError as error:
            self._note(opened.source, opened.progress.id, "0", str(error))

    # ------------------------------------------------------------ what was read

    def _store(self, opened: _Open, batch: Batch, harvest: Harvest | Lost, me: Collection[int]) -> None:
        """One batch, one transaction: its messages, its troubles, and how far the source now is."""
        if isinstance(harvest, Lost):
            harvest = Harvest([], [(str(batch.start), f"left out up to byte {batch.end}: {harvest.reason}")], [])
        if self._is_gone(opened, missed=bool(harvest.missed)):
            return
        messages = harvest.nouns()
        with transaction(self._connection) as connection:
            _refuse_forgotten(connection, opened.progress.id, opened.source.path)
            saved = save_messages(connection, opened.progress.id, self._spared(messages), me)
            save_troubles(connection, opened.progress.id, harvest.troubles)
            save_seen(connection, opened.progress.id, _keys(opened, batch, harvest.missed))
            opened.progress = _advanced(opened.progress, batch, harvest)
            save_progress(connection, opened.progress)
        self._done += _bytes_in(batch)
        self.new += saved.new
        opened.missed = opened.missed or bool(harvest.missed)
        self.messages += len(messages) + len(harvest.troubles)
        self.troubles += [(opened.source.path, place, reason) for place, reason in harvest.troubles]

    def _is_gone(self, opened: _Open, *, missed: bool = False) -> bool:
        """Whether a mailbox is not the one any more that was opened: workers open it by its path, batch after batch."""
        if opened.source.shape == Shape.MBOX and not opened.gone:
            opened.gone = missed or not _is_same(opened)
            if opened.gone:
                self._note(opened.source, opened.progress.id, str(opened.progress.resume), _GONE)
        return opened.gone

    def _spared(self, messages: list[Message]) -> list[Message]:
        """The messages without those of people who were erased, as it stands in this transaction."""
        erased = fold_erased(who.decisions(self._connection))
        if not erased.prints:
            return messages
        mine = frozenset(who.my_addresses(self._connection).values())
        return [kept for one in messages if (kept := spared(one, mine, erased)) is not None]

    def _note(self, source: Source, row: int, place: str, reason: str) -> None:
        """A trouble with a whole source."""
        self.troubles.append((source.path, place, reason))
        if self._connection.in_transaction:
            save_troubles(self._connection, row, [(place, reason)])
        else:
            with transaction(self._connection) as connection:
                _refuse_forgotten(connection, row, source.path)
                save_troubles(connection, row, [(place, reason)])

    def _finish(self, opened: _Open) -> None:
        gone = self._is_gone(opened)
        progress = opened.progress
        if not gone:  # else the next read goes on where this one ended
            # Without its stamp a folder is looked through again, for what could not be opened.
            progress = progress._replace(finished=True, stamp="" if opened.missed else opened.stamp)
            if opened.source.shape == Shape.MBOX:
                progress = progress._replace(tail=_tail(opened.source.path, progress.resume))
        with transaction(self._connection) as connection:
            _refuse_forgotten(connection, progress.id, opened.source.path)
            save_progress(connection, progress)
            if not (gone or opened.missed):
                forget_troubles(connection, progress.id, (_GONE, SHUT))
        opened.progress = progress


def _refuse_forgotten(connection: Connection, row: int, path: str) -> None:
    """Refuse to store anything of a source that was removed from the shelf since it was opened."""
    if not is_known(connection, row, path):
        raise FilesError(f"{path} was removed from what is known while it was read: read it again.")


def _bytes_in(batch: Batch) -> int:
    """Bytes of a batch, as far as they are known beforehand."""
    in_bytes = batch.source.shape in {Shape.MBOX, Shape.CHAT}
    return batch.end - batch.start if in_bytes else len(batch.names) * _FILE


def _advanced(progress: Progress, batch: Batch, harvest: Harvest) -> Progress:
    count = progress.messages + len(harvest.messages) + len(harvest.troubles) - len(harvest.missed)
    if batch.source.shape == Shape.MBOX and count > progress.messages:
        places = [str(message[0]) for message in harvest.messages[-1:]] + [place for place, _ in harvest.troubles[-1:]]
        resume = max(map(int, places))
        progress = progress._replace(resume=resume, tail=_tail(batch.source.path, resume))
    return progress._replace(messages=count, position=batch.end)


def _is_same(opened: _Open) -> bool:
    """Whether a mailbox is still the file that was opened, by its number or its last bytes: a program may mark a mail
    as read in its place, and some file systems number a file anew.
    """
    try:
        status = Path(opened.source.path).stat()
    except OSError:
        return False
    if status.st_size < opened.size:
        return False
    return opened.stamp.endswith(f":{status.st_ino}") or _tail(opened.source.path, opened.size) == opened.end


def _tail(path: str, offset: int) -> str:
    """A digest of the bytes before an offset: the same as before means that the file only grew. '' where it is gone."""
    try:
        with Path(path).open("rb") as handle:
            handle.seek(max(offset - _TAIL, 0))
            return blake2b(handle.read(min(offset, _TAIL)), digest_size=16).hexdigest()
    except OSError:
        return ""


def _keys(opened: _Open, batch: Batch, missed: Collection[str]) -> list[int]:
    return [uid_of(_identity(opened, name)) for name in batch.names if name not in missed]


def _identity(opened: _Open, name: str) -> str:
    return folders.identity(name) if name else opened.stamp


def _open_mbox(_connection: Connection, source: Source, progress: Progress) -> _Open:
    """An mbox goes on at its last message, if what lies before is unchanged; that one message is read again,
    because it may have been half written.
    """
    status = Path(source.path).stat()
    stamp = f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"
    if progress.finished and stamp == progress.stamp:
        return _Open(source, progress, stamp)
    start = 0
    if progress.tail and status.st_size >= progress.resume and _tail(source.path, progress.resume) == progress.tail:
        start = progress.resume
    again = progress._replace(messages=max(progress.messages - 1, 0) if start else 0)
    return _Open(source, again, stamp, start, status.st_size, fresh=True, end=_tail(source.path, status.st_size))


def _open_folder(connection: Connection, source: Source, progress: Progress) -> _Open:
    stamp = folders.stamp(source)
    opened = _Open(source, progress, stamp)
    if progress.finished and stamp == progress.stamp:
        return opened
    keys = {uid_of(_identity(opened, name)): name for name in folders.names(source)}
    opened.names = sorted(keys[key] for key in unseen(connection, progress.id, keys))
    opened.size = len(opened.names) * _FILE
    opened.fresh = True
    return opened


def _open_archive(_connection: Connection, source: Source, progress: Progress) -> _Open:
    status = Path(source.path).stat()
    opened = _opened_anew(source, progress, f"{status.st_size}:{status.st_mtime_ns}")
    opened.size = opened.start + ALONE
    return opened


def _open_chat(_connection: Connection, source: Source, progress: Progress) -> _Open:
    from alongside.outside.files import chats  # noqa: PLC0415 - its patterns, which mailboxes need not wait for

    opened = _opened_anew(source, progress, chats.stamp(source))
    opened.size = chats.size_of(source.path)
    return opened


def _opened_anew(source: Source, progress: Progress, stamp: str) -> _Open:
    """What can be read from its start only goes on at its last batch, or begins anew where it has changed."""
    if stamp != progress.stamp:
        progress = progress._replace(messages=0, position=0, finished=False, stamp=stamp)
    return _Open(source, progress, stamp, progress.position, fresh=not progress.finished)


_OPENERS: dict[Shape, Callable[[Connection, Source, Progress], _Open]] = {
    Shape.MBOX: _open_mbox,
    Shape.MAILDIR: _open_folder,
    Shape.FOLDER: _open_folder,
    Shape.ARCHIVE: _open_archive,
    Shape.CHAT: _open_chat,
}
