"""Pages while mail is read: whatever a read has stored so far can be looked at."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from alongside.desk import jobs, look, tokens
from alongside.desk.examine import examine
from alongside.desk.read import SILENT, Watcher, read, rebuild
from alongside.faces.api.urls import api
from alongside.faces.cli.commands import alongside
from alongside.store.shelf import conclusions
from alongside.store.shelf.workspace import horizon
from tests.desk.test_read import ANSWER, QUESTION, write
from tests.faces.api.conftest import bearing
from tests.faces.test_cli import HOLD, PUSH
from tests.faces.web.test_pages import addresses, text
from tests.world import ANN, ME, RUDI, Sample, moment

FIRST = (QUESTION, ANSWER, Sample(ANN, ME, moment("2026-03-03 09:00"), "When can you start?", "Start"))
THEN = (
    Sample(ME, RUDI, moment("2026-03-04 09:00"), "Here is the offer.", "Offer"),
    Sample(RUDI, ME, moment("2026-03-05 09:00"), "Could you do it for half?", "Price"),
    PUSH,
    HOLD,
)
MORE = [  # more pushes than mails were known of before
    Sample(RUDI, ME, moment(f"2026-04-{day:02} 09:00"), PUSH.body, f"Rush {day}", f"r{day}@acme.example")
    for day in range(1, 9)
]
IN_TURN = {"row": "2", "message": "6", "key": "acme.example", "number": "1"}
LOOKS = [name for name in addresses() if name[0] not in {"enter", "leave"}]
ASKED = [path for path, verbs in api.get_openapi_schema()["paths"].items() if "get" in verbs]
NOT_YET = {404, 405}  # a client, a mail or a push that is not there so far; a verb


@pytest.fixture
def program(newcomer: Client) -> Client:
    return bearing(tokens.new_token("status bar", read_only=True))


def broken(newcomer: Client, program: Client) -> list[tuple[str, int]]:
    """Addresses that answer neither with their page nor with what is missing."""
    pages = [newcomer.get(address, {"q": "plan"}) for _, address in LOOKS]
    answers = [program.get(path.format(**IN_TURN), {"q": "plan"}) for path in ASKED]
    told = [(one.request["PATH_INFO"], one.status_code) for one in pages + answers]
    return [one for one in told if one[1] >= 400 and one[1] not in NOT_YET]


def test_every_page_answers_after_every_step_of_a_read(newcomer: Client, program: Client, tmp_path: Path) -> None:
    found: list[tuple[str, list[Any]]] = []
    watcher = Watcher(
        lambda step: found.append((f"stored {step.messages}", broken(newcomer, program))),
        lambda done, total: found.append((f"heard {done} of {total}", broken(newcomer, program))),
    )
    jobs.ask("rebuild", {})
    read([write(tmp_path / "first.mbox", *FIRST)], watcher=watcher)
    read([write(tmp_path / "then.mbox", *THEN)], watcher=watcher)
    read([write(tmp_path / "more.mbox", *MORE)], watcher=watcher)
    rebuild(watcher)

    steps = ["stored 3", "heard 3 of 3", "stored 4", "heard 4 of 4", "stored 8", "heard 8 of 8", "heard 15 of 15"]
    assert found == [(step, []) for step in steps]


def test_no_clients_so_far_is_not_taken_for_none(newcomer: Client, tmp_path: Path) -> None:
    said: list[tuple[bool, str, list[str]]] = []

    def look_around(_done: int, _total: int) -> None:
        page = text(newcomer.get("/clients/"))
        on_page = look.why_nobody() in page and examine().wrong[0] in page
        said.append((on_page, CliRunner().invoke(alongside, ["clients"]).stdout, examine().wrong))

    read([write(tmp_path / "first.mbox", *FIRST)], watcher=SILENT._replace(heard=look_around))
    under_way = "a read is under way, or was stopped before its end"
    assert said == [
        (True, f"No clients yet: {under_way}. Read again to go on.\n", [f"A {under_way[2:]}: read again to go on."])
    ]
    assert examine().wrong == []
    assert under_way not in text(newcomer.get("/clients/"))


def test_a_look_sees_one_moment_however_long_it_lasts(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "first.mbox", *FIRST)])
    with look.shelf() as connection:
        before = horizon(connection)
        read([write(tmp_path / "then.mbox", *THEN)])
        assert (horizon(connection), len(conclusions.readings(connection))) == (before, 1)
    assert len(look.portfolio()) == 2
