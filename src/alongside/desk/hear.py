"""The verb `hear`: the signals in each message of a file, in its order, without touching the shelf."""

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from alongside.core.evidence.mail.read import read_letter
from alongside.core.evidence.messages import WORDLESS
from alongside.core.evidence.nouns import Letter, Marks
from alongside.core.signals.detect import detect
from alongside.core.signals.nouns import KIND, Side, Signal
from alongside.core.who.domains import canonical, domain_of
from alongside.core.who.me import guess_me
from alongside.core.who.nouns import AddressFacts
from alongside.core.words.plain import best_text
from alongside.core.words.zone import authored
from alongside.desk.asking import asked_of, weekday
from alongside.outside.files import archive, folders, mbox
from alongside.outside.files.nouns import FilesError, Piece, Shape, Source
from alongside.outside.files.places import find_sources


class Heard(NamedTuple):
    """One message: whose, its authored words, the signals in them (none in bulk and machine mail), what each asks."""

    message_id: str
    from_me: bool
    text: str
    signals: tuple[Signal, ...]
    asked: tuple[dict[str, Any], ...]


def hear_file(path: Path, me: Collection[str] = ()) -> Iterator[Heard]:
    """Every message at a path, in file order; without `me`, it is guessed from the file first. Raises FilesError."""
    sources, _ = find_sources(path)
    if any(source.shape == Shape.CHAT for source in sources):
        raise FilesError(f"{path} is a chat, which needs to be told whose it is: alongside read takes it.")
    mine = _mine(me) or _guess(_letters(sources))
    for letter in _letters(sources):
        yield _heard(letter, mine)


def hear_message(raw: bytes, me: Collection[str] = ()) -> Heard:
    """One message as it was sent, headers and all; without `me`, whose it is is guessed from it alone."""
    letter = read_letter(raw, latest=int(time.time()))
    return _heard(letter, _mine(me) or _guess([letter]))


def _mine(me: Collection[str]) -> frozenset[str]:
    return frozenset(canonical(address.strip().lower()) for address in me)


def _heard(letter: Letter, mine: Collection[str]) -> Heard:
    from_me = canonical(letter.sender.address) in mine or (not mine and Marks.SENT in letter.marks)
    text = authored(best_text(letter.plain, letter.html))
    signals = () if letter.marks & WORDLESS else detect(text, from_me=from_me)
    asked = tuple(_asked(one, text, letter) for one in signals)
    return Heard(letter.message_id, from_me, text, tuple(signals), asked)


def _asked(one: Signal, text: str, letter: Letter) -> dict[str, Any]:
    """What a push asks for; of no date without the moment it was written."""
    if letter.sent is None or KIND[one.kind].side is not Side.PUSH:
        return {}
    return asked_of(one.kind, text, one.start, one.end, letter.sent, letter.offset, weekday)


def _guess(letters: Iterable[Letter]) -> frozenset[str]:
    counts: dict[str, Counter[str]] = {}
    for letter in letters:
        _count(counts, letter.sender.address, "written", "filed_sent" if Marks.SENT in letter.marks else "")
        for one in (*letter.to, *letter.cc):
            _count(counts, one.address, "received")
        for address in letter.delivered_to:
            _count(counts, address, "delivered")
    facts = [
        AddressFacts(index, email, domain_of(email), "", **{name: count for name, count in seen.items() if name})
        for index, (email, seen) in enumerate(counts.items())
    ]
    return frozenset(canonical(email) for email in guess_me(facts))


def _count(counts: dict[str, Counter[str]], address: str, *names: str) -> None:
    counts.setdefault(address, Counter()).update(names)


def _letters(sources: list[Source]) -> Iterator[Letter]:
    latest = int(time.time())
    for source in sources:
        for piece in _pieces(source):
            letter = read_letter(piece.raw, latest=latest)
            yield letter._replace(marks=letter.marks | source.marks | piece.marks)


def _pieces(source: Source) -> Iterator[Piece]:
    if source.shape == Shape.MBOX:
        yield from mbox.pieces_in(source.path, 0, Path(source.path).stat().st_size)
    elif source.shape == Shape.ARCHIVE:
        yield from archive.pieces_of(source.path)
    else:
        for name in folders.names(source):
            try:
                yield folders.piece_of(source.path, name)
            except OSError as error:
                raise FilesError(f"{source.path}/{name}: cannot be opened ({error.strerror}).") from error
