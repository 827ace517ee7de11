"""The nouns of the demo year: who writes, what was planned, and one mail before it becomes bytes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from alongside.core.evidence.nouns import Mailbox


class Mark(NamedTuple):
    """One label: the kind of signal and the words that carry it, as they stand in the text."""

    kind: str
    quote: str


class Said(NamedTuple):
    """What a person wrote, without greeting lines of others, history and signature, and what is truly in it."""

    text: str
    marks: tuple[Mark, ...] = ()


class Piece(NamedTuple):
    """One line of the stock: `tongue` is 'en', 'de', 'fr' or 'es', `kinds` the labels written into it."""

    text: str
    tongue: str
    kinds: tuple[str, ...]


class Dress(StrEnum):
    """The mail program a message seems to come from."""

    THUNDERBIRD = "thunderbird"  # plain, format=flowed, quoted with >
    APPLE = "apple"  # plain and HTML, blockquote type=cite
    GMAIL = "gmail"  # plain and HTML, div.gmail_quote
    GMAIL_HTML = "gmail_html"  # HTML alone
    OUTLOOK_HTML = "outlook_html"  # HTML alone, a header block above the history
    OUTLOOK = "outlook"  # plain, -----Original Message-----
    PLAIN = "plain"  # plain, wrapped at 72 columns


class Season(NamedTuple):
    """A stretch of the year with one client: how many threads begin, how often a turn is a push or a partner sign."""

    first: date
    last: date
    threads: int
    push: float
    partner: float
    partner_section: str = "partner"


@dataclass(frozen=True, slots=True)
class Client:
    """One client of the year. `hours` is the median reply time in working hours, `silence` how often no answer comes.

    `share` is the part of the working week, `rate` per hour in `currency`; `late` the usual days beyond the due date;
    `moved` the day the domain changed to `new_domain`; `old_until` the day they stop using the older address;
    `shop` whether they sell goods online.
    """

    slug: str
    name: str
    reading: str
    people: tuple[Mailbox, ...]
    zone: str
    tongue: str
    dress: Dress
    charset: str
    transfer: str
    hours: float
    silence: float
    night: float
    seasons: tuple[Season, ...]
    greetings: tuple[str, ...]
    closings: tuple[str, ...]
    footer: str
    aide: str
    share: float
    rate: int
    currency: str
    late: tuple[int, int]
    signed: date | None = None
    moved: date | None = None
    new_domain: str = ""
    tags: tuple[str, ...] = ()
    old_until: date | None = None
    shapes: str = "usual"
    shop: bool = False


class Invoice(NamedTuple):
    """One invoice of the year; `paid` is None where it is still open on the last day."""

    number: str
    client: str
    issued: date
    due: date
    paid: date | None
    amount: int
    currency: str


class Turn(NamedTuple):
    """One message to come: whose part it plays ('c.open', 'm.reply'), in which mood, and when."""

    role: str
    mood: str  # '', 'push', 'partner' or 'excuse'
    when: datetime


class Thread(NamedTuple):
    """One conversation to come; the thing it is about is `name` as a title and `topic` in a sentence."""

    subject: str
    name: str
    topic: str
    turns: tuple[Turn, ...]
    invoice: Invoice | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """One message before it becomes bytes. `text` is what its writer wrote, `closing` sign-off and signature.

    `inline` answers stand between the lines they answer.
    """

    message_id: str
    sender: Mailbox
    to: tuple[Mailbox, ...]
    sent: datetime
    subject: str
    text: str
    closing: str
    dress: Dress
    charset: str
    transfer: str
    labels: str
    thread: int
    cc: tuple[Mailbox, ...] = ()
    answers: "Mail | None" = None
    headers: tuple[tuple[str, str], ...] = ()
    client: str = ""
    from_me: bool = False
    marks: tuple[Mark, ...] = ()
    inline: bool = False


@dataclass(frozen=True, slots=True)
class DemoYear:
    """What was written: the files, and how many of each thing they hold."""

    mail: Path
    calendar: Path
    hours: Path
    invoices: Path
    truth: Path
    readme: Path
    messages: int
    conversation: int
    signals: int
    events: int
    entries: int
    bills: int
