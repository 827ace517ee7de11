"""Leafing through kept mail: the mails behind a number, and one mail in its thread with its signals marked."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import NamedTuple

from alongside.core.signals.nouns import KINDS
from alongside.core.trace import SorryError
from alongside.desk.intrusions import behind
from alongside.desk.look import shelf
from alongside.desk.overview import owed_since
from alongside.store.shelf import letters
from alongside.store.shelf.letters import Mail, Span, Wanted

PAGE = 30  # mails a page
NONE = 0  # no message has this number
# Which waits: for my answer or for theirs, of them the open ones, and of those what counts as owed.
WAITS = ("me", "them", "open me", "open them", "owed me", "owed them")
MET = ("yields", "trades", "holds", "counter_questions", "answered")
AROUND = 25  # mails shown before and after the one looked for, in an endless thread


class NoSuchMailError(SorryError):
    """No kept mail has that number."""


class Piece(NamedTuple):
    """A stretch of a mail's words, and the signals it carries (none for plain words)."""

    text: str
    spans: tuple[Span, ...]


class Leaf(NamedTuple):
    """One kept mail as it is shown: when by the sender's clock, whose, its words in pieces."""

    mail: Mail
    at: datetime
    pieces: tuple[Piece, ...]

    @property
    def spans(self) -> list[Span]:
        """Every signal of the mail, each once, in the order of its words."""
        return list(dict.fromkeys(span for piece in self.pieces for span in piece.spans))


class Leaves(NamedTuple):
    """A page of mails, newest first, and how many there are in all."""

    leaves: list[Leaf]
    found: int
    page: int
    size: int = PAGE

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.found // self.size))


class Talk(NamedTuple):
    """A thread around one of its mails; how many of its mails stand before and after what is shown."""

    leaves: list[Leaf]
    before: int
    after: int


def wanted_of(  # noqa: PLR0913 - one filter each
    row: int | None,
    *,
    kinds: Iterable[str] = (),
    side: str = "",
    who: str = "",
    since: date | None = None,
    until: date | None = None,
    messages: Iterable[int] = (),
    waits: str = "",
    met: Iterable[str] = (),
    outside: str = "",
) -> Wanted:
    """Mails of the client in that row: with signals of these kinds or this side (push, partner, own), written by `me`
    or `them`, from one day on and before another (UTC), or these very ones.

    `waits` (WAITS) are those that began a wait, `met` (MET) those whose push I answered so, `outside` (SHARES) those
    outside my hours, which need a client.
    """
    if outside and row is not None:
        messages = behind(row, outside) or [NONE]
    return Wanted(
        client=row,
        kinds=frozenset({*kinds, *(kind.slug for kind in KINDS if side and kind.side == side)}),
        from_me={"me": True, "them": False}.get(who),
        since=None if since is None else _midnight(since),
        until=None if until is None else _midnight(until),
        messages=frozenset(messages),
        waits=waits.replace("owed", "open"),
        began=owed_since() if waits.startswith("owed") else None,
        met=frozenset(met),
    )


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def mails(wanted: Wanted, page: int = 1, size: int = PAGE) -> Leaves:
    """The mails that are wanted, with the beginning of their words."""
    with shelf() as connection:
        found, count = letters.mails(connection, wanted, size, size * (max(1, page) - 1))
        spans = letters.spans(connection, [one.message for one in found])
    return Leaves([leaf(one, spans.get(one.message, [])) for one in found], count, max(1, page), size)


def thread_of(message: int) -> Talk:
    """The thread of a mail, oldest first; raises NoSuchMailError."""
    with shelf() as connection:
        one = letters.mail(connection, message)
        if one is None:
            raise NoSuchMailError(f"No kept mail has the number {message}: it may have been erased, or read anew.")
        found = letters.thread(connection, one.client, one.thread)
        place = next(number for number, mail in enumerate(found) if mail.message == message)
        first = max(0, place - AROUND)
        shown = found[first : place + AROUND + 1]
        spans = letters.spans(connection, [mail.message for mail in shown])
    leaves = [leaf(mail, spans.get(mail.message, [])) for mail in shown]
    return Talk(leaves, first, len(found) - first - len(shown))


def leaf(mail: Mail, spans: Sequence[Span]) -> Leaf:
    """A mail with its words in pieces."""
    return Leaf(mail, datetime.fromtimestamp(mail.sent, UTC), tuple(pieces(mail.body, spans)))


def pieces(body: str, spans: Sequence[Span]) -> list[Piece]:
    """The words cut at the ends of every signal, so that overlapping ones can be marked too."""
    cuts = sorted({0, len(body), *(min(edge, len(body)) for one in spans for edge in (one.start, one.end))})
    return [
        Piece(body[start:end], tuple(one for one in spans if one.start < end and one.end > start))
        for start, end in pairwise(cuts)
    ]
