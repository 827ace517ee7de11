"""The command line, as other programs and people use it."""

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from alongside import config
from alongside.core.trace import SorryError
from alongside.faces.cli.commands import COMMANDS, alongside
from alongside.outside.files.nouns import FilesError
from tests.desk.test_read import ANSWER, QUESTION, THANKS, write
from tests.world import ANN, ME, ME_ADDRESS, RUDI, Sample
from tests.world import moment as at

PUSH = Sample(
    ANN,
    ME,
    at("2026-03-04 09:00"),
    "I need this tomorrow morning, so drop everything else.",
    "Rush",
    "q3@birch.example",
)
HOLD = Sample(
    ME, ANN, at("2026-03-04 15:00"), "I don't do rush jobs; my next slot is the 12th.", "Re: Rush", "a3@l.example",
    "q3@birch.example",
)  # fmt: skip


def run(*words: str) -> Result:
    return CliRunner().invoke(alongside, list(words), catch_exceptions=False)


def answer(*words: str) -> Any:  # noqa: ANN401 - whatever JSON says
    result = run(*words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def mail(home: Path, tmp_path: Path) -> Path:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, PUSH, HOLD)
    assert run("read", str(path)).exit_code == 0
    return path


def test_help_names_every_command_and_loads_none(home: Path) -> None:
    result = run("--help")

    assert all(re.search(rf"^  {name}\s", result.stdout, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str, home: Path) -> None:
    assert len(run(name, "--help").stdout) > 150


def test_pushes_can_be_corrected_noted_and_taken_back(mail: Path) -> None:
    (push,) = answer("pushes", "--json", "--kind", "rush_demand")
    assert "no longer counts" in run("pushes", "correct", str(push["signal"])).output
    assert answer("pushes", "--json", "--kind", "rush_demand") == []
    assert "taken back" in run("pushes", "undo").output
    assert "is noted as" in run("log", "Birch", "ownership", "you work for me", "--on", "2026-03-05").output
    assert [one["kind"] for one in answer("pushes", "--json")] == ["ownership", "rush_demand"]
    assert "'yields' is not one of" in run("log", "Birch", "yields", "as you wish").output  # mine, not a client's
    with pytest.raises(SorryError, match="No kept message"):
        run("pushes", "missed", "order_list", "nobody wrote this")


def test_read_answers_other_programs_with_counts_that_add_up(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER)
    found = answer("read", str(path), "--me", ME_ADDRESS, "--json")

    assert set(found) == {"messages", "new", "kept", "clients", "trouble", "seconds"}
    assert (found["messages"], found["new"], found["kept"], found["trouble"]) == (2, 2, 2, [])
    assert [one["name"] for one in found["clients"]] == ["Birch"]


def test_a_chat_is_read_with_what_is_said_of_it(mail: Path, tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_text("03/04/26, 09:12 - Anna: Yes?\n03/04/26, 09:13 - Mara Lind: Yes!\n", "utf-8")
    words = ("--zone", "Europe/Berlin", "--me", "Mara Lind", "--client", "Birch", "--month-first")
    found = answer("read", str(path), *words, "--json")

    assert (found["messages"], found["new"], found["trouble"]) == (2, 2, [])
    assert [one["name"] for one in found["clients"]] == ["Birch"]
    with pytest.raises(FilesError, match="is a chat"):
        run("detect", str(path))


def test_clients_hold_the_machine_contract(mail: Path) -> None:
    (one,) = answer("clients", "--json")

    named = "name domains people messages_in messages_out first last reading pressure signals"
    assert {*named.split(), "reply_hours_client", "reply_hours_me"} <= set(one)
    assert set(one["people"][0]) == {"name", "addresses"}
    assert {"value", "low", "high", "label", "evidence"} <= set(one["reading"])
    assert {"median", "within_day"} <= set(one["reply_hours_client"]) & set(one["reply_hours_me"])
    assert one["signals"]["rush_demand"] == 1


def test_a_reading_opens_to_the_words_behind_it(mail: Path) -> None:
    one = answer("client", "birch", "--json")
    push = next(line for line in one["because"] if line["kind"] == "rush_demand")

    assert push["quote"] in PUSH.body
    assert (push["path"], push["subject"]) == (str(mail), "Rush")


def test_pushes_show_their_answer(mail: Path) -> None:
    (push,) = answer("pushes", "--kind", "rush_demand", "--json")

    assert push["answer"] == "you held"
    assert "you held" in run("pushes").stdout


def test_detect_gives_a_line_per_message_with_offsets_into_its_text(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", PUSH, HOLD)
    lines = [json.loads(line) for line in run("detect", str(path), "--me", ME_ADDRESS, "--json").stdout.splitlines()]

    assert [(line["message_id"], line["from_me"]) for line in lines] == [
        ("q3@birch.example", False),
        ("a3@l.example", True),
    ]
    for line in lines:
        assert line["signals"]
        assert all(line["text"][one["start"] : one["end"]] == one["quote"] for one in line["signals"])
    assert not config.database().exists()


def test_detect_guesses_whose_mail_it_is(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, PUSH, HOLD)
    lines = [json.loads(line) for line in run("detect", str(path), "--json").stdout.splitlines()]

    assert [line["from_me"] for line in lines] == [False, True, False, False, True]


@pytest.mark.parametrize(("clock", "hours"), [("calendar", 5.0), ("business", 5.0)])
def test_rhythm_counts_pairs_of_both_sides(mail: Path, clock: str, hours: float) -> None:
    found = answer("rhythm", "--me", ME_ADDRESS, "--clock", clock, "--json")
    (birch,) = found["counterparts"]

    assert birch["mine"] == found["total"]["mine"]
    assert (birch["mine"]["pairs"], birch["mine"]["open"]) == (2, 0)
    assert birch["mine"]["median_hours"] in {4.0, 6.0, hours}
    assert set(birch["theirs"]) == {"pairs", "median_hours", "p90_hours", "open"}


def test_owes_lists_both_sides(home: Path, tmp_path: Path) -> None:
    asked = Sample(ANN, ME, at("2026-03-05 09:00"), "When can we talk?", "Call", "q5@birch.example")
    run("read", str(write(tmp_path / "all.mbox", QUESTION, ANSWER, asked)))
    found = answer("owes", "--json")

    assert [line["subject"] for line in found["by_me"]] == ["Call"]
    assert found["by_clients"] == []


def test_the_report_is_one_file_that_asks_nobody(mail: Path, tmp_path: Path) -> None:
    assert run("report", str(tmp_path / "page.html")).exit_code == 0
    page = (tmp_path / "page.html").read_text("utf-8")

    assert "Birch" in page
    assert "I need this tomorrow" in page
    assert not re.search(r"<(script|img|link|iframe)|https?://|@import|url\(", page)


def test_hostile_mail_is_shown_harmless(home: Path, tmp_path: Path) -> None:
    body = "I need this tomorrow morning, so drop everything else <img src=x onerror=alert(1)> now."
    sender = '"<script>alert(1)</script>" <ann@birch.example>'
    evil = Sample(sender, ME, at("2026-03-02 10:00"), body, "\x1b[31m<b>Rush</b>", "e@birch.example")
    run(
        "read",
        str(write(tmp_path / "all.mbox", evil, Sample(ME, ANN, at("2026-03-02 12:00"), "No.", message_id="n@l"))),
    )
    run("report", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text("utf-8")

    assert "<script" not in page
    assert "<img" not in page
    assert "\x1b" not in run("pushes").output + run("client", "birch").output


def test_doctor_finds_all_in_order_and_says_what_was_read(mail: Path) -> None:
    result = run("doctor")

    assert "All is in order." in result.stdout
    assert str(mail) in result.stdout


def test_doctor_tells_of_conclusions_of_another_engine(mail: Path) -> None:
    with sqlite3.connect(config.database()) as connection:
        connection.execute("UPDATE workspace SET engine = 1")

    result = run("doctor")
    assert result.exit_code == 1
    assert "alongside rebuild" in result.stdout
    assert run("rebuild").exit_code == 0
    assert run("doctor").exit_code == 0


def test_decisions_are_made_from_the_command_line(mail: Path) -> None:
    assert run("client", "rename", "Birch", "Birch & Daughters").exit_code == 0
    assert run("client", "sign", "Birch", "2026-03-01").exit_code == 0
    assert (
        run("hours", "--from", "10:00", "--to", "16:00", "--days", "mon-thu", "--zone", "Europe/Vienna").exit_code == 0
    )

    (one,) = answer("clients", "--json")
    assert (one["name"], one["signed"]) == ("Birch & Daughters", "2026-03-01")
    assert one["reply_hours_me"]["zone"] == "Europe/Vienna"


@pytest.mark.practice(44)
def test_a_prospect_is_held_beside_the_clients_there_are(demo_home: Path) -> None:
    told = answer("client", "Trask", "--json")["alike"]
    assert told["name"] in {"Pulsegrid Gyms", "Northmere Clinics"}  # both are worked for, and much alike
    assert told["kinds"][0]["kind"] == "ownership"
    assert f"a prospect that so far pushes like {told['name']}" in run("client", "Trask").stdout

    assert run("client", "unsign", "Trask").exit_code == 0
    assert answer("client", "Trask", "--json")["alike"] is None
    assert "is a prospect until" in run("client", "prospect", "Trask").stdout
    assert answer("client", "Trask", "--json")["alike"] == told


@pytest.mark.parametrize("days", ["monday-noday", "x", "mon-"])
def test_days_that_are_none_are_refused(mail: Path, days: str) -> None:
    assert run("hours", "--days", days).exit_code == 2


LIST = "design@lists.example"


def test_rhythm_counts_answers_on_a_list(home: Path, tmp_path: Path) -> None:
    asked = Sample(ANN, LIST, at("2026-03-02 10:00"), "Does anybody know?", "Fonts", "q@birch.example")
    taken = Sample(ME, LIST, at("2026-03-02 13:00"), "Yes. And you?", "Re: Fonts", "a@l.example", "q@birch.example")
    back = Sample(RUDI, LIST, at("2026-03-02 14:00"), "Me too.", "Re: Fonts", "r@acme.example", "a@l.example")
    other = Sample(RUDI, LIST, at("2026-03-02 15:00"), "Anybody?", "Paper", "p@acme.example")
    run("read", str(write(tmp_path / "list.mbox", asked, taken, back, other)))
    found = answer("rhythm", "--me", ME_ADDRESS, "--clock", "calendar", "--json")

    assert (found["total"]["mine"]["pairs"], found["total"]["mine"]["median_hours"]) == (1, 3.0)
    assert (found["total"]["theirs"]["pairs"], found["total"]["theirs"]["median_hours"]) == (1, 1.0)
    assert {one["name"] for one in found["counterparts"]} == {"Ann Birch", "Rudi Acme"}


@pytest.mark.practice(1)
def test_detect_says_by_when_something_is_wanted(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "one.mbox", PUSH)
    (line,) = [json.loads(line) for line in run("detect", str(path), "--me", ME_ADDRESS, "--json").stdout.splitlines()]

    (rush,) = [one for one in line["signals"] if one["kind"] == "rush_demand"]
    assert (rush["asked"]["due"], rush["asked"]["lead_days"]) == ("2026-03-05", 1)


# ---------------------------------------------------------------- your data


def test_what_was_erased_on_the_command_line_comes_back_from_a_backup(mail: Path, tmp_path: Path) -> None:
    before = answer("clients", "--json")
    kept = answer("backup", str(tmp_path), "--json")
    assert (kept["counts"]["messages"], Path(kept["path"]).parent) == (5, tmp_path)
    assert "Birch is erased: 5 mails" in run("erase", "client", "Birch", "--yes").stdout
    assert answer("clients", "--json") == []

    restored = run("restore", kept["path"])
    assert "5 messages" in restored.stdout
    assert "before-restore" in restored.stdout
    assert answer("clients", "--json") == before


@pytest.mark.parametrize(("said", "left"), [("n\n", ["Birch"]), ("", ["Birch"]), ("y\n", [])])
def test_nobody_is_erased_without_a_yes(mail: Path, said: str, left: list[str]) -> None:
    words = ["erase", "person", "ann@birch.example"]
    if left:
        with pytest.raises(SorryError, match="Nothing was erased"):
            CliRunner().invoke(alongside, words, input=said, catch_exceptions=False)
    else:
        asked = CliRunner().invoke(alongside, words, input=said, catch_exceptions=False)
        assert "Erase Ann Birch (ann@birch.example) for good?" in asked.output
    assert [one["name"] for one in answer("clients", "--json")] == left


@pytest.mark.parametrize(("form", "files"), [("json", 1), ("csv", 2), ("mbox", 1)])
def test_everything_is_exported_for_other_programs(mail: Path, tmp_path: Path, form: str, files: int) -> None:
    made = answer("export", "--format", form, str(tmp_path / f"out.{form}"), "--json")["paths"]
    assert len(made) == files
    assert all(Path(path).stat().st_size and Path(path).stat().st_mode & 0o077 == 0 for path in made)


# ---------------------------------------------------------------- tokens


def test_a_token_is_shown_once_and_revoked_by_its_name(home: Path) -> None:
    token = run("token", "new", "status bar", "--read-only").stdout.strip()
    assert re.fullmatch(r"alongside_[\w-]{43}", token)
    assert [(one["name"], one["read_only"]) for one in answer("token", "list", "--json")] == [("status bar", True)]

    assert "status bar: may only look" in run("token", "list").stdout
    assert token not in run("token", "list").stdout
    run("token", "revoke", "status bar")
    assert "There are no tokens" in run("token", "list").stdout
