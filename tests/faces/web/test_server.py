"""A server with accounts: the second step, what travels and is written down, and how much may be sent."""

import re
import time
from pathlib import Path

import pytest

from alongside.outside import keys
from tests.faces.web.server import (
    NAME,
    PASSWORD,
    Served,
    Visitor,
    account,
    change,
    run,
    served,
    six_digits,
    sorry,
    token,
    use_an_app,
)
from tests.postgres import Server

pytestmark = pytest.mark.slow


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
    change("ALTER TABLE django_session RENAME TO away", server)
    try:
        looked = person.get("/search/?q=MAILWORD", X_Note="HEADERWORD")
        sent = person.send(page, f"/join/{key}/", email="formword@a.example", password1=PASSWORD, password2=PASSWORD)
    finally:
        change("ALTER TABLE away RENAME TO django_session", server)

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


# ---------------------------------------------------------------- the work, and several processes


def test_the_work_that_a_page_asks_for_is_done(server: Served) -> None:
    person = account(server, "work@lindstudio.example")
    job = person.send(person.get("/sources/"), "/sources/rebuild/").to
    states = (re.search(r"<strong>(\w+)", person.get(job).page) for _ in iter(lambda: time.sleep(0.5), 1))
    assert next(state[1] for state in states if state and state[1] in {"done", "failed", "stopped"}) == "done"


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
