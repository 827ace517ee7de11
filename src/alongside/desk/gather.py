"""What a worker does with one batch: cut, parse, keep what the sender wrote. Message bytes never cross a pipe back."""

import time
from collections.abc import Iterator

from alongside.core.evidence.mail.read import read_letter
from alongside.core.evidence.messages import message_of
from alongside.core.evidence.nouns import Marks, Message
from alongside.core.trace import Trouble
from alongside.desk.gathering import SHUT, Harvest
from alongside.outside.files import folders, mbox
from alongside.outside.files.nouns import Batch, Piece, Shape


def gather(batch: Batch) -> Harvest:
    """Read one batch; every piece ends as a message or as a trouble."""
    if batch.source.shape == Shape.CHAT:
        return _take_talk(batch)
    harvest = Harvest([], [], [])
    latest = int(time.time())
    for piece, marks in _pieces(batch, harvest):
        _take(piece, marks, latest, harvest)
    return harvest


def _take_talk(batch: Batch) -> Harvest:
    """A chat is read where it is cut, because each message rests on those before it."""
    return Harvest(
        [tuple(one) for one in batch.talk if isinstance(one, Message)],
        [(str(one.offset), one.reason) for one in batch.talk if isinstance(one, Trouble)],
        [],
    )


def _take(piece: Piece, marks: Marks, latest: int, harvest: Harvest) -> None:
    letter = read_letter(piece.raw, latest=latest, skip_bulk=True)
    if letter.sent is None:
        harvest.troubles.append((piece.place, _dateless(letter.problems)))
        return
    if piece.cut:
        marks |= Marks.CUT
    harvest.messages.append(tuple(message_of(letter, piece.place, piece.length, marks)))


def _dateless(problems: tuple[str, ...]) -> str:
    said = next((problem for problem in problems if "date" in problem.lower()), "")
    return said or "no Date header, so it cannot be placed in time"


def _pieces(batch: Batch, harvest: Harvest) -> Iterator[tuple[Piece, Marks]]:
    marks = batch.source.marks
    if batch.pieces:
        yield from ((piece, Marks(piece.marks)) for piece in batch.pieces)
    elif batch.source.shape == Shape.MBOX:
        try:
            for index, piece in enumerate(mbox.pieces_in(batch.source.path, batch.start, batch.end)):
                if index == batch.start == 0 and piece.place != "0":
                    harvest.troubles.append(("0", f"the first {piece.place} bytes belong to no message"))
                yield piece, marks
        except OSError:
            harvest.missed.append(batch.source.path)  # the writer says so, once
    else:
        for name in batch.names:
            try:
                yield folders.piece_of(batch.source.path, name), marks
            except OSError as error:
                harvest.missed.append(name)
                harvest.troubles.append((name, f"{SHUT} ({error.strerror})"))
