"""What a program is told: the same as the command line says; and what it does, the person can take back."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from django.test import Client

from alongside.desk import jobs, look, tokens
from alongside.desk.jobs import run
from alongside.desk.search import find
from alongside.faces.cli.commands import alongside
from tests.desk.test_read import ANSWER, QUESTION, THANKS
from tests.faces.api.conftest import bearing
from tests.world import ANN, ME, ME_ADDRESS, Sample, mbox, moment

PAGED = {"because", "ledger", "advice"}  # which the API tells page by page
HELD = {
    "windows",
    "watch",
    "granted",
    "orders_met_with_a_question",
    "boss_likeness",
    "mirror",
    "who_moved_first",
    "goal",
    "alike",
}


def command(*words: str) -> Any:  # noqa: ANN401 - whatever JSON says
    return json.loads(CliRunner().invoke(alongside, [*words, "--json"], catch_exceptions=False).stdout)


def get(program: Client, address: str) -> Any:  # noqa: ANN401
    answer = program.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def post(program: Client, address: str, status: int = 200, **told: Any) -> Any:  # noqa: ANN401
    answer = program.post(address, json.dumps(told), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


# ---------------------------------------------------------------- looking


def test_clients_are_as_on_the_command_line(program: Client) -> None:
    assert get(program, "/api/clients")["items"] == command("clients")


def test_a_client_is_as_on_the_command_line(program: Client) -> None:
    said, found = command("client", "Northmere"), get(program, "/api/clients/northmere.example?limit=200")
    assert {name: found[name] for name in said if name not in PAGED} == {
        name: value for name, value in said.items() if name not in PAGED
    }
    assert set(found) >= HELD
    assert found["because"]["items"] == said["because"][:200]
    assert found["because"]["found"] == len(said["because"])
    assert found["ledger"]["entries"]["items"] == said["ledger"]["entries"]


@pytest.mark.parametrize("page", [1, 2, 9])
def test_pushes_are_as_on_the_command_line_page_by_page(program: Client, page: int) -> None:
    said, found = command("pushes", "--most", "5000"), get(program, f"/api/pushes?page={page}&limit=60")
    assert found["items"] == said[60 * (page - 1) : 60 * page]
    assert (found["found"], found["pages"]) == (len(said), -(-len(said) // 60))


def test_pushes_of_one_client_and_kind_that_wait(program: Client) -> None:
    every = get(program, "/api/pushes?limit=200&client=Northmere&kind=scope_add")
    waiting = get(program, "/api/pushes?limit=200&waiting=true")
    assert {(one["client"], one["kind"]) for one in every["items"]} == {("Northmere Clinics", "scope_add")}
    assert [one for one in waiting["items"] if one["answer"]] == []
    assert waiting["found"] == sum(not one["answer"] for one in command("pushes", "--most", "5000"))


def test_who_owes_whom_is_as_on_the_command_line(program: Client) -> None:
    said, found = command("owes", "--days", "0"), get(program, "/api/owes?days=0&limit=200")
    assert {side: found[side]["items"] for side in said} == said


def test_the_rhythm_is_as_on_the_command_line(program: Client) -> None:
    said, found = command("rhythm"), get(program, "/api/rhythm?limit=200")
    assert found | {"counterparts": found["counterparts"]["items"]} == said


def test_who_was_set_apart_is_as_on_the_command_line(program: Client) -> None:
    assert get(program, "/api/aside?limit=200")["items"] == command("aside")


def test_sources_are_as_the_doctor_says(program: Client) -> None:
    said, found = command("doctor"), get(program, "/api/sources")
    assert found | {name: found[name]["items"] for name in ("sources", "trouble")} == said | {"size": found["size"]}


def test_today_names_the_one_thing_and_what_it_rests_on(program: Client) -> None:
    day = get(program, "/api/today?limit=3")
    assert day["step"]["client"] == day["client"]["name"]
    assert len(day["i_owe"]["items"]) == 3
    assert day["i_owe"]["found"] > 3


def test_the_mails_behind_a_number_open(program: Client) -> None:
    count = get(program, "/api/clients/northmere.example")["moves"]["pushes"]
    mails = get(program, "/api/clients/northmere.example/mails?side=push&who=them&limit=200")
    spans = {(one["message"], span["kind"]) for one in mails["items"] for span in one["signals"]}
    assert 0 < mails["found"] <= count <= len(spans)

    one = mails["items"][0]
    thread = get(program, f"/api/mails/{one['message']}")["thread"]
    whole = next(mail for mail in thread if mail["message"] == one["message"])
    assert whole["text"].startswith(one["text"])
    assert whole["signals"] == one["signals"]


def test_mails_of_some_days_only(program: Client) -> None:
    found = get(program, "/api/clients/northmere.example/mails?since=2025-03-01&until=2025-04-01&limit=200")["items"]
    assert {one["at"][:7] for one in found} == {"2025-03"}


def test_words_are_found(program: Client) -> None:
    found = get(program, "/api/search?q=invoice&limit=5")
    assert len(found["items"]) == 5
    assert found["found"] > 5
    assert get(program, "/api/search?q=")["found"] == 0


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/clients/nobody.example", 404),
        ("/api/clients/nobody.example/mails", 404),
        ("/api/mails/999999", 404),
        ("/api/jobs/77", 404),
        ("/api/clients?limit=0", 422),
        ("/api/clients?limit=201", 422),
        ("/api/clients?page=0", 422),
        ("/api/pushes?kind=shouting", 422),
        ("/api/clients/northmere.example/mails?since=0", 422),
        ("/api/search", 422),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(program: Client, address: str, status: int) -> None:
    answer = program.get(address)
    assert answer.status_code == status
    assert answer.json()["sorry"].endswith(".")


def test_what_does_not_fit_is_named(program: Client) -> None:
    wrong = program.get("/api/pushes?kind=shouting&limit=0").json()["wrong"]
    assert [one["where"] for one in wrong] == ["query.kind", "query.limit"]


def test_before_any_mail_there_is_nothing_to_list(home: Path) -> None:
    program = bearing(tokens.new_token("early", read_only=True))
    assert get(program, "/api/clients")["items"] == []
    assert get(program, "/api/jobs")["items"] == []


# ---------------------------------------------------------------- keys that hold anything


@pytest.mark.parametrize("address", ["ann+a/b:c@gmail.com", "o'neil@gmail.com", "a%2f?b#c@gmail.com"])
def test_a_key_may_hold_any_character_of_an_address(home: Path, tmp_path: Path, address: str) -> None:
    sender = f"Ann <{address}>"
    asked = Sample(sender, ME, moment("2026-03-02 10:00"), "Could you send the draft?", "Draft", "q@x.example")
    told = Sample(ME, sender, moment("2026-03-02 12:00"), "Here it is.", "Re: Draft", "a@x.example", "q@x.example")
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox(asked, told))
    assert CliRunner().invoke(alongside, ["read", str(path), "--me", ME_ADDRESS]).exit_code == 0
    program = bearing(tokens.new_token("t", read_only=False))
    key = look.portfolio()[0]["key"]
    assert "@" in key
    assert ":" in key

    assert get(program, f"/api/clients/{quote(key, safe='')}")["key"] == key
    assert get(program, f"/api/clients/{quote(key, safe='')}/mails")["found"] == 2
    assert post(program, f"/api/clients/{quote(key, safe='')}/rename", name="Ann")["client"] == key
    assert look.portfolio()[0]["name"] == "Ann"


# ---------------------------------------------------------------- deciding


DECISIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("pulsegrid.example", "rename", {"name": "Pulse"}),
    ("pulsegrid.example", "merge", {"into": "northmere.example"}),
    ("northmere.example", "split", {"parts": ["fiona.deasy@northmere.example"]}),
    ("larkfield.example", "ignore", {}),
    ("hoshinotea.example", "sign", {"day": "2025-06-01"}),
    ("northmere.example", "prospect", {}),
    ("northmere.example", "unsign", {}),
]


@pytest.mark.parametrize(("key", "verb", "told"), DECISIONS)
def test_a_decision_is_kept_and_taken_back(program: Client, key: str, verb: str, told: dict[str, Any]) -> None:
    key = next(one["key"] for one in look.portfolio() if one["key"].startswith(key[:6]))
    before = look.portfolio()
    kept = post(program, f"/api/clients/{key}/{verb}", **told)
    assert look.portfolio() != before

    assert post(program, f"/api/decisions/{kept['decision']}/undo") == {"undone": kept["decision"]}
    assert without_reasons(look.portfolio()) == without_reasons(before)
    assert "taken back already" in post(program, f"/api/decisions/{kept['decision']}/undo", 400)["sorry"]


def without_reasons(documents: list[dict[str, Any]]) -> list[tuple[str, Any, Any, Any]]:
    """Rows and zones may be learnt anew; what is shown of a client is what it was."""
    return sorted((one["key"], one["name"], one["signed"], one["messages_in"]) for one in documents)


def test_who_was_ignored_is_a_client_again(program: Client) -> None:
    key = look.one_client("Pulsegrid")["key"]
    post(program, f"/api/clients/{key}/ignore")
    post(program, f"/api/clients/{key}/ignore", 404)
    post(program, f"/api/clients/{key}/unignore")
    assert look.one_client("Pulsegrid")["messages_in"] > 100


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/clients/northmere.example/rename", 422, {"name": "  "}),
        ("/api/clients/northmere.example/rename", 422, {}),
        ("/api/clients/northmere.example/merge", 400, {"into": "northmere.example"}),
        ("/api/clients/northmere.example/merge", 404, {"into": "nobody"}),
        ("/api/clients/northmere.example/split", 400, {"parts": ["x@y.example"]}),
        ("/api/clients/northmere.example/sign", 422, {"day": "soon"}),
        ("/api/clients/northmere.example/unignore", 400, {}),
        ("/api/decisions/999/undo", 400, {}),
        ("/api/pushes/999999/wrong", 404, {}),
        ("/api/pushes/undo", 400, {}),
        ("/api/pushes/missed", 400, {"kind": "disrespect", "quote": "nobody ever wrote these words"}),
        ("/api/pushes/log", 422, {"client": "Hoshino", "kind": "yields", "quote": "half"}),
        ("/api/pushes/log", 400, {"client": "Hoshino", "kind": "rush_demand", "quote": "a", "at": "9999-01-01T00:00Z"}),
        ("/api/hours", 400, {"zone": "Mars/Olympus"}),
        ("/api/hours", 400, {"opens": "18:00", "closes": "09:00"}),
        ("/api/hours", 400, {"opens": "25:99"}),
        ("/api/read", 422, {"paths": []}),
        ("/api/read", 422, {"paths": ["a\0b"]}),
        ("/api/jobs/77/stop", 404, {}),
    ],
)
def test_what_makes_no_sense_changes_nothing(program: Client, address: str, status: int, told: dict[str, Any]) -> None:
    before = look.portfolio()
    assert post(program, address, status, **told)["sorry"]
    assert look.portfolio() == before


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'{"name": "\\ud800"}', b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_request_is_refused(program: Client, body: bytes) -> None:
    answer = program.post("/api/clients/northmere.example/rename", body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.json()["sorry"]


def test_hours_are_kept_and_taken_back(program: Client) -> None:
    before = look.one_client("Northmere")["reply_hours_me"]["median"]
    kept = post(program, "/api/hours", opens="10:00", closes="12:00", weekdays=[0, 1], zone="Europe/Berlin")
    assert look.one_client("Northmere")["reply_hours_me"]["median"] != before
    post(program, f"/api/decisions/{kept['decision']}/undo")
    assert look.one_client("Northmere")["reply_hours_me"]["median"] == before


# ---------------------------------------------------------------- correcting


def test_what_is_no_push_no_longer_counts_until_it_is_taken_back(program: Client) -> None:
    before = get(program, "/api/pushes?kind=rush_demand")
    done = post(program, f"/api/pushes/{before['items'][0]['signal']}/wrong")
    assert done["quote"] == before["items"][0]["quote"]
    assert get(program, "/api/pushes?kind=rush_demand")["found"] == before["found"] - 1
    post(program, "/api/pushes/undo")
    assert get(program, "/api/pushes?kind=rush_demand")["found"] == before["found"]


def test_one_that_was_missed_counts_from_now_on(program: Client) -> None:
    one = find("card machine broke company account").leaves[0].mail
    told: dict[str, Any] = {"kind": "disrespect", "quote": "Our card machine broke", "message": one.message}
    assert post(program, "/api/pushes/missed", **told)["kind"] == "disrespect"
    assert "Our card machine broke" in {
        line["quote"] for line in get(program, "/api/pushes?kind=disrespect&limit=200")["items"]
    }


def test_a_push_from_a_call_is_noted_with_its_clue(program: Client) -> None:
    told: dict[str, Any] = {"client": "Hoshino", "kind": "discount_ask", "quote": "John does it for half"}
    post(program, "/api/pushes/log", **told, at="2025-12-30T10:00:00+01:00")
    one = get(program, "/api/pushes?client=Hoshino&kind=discount_ask")["items"][0]
    assert (one["quote"], one["at"][:10]) == ("John does it for half", "2025-12-30")
    post(program, f"/api/pushes/{one['signal']}/clue", text="the board decides")
    assert get(program, "/api/pushes?client=Hoshino&kind=discount_ask")["items"][0]["clue"] == "the board decides"


def test_a_message_is_heard_and_nothing_is_stored(program: Client, demo_home: Path) -> None:
    before = look.evidence(most=10_000)
    words = "I need this tomorrow morning, so drop everything else."
    heads = f"From: {ANN}\nTo: {ME}\nDate: Mon, 2 Mar 2026 10:00:00 +0100"
    heard = post(program, "/api/detect", message=f"{heads}\n\n{words}\n", me=[ME_ADDRESS])
    assert [(one["kind"], one["quote"]) for one in heard["signals"]] == [("rush_demand", words)]
    assert heard["signals"][0]["asked"]["due"] == "2026-03-03"
    assert look.evidence(most=10_000) == before


# ---------------------------------------------------------------- long work


def test_mail_is_read_by_a_job(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox(QUESTION, ANSWER, THANKS))
    program = bearing(tokens.new_token("t", read_only=False))
    asked = post(program, "/api/read", 202, paths=[str(path)])
    assert post(program, "/api/read", 202, paths=[str(path)]) == asked  # asked twice, read once
    assert get(program, f"/api/jobs/{asked['job']}")["state"] == "queued"

    claimed = jobs._next()  # noqa: SLF001 - the worker's own step
    assert claimed is not None
    run(claimed.number, claimed.worker)
    job = get(program, f"/api/jobs/{asked['job']}")
    assert (job["state"], job["progress"]["new"]) == ("done", 3)
    assert [one["name"] for one in get(program, "/api/clients")["items"]] == ["Birch"]


def test_a_job_is_given_up(program: Client) -> None:
    asked = post(program, "/api/rebuild", 202)
    assert post(program, f"/api/jobs/{asked['job']}/stop")["state"] == "stopped"
    assert [one["number"] for one in get(program, "/api/jobs?limit=1")["items"]] == [asked["job"]]
