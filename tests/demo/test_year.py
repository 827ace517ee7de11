import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from alongside.core.signals.nouns import KIND, Side
from alongside.demo.cast import CLIENTS, ME, ME_OLD
from alongside.demo.nouns import DemoYear
from alongside.demo.write import write_year

Truth = dict[str, Any]
pytestmark = pytest.mark.slow


class Seen(NamedTuple):
    """One message as the standard library reads it."""

    id: str
    parent: str
    sent: datetime
    sender: str
    addresses: frozenset[str]
    labels: str
    text: str
    charsets: frozenset[str]
    transfers: frozenset[str]
    defects: int


class Written(NamedTuple):
    """The year as it lies on disk."""

    year: DemoYear
    mails: tuple[Seen, ...]
    truth: Truth


def split_mbox(raw: bytes) -> Iterator[EmailMessage]:
    for part in re.split(rb"(?:^|\n\n)From \d+@xxx [^\n]+\n", raw)[1:]:
        body = re.sub(rb"(?m)^>(>*From )", rb"\1", part)
        yield message_from_bytes(body, policy=policy.default)


def see(mail: EmailMessage) -> Seen:
    parts = [part for part in mail.walk() if not part.is_multipart()]
    return Seen(
        id=mail["Message-ID"].strip("<>"),
        parent=(mail["In-Reply-To"] or "").strip("<>"),
        sent=mail["Date"].datetime,
        sender=mail["From"].addresses[0].addr_spec,
        addresses=frozenset(
            one.addr_spec for name in ("From", "To", "Cc") if mail[name] for one in mail[name].addresses
        ),
        labels=mail["X-Gmail-Labels"],
        text=shown(mail),
        charsets=frozenset(part.get_content_charset("") for part in parts),
        transfers=frozenset(part["Content-Transfer-Encoding"] for part in parts),
        defects=len(mail.defects),
    )


def shown(mail: EmailMessage) -> str:
    """The text a reader sees, with every run of blanks as one blank."""
    part = mail.get_body(("plain", "html"))
    assert part is not None
    text = part.get_content()
    if part.get_content_type() == "text/html":
        text = unescape(re.sub(r"<[^>]*>", " ", text))
    return flat(text)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    year = write_year(tmp_path_factory.mktemp("year"))
    mails = tuple(see(mail) for mail in split_mbox(year.mail.read_bytes()))
    return Written(year, mails, json.loads(year.truth.read_text("utf-8")))


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(written: Written, tmp_path: Path) -> None:
    again = write_year(tmp_path / "again", seed=7)
    other = write_year(tmp_path / "other", seed=8)
    first = written.year
    for one, two in zip(first.mail.parent.iterdir(), again.mail.parent.iterdir(), strict=True):
        assert one.read_bytes() == (again.mail.parent / one.name).read_bytes(), two
    assert first.mail.read_bytes() != other.mail.read_bytes()


def test_about_four_thousand_messages_half_of_them_with_clients(written: Written) -> None:
    assert len(written.mails) == written.year.messages
    assert 3_700 <= written.year.messages <= 4_500
    assert 1_900 <= written.year.conversation == len(written.truth["messages"]) <= 2_450


def test_every_message_has_its_own_id_and_a_known_parent(written: Written) -> None:
    ids = [mail.id for mail in written.mails]
    assert len(set(ids)) == len(ids)
    assert {mail.parent for mail in written.mails} - {""} <= set(ids)


def test_every_message_parses_without_defects_and_keeps_what_its_writer_wrote(written: Written) -> None:
    truth = written.truth["messages"]
    for mail in written.mails:
        assert not mail.defects
        told = truth.get(mail.id, {"text": ""})
        if told.get("between_quotes"):
            assert all(flat(part) in mail.text for part in told["text"].split("\n\n"))
        else:
            assert mail.text.startswith(flat(told["text"]))


def test_every_label_is_a_known_kind_with_its_words_in_the_text_of_the_right_side(written: Written) -> None:
    for told in written.truth["messages"].values():
        for signal in told["signals"]:
            assert signal["quote"]
            assert signal["quote"] in told["text"]
            assert (KIND[signal["kind"]].side is Side.OWN) == told["from_me"]


def test_no_slot_choice_or_label_is_left_unfilled(written: Written) -> None:
    for told in written.truth["messages"].values():
        assert not re.search(r"[{}\[\]|]", told["text"]), told["text"]


def test_all_twenty_eight_kinds_occur(written: Written) -> None:
    kinds = {signal["kind"] for told in written.truth["messages"].values() for signal in told["signals"]}
    assert kinds == set(KIND)


def test_few_letters_to_and_from_clients_repeat_another_word_for_word(written: Written) -> None:
    bodies = Counter(told["text"].partition("\n\n")[2] for told in written.truth["messages"].values())
    repeated = sum(count for count in bodies.values() if count > 1)
    assert repeated / bodies.total() < 0.25


def shares(written: Written, slug: str, first: date = date.min, last: date = date.max) -> tuple[int, int]:
    """How many pushes and partner signs a client's messages of a period carry."""
    dates = {mail.id: mail.sent.date() for mail in written.mails}
    told = (
        signal["kind"]
        for key, one in written.truth["messages"].items()
        if one["client"] == slug and not one["from_me"] and first <= dates[key] <= last
        for signal in one["signals"]
    )
    sides = Counter(KIND[kind].side for kind in told)
    return sides[Side.PUSH], sides[Side.PARTNER]


def test_the_partner_and_the_drainer_say_enough_in_every_window_for_a_clear_label(written: Written) -> None:
    pushes, signs = shares(written, "larkfield")
    assert signs > 12 * 13
    assert pushes < signs / 10
    pushes, signs = shares(written, "pulsegrid")
    assert pushes > 12 * 13
    assert signs < pushes / 8


def test_the_one_who_cooled_is_warm_before_signing_and_pushes_after_it(written: Written) -> None:
    signed = date.fromisoformat(written.truth["clients"]["northmere"]["signed"])
    before, after = shares(written, "northmere", last=signed), shares(written, "northmere", signed)
    assert before[1] > 30
    assert before[0] < before[1] / 10
    assert after[0] > 60
    assert after[1] < after[0] / 3


def test_the_middling_one_is_balanced_and_the_silent_one_says_too_little(written: Written) -> None:
    pushes, signs = shares(written, "elbtal")
    assert 0.6 < pushes / signs < 1.7
    assert sum(shares(written, "fjordlys")) < 13


def test_the_prospect_is_declined_for_good(written: Written) -> None:
    talk = [one for one in written.truth["messages"].values() if one["client"] == "trask"]
    assert talk[-1]["from_me"]
    assert talk[-2]["signals"][-1]["kind"] == "ownership"


def test_she_gives_in_less_often_in_the_second_half_of_the_year(written: Written) -> None:
    dates = {mail.id: mail.sent.month for mail in written.mails}
    moves: Counter[tuple[bool, bool]] = Counter()
    for key, one in written.truth["messages"].items():
        for signal in one["signals"] if one["from_me"] else ():
            moves[dates[key] > 6, signal["kind"] in {"yields", "self_justifies"}] += 1
    early, late = (moves[half, True] / (moves[half, True] + moves[half, False]) for half in (False, True))
    assert late < early - 0.1


def test_all_dates_lie_in_the_year_and_threads_run_forward(written: Written) -> None:
    dates = {mail.id: mail.sent for mail in written.mails}
    assert min(dates.values()) >= datetime(2025, 1, 1, tzinfo=UTC)
    assert max(dates.values()) < datetime(2026, 1, 1, tzinfo=UTC)
    for mail in written.mails:
        assert not mail.parent or dates[mail.parent] < mail.sent


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "iso-2022-jp", "gb18030"])
def test_each_charset_appears(written: Written, charset: str) -> None:
    assert any(charset in mail.charsets for mail in written.mails)


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit", "7bit"])
def test_each_transfer_encoding_appears(written: Written, transfer: str) -> None:
    assert any(transfer in mail.transfers for mail in written.mails)


@pytest.mark.parametrize("offset", [-6, -5, -4, 0, 1, 2, 9])
def test_each_zone_appears(written: Written, offset: int) -> None:
    assert any(mail.sent.utcoffset() == timedelta(hours=offset) for mail in written.mails)


@pytest.mark.parametrize(
    "trace",
    [
        b"format=flowed",
        b'class=3D"gmail_quote"',
        b"-----Original Message-----|-----Urspr=FCngliche Nachricht-----",
        b"=?iso-2022-jp?",
        b"class=3DMsoNormal",
        b"Auto-Submitted: auto-replied",
        b"List-Unsubscribe:",
        b"via Typo Talk",
        b"X-Gmail-Labels: Sent",
        b"\n>From ",
    ],
)
def test_each_habit_of_mail_programs_appears(written: Written, trace: bytes) -> None:
    raw = written.year.mail.read_bytes().lower()
    assert any(one.lower() in raw for one in trace.split(b"|"))


def test_sent_mail_comes_from_her_two_addresses_and_is_labelled(written: Written) -> None:
    for mail in written.mails:
        assert ("Sent" in mail.labels) == (mail.sender in {ME.address, ME_OLD.address})


def test_the_agency_writes_from_two_domains_and_with_plus_tags(written: Written) -> None:
    senders = {mail.sender for mail in written.mails}
    agency = {one for one in senders if one.endswith("colline.example")}
    assert {one.split("@")[1] for one in agency} == {"colline.example", "ateliercolline.example"}
    assert any("+" in one for one in agency)
    assert len({one.split("@")[0].split("+")[0] for one in agency}) == 3


def test_every_address_is_reserved_or_a_private_one(written: Written) -> None:
    addresses = {one for mail in written.mails for one in mail.addresses}
    assert all(one.endswith((".example", "@gmail.com")) for one in addresses)
    assert sum(one.endswith("@gmail.com") for one in addresses) == 2


def test_the_hours_are_togglish_and_never_overlap(written: Written) -> None:
    rows = list(csv.DictReader(written.year.hours.read_text("utf-8").splitlines()))
    assert len(rows) == written.year.entries > 800
    assert {row["Client"] for row in rows} == {"", *(one.name for one in CLIENTS if one.signed)}
    spans = [(row["Start date"] + row["Start time"], row["End date"] + row["End time"]) for row in rows]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_the_invoices_add_up_with_their_state(written: Written) -> None:
    rows = list(csv.DictReader(written.year.invoices.read_text("utf-8").splitlines()))
    assert len(rows) == written.year.bills
    assert len({row["Number"] for row in rows}) == len(rows)
    for row in rows:
        assert (row["Status"] == "Paid") == bool(row["Paid on"])
        assert row["Issued"] < row["Due"]
        assert float(row["Amount"]) > 0
    late = [row for row in rows if row["Client"] == "Azulejos Marín" and row["Paid on"]]
    assert late
    assert all(row["Paid on"] > row["Due"] for row in late)


def test_the_calendar_is_well_formed(written: Written) -> None:
    raw = written.year.calendar.read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    text = raw.decode().replace("\r\n ", "")
    begins, ends = re.findall(r"BEGIN:(\w+)", text), re.findall(r"END:(\w+)", text)
    assert Counter(begins) == Counter(ends)
    assert begins.count("VEVENT") == written.year.events == len(set(re.findall(r"UID:(.+)", text)))
    assert set(re.findall(r"DTSTART[^:]*:(\d{4})", text)) == {"2025", "1981", "1996"}


def test_the_folder_says_that_it_is_fictional(written: Written) -> None:
    assert "fictional" in written.year.readme.read_text("utf-8")
