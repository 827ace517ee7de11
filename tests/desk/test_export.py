"""Everything for other programs: JSON, CSV, mbox."""

import csv
import json
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.evidence.mail.read import read_letter
from alongside.core.evidence.mail.write import Written, write_in_mbox, write_mail
from alongside.core.evidence.messages import message_of
from alongside.core.words.zone import authored
from alongside.desk import decide, look
from alongside.desk.export import (
    ExportError,
    export_clients,
    export_json,
    export_mbox,
    export_signals,
    export_to,
    harmless,
    named,
)
from alongside.desk.look import NothingYetError
from alongside.desk.read import read
from tests.conftest import home as home  # noqa: PLC0414 - the file, byte by byte; test_engines.py has the server
from tests.desk.test_read import ANSWER, QUESTION, STRANGER, THANKS, rows, write
from tests.world import ME, RUDI, Sample, moment

FORMULA = Sample(
    "=cmd|' /C calc'!A0 <rudi@acme.example>", ME, moment("2026-03-05 10:00"),
    "Can you give us a fifth off? -20 % would do, or I go to John for half.", "@SUM(1+1)", "f@acme.example",
)  # fmt: skip
REPLY = Sample(ME, RUDI, moment("2026-03-05 11:00"), "From me you get\nFrom here\n no.", "Re: Ünïcode →", "g@l.example")


@pytest.fixture
def mail(home: Path, tmp_path: Path) -> Path:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, STRANGER, FORMULA, REPLY)])
    return tmp_path


def table(pieces: Iterable[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(b"".join(pieces).decode("utf-8-sig").splitlines()))


def test_the_json_holds_everything_that_is_kept(mail: Path) -> None:
    decide.rename("Birch", "Birch & Co")
    told = json.loads(b"".join(export_json()))

    assert {one["name"] for one in told["clients"]} == {"Birch & Co", "Acme"}
    assert [one["kind"] for one in told["decisions"]] == ["rename"]
    assert {"ann@birch.example", "sam@stranger.example"} <= {one["email"] for one in told["people"]}
    (question,) = [one for one in told["mails"] if one["id"] == QUESTION.message_id]
    assert (question["words"], question["subject"], question["sent"]) == (
        QUESTION.body,
        "Plan",
        "2026-03-02T09:00:00+00:00",
    )
    (push,) = [one for one in told["mails"] if one["id"] == "f@acme.example"]
    heard = [signal for signal in push["signals"] if signal["kind"] == "discount_ask"]
    assert [push["words"][one["start"] : one["end"]] for one in heard] == [one["quote"] for one in heard] != []


def test_every_signal_stands_in_the_tables_with_its_quote(demo_home: Path) -> None:
    lines = table(export_signals())
    heard = [(one.kind, harmless(one.quote), one.client) for one in look.evidence(most=100_000)]
    assert [(one["kind"], one["quote"], one["client"]) for one in lines] == heard
    assert {one["name"] for one in table(export_clients())} == {one["name"] for one in look.portfolio()}


def test_no_cell_is_a_formula(mail: Path) -> None:
    lines = [*table(export_signals()), *table(export_clients())]
    cells = [cell for line in lines for cell in line.values()]
    assert {line.get("subject") for line in lines} >= {"'@SUM(1+1)"}
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "-"))] == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_what_a_spreadsheet_would_reckon_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_numbers_and_words_stay_as_they_are() -> None:
    assert [harmless(cell) for cell in (-1.5, 3, None, "a=b", "", "12 + 3")] == [-1.5, 3, None, "a=b", "", "12 + 3"]


def test_the_mbox_read_again_gives_the_same_clients(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, heard, waits = look.portfolio(), rows("SELECT COUNT(*) FROM signal"), rows("SELECT COUNT(*) FROM wait")
    export_to(tmp_path / "kept.mbox", "mbox")
    monkeypatch.setenv("ALONGSIDE_HOME", str(tmp_path / "again"))
    read([tmp_path / "kept.mbox"])

    again = look.portfolio()
    counts = ("key", "domains", "messages_in", "messages_out", "first", "last", "signals")
    assert [[one[name] for name in counts] for one in again] == [[one[name] for name in counts] for one in before]
    assert (heard, waits) == (rows("SELECT COUNT(*) FROM signal"), rows("SELECT COUNT(*) FROM wait"))


def test_words_that_look_like_the_next_mail_stay_in_theirs(
    mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = rows("SELECT subject, body FROM text ORDER BY header_id")
    export_to(tmp_path / "kept.mbox", "mbox")
    monkeypatch.setenv("ALONGSIDE_HOME", str(tmp_path / "again"))
    assert read([tmp_path / "kept.mbox"]).troubles == ()
    assert rows("SELECT subject, body FROM text ORDER BY header_id") == kept


def test_a_year_goes_out_in_small_pieces(demo_home: Path) -> None:
    for export in (export_json, export_mbox, export_signals):
        pieces = export()
        next(pieces)
        tracemalloc.start()
        size = sum(map(len, pieces))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 600_000
        assert size > 100_000


def test_csv_makes_two_files_named_after_the_one(mail: Path) -> None:
    made = export_to(mail / "alongside.csv", "csv")
    assert [one.name for one in made] == ["alongside-clients.csv", "alongside-signals.csv"]
    assert all(one.exists() for one in made)


def test_an_export_never_takes_the_place_of_a_file(mail: Path) -> None:
    before = (mail / "all.mbox").read_bytes()
    with pytest.raises(ExportError, match="there already"):
        export_to(mail / "all.mbox", "mbox")
    assert (mail / "all.mbox").read_bytes() == before


def test_nothing_to_export_is_said_before_anything_is_sent(home: Path) -> None:
    with pytest.raises(NothingYetError):
        named("json")
    with pytest.raises(ExportError, match="no export called 'xml'"):
        named("xml")


# ---------------------------------------------------------------- a kept mail as a mail

NAME = st.text(st.characters(categories=["L", "N", "Zs"], include_characters=".,\"'()&-"), max_size=30).filter(
    lambda name: not name.strip() or bool(name.strip("\"' "))
)
ADDRESS = st.from_regex(r"[a-zäö0-9.+_-]{1,12}@[a-z0-9-]{1,10}\.example", fullmatch=True)
LINE = st.text(st.characters(exclude_categories=["C"], include_characters="\n"), max_size=200)


@given(NAME, ADDRESS, NAME, LINE, st.integers(1_000_000_000, 1_900_000_000), st.integers(-700, 700))
def test_what_is_written_is_what_is_read(name: str, email: str, subject: str, body: str, sent: int, zone: int) -> None:
    one = Written((name, email), (("", email),), (), sent, zone, "a@b", "", from_me=False, subject=subject, body=body)
    letter = read_letter(write_mail(one), latest=2_000_000_000)

    assert letter.sender.address == letter.to[0].address == email
    assert letter.sender.name.split() == name.strip("\"' ").split()
    assert letter.subject.split() == subject.split()
    assert (letter.sent, letter.offset, letter.message_id) == (sent, zone, "a@b")
    assert message_of(letter, "0", 1).body == authored(body)


def test_other_programs_read_it_too() -> None:
    one = Written(
        ("Änn, Birch", "ann@birch.example"),
        (),
        (),
        1_772_442_000,
        60,
        "a@b",
        "c@d",
        from_me=True,
        subject="Grüße",
        body="Grüße",
    )
    raw = write_in_mbox(one)
    parsed = message_from_bytes(raw.partition(b"\n")[2], policy=policy.default)

    assert (parsed["From"].addresses[0].display_name, parsed["Subject"]) == ("Änn, Birch", "Grüße")
    assert parsed["Date"].datetime == datetime.fromtimestamp(1_772_442_000, UTC)
    assert parsed.get_content().strip() == "Grüße"
