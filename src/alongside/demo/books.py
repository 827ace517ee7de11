"""The books of the year: hours in the layout of Toggl, and invoices made from them."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from alongside.demo.cast import CLIENTS, ME, ZONE
from alongside.demo.nouns import Client, Invoice
from alongside.demo.pace import AWAY, is_open
from alongside.demo.stock import read_stock

TOGGL = [
    "User",
    "Email",
    "Client",
    "Project",
    "Task",
    "Description",
    "Billable",
    "Start date",
    "Start time",
    "End date",
    "End time",
    "Duration",
    "Tags",
]
BILLS = ["Number", "Client", "Issued", "Due", "Paid on", "Amount", "Currency", "Status"]
WORK = ("layout", "build", "corrections", "test", "pictures", "call", "planning", "mail")
OWN = ("offers", "bookkeeping", "own site", "reading")
TERMS = timedelta(days=14)
LAST = date(2025, 12, 31)


class Entry(NamedTuple):
    """One block of work; `client` is None for her own business."""

    client: Client | None
    project: str
    task: str
    billable: bool
    start: datetime
    end: datetime


def log_hours(dice: Random) -> tuple[Entry, ...]:
    """Blocks of work on every working day, one after the other."""
    days = (date(2025, 1, 2) + timedelta(days=index) for index in range(358))
    return tuple(entry for day in days if is_open(day, AWAY[ZONE]) for entry in _day(day, dice))


def _day(day: date, dice: Random) -> Iterator[Entry]:
    now = datetime.combine(day, time(8, 30), ZoneInfo(ZONE)) + timedelta(minutes=5 * dice.randint(0, 9))
    for _ in range(dice.randint(3, 6)):
        client = _who(day, dice)
        minutes = 5 * dice.randint(6, 27)
        end = now + timedelta(minutes=minutes)
        yield _block(client, now, end, dice)
        now = end + timedelta(minutes=5 * dice.randint(0, 8))


def _who(day: date, dice: Random) -> Client | None:
    """Whose work it is: her own business takes a tenth, nobody is served before the contract."""
    there = [client for client in CLIENTS if client.signed and client.signed <= day]
    return dice.choices([*there, None], [*(client.share for client in there), 0.11])[0]


def _block(client: Client | None, start: datetime, end: datetime, dice: Random) -> Entry:
    if client is None:
        return Entry(None, "Studio", dice.choice(OWN), billable=False, start=start, end=end)
    unpaid = 0.34 if client.reading.startswith("for") else 0.08
    project = dice.choice(read_stock(client.slug, client.tongue)["topics"]).text.split(" | ")[0]
    return Entry(client, project, dice.choice(WORK), dice.random() > unpaid, start, end)


def make_invoices(entries: Sequence[Entry], dice: Random) -> tuple[Invoice, ...]:
    """One invoice a month and client for the billable hours, issued on the first open day of the next month."""
    bills: list[Invoice] = []
    for month in range(1, 12):
        issued = date(2025, month + 1, 1)
        while not is_open(issued, ()):
            issued += timedelta(days=1)
        for client in CLIENTS:
            hours = sum(
                _hours(one) for one in entries if one.client is client and one.billable and one.start.month == month
            )
            if hours:
                bills.append(_invoice(client, issued, round(hours * client.rate), len(bills) + 1, dice))
    return tuple(bills)


def _hours(entry: Entry) -> float:
    return (entry.end - entry.start).total_seconds() / 3600


def _invoice(client: Client, issued: date, amount: int, number: int, dice: Random) -> Invoice:
    due = issued + TERMS
    paid = due + timedelta(days=dice.randint(*client.late))
    return Invoice(
        f"2025-{number:03d}", client.slug, issued, due, paid if paid <= LAST else None, amount, client.currency
    )


def hours_csv(entries: Sequence[Entry]) -> tuple[list[str], ...]:
    """The rows of Toggl's detailed report."""
    return (TOGGL, *(_hours_row(entry) for entry in entries))


def _hours_row(one: Entry) -> list[str]:
    length = one.end - one.start
    billable = "Yes" if one.billable else "No"
    day, end = one.start.date().isoformat(), one.end.date().isoformat()
    clock = (
        day,
        f"{one.start:%H:%M:%S}",
        end,
        f"{one.end:%H:%M:%S}",
        f"{length.seconds // 3600:02d}:{length.seconds // 60 % 60:02d}:00",
    )
    return [ME.name, ME.address, one.client.name if one.client else "", one.project, "", one.task, billable, *clock, ""]


def invoices_csv(invoices: Sequence[Invoice]) -> tuple[list[str], ...]:
    """The rows of a plain list of invoices; the state is that of the last day of the year."""
    names = {client.slug: client.name for client in CLIENTS}
    return (BILLS, *(_invoice_row(one, names[one.client]) for one in invoices))


def _invoice_row(one: Invoice, client: str) -> list[str]:
    state = "Paid" if one.paid else "Overdue" if one.due < LAST else "Open"
    paid = one.paid.isoformat() if one.paid else ""
    return [
        one.number,
        client,
        one.issued.isoformat(),
        one.due.isoformat(),
        paid,
        f"{one.amount}.00",
        one.currency,
        state,
    ]


def to_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Comma-separated UTF-8 with CRLF, as RFC 4180 has it."""
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
