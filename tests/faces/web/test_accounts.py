"""A server with accounts: who comes in, how, and what nobody else sees."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.outside import keys
from tests.faces.web.server import NAME, PASSWORD, Served, Visitor, account, change, served, sorry
from tests.faces.web.test_pages import addresses

pytestmark = pytest.mark.slow


# ---------------------------------------------------------------- the first account, and others


def test_the_first_account_is_made_by_the_printed_link_once(tmp_path: Path) -> None:
    with served(tmp_path / "home") as empty:
        path = empty.said.removeprefix(f"https://{NAME}")
        assert re.fullmatch(r"/join/[\w-]{43}/", path)
        first, second = Visitor(empty), Visitor(empty)
        made = first.fill(path, email="mara@lindstudio.example", password1=PASSWORD, password2=PASSWORD)
        again = second.get(path)

        assert (made.status, made.to) == (302, "/")
        assert first.get("/settings/", Accept="text/html").status in {200, 302}
        assert (again.status, "used already" in again.text) == (403, True)
        with_accounts = empty.run("accounts")
        assert with_accounts.stdout == "mara@lindstudio.example\n"


def test_a_server_with_accounts_prints_no_link_that_signs_in(tmp_path: Path) -> None:
    with served(tmp_path / "home") as first:
        account(first, "mara@lindstudio.example")
    with served(tmp_path / "home") as second:
        assert second.said == f"https://{NAME}/"


def test_nobody_makes_an_account_without_an_invitation(server: Served) -> None:
    for path in ("/account/signup/", "/join/guessed/", "/reset/guessed/"):
        answer = Visitor(server).get(path)
        assert answer.status in {302, 403}
        assert "password1" not in answer.page


def test_another_account_is_made_by_an_invitation(server: Served) -> None:
    link = server.run("invite").stdout.strip()
    made = Visitor(server).fill(
        link.removeprefix(f"https://{NAME}"), email="ann@ann.example", password1=PASSWORD, password2=PASSWORD
    )
    assert made.to == "/"
    assert "ann@ann.example" in server.run("accounts").stdout


@pytest.mark.parametrize(
    "password", ["short-9", "123456789012345", "password1234", "weak@weak.example", "weak.weak.example"]
)
def test_a_weak_password_is_refused_and_the_link_stays_good(server: Served, password: str) -> None:
    path = f"/join/{keys.new_link_key(server.home, keys.JOIN)}/"
    somebody = Visitor(server)
    refused = somebody.fill(path, email="weak@weak.example", password1=password, password2=password)

    assert (refused.status, 'role="alert"' in refused.page) == (200, True)
    assert somebody.get(path).status == 200


def test_an_address_has_one_account(server: Served) -> None:
    account(server, "once@lindstudio.example")
    again = Visitor(server).join("Once@lindstudio.example")
    assert again.status == 200
    assert "already" in again.text


def test_a_closed_account_is_out_at_once(server: Served) -> None:
    person = account(server, "leaver@lindstudio.example")
    assert person.get("/clients/").status == 200
    assert server.run("accounts", "--close", "leaver@lindstudio.example").returncode == 0

    assert person.get("/clients/").status == 302
    assert person.sign_in("leaver@lindstudio.example").status == 200


# ---------------------------------------------------------------- the door


@pytest.mark.parametrize(("name", "path"), [one for one in addresses() if one[0] not in {"enter", "leave", "alive"}])
def test_a_guest_sees_the_login_page_and_nothing_else(server: Served, name: str, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        answer = Visitor(server).ask(method, path)
        assert (answer.status, answer.to.partition("?")[0]) == (302, "/account/login/")
        assert answer.page == ""


def test_the_link_of_the_one_person_does_not_open_a_server(server: Served) -> None:
    key = keys.new_link_key(server.home)
    for path in (f"/enter/{key}/", f"/join/{key}/", f"/reset/{key}/"):
        assert Visitor(server).get(path).status in {302, 403}
    assert server.run("link").returncode == 2
    assert keys.use_link_key(server.home, key)


def test_a_login_that_is_wrong_sees_only_the_login_page(server: Served) -> None:
    account(server, "right@lindstudio.example")
    guest = Visitor(server)
    wrong = guest.sign_in("right@lindstudio.example", "plum-orbit-lantern-8")
    unknown = Visitor(server).sign_in("nobody@lindstudio.example")

    assert (wrong.status, guest.get("/clients/").status) == (200, 302)
    assert (
        re.findall(r'class="sorry" role="alert">([^<]+)', wrong.page)[0] in unknown.page
    )  # who has an account is kept


def test_the_sixth_wrong_password_is_refused_with_a_sentence(server: Served) -> None:
    account(server, "guessed@lindstudio.example")
    for _ in range(5):  # each from another address: they count together all the same
        assert "Too many" not in Visitor(server).sign_in("guessed@lindstudio.example", "not-the-password").text
    sixth = Visitor(server).sign_in("guessed@lindstudio.example")  # even with the right one
    assert "Too many failed login attempts. Try again later." in sixth.text


def test_one_place_cannot_try_many_accounts(server: Served) -> None:
    guesser = Visitor(server)
    told = [guesser.sign_in(f"guess{number}@lindstudio.example", "not-the-password").text for number in range(21)]
    assert ["Too many" in text for text in told] == [False] * 20 + [True]


def test_the_key_of_a_session_changes_when_somebody_signs_in_and_dies_when_they_sign_out(server: Served) -> None:
    account(server, "rotated@lindstudio.example")
    person = Visitor(server)
    person.sign_in("rotated@lindstudio.example", "not-the-password")
    before = dict(person.cookies)
    assert person.sign_in("rotated@lindstudio.example").to == "/"
    inside = person.cookies["__Host-alongside"]
    assert inside != before.get("__Host-alongside")
    assert person.cookies["__Host-alongside-form"] != before["__Host-alongside-form"]

    person.fill("/account/logout/")
    person.cookies["__Host-alongside"] = inside  # as somebody who copied it would
    assert person.get("/clients/").status == 302


def test_next_leads_to_our_own_pages_only(server: Served) -> None:
    account(server, "next@lindstudio.example")
    for there, to in (("/pushes/", "/pushes/"), ("https://evil.example/", "/"), ("//evil.example", "/")):
        person = Visitor(server)
        told = person.fill("/account/login/", login="next@lindstudio.example", password=PASSWORD, next=there)
        assert told.to == to


def test_who_asked_for_a_page_gets_there_after_signing_in(server: Served) -> None:
    told = Visitor(server).get("/search/?q=invoice")
    assert told.to == "/account/login/?next=%2Fsearch%2F%3Fq%3Dinvoice"


def test_a_script_and_a_notice_are_told_that_they_are_out(server: Served) -> None:
    script = Visitor(server).get("/sources/piece/?name=a", Accept="application/json")
    notice = Visitor(server).get("/jobs/1/notice/", HX_Request="true")
    assert (script.status, sorry(script)) == (401, "You are signed out: reload the page and sign in.")
    assert notice.headers["HX-Redirect"] == "/account/login/"


# ---------------------------------------------------------------- how long one is in


def test_a_session_ends_after_two_hours_of_nothing_and_goes_on_while_somebody_is_there(server: Served) -> None:
    person = account(server, "idle@lindstudio.example")
    person.get("/clients/")
    assert 7_100 < _left(person, server) <= 7_200

    _turn_back(person, server, there=61)
    change("UPDATE django_session SET expire_date = datetime('now', '+1 minute')", server)
    assert person.get("/clients/").status == 200
    assert 7_100 < _left(person, server) <= 7_200

    change("UPDATE django_session SET expire_date = datetime('now', '-1 second')", server)
    assert person.get("/clients/").status == 302


def test_a_session_ends_after_a_week_of_anything(server: Served) -> None:
    person = account(server, "week@lindstudio.example")
    person.get("/clients/")
    _turn_back(person, server, since=7 * 86_400 - 60)
    assert person.get("/clients/").status == 200
    _turn_back(person, server, since=61)
    assert person.get("/clients/").status == 302


def test_changing_the_password_signs_out_everywhere_else(server: Served) -> None:
    here, there = account(server, "changed@lindstudio.example"), Visitor(server)
    there.sign_in("changed@lindstudio.example")
    new = "violet-harbour-mint-4"
    here.fill("/account/password/", oldpassword=PASSWORD, password1=new, password2=new)

    assert (here.get("/clients/").status, there.get("/clients/").status) == (200, 302)


def test_one_button_signs_out_everywhere_else(server: Served) -> None:
    here, there = account(server, "twice@lindstudio.example"), Visitor(server)
    there.sign_in("twice@lindstudio.example")
    here.fill("/account/sessions/")

    assert (here.get("/clients/").status, there.get("/clients/").status) == (200, 302)


def _left(person: Visitor, server: Served) -> int:
    """How many seconds a session has left."""
    query = "SELECT unixepoch(expire_date) - unixepoch() FROM django_session WHERE session_key = ?"
    with sqlite3.connect(server.home / "alongside.sqlite3") as connection:
        return int(connection.execute(query, (person.cookies["__Host-alongside"],)).fetchone()[0])


def _turn_back(person: Visitor, server: Served, **seconds: int) -> None:
    """Make what a session remembers longer ago."""
    code = (
        "import django; django.setup(); from django.contrib.sessions.backends.db import SessionStore\n"
        f"session = SessionStore({person.cookies['__Host-alongside']!r})\n"
        f"for name, by in {seconds!r}.items(): session[name] -= by\n"
        "session.save()"
    )
    env = os.environ | server.settings | {"DJANGO_SETTINGS_MODULE": "alongside.settings"}
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
