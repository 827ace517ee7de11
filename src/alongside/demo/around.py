"""Everything in a mailbox that is no client: newsletters, shops, machines, a list, spam, family, a colleague."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from alongside.core.evidence.nouns import Mailbox
from alongside.demo.cast import COLLEAGUE, FAMILY, FRIEND, ME, ME_OLD, ZONE
from alongside.demo.nouns import Dress, Mail, Piece, Said
from alongside.demo.pace import YEAR_END, after_work
from alongside.demo.slots import make_slots
from alongside.demo.stock import Deck, fill, read_stock

LIST = Mailbox("Typo Talk", "typo-talk@lists.schriftkreis.example")
LIST_HEADERS = (
    ("List-Id", "Typo Talk <typo-talk.lists.schriftkreis.example>"),
    ("List-Post", "<mailto:typo-talk@lists.schriftkreis.example>"),
    ("List-Unsubscribe", "<https://lists.schriftkreis.example/options/typo-talk>"),
    ("Precedence", "list"),
)
LISTERS = ("Ann", "Bodo", "Chiara", "Dagny", "Émile", "Fumiko", "Gil", "Hedda")
COUNTS = {"newsletter": 560, "receipt": 115, "notice": 480, "spam": 130}
FIRST = datetime(2025, 1, 2, 6, tzinfo=UTC)
BULK = "Inbox,Unread,Category Promotions"
LABELS = {
    "newsletter": BULK,
    "receipt": "Inbox,Opened,Category Updates",
    "notice": "Inbox,Unread,Category Updates",
    "spam": "Spam,Unread",
}


def write_around(dice: Random, thread: int) -> Iterator[Mail]:
    """All of it; `thread` is the first free thread number."""
    stock = read_stock("around")
    makers: list[Callable[[int], Iterable[Mail]]] = []
    for section, count in COUNTS.items():
        deck = Deck(stock[section], dice)
        makers += [partial(_machine, section, deck, dice)] * count
    chats = (
        (54, FAMILY[0], "family", ME_OLD, "private"),
        (22, FAMILY[1], "family", ME_OLD, "private"),
        (34, FRIEND, "friend", ME_OLD, "private"),
        (36, COLLEAGUE, "colleague", ME, "work"),
    )
    for count, person, section, me, _ in chats:
        decks = Deck(stock[f"{section}.subject"], dice), Deck(stock[section], dice)
        makers += [partial(_chat, person, me, decks, dice)] * count
    posts = Deck(stock["list.subject"], dice), Deck(stock["list"], dice)
    makers += [partial(_list_thread, posts, dice)] * 52
    for number, make in enumerate(makers, thread):
        yield from make(number)


def answer_away(mails: Sequence[Mail], dice: Random, thread: int) -> Iterator[Mail]:
    """Automatic answers of people who are away, to some of her mails."""
    deck = Deck(read_stock("around")["autoreply"], dice)
    for number, mail in enumerate(dice.sample([one for one in mails if one.from_me and one.client], 34), thread):
        sent = mail.sent + timedelta(seconds=dice.randint(4, 50))
        if sent < YEAR_END:
            said = _fill(deck.draw(), sent.date(), dice)
            headers = (("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes"))
            subject = f"Out of office: {mail.subject}"
            auto = _mail(mail.to[0], mail.sender, sent, subject, said, number, dice, answers=mail, headers=headers)
            yield auto


def _fill(piece: Piece, today: date, dice: Random) -> Said:
    return fill(piece, make_slots(dice, today, piece.tongue), dice)


def _any_time(dice: Random) -> datetime:
    """Any minute of the year, as machines write."""
    return FIRST + timedelta(seconds=dice.randint(0, int((YEAR_END - FIRST).total_seconds())))


def _machine(section: str, deck: Deck[Piece], dice: Random, number: int) -> tuple[Mail, ...]:
    """One newsletter, receipt, notice or piece of spam."""
    sent = _any_time(dice)
    fields = _fill(deck.draw(), sent.date(), dice).text.split(" | ", 3)
    if section == "spam":
        fields = [
            "Service Team",
            f"info{dice.randint(10, 99)}@{dice.choice(('winbig', 'seo-now', 'parcel-help'))}.example",
            *fields,
        ]
    name, address, subject, text = fields
    headers: tuple[tuple[str, str], ...] = ()
    if section == "newsletter":
        host = address.split("@")[1]
        headers = (("List-Unsubscribe", f"<https://{host}/u/{dice.getrandbits(40):x}>"), ("Precedence", "bulk"))
    elif section == "notice":
        headers = (("Auto-Submitted", "auto-generated"),)
    chinese = "网" in subject
    dress = Dress.GMAIL_HTML if section == "newsletter" else Dress.PLAIN
    mail = _mail(
        Mailbox(name, address),
        ME,
        sent,
        subject,
        Said(text),
        number,
        dice,
        headers=headers,
        labels=LABELS[section],
        dress=dress,
    )
    return (_recoded(mail, "gb18030", "base64"),) if chinese else (mail,)


def _recoded(mail: Mail, charset: str, transfer: str) -> Mail:
    fields = {name: getattr(mail, name) for name in mail.__slots__}
    return Mail(**(fields | {"charset": charset, "transfer": transfer}))


def _chat(
    person: Mailbox, me: Mailbox, decks: tuple[Deck[Piece], Deck[Piece]], dice: Random, number: int
) -> Iterator[Mail]:
    """A few mails to and fro with someone she knows."""
    subject = _fill(decks[0].draw(), FIRST.date(), dice).text
    day = FIRST.date() + timedelta(days=dice.randint(1, 355))
    now = datetime.combine(day, time(dice.choice((8, 12, 18, 20))), ZoneInfo(ZONE)) + timedelta(
        minutes=dice.randint(0, 59)
    )
    last: Mail | None = None
    mine = dice.random() < 0.4
    for _ in range(dice.randint(1, 4)):
        sender, to = (me, person) if mine else (person, me)
        said = _fill(decks[1].draw(), now.date(), dice)
        said = Said(f"{dice.choice(('Hallo', 'Hej', 'Hi'))} {to.name.split()[0]},\n\n{said.text}")
        labels = "Sent,Opened" if mine else "Inbox,Opened,Category Personal"
        dress = Dress.THUNDERBIRD if mine else Dress.APPLE
        last = _mail(
            sender,
            to,
            now,
            f"Re: {subject}" if last else subject,
            said,
            number,
            dice,
            answers=last,
            labels=labels,
            dress=dress,
        )
        yield last
        mine = not mine
        now += timedelta(hours=dice.uniform(1, 60))
        if now > YEAR_END:
            return


def _list_thread(decks: tuple[Deck[Piece], Deck[Piece]], dice: Random, number: int) -> Iterator[Mail]:
    """A thread of the discussion list, whose server writes its own address into From."""
    subject = _fill(decks[0].draw(), FIRST.date(), dice).text
    now = FIRST + timedelta(days=dice.uniform(1, 350))
    last: Mail | None = None
    for _ in range(dice.randint(2, 6)):
        name = dice.choice(LISTERS)
        said = _fill(decks[1].draw(), now.date(), dice)
        headers = (*LIST_HEADERS, ("Reply-To", f"{name} <{name.lower().replace('é', 'e')}@schriftkreis.example>"))
        sender = Mailbox(f"{name} via Typo Talk", LIST.address)
        labels = "Inbox,Unread,Category Forums"
        last = _mail(
            sender,
            LIST,
            now,
            f"Re: [Typo] {subject}" if last else f"[Typo] {subject}",
            said,
            number,
            dice,
            answers=last,
            headers=headers,
            labels=labels,
        )
        yield last
        now = after_work(now, dice.uniform(1, 12), ZONE, dice)
        if now > YEAR_END:
            return


def _mail(  # noqa: PLR0913 - one fact, one name
    sender: Mailbox,
    to: Mailbox,
    sent: datetime,
    subject: str,
    said: Said,
    number: int,
    dice: Random,
    *,
    answers: Mail | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    labels: str = "Inbox,Opened",
    dress: Dress = Dress.PLAIN,
) -> Mail:
    name = "" if dress is Dress.GMAIL_HTML else sender.name.split()[0]
    return Mail(
        message_id=f"{dice.getrandbits(72):x}@{sender.address.split('@')[1]}",
        sender=sender,
        to=(to,),
        sent=sent.replace(microsecond=0),
        subject=subject,
        text=said.text,
        closing=name,
        dress=dress,
        charset="utf-8",
        transfer=dice.choice(("8bit", "quoted-printable", "base64")),
        labels=labels,
        thread=number,
        answers=answers,
        headers=headers,
        from_me=sender in {ME, ME_OLD},
    )
