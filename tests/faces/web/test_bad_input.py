"""Hostile mail, and a database that is locked, gone, older, newer or damaged: harmless, and said in a sentence."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside import config
from alongside.desk import look
from alongside.desk.leafing import mails
from alongside.desk.read import read
from alongside.store import schema
from alongside.store.shelf.letters import Wanted
from tests.desk.test_read import ANSWER, QUESTION, THANKS, write
from tests.faces.web.conftest import enter
from tests.faces.web.test_pages import LARGEST, text
from tests.world import ME, Sample
from tests.world import moment as at

SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202egro.live@moc"  # written from right to left
HTML = (
    "<style>body{display:none} *{background:url(http://evil.example/x)}</style><p onclick=alert(1)>Please do it by"
    " tomorrow.</p><img src=http://evil.example/y><form action=http://evil.example><input name=q></form>"
)


@pytest.fixture
def hostile(home: Path, tmp_path: Path) -> Client:
    """The person whose client writes to do harm."""
    villain = f'"{SCRIPT} {TURNED} {"x" * 5000}" <ann@birch.example>'
    many = ", ".join(f"p{n}@list{n}.example" for n in range(10_000))
    letters = [
        Sample(villain, ME, at("2026-03-02 10:00"), f"{SCRIPT}{{{{ 7*7 }}}} Send the plan?", SCRIPT, "1@birch.example"),
        Sample(ME, villain, at("2026-03-02 11:00"), "Here.", f"Re: {SCRIPT}", "2@lind.example", "1@birch.example"),
        Sample(
            villain, f"{ME}, {many}", at("2026-03-03 10:00"), HTML, f"{TURNED} {'y' * 9000}", "3@birch.example",
            headers="X-Note: 1",
        ),
    ]  # fmt: skip
    path = write(tmp_path / "all.mbox", *letters)
    raw = path.read_bytes().replace(
        b"X-Note: 1\nMIME-Version: 1.0\nContent-Type: text/plain", b"MIME-Version: 1.0\nContent-Type: text/html"
    )
    path.write_bytes(raw)
    read([path])
    return enter(Client())


def test_hostile_mail_is_shown_harmless(hostile: Client) -> None:
    one = look.portfolio()[0]
    message = mails(Wanted(client=one["row"])).leaves[0].mail.message
    addresses = ["/", "/clients/", "/clients/map/", reverse("client", args=[one["row"]]), "/pushes/", "/sources/"]
    addresses += [reverse("client_mails", args=[one["row"]]), reverse("mail", args=[message]), "/settings/"]
    addresses += ["/search/?q=%3Cscript%3E%20alert", "/pushes/log/"]
    for address in addresses:
        page = hostile.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "evil.example/" not in page, address
        assert not re.search(r"\son\w+=|<style|<form[^>]+evil", page), address
        assert "49 Send the plan" not in page, address
        assert len(page) < LARGEST, address


def test_letters_that_turn_the_direction_stay_in_their_place(hostile: Client) -> None:
    one = look.portfolio()[0]
    page = hostile.get(reverse("client_mails", args=[one["row"]])).content.decode()
    turned = [line for line in page.splitlines() if "\u202e" in line]
    assert all("<bdi>" in line or 'dir="auto"' in line for line in turned)


@pytest.fixture
def known(home: Path, tmp_path: Path) -> Client:
    """The person with a small mailbox read."""
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)])
    return enter(Client())


@pytest.mark.on_file
def test_a_newer_database_is_refused_with_the_way_out(known: Client) -> None:
    row = look.one_client("Birch")["row"]
    with closing(sqlite3.connect(config.database())) as connection:
        connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    answer = known.post(reverse("client_decide", args=[row]), {"what": "rename", "name": "B"})
    assert answer.status_code == 503
    assert "upgrade the program" in text(answer)


@pytest.mark.on_file
def test_a_locked_database_is_said_and_nothing_is_lost(known: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row = look.one_client("Birch")["row"]
    monkeypatch.setattr("alongside.store.door.open_store.__defaults__", (0.1,))
    with closing(sqlite3.connect(config.database(), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = known.post(reverse("client_decide", args=[row]), {"what": "rename", "name": "B"})
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "wait for it to finish and try again" in text(answer)
    assert look.one_client("Birch")["name"] == "Birch"


@pytest.mark.on_file
def test_a_database_that_is_gone_leads_to_the_first_run(known: Client) -> None:
    for path in config.home().glob("alongside.sqlite3*"):
        path.unlink()
    assert known.get("/", follow=True).redirect_chain == [("/welcome/", 302)]


@pytest.mark.on_file
def test_a_damaged_database_is_said(known: Client) -> None:
    for path in config.home().glob("alongside.sqlite3-*"):
        path.unlink()
    config.database().write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    answer = known.get("/clients/")
    assert answer.status_code == 503
    assert "damaged" in text(answer)
