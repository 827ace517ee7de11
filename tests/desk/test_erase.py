"""Who is erased is gone: from every row, from every byte, and for good."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside import config
from alongside.core.who.erased import Erased, print_of
from alongside.desk import correct, decide, jobs, look
from alongside.desk.erase import EraseError, erase, erase_client, erase_confirmed, erase_person, leaving_client
from alongside.desk.jobs import BusyError
from alongside.desk.keep import former
from alongside.desk.read import read, rebuild
from alongside.desk.search import find
from alongside.store.door import open_desk
from alongside.store.shelf.connection import BUSY, StoreError, transaction
from alongside.store.shelf.workspace import clear
from tests.conftest import home as home  # noqa: PLC0414 - the file, byte by byte; test_engines.py has the server
from tests.desk.test_read import rows, write
from tests.world import ANN, COLLEAGUE, ME, RUDI, TOM, Sample
from tests.world import moment as at

PRICE = "Can you give us a fifth off the zebra price?"


def letters(who: str, tag: str, words: str = PRICE) -> list[Sample]:
    asked = Sample(who, ME, at("2026-03-02 10:00"), words, f"About {tag}", f"q-{tag}@mail.example")
    answer = Sample(ME, who, at("2026-03-02 12:00"), f"No {tag}.", f"Re: About {tag}", f"a-{tag}@l.example")
    return [asked, answer]


FOR_BOTH = Sample(
    ME, f"{ANN}, {RUDI}", at("2026-03-05 09:00"), "To both: write to Ann@birch.example.", "Both", "both@l.example"
)
FOR_ANN_AND_US = Sample(ME, f"{ANN}, {COLLEAGUE}", at("2026-03-05 10:00"), "Quagga only.", "Us", "us@l.example")
FROM_RUDI = Sample(
    RUDI, f"{ME}, {ANN}", at("2026-03-06 09:00"), "Ask <ann@birch.example> too?", "Rudi", "rudi@mail.example"
)


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    everybody = [*letters(ANN, "okapi"), *letters(TOM, "tapir"), *letters(RUDI, "rhino", "Could you send it?")]
    return write(tmp_path / "all.mbox", *everybody, FOR_BOTH, FOR_ANN_AND_US, FROM_RUDI)


@pytest.fixture
def mail(path: Path) -> Path:
    read([path])
    return path


def names() -> list[str]:
    return sorted(one["name"] for one in look.portfolio())


def every_byte() -> bytes:
    """Everything in the data folder, as it lies on the disk."""
    return b"".join(path.read_bytes().lower() for path in config.home().rglob("*") if path.is_file())


def test_a_client_is_gone_with_everything_it_ever_said(mail: Path) -> None:
    find("zebra")  # so that there is an index of words
    gone = erase_client("Birch")

    assert (gone.name, gone.messages, gone.swept) == ("Birch", 4, True)
    assert names() == ["Acme"]
    for word in (b"birch", b"ann@", b"zebra", b"okapi", b"tapir", b"quagga"):
        assert word not in every_byte()


def test_a_later_read_does_not_bring_a_client_back(mail: Path, tmp_path: Path) -> None:
    erase_client("Birch")
    before = look.portfolio()
    cousin = "Zoe Birch <zoe@mail.birch.example>"  # nobody knew her; her domain is erased
    read([mail, write(tmp_path / "copy.mbox", *letters(ANN, "okapi"), *letters(cousin, "zorilla"), FOR_BOTH)])
    rebuild()

    assert look.portfolio() == before
    for word in (b"birch", b"okapi", b"zorilla", b"zebra"):
        assert word not in every_byte()


def test_a_person_goes_and_the_firm_stays(mail: Path, tmp_path: Path) -> None:
    gone = erase_person("Ann@Birch.example ")

    assert (gone.name, gone.addresses, gone.messages) == ("Ann Birch", ("ann@birch.example",), 2)
    assert look.one_client("Birch")["people"] == [{"name": "Tom Birch", "addresses": ["tom@birch.example"]}]
    read([mail, write(tmp_path / "copy.mbox", *letters("ANN <ann+work@birch.example>", "okapi"))])
    for word in (b"ann@birch.example", b"ann+work", b"ann birch", b"okapi", b"quagga"):
        assert word not in every_byte()


def test_a_mail_to_several_stays_with_the_others(mail: Path) -> None:
    erase_person("ann@birch.example")

    assert rows("SELECT COUNT(*) FROM recipient JOIN address ON address.id = address_id WHERE email LIKE 'ann@%'") == [
        (0,)
    ]
    acme = look.one_client("Acme")
    assert (acme["messages_in"], acme["messages_out"]) == (2, 2)
    kept = [row[0] for row in rows("SELECT body FROM text ORDER BY body")]
    assert "To both: write to ·················." in kept
    assert "Ask <·················> too?" in kept


def test_readings_of_the_others_are_those_of_their_mail_alone(mail: Path) -> None:
    erase_client("Birch")
    erased = look.portfolio()
    rebuild()

    assert look.portfolio() == erased
    assert [one["last"][:10] for one in erased] == ["2026-03-06"]


def test_decisions_about_who_goes_go_too_and_others_stay(mail: Path) -> None:
    decide.rename("Birch", "Birch the Great")
    decide.undo(decide.newest_decision())
    decide.sign("Birch", date(2026, 3, 1))
    decide.split("Birch", ["tom@birch.example"])
    decide.merge("tom@birch.example", "ann@birch.example")
    decide.rename("Acme", "Acme & Sons")
    correct.not_a_push(look.evidence(key=look.one_client("Birch")["key"])[0].signal)
    erase_client("Birch")

    left = [(kind, json.loads(str(what))) for kind, what in rows("SELECT kind, what FROM decision ORDER BY id")]
    assert [kind for kind, _ in left] == ["rename", "erased"]
    assert names() == ["Acme & Sons"]
    assert b"birch" not in every_byte()


def test_a_client_named_after_who_goes_keeps_what_was_decided(home: Path, tmp_path: Path) -> None:
    ann, bob = "Ann Lee <ann.lee@gmail.com>", "Bob Roe <bob.roe@gmail.com>"
    read([write(tmp_path / "all.mbox", *letters(ann, "okapi"), *letters(bob, "tapir"))])
    decide.merge("bob.roe@gmail.com", "ann.lee@gmail.com")
    decide.rename("ann.lee@gmail.com", "The two")
    erase_person("ann.lee@gmail.com")

    assert names() == ["The two"]
    assert look.one_client("The two")["key"] == "person:bobroe@gmail.com"
    assert b"ann.lee" not in every_byte()


def test_a_split_off_client_leaves_the_rest_of_its_domain_alone(mail: Path, tmp_path: Path) -> None:
    decide.split("Birch", ["tom@birch.example"])
    gone = erase_client("tom@birch.example")

    assert gone.addresses == ("tom@birch.example",)
    read([mail, write(tmp_path / "more.mbox", *letters("Eve <eve@birch.example>", "egret"))])
    assert names() == ["Acme", "Birch"]
    assert b"egret" in every_byte()
    assert b"tapir" not in every_byte()


def test_who_was_left_out_before_can_be_erased_too(mail: Path) -> None:
    decide.ignore("Birch")
    assert erase_client("Birch").messages == 4
    assert b"birch" not in every_byte()


def test_who_i_am_stays_when_hardly_anybody_is_left(home: Path, tmp_path: Path) -> None:
    more = [Sample(RUDI, TOM, at("2026-03-07 10:00"), "Hi", "Hi", f"h{i}@mail.example") for i in range(3)]
    read(
        [write(tmp_path / "all.mbox", *letters(ANN, "okapi"), *letters(RUDI, "rhino"), *more)],
        ["mara@lindstudio.example"],
    )
    me = look.me()
    erase_client("Birch")
    erase_client("Acme")

    assert [one for one, _ in look.me()] == [one for one, _ in me]
    assert look.portfolio() == []


def test_where_the_mail_still_lies_is_said(mail: Path) -> None:
    assert erase_client("Birch").still_in == (str(mail),)


def test_what_a_restore_had_put_aside_goes_with_an_erasure(mail: Path) -> None:
    former().write_bytes(b"ann@birch.example")
    erase_client("Birch")
    assert not former().exists()


def test_nobody_is_erased_by_a_slip(mail: Path) -> None:
    with pytest.raises(EraseError, match="type “Birch”"):
        erase_confirmed(leaving_client("Birch"), "Brich")
    with pytest.raises(EraseError, match="an address of yours"):
        erase_person("mara@lindstudio.example")
    with pytest.raises(EraseError, match="No mail from or to"):
        erase_person("nobody@nowhere.example")
    with pytest.raises(look.UnknownClientError):
        erase_client("Zebra")
    assert names() == ["Acme", "Birch"]


def test_nothing_is_erased_under_a_job_that_runs(mail: Path) -> None:
    jobs.ask("rebuild", {})
    with closing(sqlite3.connect(config.database(), isolation_level=None)) as connection:
        connection.execute("UPDATE job SET state = 'running', worker = 'elsewhere:1', lease = 1 << 40")
    with pytest.raises(BusyError, match="A job is running"):
        erase_client("Birch")
    assert names() == ["Acme", "Birch"]


def test_who_is_known_otherwise_than_was_agreed_to_stays(mail: Path, tmp_path: Path) -> None:
    agreed = leaving_client("Birch")
    read([write(tmp_path / "more.mbox", *letters("Pat Birch <pat@birch.example>", "puma"))])
    with pytest.raises(EraseError, match="What is known of Birch changed"):
        erase(agreed)
    assert names() == ["Acme", "Birch"]

    erase(leaving_client("Birch"))
    assert b"birch" not in every_byte()


def test_rows_that_are_somebody_elses_by_now_stay(mail: Path, tmp_path: Path) -> None:
    agreed = leaving_client("Acme")
    with closing(open_desk()) as connection, transaction(connection):
        clear(connection)
    read([write(tmp_path / "other.mbox", *letters(ANN, "okapi"))])
    with pytest.raises(look.UnknownClientError):
        erase(agreed)
    assert names() == ["Birch"]


def test_an_erasure_killed_before_all_is_drawn_leaves_no_copy(mail: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    former().write_bytes(b"ann@birch.example")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("alongside.desk.erase.bring_up_to_date", _killed)
        erase_client("Birch")
    assert not former().exists()

    read([])
    assert names() == ["Acme"]


def test_who_is_erased_while_somebody_else_writes_is_erased(mail: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.desk.erase.bring_up_to_date", _refused)
    gone = erase_client("Birch")
    assert (gone.name, gone.swept) == ("Birch", False)

    read([])
    assert names() == ["Acme"]


def _killed(_connection: object) -> None:
    raise KeyboardInterrupt


def _refused(_connection: object) -> None:
    raise StoreError(BUSY)


def test_a_year_without_a_client_holds_no_byte_of_it(demo_home: Path) -> None:
    one = look.one_client("Larkfield")
    addresses = [address for person in one["people"] for address in person["addresses"]]
    erase_client("Larkfield")

    held = every_byte()
    assert [address for address in (*addresses, *one["domains"]) if address.encode() in held] == []
    erased = look.portfolio()
    rebuild()
    assert look.portfolio() == erased


# ---------------------------------------------------------------- prints

SOMEBODY = Erased("salt", frozenset({print_of("salt", "ann@birch.example"), print_of("salt", "acme.example")}))


@pytest.mark.parametrize(
    "text",
    ["ann@birch.example", "'ann@birch.example'", "*Ann@Birch.example*", "<ann+x@birch.example>", "a,ann@birch.example."]
    + ["mailto:ann@birch.example", "_ann@birch.example_", "rudi@mail.acme.example"],
)
def test_an_erased_address_in_words_is_made_unreadable(text: str) -> None:
    veiled = SOMEBODY.veil(text)
    assert "@" not in veiled
    assert len(veiled) == len(text)


@pytest.mark.parametrize("text", ["joann@birch.example", "ann@birch.examples", "ann at birch", "@", "a@b", ""])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert SOMEBODY.veil(text) == text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
@given(st.text(alphabet="ann@birch.example ·<>\n", max_size=80))
def test_a_veil_never_moves_a_letter(text: str) -> None:
    veiled = SOMEBODY.veil(text)
    assert len(veiled) == len(text)
    assert all(new in (old, "·") for old, new in zip(text, veiled, strict=True))
