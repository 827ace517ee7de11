"""The demo year on disk: a fictional professional's mail, calendar, hours and invoices, and the truth beside them."""

import json
from collections.abc import Sequence
from pathlib import Path

from alongside.demo.around import answer_away, write_around
from alongside.demo.books import hours_csv, invoices_csv, log_hours, make_invoices, to_csv
from alongside.demo.cast import CLIENTS, ME, ME_OLD, ZONE
from alongside.demo.diary import make_events, to_ics
from alongside.demo.nouns import Client, DemoYear, Invoice, Mail
from alongside.demo.pace import make_dice
from alongside.demo.plan import plan_client
from alongside.demo.post import to_mbox
from alongside.demo.weave import Loom, weave_thread

README = """The demo year

Everything in this folder is fictional: Hanne Vogt, her clients, their letters, the calendar, the hours and the
invoices. Addresses end in .example, which nobody can own, but for two at Gmail with a hyphen, which Gmail
does not give out. Nothing here was taken from a real mailbox.

mail.mbox      the mail of 2025, sent and received, as Google Takeout would store it (mboxrd, X-Gmail-Labels)
calendar.ics   calls, kept hours, private dates (Europe/Berlin)
hours.csv      hours in the layout of Toggl Track's detailed report
invoices.csv   invoices and when they were paid; open ones as of 31 December
truth.json     what is truly in it: for each client the reading that was meant, for each message of a client
               conversation the words as its writer wrote them and every signal in them with its quote

The same seed writes the same bytes. Delete the folder when you have seen enough.
"""
FIRST_THREAD = 1_820_000_000_000_000_000


def write_year(folder: Path, *, seed: int = 7) -> DemoYear:
    """Write the demo year into `folder` (made where missing); the same seed gives the same bytes."""
    entries = log_hours(make_dice(seed, "hours"))
    invoices = make_invoices(entries, make_dice(seed, "invoices"))
    mails = write_mails(seed, invoices)
    events = make_events(make_dice(seed, "calendar"))
    folder.mkdir(parents=True, exist_ok=True)
    year = DemoYear(
        mail=folder / "mail.mbox",
        calendar=folder / "calendar.ics",
        hours=folder / "hours.csv",
        invoices=folder / "invoices.csv",
        truth=folder / "truth.json",
        readme=folder / "README.txt",
        messages=len(mails),
        conversation=sum(bool(mail.client) for mail in mails),
        signals=sum(len(mail.marks) for mail in mails),
        events=len(events),
        entries=len(entries),
        bills=len(invoices),
    )
    year.mail.write_bytes(b"".join(to_mbox(mail) for mail in mails))
    year.calendar.write_bytes(to_ics(events))
    year.hours.write_bytes(to_csv(hours_csv(entries)))
    year.invoices.write_bytes(to_csv(invoices_csv(invoices)))
    year.truth.write_text(json.dumps(tell_truth(mails), ensure_ascii=False, indent=1), "utf-8")
    year.readme.write_text(README, "utf-8")
    return year


def write_mails(seed: int, invoices: Sequence[Invoice]) -> list[Mail]:
    """All mails of the year, oldest first."""
    mails: list[Mail] = []
    number = FIRST_THREAD
    for client in CLIENTS:
        dice = make_dice(seed, client.slug)
        loom = Loom(client, dice, [one for one in invoices if one.client == client.slug])
        for thread in plan_client(client, loom.invoices, dice):
            mails += weave_thread(loom, thread, number)
            number += 1
    dice = make_dice(seed, "around")
    mails += answer_away(mails, dice, number)
    mails += write_around(dice, number + 100)
    return sorted(mails, key=lambda mail: (mail.sent, mail.message_id))


def tell_truth(mails: Sequence[Mail]) -> dict[str, object]:
    """What a careful reader should find, by client and by message."""
    return {
        "fictional": True,
        "me": {"name": ME.name, "addresses": [ME.address, ME_OLD.address], "zone": ZONE},
        "clients": {client.slug: _client_truth(client) for client in CLIENTS},
        "messages": {mail.message_id: _mail_truth(mail) for mail in mails if mail.client},
    }


def _client_truth(client: Client) -> dict[str, object]:
    domains = sorted({one.address.split("@")[1] for one in client.people} | ({client.new_domain} - {""}))
    return {
        "name": client.name,
        "reading": client.reading,
        "signed": client.signed.isoformat() if client.signed else None,
        "domains": domains,
        "people": [{"name": one.name, "address": one.address} for one in client.people],
        "zone": client.zone,
        "tongue": client.tongue,
        "answers_within_working_hours": client.hours,
        "answers_never": client.silence,
        "writes_at_night": client.night,
        "pays_days_after_due": list(client.late),
    }


def _mail_truth(mail: Mail) -> dict[str, object]:
    signals = [{"kind": mark.kind, "quote": mark.quote} for mark in mail.marks]
    told = {"client": mail.client, "from_me": mail.from_me, "text": mail.text, "signals": signals}
    return told | ({"between_quotes": True} if mail.inline else {})
