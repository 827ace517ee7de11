"""Every page: what it shows, who may see it, and that it stays small."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from alongside.core.signals.nouns import KINDS
from alongside.desk import look
from alongside.faces.web import words
from alongside.faces.web.urls import urlpatterns
from alongside.outside import keys

LARGEST = 200_000  # bytes of a page
OPEN = {"enter", "alive"}  # what a guest may see
SAMPLES: dict[str, Any] = {"row": 1, "number": 1, "message": 375, "signal": 1, "key": "k", "page": "index.md"}


def row_of(name: str) -> int:
    return int(look.one_client(name)["row"])


def text(answer: Any) -> str:  # noqa: ANN401 - Django's test response
    words_only = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(words_only.split())


def addresses() -> list[tuple[str, str]]:
    found = []
    for pattern in urlpatterns:
        if not isinstance(pattern, URLPattern):
            continue  # the API, whose own tests walk it
        fields = pattern.pattern.converters
        found.append((str(pattern.name), reverse(str(pattern.name), kwargs={name: SAMPLES[name] for name in fields})))
    return found


@pytest.mark.parametrize(
    "address",
    ["/", "/clients/", "/clients/map/", "/pushes/", "/pushes/log/", "/sources/", "/settings/", "/search/?q=invoice"]
    + ["/guide/", "/welcome/", "/pushes/?waiting=1&order=oldest&kind=rush_demand", "/clients/?order=reading&side=for"],
)
def test_every_page_answers_and_stays_small(person: Client, address: str) -> None:
    answer = person.get(address)

    assert answer.status_code == 200
    assert len(answer.content) < LARGEST
    assert b"<h1" in answer.content


def test_every_client_and_its_mails_open(person: Client) -> None:
    for one in look.portfolio():
        page = person.get(reverse("client", args=[one["row"]]))
        mails = person.get(reverse("client_mails", args=[one["row"]]))
        assert (page.status_code, mails.status_code) == (200, 200)
        assert max(len(page.content), len(mails.content)) < LARGEST


@pytest.mark.parametrize(("name", "address"), addresses())
def test_a_guest_sees_the_closed_door_and_nothing_else(demo_home: Path, guest: Client, name: str, address: str) -> None:
    for ask in (guest.get, guest.post, guest.put, guest.delete):
        answer = ask(address)
        if name in OPEN:
            continue
        assert answer.status_code == 403
        assert "Larkfield" not in answer.content.decode()


@pytest.mark.parametrize(("name", "address"), addresses())
def test_the_wrong_method_is_refused_and_changes_nothing(person: Client, name: str, address: str) -> None:
    before = look.portfolio()
    assert person.delete(address).status_code in {403, 404, 405} or name in {"enter", "leave", "alive", "pushes_log"}
    assert look.portfolio() == before


@pytest.mark.parametrize(
    "address",
    ["/nowhere/", "/clients/99999/", "/mails/999999/", "/jobs/77/", "/guide/../settings.py", "/guide/none.md"],
)
def test_what_is_not_there_is_said_in_a_sentence(person: Client, address: str) -> None:
    answer = person.get(address)

    assert answer.status_code == 404
    assert "<h1>That was not done.</h1>" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=99999", "page=x", "kind=nonsense", "since=yesterday", "m=1&m=abc", "who=god", "since=0001-01-01"],
)
def test_an_address_that_makes_no_sense_still_shows_mails(person: Client, query: str) -> None:
    assert person.get(f"{reverse('client_mails', args=[row_of('Northmere')])}?{query}").status_code == 200


def test_a_link_signs_in_once(home: Path, guest: Client) -> None:
    home.mkdir()
    address = f"/enter/{keys.new_link_key(home)}/"
    looked = guest.get(address)  # a mail program that looks ahead does not use the link up
    first, second = guest.post(address), Client().post(address)

    assert (looked.status_code, first.status_code, second.status_code) == (200, 302, 403)
    assert "too old" in second.content.decode()


def test_signing_out_closes_the_door(person: Client) -> None:
    person.post("/leave/")
    assert person.get("/").status_code == 403


def test_a_page_from_another_host_is_refused(person: Client) -> None:
    assert person.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_stale_form_changes_nothing_and_says_so(demo_home: Path) -> None:
    careful = Client(enforce_csrf_checks=True)  # which other tests go without
    page = careful.get(f"/enter/{keys.new_link_key(demo_home)}/")
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.content.decode())
    assert token
    careful.post(page.request["PATH_INFO"], {"csrfmiddlewaretoken": token[1]})
    answer = careful.post(reverse("client_decide", args=[row_of("Northmere")]), {"what": "ignore"})

    assert answer.status_code == 403
    assert "too old" in answer.content.decode()
    assert look.one_client("Northmere")


def test_no_page_runs_a_script_or_style_of_its_own(person: Client) -> None:
    for address in ("/", "/clients/map/", reverse("client", args=[row_of("Northmere")]), "/pushes/"):
        answer = person.get(address)
        page = answer.content.decode()
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page)
        assert not re.search(r'(?:src|href)="https?:', page)


def test_kinds_have_the_same_name_on_pages_as_in_the_core() -> None:
    assert {kind.slug: kind.label for kind in KINDS} == {slug: str(word) for slug, word in words.KINDS.items()}


@pytest.mark.parametrize("address", ["/", "/clients/", "/clients/map/", "/pushes/", "/sources/", "/settings/"])
def test_a_page_asks_the_database_little(person: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _queries(person, address, monkeypatch) <= 120


def test_a_client_asks_the_database_little(person: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in look.portfolio():
        assert _queries(person, reverse("client", args=[one["row"]]), monkeypatch) <= 60


def _queries(person: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> int:
    asked: list[str] = []
    connect = sqlite3.connect

    def counting(*words: Any, **more: Any) -> sqlite3.Connection:  # noqa: ANN401
        connection: sqlite3.Connection = connect(*words, **more)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", counting)
    answer = person.get(address)
    assert answer.status_code == 200
    return len(asked)


def test_a_short_history_is_dated_by_days_and_a_long_one_by_months(person: Client) -> None:
    short = person.get(reverse("client", args=[row_of("Trask")])).content.decode()
    assert re.search(r">\d{1,2} Mar<", short)
    long = person.get(reverse("client", args=[row_of("Northmere")])).content.decode()
    assert re.search(r">[A-Z][a-z]{2} 25<", long)
