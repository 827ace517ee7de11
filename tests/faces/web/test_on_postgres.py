"""The pages on PostgreSQL: what they show and do there is what they show and do on the file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.desk import look
from alongside.desk.leafing import mails
from alongside.desk.read import read
from alongside.store.shelf.letters import Wanted
from tests.desk.test_read import ANSWER, QUESTION, THANKS, write
from tests.faces.test_cli import HOLD, PUSH
from tests.faces.web.conftest import enter
from tests.faces.web.test_doing import decide, undo, work
from tests.faces.web.test_pages import text
from tests.postgres import Server


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    return write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, PUSH, HOLD)


@pytest.fixture
def on_server(home: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """The person on her first day, with a database on a server."""
    with postgres.database() as url:
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", url)
        home.mkdir()
        yield enter(Client())


def shown(person: Client) -> dict[str, str]:
    """What every page says; numbers of rows and days may differ."""
    one = look.portfolio()[0]["row"]
    mail = mails(Wanted(client=one)).leaves[0].mail.message
    addresses = {name: f"/{name}/" for name in ("clients", "clients/map", "pushes", "pushes/log", "welcome")}
    addresses |= {"today": "/", "search": "/search/?q=plan", "client": reverse("client", args=[one])}
    addresses |= {"mails": reverse("client_mails", args=[one]), "mail": reverse("mail", args=[mail])}
    pages = {name: person.get(address) for name, address in addresses.items()}
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(addresses, 200)
    return {name: re.sub(r"\d+", "#", text(page)) for name, page in pages.items()}


def test_every_page_says_the_same_on_both(
    on_server: Client, mailbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([mailbox])
    there = shown(on_server)
    assert on_server.get("/sources/").status_code == on_server.get("/settings/").status_code == 200

    monkeypatch.delenv("ALONGSIDE_DATABASE_URL")
    monkeypatch.setenv("ALONGSIDE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").mkdir()
    read([mailbox])
    assert shown(enter(Client())) == there


def test_a_first_run_a_decision_and_a_correction_on_a_server(on_server: Client, mailbox: Path) -> None:
    assert on_server.get("/", follow=True).redirect_chain == [("/welcome/", 302)]
    answer = on_server.post(reverse("sources_read"), {"path": str(mailbox)}, follow=True)
    work()
    assert "5 messages: 5 new" in text(on_server.get(answer.redirect_chain[-1][0]))

    decide(on_server, "Birch", "rename", name="Birch & Daughters")
    assert [one["name"] for one in look.portfolio()] == ["Birch & Daughters"]
    undo(on_server)
    assert [one["name"] for one in look.portfolio()] == ["Birch"]
    decide(on_server, "Birch", "ignore")
    assert look.portfolio() == []
    undo(on_server)
    assert mails(Wanted()).found == 5

    for line in look.evidence(kinds=frozenset({"rush_demand"})):
        on_server.post(reverse("pushes_wrong", args=[line.signal]))
    assert look.evidence(kinds=frozenset({"rush_demand"})) == []
