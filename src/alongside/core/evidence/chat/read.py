"""From the lines of a chat export to messages, one after the other: nothing is held but the message being read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from alongside.core.days import find_zone, moment_of
from alongside.core.evidence.chat.heads import is_doubtful, read_head, split_name
from alongside.core.evidence.chat.lines import LONGEST
from alongside.core.evidence.chat.notices import spoken
from alongside.core.evidence.chat.nouns import Head, Layout, Line, Terms
from alongside.core.evidence.chat.people import CHAT_DOMAIN, address_of
from alongside.core.evidence.chat.survey import FIRST_DAY, last_day
from alongside.core.evidence.identity import uid_of
from alongside.core.evidence.mail.charsets import read_text
from alongside.core.evidence.nouns import Marks, Message
from alongside.core.trace import Trouble, size_words
from alongside.core.words.asks import asks

SUBJECT = "WhatsApp"
_MOST_OTHERS = 50  # people of a group that a message of mine is noted as going to


def read_chat(lines: Iterable[Line], terms: Terms, file: str, *, latest: int) -> Iterator[Message | Trouble]:
    """Every message of an export in its order, and what could not be read (in `file`); never raises.

    `latest` is now, in seconds since 1970 UTC. What a message is depends on those before it: begin at the first line.
    """
    talk = _Talk(terms)
    for entry in _entries(lines, terms.layout):
        found = _said(entry, terms, latest)
        if isinstance(found, str):
            yield Trouble(file, entry.offset, found)
        elif found is not None:
            yield talk.message(found)


# ---------------------------------------------------------------- what was said


class _Entry(NamedTuple):
    """A head, and the text up to the next head; `head` is None for what stands before the first."""

    head: Head | None
    offset: int
    length: int
    text: str


class _Said(NamedTuple):
    """One message by itself: where, who, what, on which local day, and when in seconds since 1970 UTC."""

    offset: int
    length: int
    name: str
    text: str
    day: date
    sent: int


def _entries(lines: Iterable[Line], layout: Layout) -> Iterator[_Entry]:
    """Lines put together: one that does not begin as this layout does goes on with the message before it."""
    head: Head | None = None
    offset = length = 0
    parts: list[str] = []
    for line in lines:
        text = read_text(line.raw).removesuffix("\n")
        begun = read_head(text)
        if begun is not None and begun.layout == layout:
            if length:
                yield _Entry(head, offset, length, "\n".join(parts))
            head, offset, length, parts = begun, line.offset, 0, [begun.rest]
        elif length < LONGEST:
            parts.append(text)
        length += line.length
    if length:
        yield _Entry(head, offset, length, "\n".join(parts))


def _said(entry: _Entry, terms: Terms, latest: int) -> _Said | str | None:
    """What somebody said; or why it cannot be read; None for what WhatsApp itself wrote, and for nothing."""
    if entry.head is None:
        return "stands before the first message" if entry.text.strip() else None
    named = split_name(entry.head.rest)
    if named is None or (is_doubtful(named[0]) and named[0] not in terms.names):
        return None
    if entry.length > LONGEST:
        return f"longer than any message of WhatsApp ({size_words(entry.length)}), so it is left out"
    text = spoken(named[1] + entry.text[len(entry.head.rest) :], marked=terms.layout.bracket)
    placed = _placed(entry.head, terms, latest) if text else None
    return _Said(entry.offset, entry.length, named[0], text, *placed) if isinstance(placed, tuple) else placed


def _placed(head: Head, terms: Terms, latest: int) -> tuple[date, int] | str:
    """The local day and the moment of a head, or why there is none."""
    day, wall = head.day(terms.order), head.wall
    if day is None or wall is None:
        return f"there is no {head.written} {head.clock[0]}:{head.clock[1]:02} (read {terms.order})"
    if not FIRST_DAY <= day <= last_day(latest):
        return f"dated {day}, which is {'before WhatsApp' if day < FIRST_DAY else 'still to come'}"
    return day, moment_of(day, wall, find_zone(terms.zone))


# ---------------------------------------------------------------- what it is as a message


class _Newest(NamedTuple):
    """The newest message of somebody, as far as the next may answer it."""

    name: str
    day: date
    uid: int


@dataclass(slots=True)
class _Talk:
    """A chat while it is read: what the messages to come rest on."""

    terms: Terms
    days: dict[date, int] = field(default_factory=dict)  # the first message of each
    newest: _Newest | None = None
    answered: _Newest | None = None  # the newest message of somebody else than `newest`
    other: str = ""  # who of the others spoke last
    moment: int = 0
    again: Counter[tuple[str, str]] = field(default_factory=Counter)  # what was said at that moment

    def message(self, said: _Said) -> Message:
        """The message that is kept of what was said."""
        if self.newest and self.newest.name != said.name:
            self.answered = self.newest
        if said.name not in self.terms.me:
            self.other = said.name
        header_id = self._identity(said)
        uid = uid_of(header_id)
        references = self._references(said, uid)
        self.newest = _Newest(said.name, said.day, uid)
        to, cc = self._recipients(said.name)
        shift = datetime.fromtimestamp(said.sent, find_zone(self.terms.zone)).utcoffset() or timedelta()
        return Message(
            place=str(said.offset),
            length=said.length,
            uid=uid,
            references=references,
            subject_key=None,
            bare_reply=False,
            header_id=header_id,
            sender=_mailbox(said.name),
            to=tuple(map(_mailbox, to)),
            cc=tuple(map(_mailbox, cc)),
            delivered=(),
            sent=said.sent,
            zone=int(shift.total_seconds() // 60),
            marks=int(Marks.CHAT),
            bills=False,
            asks=asks(said.text),
            words=said.text.count(" ") + 1,
            subject=SUBJECT,
            body=said.text,
        )

    def _identity(self, said: _Said) -> str:
        """A Message-ID from who said what, when and to whom: a longer export of the same chat gives it again.

        Whom it answers stands for the chat, which has no name of its own: what I say to two people is two messages.
        """
        if said.sent != self.moment:
            self.moment, self.again = said.sent, Counter()
        count = self.again[said.name, said.text]
        self.again[said.name, said.text] += 1
        whom = self.answered.name if self.answered else next((n for n in self.terms.names if n != said.name), "")
        whole = (address_of(said.name), address_of(whom), str(said.sent), said.text, str(count))
        digest = blake2b("\0".join(whole).encode("utf-8", "replace"), digest_size=16).hexdigest()
        return f"{digest}@{CHAT_DOMAIN}"

    def _references(self, said: _Said, uid: int) -> tuple[int, ...]:
        """The first message of the local day, which makes the day a thread; then what this one answers on that day."""
        first = self.days.setdefault(said.day, uid)
        if first == uid:
            return ()
        answered = self.answered
        parent = answered.uid if answered and answered.day == said.day else first
        return (first,) if parent == first else (first, parent)

    def _recipients(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """To and Cc: mine go to who spoke last, with a copy to the rest of a group; the others' go to me."""
        if name not in self.terms.me:
            return tuple(one for one in self.terms.names if one in self.terms.me), ()
        others = self.terms.others[:_MOST_OTHERS]
        first = [self.other] if self.other else others[:1]
        return tuple(first), tuple(one for one in others if one not in first)


def _mailbox(name: str) -> tuple[str, str]:
    return name, address_of(name)
