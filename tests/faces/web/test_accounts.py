"""A server with accounts: who comes in, how, and what nobody else sees."""

import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.outside import keys
from tests.faces.web.server import NAME, PASSWORD, Served, Visitor, run, served, six_digits, sorry, token
from tests.faces.web.test_pages import addresses
from tests.postgres import Server

pytestmark = pytest.mark.slow
SECRET = re.compile(r'<code id="secret">(\w+)</code>')


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, year: Path) -> Iterator[Served]:
    """A server that read the demo year; each test makes accounts of its own."""
    home = tmp_path_factory.mktemp("server")
    (home / "alongside.sqlite3").write_bytes((year / "alongside.sqlite3").read_bytes())
    with served(home) as running:
        yield running


def account(server: Served, address: str) -> Visitor:
    """Somebody who made this account and is signed in."""
    person = Visitor(server)
    assert person.join(address).to == "/"
    return person


def say_it_again(person: Visitor, path: str) -> None:
    """Give the password once more, before security settings."""
    again = person.get(path)
    assert again.status == 302
    assert "/reauthenticate/" in again.to
    assert person.fill(again.to, password=PASSWORD).status == 302


def use_an_app(person: Visitor) -> str:
    """Set up an authenticator app; its secret."""
    say_it_again(person, "/account/second/totp/activate/")
    page = person.get("/account/second/totp/activate/")
    found = SECRET.search(page.page)
    assert found
    kept = person.send(page, "/account/second/totp/activate/", code=six_digits(found[1]))
    assert kept.to == "/account/second/recovery-codes/"
    return found[1]


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
    left = _one("SELECT unixepoch(MAX(expire_date)) - unixepoch() FROM django_session", server)
    assert 7_100 < left <= 7_200
    _change("UPDATE django_session SET expire_date = datetime('now', '-1 second')", server)
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


def _one(query: str, server: Served) -> int:
    with sqlite3.connect(server.home / "alongside.sqlite3") as connection:
        return int(connection.execute(query).fetchone()[0])


def _change(query: str, server: Served) -> None:
    with sqlite3.connect(server.home / "alongside.sqlite3", timeout=20) as connection:
        connection.execute(query)


# ---------------------------------------------------------------- the second step, and a lost password


def test_with_an_app_the_password_alone_does_not_open(server: Served) -> None:
    secret = use_an_app(account(server, "app@lindstudio.example"))
    person = Visitor(server)
    assert person.sign_in("app@lindstudio.example").to == "/account/second/authenticate/"
    assert person.get("/clients/").status == 302
    wrong = person.fill("/account/second/authenticate/", code="000000")
    assert "Incorrect code" in wrong.text
    assert person.fill("/account/second/authenticate/", code=six_digits(secret, time.time() + 30)).to == "/"
    kept = (server.home / "alongside.sqlite3").read_bytes() + (server.home / "alongside.sqlite3-wal").read_bytes()
    assert secret.encode() not in kept


def test_a_recovery_code_opens_the_second_step_once(server: Served) -> None:
    owner = account(server, "lost@lindstudio.example")
    use_an_app(owner)
    code = re.findall(r"<li><code>(\d+)</code>", owner.get("/account/second/recovery-codes/").page)[0]

    def open_with_it() -> str:
        person = Visitor(server)
        person.sign_in("lost@lindstudio.example")
        return person.fill("/account/second/authenticate/", code=code).to

    assert open_with_it() == "/"
    assert open_with_it() == ""


def test_security_settings_ask_for_the_password_once_more(server: Served) -> None:
    person = account(server, "again@lindstudio.example")
    for path in ("totp/activate/", "webauthn/add/"):
        assert "/account/reauthenticate/" in person.get(f"/account/second/{path}").to


def test_a_reset_gives_a_new_password_once_and_keeps_the_second_step(server: Served) -> None:
    owner = account(server, "forgot@lindstudio.example")
    use_an_app(owner)
    link = server.run("reset", "Forgot@lindstudio.example").stdout.strip().removeprefix(f"https://{NAME}")
    new = "violet-harbour-mint-4"
    person = Visitor(server)
    assert person.fill(link, password1=new, password2=new).to == "/account/login/"

    assert owner.get("/clients/").status == 302  # everybody is out
    assert person.get(link).status == 403
    assert person.sign_in("forgot@lindstudio.example", new).to == "/account/second/authenticate/"


def test_a_reset_can_forget_the_second_step(server: Served) -> None:
    use_an_app(account(server, "phoneless@lindstudio.example"))
    made = server.run("reset", "phoneless@lindstudio.example", "--forget-second-step")
    person = Visitor(server)
    person.fill(made.stdout.strip().removeprefix(f"https://{NAME}"), password1=PASSWORD, password2=PASSWORD)
    assert person.sign_in("phoneless@lindstudio.example").to == "/"


def test_a_reset_of_nobody_says_so(server: Served) -> None:
    told = server.run("reset", "nobody@lindstudio.example")
    assert (told.returncode, told.stdout) == (2, "")
    assert "There is no account with the address nobody@lindstudio.example" in told.stderr


# ---------------------------------------------------------------- what travels, and what is written down


def test_cookies_and_headers_are_those_of_a_server(server: Served) -> None:
    person = Visitor(server)
    account(server, "headers@lindstudio.example")
    page = person.get("/account/login/")
    inside = person.sign_in("headers@lindstudio.example")
    cookies = [*page.headers.get_all("Set-Cookie", []), *inside.headers.get_all("Set-Cookie", [])]

    assert {cookie.strip().partition("=")[0] for cookie in cookies} == {"__Host-alongside", "__Host-alongside-form"}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "Path=/"} <= set(re.split(r"; ?", cookie.strip()))
        assert re.search(r"SameSite=(Lax|Strict)", cookie)
        assert "Domain" not in cookie
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "no-store" in page.headers["Cache-Control"]
    assert "no-store" in person.get("/clients/").headers["Cache-Control"]


def test_plain_http_is_sent_to_https_but_for_the_watchman(server: Served) -> None:
    told = Visitor(server).get("/clients/", X_Forwarded_Proto="http")
    assert (told.status, told.to) == (301, f"https://{NAME}/clients/")
    assert Visitor(server).get("/alive/", X_Forwarded_Proto="http").page == "alive\n"


def test_another_host_is_refused(server: Served) -> None:
    for host in ("evil.example", "127.0.0.1", "localhost"):
        assert Visitor(server).get("/account/login/", Host=host).status == 400


def test_a_form_from_elsewhere_is_refused(server: Served) -> None:
    person = account(server, "form@lindstudio.example")
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    told = b"csrfmiddlewaretoken=" + token(person.get("/sources/")).encode()
    assert person.ask("POST", "/sources/rebuild/", **form).status == 403
    assert person.ask("POST", "/sources/rebuild/", told, Origin="https://evil.example", **form).status == 403
    assert person.ask("POST", "/sources/rebuild/", told, **form).status == 302


def test_a_proxy_that_was_not_named_is_not_believed(tmp_path: Path) -> None:
    with served(tmp_path / "home", ALONGSIDE_PROXIES="0") as alone:
        page = Visitor(alone).get("/account/login/")
        assert "Strict-Transport-Security" not in page.headers  # whoever says it came by https is not asked
        for _ in range(20):  # nor whoever says it came from somewhere else
            Visitor(alone).sign_in(f"guess{_}@lindstudio.example", "not-the-password")
        assert "Too many" in Visitor(alone).sign_in("more@lindstudio.example", "not-the-password").text


def test_no_page_of_an_account_runs_a_script_or_style_of_its_own(server: Served) -> None:
    person = account(server, "policy@lindstudio.example")
    use_an_app(person)
    names = ["password/", "sessions/", "second/", "second/totp/deactivate/", "second/webauthn/", "second/webauthn/add/"]
    names += ["second/recovery-codes/", "second/recovery-codes/generate/", "second/webauthn/reauthenticate/", "logout/"]
    for path in ["/settings/", *(f"/account/{name}" for name in names)]:
        answer = person.get(path)
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=|[^>]*application/json)|\son\w+=|\sstyle=", answer.page), path
        assert not re.search(r'(?:src|href)="(?:https?|data):', answer.page), path
        assert answer.status == 302 or "<h1" in answer.page, path


def test_the_log_of_a_failing_request_has_its_place_and_no_word_of_it(server: Served) -> None:
    person = account(server, "log@lindstudio.example")
    person.get("/account/login/?key=QUERYWORD", Host="HOSTWORD.example")
    key = keys.new_link_key(server.home, keys.JOIN)
    page = person.get(f"/join/{key}/")
    _change("ALTER TABLE django_session RENAME TO away", server)
    try:
        looked = person.get("/search/?q=MAILWORD", X_Note="HEADERWORD")
        sent = person.send(page, f"/join/{key}/", email="formword@a.example", password1=PASSWORD, password2=PASSWORD)
    finally:
        _change("ALTER TABLE away RENAME TO django_session", server)

    assert (looked.status, sent.status) == (500, 500)
    log = server.log()
    assert "ERROR django.request 500 OperationalError\n" in log
    assert "contrib/sessions/backends/" in log
    for word in (
        "QUERYWORD",
        "HOSTWORD",
        "MAILWORD",
        "HEADERWORD",
        "FORMWORD",
        key,
        PASSWORD,
        "/join/",
        "?",
        "no such",
    ):
        assert word.lower() not in log.lower(), word


# ---------------------------------------------------------------- what may be sent


def test_a_file_may_have_so_many_bytes(tmp_path: Path) -> None:
    with served(tmp_path / "home", ALONGSIDE_UPLOAD_MOST="1000") as small:
        person = account(small, "mara@lindstudio.example")
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        whole = person.ask("POST", "/sources/drop/", b"x" * 1_100_000, **form)
        other = person.ask("POST", "/settings/me/", b"x" * 2_200_000, **form)
        piece = person.ask(
            "POST",
            "/sources/piece/?name=a.mbox&size=1001&changed=7&at=0",
            b"x",
            Content_Type="application/octet-stream",
            X_CSRFToken=token(person.get("/welcome/")),
        )

        assert (whole.status, other.status) == (413, 413)
        assert "more than this page takes" in whole.text
        assert (piece.status, "this place takes 1,000" in sorry(piece)) == (507, True)


def test_no_file_of_the_server_is_read_by_its_path(server: Served) -> None:
    person = account(server, "path@lindstudio.example")
    assert 'name="path" placeholder' not in person.get("/sources/").page
    told = person.send(person.get("/sources/"), "/sources/read/", path=str(server.home / "secret.key"))
    assert (told.status, "not named by their path" in told.text) == (400, True)


# ---------------------------------------------------------------- several processes


def test_several_processes_count_wrong_logins_together(tmp_path: Path, postgres: Server) -> None:
    with (
        postgres.database() as url,
        served(tmp_path / "home", "--web-only", "--workers", "2", ALONGSIDE_DATABASE_URL=url) as many,
    ):
        account(many, "mara@lindstudio.example")
        told = [Visitor(many).sign_in("mara@lindstudio.example", "not-the-password").text for _ in range(6)]
        assert ["Too many" in text for text in told] == [False] * 5 + [True]


@pytest.mark.parametrize(
    "settings", [{}, {"ALONGSIDE_MODE": "server", "ALONGSIDE_URL": "https://alongside.example"}], ids=["local", "file"]
)
def test_more_processes_than_a_file_can_serve_are_refused(tmp_path: Path, settings: dict[str, str]) -> None:
    told = run("serve", "--workers", "2", ALONGSIDE_HOME=str(tmp_path), ALONGSIDE_DATABASE_URL="", **settings)
    assert told.returncode == 2
    assert "need ALONGSIDE_MODE=server and a PostgreSQL" in told.stderr
