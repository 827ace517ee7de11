"""Who may call: every operation, without a token, with a wrong one, with one that may only look."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from alongside.desk import look, tokens
from alongside.faces.api.door import LARGEST
from alongside.faces.api.urls import api
from tests.faces.api.conftest import bearing
from tests.faces.web.conftest import enter

SAMPLES = {"key": "northmere.example", "number": "1", "signal": "1045"}
OPERATIONS = [
    (method, address.format(**SAMPLES))
    for address, operations in api.get_openapi_schema()["paths"].items()
    for method in operations
]
WRITING = [(method, address) for method, address in OPERATIONS if method != "get"]
ABOUT = [("get", "/api/openapi.json"), ("get", "/api/docs"), ("get", "/api/"), ("post", "/api/nowhere")]


def call(client: Client, method: str, address: str) -> Any:  # noqa: ANN401 - Django's test response
    return client.generic(method.upper(), address, b"{}", content_type="application/json")


@pytest.mark.parametrize(("method", "address"), OPERATIONS + ABOUT)
def test_nobody_comes_in_without_a_token(demo_home: Path, method: str, address: str) -> None:
    before = look.portfolio()
    for guest in (Client(), bearing(""), bearing("alongside_wrong"), Client(headers={"authorization": "Basic eDp5"})):
        answer = call(guest, method, address)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert "token" in answer.json()["sorry"]
    assert look.portfolio() == before


def test_there_are_as_many_operations_as_the_walk_expects() -> None:
    assert len(OPERATIONS) > 30


@pytest.mark.parametrize(("method", "address"), OPERATIONS)
def test_a_browser_that_is_signed_in_is_no_program(demo_home: Path, method: str, address: str) -> None:
    assert call(enter(Client()), method, address).status_code == 401


@pytest.mark.parametrize(("method", "address"), WRITING)
def test_who_may_only_look_changes_nothing(onlooker: Client, method: str, address: str) -> None:
    before = look.portfolio()
    answer = call(onlooker, method, address)
    assert answer.status_code == 403
    assert "may only look" in answer.json()["sorry"]
    assert look.portfolio() == before


def test_who_may_only_look_looks(onlooker: Client) -> None:
    assert onlooker.get("/api/clients").status_code == 200


def test_a_revoked_token_opens_nothing(program: Client) -> None:
    assert program.get("/api/clients").status_code == 200
    tokens.revoke("ledger")
    assert program.get("/api/clients").status_code == 401


def test_a_token_opens_no_page(program: Client) -> None:
    assert program.get("/clients/").status_code == 403


@pytest.mark.parametrize("address", ["/api/openapi.json", "/api/docs"])
def test_what_describes_the_api_is_for_a_token_or_a_signed_in_browser(demo_home: Path, address: str) -> None:
    token = tokens.new_token("reader", read_only=True)
    assert bearing(token).get(address).status_code == 200
    assert enter(Client()).get(address).status_code == 200


def test_the_description_is_shown_from_here_under_the_strict_policy(program: Client) -> None:
    answer = program.get("/api/docs")
    page = answer.content.decode()
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "https:" not in page
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert page.count("<script>") == 0


def test_what_is_too_large_is_not_read(program: Client) -> None:
    large = b'{"message": "' + b"x" * LARGEST + b'"}'
    answer = program.post("/api/detect", large, content_type="application/json")
    assert answer.status_code == 413
    assert "one megabyte" in answer.json()["sorry"]


def test_what_is_just_small_enough_is_read(program: Client) -> None:
    told = b'{"message": "Subject: x\\n\\nHello. '
    whole = told + b"y" * (LARGEST - len(told) - 2) + b'"}'
    assert program.post("/api/detect", whole, content_type="application/json").status_code == 200


@pytest.mark.parametrize(("method", "address"), [("get", "/api/nowhere"), ("get", "/api/"), ("post", "/api/x/y\n")])
def test_what_is_no_operation_is_said_in_a_sentence(program: Client, method: str, address: str) -> None:
    answer = call(program, method, address)
    assert answer.status_code == 404
    assert answer.json()["sorry"].startswith("There is no such operation")
