"""The pages on PostgreSQL show what they show on the file; all other tests here run on both."""

import re
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
from tests.faces.web.test_pages import text

pytestmark = pytest.mark.parametrize("home", ["postgres"], indirect=True)


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    return write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, PUSH, HOLD)


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
    newcomer: Client, mailbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([mailbox])
    there = shown(newcomer)
    assert newcomer.get("/sources/").status_code == newcomer.get("/settings/").status_code == 200

    monkeypatch.delenv("ALONGSIDE_DATABASE_URL")
    monkeypatch.setenv("ALONGSIDE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").mkdir()
    read([mailbox])
    assert shown(enter(Client())) == there


def test_a_backup_of_a_server_is_left_to_its_own_tools(newcomer: Client, mailbox: Path) -> None:
    read([mailbox])
    answer = newcomer.post(reverse("settings_backup"))
    assert (answer.status_code, "pg_dump" in text(answer)) == (400, True)
