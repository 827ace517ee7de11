"""The plan of the year: which conversations begin when, who speaks in them, and in which mood."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from alongside.demo.cast import ZONE
from alongside.demo.nouns import Client, Invoice, Season, Thread, Turn
from alongside.demo.pace import YEAR_END, after_work, at_night, is_open
from alongside.demo.stock import Deck, read_stock

SHAPES = {
    "usual": (
        "c.open m.take m.deliver c.feedback m.fixed c.ack",
        "m.ask c.answer m.ack",
        "c.question m.answer c.ack",
        "m.deliver c.feedback m.fixed c.feedback m.fixed c.ack",
        "c.send m.ack m.deliver c.feedback m.fixed",
        "c.schedule m.schedule c.ack",
        "c.open m.ask c.answer m.deliver c.question m.answer c.feedback m.fixed c.ack",
        "c.send m.ask c.send m.deliver c.ack",
        "c.open c.send m.take m.deliver c.feedback m.fixed c.question m.answer",
    ),
    "silent": (
        "m.deliver m.nudge c.answer m.ack",
        "m.ask m.nudge m.nudge c.send m.ack",
        "m.ask m.nudge",
        "m.deliver m.nudge c.feedback m.fixed m.nudge",
        "c.open m.take m.deliver m.nudge c.ack",
        "m.ask c.answer m.deliver m.nudge",
    ),
    "prospect": ("c.start m.take m.ask c.second m.close" + " c.answer m.ack" * 8 + " c.last m.decline",),
}
SUBJECTS = (
    "{}",
    "{}: corrections",
    "Question: {}",
    "{}, next step",
    "{} - {month}",
    "{} / material",
    "About {}",
    "{} again",
)
SUBJECTS_DE = ("{}", "{}: Korrekturen", "Frage: {}", "{}, nächster Schritt", "{} - {month}", "{} / Material")
SLOW = {"m.deliver": 14.0, "m.nudge": 40.0, "m.take": 3.0, "m.ask": 4.0, "m.remind": 80.0}


def plan_client(client: Client, invoices: Sequence[Invoice], dice: Random) -> Iterator[Thread]:
    """All conversations with one client, those about money last."""
    topics = [piece.text.split(" | ") for piece in read_stock(client.slug, client.tongue)["topics"]]
    for season in client.seasons:
        moods = _moods(season, dice)
        for start in _starts(season, dice):
            name, topic = dice.choice(topics)
            turns = tuple(_speak(client, moods, dice.choice(SHAPES[client.shapes]).split(), start, dice))
            yield Thread(_subject(client, name, start, dice), name, topic, turns)
    for invoice in invoices:
        name, topic = dice.choice(topics)
        yield Thread(
            f"{'Rechnung' if client.tongue == 'de' else 'Invoice'} {invoice.number}",
            name,
            topic,
            _dun(client, invoice, dice),
            invoice,
        )


def _starts(season: Season, dice: Random) -> Iterator[datetime]:
    """Openings spread over the season, on days people work."""
    days = (season.last - season.first).days
    for index in range(season.threads):
        day = season.first + timedelta(days=int((index + dice.random()) * days / season.threads))
        while not is_open(day, ()):
            day += timedelta(days=1)
        yield _morning(day, dice)


def _morning(day: date, dice: Random) -> datetime:
    return datetime.combine(day, time(8, 55), ZoneInfo(ZONE)) + timedelta(minutes=dice.randint(0, 460))


def _subject(client: Client, name: str, start: datetime, dice: Random) -> str:
    form = dice.choice(SUBJECTS_DE if client.tongue == "de" else SUBJECTS)
    return form.format(name, month=f"{start.month:02d}/{start.year}")


def _speak(client: Client, moods: Deck[str], roles: list[str], now: datetime, dice: Random) -> Iterator[Turn]:
    """The turns of one conversation: a push is answered, silence ends it, nothing happens after the year."""
    answer_due = False
    for place, role in enumerate(roles):
        if role[0] == "c" and answer_due:
            now = _next(client, "m.reply", "", now, dice)
            yield Turn("m.reply", "", now)
        if role[0] == "c" and place and dice.random() < client.silence:
            return
        mood = _mood(moods, role)
        now = now if not place else _next(client, role, mood, now, dice)
        if place == 0 and role[0] == "c":
            now = _next(client, role, mood, now - timedelta(hours=2), dice)
        if now > YEAR_END:
            return
        yield Turn("m.reply" if answer_due and role[0] == "m" and role != "m.decline" else role, mood, now)
        answer_due = mood == "push"
    if answer_due and dice.random() < 0.85 and (now := _next(client, "m.reply", "", now, dice)) < YEAR_END:
        yield Turn("m.reply", "", now)


def _mood(moods: Deck[str], role: str) -> str:
    if role[0] == "m" or role in {"c.start", "c.second"}:
        return ""
    return "push" if role == "c.last" else moods.draw()


def _moods(season: Season, dice: Random) -> Deck[str]:
    """The moods of a season in their shares, so that no throw of the dice makes a friend of a pusher."""
    pushes, signs = round(season.push * 40), round(season.partner * 40)
    return Deck([*["push"] * pushes, *["partner"] * signs, *[""] * (40 - pushes - signs)], dice)


def _next(client: Client, role: str, mood: str, now: datetime, dice: Random) -> datetime:
    """When the next message of this role comes."""
    if role[0] == "m":
        return after_work(now, SLOW.get(role, 2.5) * dice.lognormvariate(0, 0.6), ZONE, dice, mine=True)
    if dice.random() < client.night * (1.25 if mood == "push" else 0.6):
        return at_night(now, client.zone, dice)
    return after_work(now, client.hours * dice.lognormvariate(0, 0.7), client.zone, dice)


def _dun(client: Client, invoice: Invoice, dice: Random) -> tuple[Turn, ...]:
    """The invoice, and where it stays open, reminders and what is said to them."""
    now = _morning(invoice.issued, dice)
    turns = [Turn("m.pay", "", now)]
    end = invoice.paid or YEAR_END.date()
    due = _morning(invoice.due + timedelta(days=dice.randint(4, 9)), dice)
    now = after_work(due, 0.5, ZONE, dice, mine=True)
    excuses = any("payment_excuse" in piece.kinds for piece in read_stock(client.slug, client.tongue)["push"])
    while now.date() < end and now < YEAR_END:
        turns.append(Turn("m.remind", "", now))
        if excuses and (now := _next(client, "c.excuse", "", now, dice)) < YEAR_END:
            turns.append(Turn("c.excuse", "excuse", now))
            if (now := _next(client, "m.reply", "", now, dice)) < YEAR_END:
                turns.append(Turn("m.reply", "", now))
        now = after_work(now, dice.uniform(55, 95), ZONE, dice, mine=True)
    return tuple(turns)
