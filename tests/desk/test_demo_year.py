"""The demo year, read as a person would read it, held against what is truly in it."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from alongside.core.signals.nouns import KIND, Side
from alongside.desk import look
from alongside.desk.charting import history_of
from alongside.desk.read import SILENT
from alongside.desk.rehearse import OccupiedError, rehearse

pytestmark = pytest.mark.slow

# What each client is meant to be, and the labels a reader who hears about half of it may come to.
ALLOWED = {
    "Larkfield Seeds": {"with", "leaning with"},
    "Pulsegrid Gyms": {"for", "leaning for"},
    "Northmere Clinics": {"for", "leaning for"},
    "Fjordlys Belysning": {"too little to say"},
    "Azulejos Marín": {"leaning for", "too little to say", "not settled"},
    "Hoshino Tea": {"with", "leaning with", "too little to say"},
    "Atelier Colline": {"with", "leaning with", "too little to say", "not settled"},
    "Elbtal Bäder GmbH": {"not settled", "too little to say", "leaning for", "leaning with"},
    "Trask Holdings": {"for", "leaning for", "too little to say"},
}


@pytest.fixture(scope="module", params=["file", "postgres"])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The truth of the year, with a database that has read it."""
    folder = tmp_path_factory.mktemp("demo")
    before = dict(os.environ)
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    with server.database() if server else nullcontext("") as url:
        os.environ |= {"ALONGSIDE_HOME": str(folder / "home"), "ALONGSIDE_WORKERS": "2", "ALONGSIDE_DATABASE_URL": url}
        made, outcome = rehearse(folder, 7, SILENT)
        yield json.loads(made.truth.read_text("utf-8")) | {"outcome": outcome, "made": made}
    os.environ.clear()
    os.environ |= before


def clients() -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in look.portfolio()}


def test_every_message_is_read_and_counted(year: dict[str, Any]) -> None:
    outcome = year["outcome"]

    assert outcome.messages == outcome.new + len(outcome.troubles) == year["made"].messages
    assert outcome.troubles == ()


def test_both_identities_are_guessed(year: dict[str, Any]) -> None:
    assert {address for address, _ in look.me()} == {"hanne@studiovogt.example", "hanne.vogt@altepost.example"}


def test_the_nine_clients_are_found_whatever_they_write_from(year: dict[str, Any]) -> None:
    found = clients()

    assert set(ALLOWED) <= set(found)
    for truth in year["clients"].values():
        assert set(truth["domains"]) <= set(found[truth["name"]]["domains"]), truth["name"]


def test_newsletters_receipts_family_and_spam_are_no_clients(year: dict[str, Any]) -> None:
    strangers = {name for name in clients() if name not in ALLOWED}

    assert len(strangers) <= 2  # a friend and a neighbour write like clients; one word sets them apart
    assert Counter(taken for _, taken, _, _ in look.set_apart())["newsletter"] > 5


@pytest.mark.practice(21)
def test_readings_come_out_as_they_are_meant(year: dict[str, Any]) -> None:
    found = {name: one["reading"]["label"] for name, one in clients().items() if name in ALLOWED}

    assert {name: label for name, label in found.items() if label not in ALLOWED[name]} == {}


def test_the_partner_reads_above_the_drainer_beyond_their_intervals(year: dict[str, Any]) -> None:
    partner, drainer = clients()["Larkfield Seeds"]["reading"], clients()["Pulsegrid Gyms"]["reading"]

    assert partner["low"] > drainer["high"]
    assert clients()["Pulsegrid Gyms"]["pressure"] > 5 * clients()["Larkfield Seeds"]["pressure"]


@pytest.mark.practice(26)
def test_the_client_who_cooled_after_signing_is_seen_and_no_other(year: dict[str, Any]) -> None:
    verdicts = {name: one["drift"]["verdict"] for name, one in clients().items() if one["drift"]}

    assert [name for name, verdict in verdicts.items() if verdict == "cooled"] == ["Northmere Clinics"]


def test_the_silent_client_is_the_slowest_and_the_partner_answers_within_a_day(year: dict[str, Any]) -> None:
    medians = {name: clients()[name]["reply_hours_client"]["median"] or float("inf") for name in ALLOWED}

    assert max(medians, key=lambda name: medians[name]) == "Fjordlys Belysning"
    assert medians["Larkfield Seeds"] < 8


def test_pushes_heard_are_really_there(year: dict[str, Any]) -> None:
    """The floors are measured, not wished for; the year was written without looking at the rules."""
    truth = Counter(
        (message_id, signal["kind"])
        for message_id, message in year["messages"].items()
        for signal in message["signals"]
        if KIND[signal["kind"]].side is Side.PUSH
    )
    heard = Counter(
        (one.message_id, one.kind) for one in look.evidence(most=100_000) if KIND[one.kind].side is Side.PUSH
    )
    right = sum((heard & truth).values())

    assert right / sum(heard.values()) >= 0.8
    assert right / sum(truth.values()) >= 0.45


@pytest.mark.practice(40)
def test_clear_respectful_patient_is_a_profile_with_its_count(year: dict[str, Any]) -> None:
    partner, drainer = clients()["Larkfield Seeds"], clients()["Pulsegrid Gyms"]

    assert set(partner["traits"]) == {"clarity", "patience", "disrespect"}
    assert partner["traits"]["clarity"] > drainer["traits"]["clarity"]
    assert partner["traits"]["patience"] > drainer["traits"]["patience"]
    assert partner["traits"]["disrespect"] < drainer["traits"]["disrespect"]
    assert partner["messages_in"] > 0


def test_she_gets_better_at_holding(year: dict[str, Any]) -> None:
    assert all(one["moves"]["stand_rate"]["answered"] > 0 for one in clients().values() if one["pressure"] > 2)


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(OccupiedError, match="holds something else"):
        rehearse(tmp_path, 7, SILENT)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.practice(14, 15, 28)
def test_both_sides_of_the_pushing_client_can_be_seen_and_traced(year: dict[str, Any]) -> None:
    seen = history_of(clients()["Pulsegrid Gyms"])

    assert seen["ledger"]["balance"] < 0
    assert seen["ledger"]["balance"] == seen["ledger"]["taken"] - seen["ledger"]["given"]
    mails = {row for right in seen["granted"] for row in right["messages"]}
    query = "SELECT from_me FROM message WHERE id = ?"
    with look.shelf() as connection:
        assert all(connection.execute(query, (row,)).fetchone() == (1,) for row in mails)


@pytest.mark.practice(76)
def test_the_client_who_speaks_like_a_boss_stands_out_in_the_year(year: dict[str, Any]) -> None:
    shares = {name: history_of(one)["boss_likeness"]["value"] for name, one in clients().items()}
    assert max(shares, key=lambda name: shares[name]) in {"Pulsegrid Gyms", "Trask Holdings"}


@pytest.mark.practice(6)
def test_what_is_asked_for_stands_beside_the_push(year: dict[str, Any]) -> None:
    pushes = look.evidence(kinds=frozenset({"rush_demand"}), asked=True)
    dated = [one for one in pushes if "due" in one.asked]
    assert len(dated) > len(pushes) / 4
    assert all(one.asked["due"] >= f"{one.at - timedelta(days=1):%Y-%m-%d}" for one in dated)
