"""The conversations written out: each turn of the plan becomes a mail with its words, and the truth about them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from random import Random

from alongside.core.evidence.nouns import Mailbox
from alongside.demo.cast import ME, ME_OLD
from alongside.demo.nouns import Client, Dress, Invoice, Mail, Piece, Said, Thread, Turn
from alongside.demo.slots import day_name, make_slots, money
from alongside.demo.stock import Deck, fill, read_stock

GIVING_IN = ("yields", "self_justifies")
SHOP_TALK = re.compile(r"\b(?:stock|shop|warehouse|orders?|products?|delivery|supplier|category)\b(?! is)")
OFTEN_TWO = frozenset({"c.feedback", "m.fixed", "c.open", "m.ask", "m.deliver"})
STANDING = ("holds", "trades", "counter_questions", "states_need")
MY_CLOSINGS = {
    "en": ("Best,\nHanne", "Best wishes,\nHanne", "Hanne"),
    "de": ("Viele Grüße\nHanne Vogt", "Freundliche Grüße\nHanne Vogt"),
}
GENTLEMEN = frozenset({"Jürgen Thiele"})
MY_FOOTER = "-- \nStudio Vogt / design and code\nSpinnereistr. 7, Leipzig"


class Loom:
    """Everything needed to write the mails with one client: the stock, its decks, and the dice."""

    def __init__(self, client: Client, dice: Random, invoices: Sequence[Invoice]) -> None:
        self.client, self.dice, self.invoices = client, dice, invoices
        own = read_stock(client.slug, client.tongue)
        shared = {} if client.tongue == "de" else read_stock("work") | read_stock("replies")
        shared = shared if client.shop else {name: _no_shop(pieces) for name, pieces in shared.items()}
        self.stock = shared | own
        self.stock["excuse"] = tuple(piece for piece in own["push"] if "payment_excuse" in piece.kinds)
        self.stock["push"] = tuple(piece for piece in own["push"] if "payment_excuse" not in piece.kinds)
        self.decks: dict[str, Deck[Piece]] = {}

    def draw(self, section: str) -> Piece:
        """The next piece of a section."""
        if section not in self.decks:
            self.decks[section] = Deck(self.stock[section], self.dice)
        return self.decks[section].draw()


def _no_shop(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Without the lines only a shop would write."""
    return tuple(piece for piece in pieces if not SHOP_TALK.search(piece.text))


def weave_thread(loom: Loom, thread: Thread, number: int) -> Iterator[Mail]:
    """The mails of one conversation, each answering the one before."""
    last: Mail | None = None
    for turn in thread.turns:
        pieces = _pieces(loom, turn, last)
        theirs = _their_side(loom, turn, last, pieces)
        said = _say(loom, thread, turn, pieces, theirs)
        last = _mail(loom, thread, turn, said, theirs=theirs, last=last, number=number)
        yield last


def _pieces(loom: Loom, turn: Turn, last: Mail | None) -> list[Piece]:
    """What the turn says: a sign, an answer to one, or plain work; sometimes one beside the other."""
    if turn.role == "m.reply":
        kind = last.marks[0].kind if last and last.marks else "rush_demand"
        beside = last is not None and loom.dice.random() < 0.3
        return [_reply(loom, kind, turn.when), *([loom.draw("m.ack")] if beside else [])]
    if turn.role == "c.last":
        return [loom.draw(turn.role)]
    if turn.mood:
        sign = loom.draw(_sign_section(loom.client, turn))
        beside = turn.mood != "excuse" and loom.dice.random() < 0.5
        return [*([loom.draw(_work_section(loom, turn.role))] if beside else []), sign, *_second(loom, turn, sign)]
    first = loom.draw(_work_section(loom, turn.role))
    more = turn.role in OFTEN_TWO and len(loom.stock[turn.role]) > 3 and loom.dice.random() < 0.4
    return [first, loom.draw(turn.role)] if more else [first]


def _second(loom: Loom, turn: Turn, first: Piece) -> list[Piece]:
    """Now and then a second sign of another kind in the same mail."""
    if turn.mood == "excuse" or loom.dice.random() > 0.46:
        return []
    piece = loom.draw(_sign_section(loom.client, turn))
    return [] if set(piece.kinds) & set(first.kinds) else [piece]


def _sign_section(client: Client, turn: Turn) -> str:
    if turn.mood != "partner":
        return turn.mood
    sections = (season.partner_section for season in client.seasons if season.first <= turn.when.date())
    return list(sections)[-1]


def _work_section(loom: Loom, role: str) -> str:
    local = role in {"c.open", "c.send", "c.question"} and "local" in loom.stock
    return "local" if local and loom.dice.random() < 0.22 else role


def _reply(loom: Loom, kind: str, when: datetime) -> Piece:
    """An answer to a push: she gives in often in January, seldom in December, never to a prospect."""
    giving = 0.0 if loom.client.signed is None else 0.62 - 0.47 * when.timetuple().tm_yday / 365
    moves = GIVING_IN if loom.dice.random() < giving else STANDING
    stocked = [f"{kind}.{move}" for move in moves if f"{kind}.{move}" in loom.stock]
    weights = [3 if section.endswith(("holds", "yields")) else 2 for section in stocked]
    if not stocked:
        moves = moves if f"any.{moves[0]}" in loom.stock else STANDING
        stocked = [f"any.{move}" for move in moves if f"any.{move}" in loom.stock] or [f"{kind}.holds"]
        weights = [1] * len(stocked)
    return loom.draw(loom.dice.choices(stocked, weights)[0])


def _say(loom: Loom, thread: Thread, turn: Turn, pieces: list[Piece], theirs: Mailbox) -> Said:
    """The pieces with the facts of this conversation in their slots, greeting first."""
    parts = [_fill(loom, thread, turn, piece) for piece in pieces]
    greeting = _greeting(loom.client, turn, theirs, loom.dice)
    text = "\n\n".join([greeting, *(part.text for part in parts)] if greeting else [part.text for part in parts])
    said = Said(text, tuple(mark for part in parts for mark in part.marks))
    return _curled(said) if loom.client.charset == "windows-1252" and turn.role[0] == "c" else said


def _fill(loom: Loom, thread: Thread, turn: Turn, piece: Piece) -> Said:
    client, dice = loom.client, loom.dice
    slot = make_slots(
        dice,
        turn.when.date(),
        piece.tongue,
        subject=thread.name,
        topic=thread.topic,
        page=dice.choice(loom.stock["pages"]).text,
        currency=client.currency,
        aide=client.aide,
        more=_bill(loom, thread, turn.when.date(), piece.tongue),
    )
    return fill(piece, slot, dice)


def _bill(loom: Loom, thread: Thread, today: date, tongue: str) -> dict[str, str]:
    """The invoice this is about: the thread's own, else the last one issued; only the thread's own fixes the sum."""
    issued = [one for one in loom.invoices if one.issued <= today] or loom.invoices[:1]
    bill = thread.invoice or (issued[-1] if issued else None)
    if bill is None:
        return {}
    facts = {"invoice": bill.number, "due": day_name(bill.due, tongue)}
    return facts | ({"amount": money(bill.amount, bill.currency, tongue)} if thread.invoice else {})


def _curled(said: Said) -> Said:
    """With the apostrophes Outlook makes."""
    marks = tuple(mark._replace(quote=mark.quote.replace("'", "’")) for mark in said.marks)
    return Said(said.text.replace("'", "’"), marks)


def _greeting(client: Client, turn: Turn, theirs: Mailbox, dice: Random) -> str:
    if turn.role[0] == "c":
        return dice.choice(client.greetings)
    if client.tongue == "de":
        title = "Herr" if theirs.name in GENTLEMEN else "Frau"
        return f"Guten Tag {title} {theirs.name.split()[-1]},"
    return f"{dice.choice(('Hi', 'Hello', 'Dear'))} {_first(theirs)},"


def _first(person: Mailbox) -> str:
    return "Aya" if "Aya" in person.name else person.name.split()[0]


def _mail(  # noqa: PLR0913 - one fact, one name
    loom: Loom,
    thread: Thread,
    turn: Turn,
    said: Said,
    *,
    theirs: Mailbox,
    last: Mail | None,
    number: int,
) -> Mail:
    """The mail of one turn, `theirs` being the one on the client's side."""
    client, dice = loom.client, loom.dice
    mine = turn.role[0] == "m"
    me = ME_OLD if client.old_until and turn.when.date() <= client.old_until else ME
    sender, to = (me, theirs) if mine else (theirs, me)
    others = tuple(
        _address(client, one, turn.when.date(), dice) for one in client.people[:2] if one.name != theirs.name
    )[-1:]
    return Mail(
        message_id=f"{dice.getrandbits(72):x}@{sender.address.split('@')[1]}",
        sender=sender,
        to=(to,),
        cc=others if dice.random() < 0.18 else (),
        sent=turn.when.replace(microsecond=0),
        subject=thread.subject if last is None else f"{_re(client, mine=mine)}: {thread.subject}",
        text=said.text,
        closing=_closing(client, sender, dice, mine=mine),
        dress=Dress.THUNDERBIRD if mine else client.dress,
        charset="utf-8" if mine else client.charset,
        transfer="8bit" if mine else client.transfer,
        labels="Sent,Opened" if mine else "Inbox,Important,Opened,Category Personal",
        thread=number,
        answers=last,
        client=client.slug,
        from_me=mine,
        marks=said.marks,
        inline=_inline(turn, last, mine=mine, dress=client.dress, dice=dice),
    )


def _inline(turn: Turn, last: Mail | None, *, mine: bool, dress: Dress, dice: Random) -> bool:
    """Whether the answer stands below the question, as some still write."""
    asked = last is not None and last.from_me != mine and turn.role.endswith(".answer")
    return asked and (mine or dress is Dress.PLAIN) and dice.random() < 0.3


def _re(client: Client, *, mine: bool) -> str:
    if mine or client.dress not in {Dress.OUTLOOK, Dress.OUTLOOK_HTML}:
        return "Re"
    return "AW" if client.tongue == "de" else "RE"


def _their_side(loom: Loom, turn: Turn, last: Mail | None, pieces: list[Piece]) -> Mailbox:
    """Who writes for them, or is written to: signs come from the one who decides, she answers whoever wrote."""
    client, dice = loom.client, loom.dice
    if turn.role[0] == "m" and last:
        return last.to[0] if last.from_me else last.sender
    decides = turn.role[0] == "m" or dice.random() < 0.65 or any(piece.kinds for piece in pieces)
    return _address(client, client.people[0] if decides else dice.choice(client.people), turn.when.date(), dice)


def _address(client: Client, person: Mailbox, day: date, dice: Random) -> Mailbox:
    """The person's address that day: after a move with the new domain, now and then with a plus-tag."""
    user, domain = person.address.split("@")
    domain = client.new_domain if client.moved and day >= client.moved else domain
    user = f"{user}+{dice.choice(client.tags)}" if client.tags and dice.random() < 0.2 else user
    return Mailbox(person.name, f"{user}@{domain}")


def _closing(client: Client, sender: Mailbox, dice: Random, *, mine: bool) -> str:
    if mine:
        return f"{dice.choice(MY_CLOSINGS[client.tongue])}\n\n{MY_FOOTER}"
    line = dice.choice(client.closings).format(first=_first(sender), name=sender.name)
    return f"{line}\n\n{client.footer}" if dice.random() < 0.7 else line
