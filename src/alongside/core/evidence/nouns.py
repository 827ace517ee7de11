"""What happened: the facts found outside, as they were found."""

from enum import IntFlag
from typing import NamedTuple


class Marks(IntFlag):
    """What the headers of a message say about its kind; several may hold at once."""

    NONE = 0
    BULK = 1  # List-Unsubscribe, Precedence: bulk or junk, Feedback-ID and the like
    LIST = 2  # came through a discussion list (List-Id with List-Post, Precedence: list)
    AUTO = 4  # written by a machine: Auto-Submitted, X-Autoreply, a calendar reply, a bounce
    NOREPLY = 8  # the sender says it reads no answers (no-reply@, mailer-daemon@, ...)
    SENT = 16  # lies in a Sent folder or carries the Sent label
    SPAM = 32  # lies in a spam or trash folder or carries its label
    CUT = 64  # larger than the reader keeps: only the first part was read
    FALLBACK = 128  # read by the standard library, because the fast parser does not take such a case
    CHAT = 256  # said in a chat: whoever wrote it, `zone` is that of the phone the chat was exported from


class Mailbox(NamedTuple):
    """One address as it stands in a header: `name` decoded and trimmed, `address` lower-case, either may be ''."""

    name: str
    address: str


class Letter(NamedTuple):
    """One parsed message: headers decoded, text parts decoded, nothing judged yet.

    A NamedTuple, not a dataclass: letters are made a hundred thousand at a time and cross process borders.
    `sent` is whole seconds since 1970 UTC, `offset` the writer's minutes east of UTC (None where the header
    names no zone); `sent` is None where the message carries no plausible date.
    `references` are the message ids this one answers, oldest first, the direct parent last.
    `plain` and `html` are the decoded text parts, newlines as LF; `problems` says what was odd.
    """

    message_id: str
    references: tuple[str, ...]
    sender: Mailbox
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    delivered_to: tuple[str, ...]
    sent: int | None
    offset: int | None
    subject: str
    labels: tuple[str, ...]
    marks: Marks
    plain: str
    html: str
    problems: tuple[str, ...]


class Message(NamedTuple):
    """One message as it is kept: identities hashed, text reduced to what its sender wrote.

    `place` is the byte offset in an mbox or the name of a file, `length` its bytes there. `uid` is a signed 64-bit
    hash of the Message-ID, else of the content; `references` are such hashes too, oldest first, the parent last.
    People are plain `(name, address)` tuples: messages cross process borders by marshal, which knows no classes.
    `subject` and `body` are '' for bulk and machine mail, whose words are nobody's.
    """

    place: str
    length: int
    uid: int
    references: tuple[int, ...]
    subject_key: int | None
    bare_reply: bool
    header_id: str
    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    delivered: tuple[str, ...]
    sent: int
    zone: int | None
    marks: int
    bills: bool
    asks: bool
    words: int
    subject: str
    body: str

    @property
    def parent(self) -> int | None:
        """The message it answers, if its headers name one."""
        return self.references[-1] if self.references else None
