"""What a person does on a page: it is kept, said, and can be taken back."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.desk import jobs, look
from alongside.desk.decide import newest_decision
from alongside.desk.jobs import latest, run
from alongside.desk.search import find
from tests.desk.test_read import ANSWER, QUESTION, THANKS
from tests.faces.web.test_pages import row_of, text
from tests.world import mbox


def decide(person: Client, whom: str, what: str, **more: Any) -> Any:  # noqa: ANN401 - Django's test response
    return person.post(reverse("client_decide", args=[row_of(whom)]), {"what": what, **more}, follow=True)


def undo(person: Client) -> Any:  # noqa: ANN401
    """Press the button that the last answer offered."""
    return person.post(reverse("undo", args=[newest_decision()]), {"back": "/clients/"}, follow=True)


def names() -> set[str]:
    return {one["name"] for one in look.portfolio()}


def test_a_client_is_renamed_and_the_old_name_comes_back(person: Client) -> None:
    answer = decide(person, "Pulsegrid", "rename", name="Pulsegrid & Sons <b>")

    assert "Pulsegrid & Sons <b>" in names()
    assert "Pulsegrid &amp; Sons &lt;b&gt;" in answer.content.decode()
    assert "Undo" in text(answer)
    undo(person)
    assert "Pulsegrid Gyms" in names()


def test_two_clients_become_one_and_two_again(person: Client) -> None:
    before = names()
    into = look.one_client("Northmere")["key"]
    decide(person, "Pulsegrid", "merge", into=into)
    assert names() == before - {"Pulsegrid Gyms"}
    undo(person)
    assert names() == before


def test_somebody_left_out_comes_back_with_its_words(person: Client) -> None:
    before = look.one_client("Larkfield")
    page = decide(person, "Larkfield", "ignore")

    assert "Larkfield Seeds" not in names()
    assert "a client after all" in text(page)
    undo(person)
    assert look.one_client("Larkfield")["messages_in"] == before["messages_in"]


def test_a_part_is_split_off(person: Client) -> None:
    address = look.one_client("Northmere")["people"][1]["addresses"][0]
    before = len(names())
    decide(person, "Northmere", "split", part=[address])
    assert len(names()) == before + 1
    undo(person)
    assert len(names()) == before


def test_a_client_is_signed_called_a_prospect_and_neither(person: Client) -> None:
    decide(person, "Hoshino", "sign", day="2025-06-01")
    assert look.one_client("Hoshino")["signed"] == "2025-06-01"
    page = decide(person, "Hoshino", "prospect")
    assert "still a prospect" in text(page)
    assert look.one_client("Hoshino")["drift"] is None
    decide(person, "Hoshino", "unsign")
    assert look.one_client("Hoshino")["signed"] is None


@pytest.mark.parametrize(
    ("what", "more"),
    [("", {}), ("shout", {}), ("rename", {"name": " "}), ("merge", {"into": "nobody"}), ("sign", {"day": "soon"})],
)
def test_a_form_that_makes_no_sense_changes_nothing_and_says_why(
    person: Client, what: str, more: dict[str, str]
) -> None:
    before = look.portfolio()
    answer = decide(person, "Hoshino", what, **more)

    assert answer.status_code == 400
    assert "That was not done." in text(answer)
    assert look.portfolio() == before


def test_going_back_never_leaves_the_pages(person: Client) -> None:
    decide(person, "Pulsegrid", "rename", name="Pulse")
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = person.post(reverse("undo", args=[newest_decision()]), {"back": back})
        assert answer.headers.get("Location", "/clients/") == "/clients/"
        decide(person, "Pulse", "rename", name="Pulse again")


def test_what_is_no_push_no_longer_counts_until_it_is_taken_back(person: Client) -> None:
    one = look.evidence(kinds=frozenset({"rush_demand"}))[0]
    answer = person.post(reverse("pushes_wrong", args=[one.signal]), {"back": "/pushes/"}, follow=True)

    assert "No longer counted" in text(answer)
    assert one.quote not in {line.quote for line in look.evidence(kinds=frozenset({"rush_demand"}))}
    person.post(reverse("pushes_undo"))
    assert one.quote in {line.quote for line in look.evidence(kinds=frozenset({"rush_demand"}))}


def test_one_that_was_missed_counts_from_now_on(person: Client) -> None:
    one = find("card machine broke company account").leaves[0].mail
    quote = "Our card machine broke"  # stands in more than one mail: the one that is open is meant
    told = {"kind": "disrespect", "quote": quote, "message": one.message, "back": "/pushes/"}
    answer = person.post(reverse("pushes_missed"), told, follow=True)
    assert "Counted now" in text(answer)
    assert quote in {line.quote for line in look.evidence(kinds=frozenset({"disrespect"}))}


def test_a_push_from_a_call_is_noted(person: Client) -> None:
    key = look.one_client("Hoshino")["key"]
    told = {"client": key, "kind": "discount_ask", "quote": "John does it for half", "at": "2025-12-30T10:00"}
    answer = person.post(reverse("pushes_log"), told, follow=True)

    assert "John does it for half" in text(answer)
    assert "noted by hand" in text(answer)


@pytest.mark.parametrize("left_out", ["client", "kind", "quote"])
def test_a_note_without_all_it_needs_is_not_kept(person: Client, left_out: str) -> None:
    told = {"client": "hoshinotea.example", "kind": "discount_ask", "quote": "half"} | {left_out: ""}
    assert person.post(reverse("pushes_log"), told).status_code == 400


def test_hours_are_kept_and_taken_back(person: Client) -> None:
    before = look.one_client("Northmere")["reply_hours_me"]["median"]
    told = {"whose": "me", "opens": "10:00", "closes": "12:00", "weekday": ["0", "1"], "zone": "Europe/Berlin"}
    answer = person.post(reverse("settings_hours"), told, follow=True)

    assert "measured anew" in text(answer)
    assert look.one_client("Northmere")["reply_hours_me"]["median"] != before
    undo(person)
    assert look.one_client("Northmere")["reply_hours_me"]["median"] == before


@pytest.mark.parametrize("wrong", [{"zone": "Mars/Olympus"}, {"opens": "18:00", "closes": "09:00"}, {"since": "soon"}])
def test_hours_no_calendar_can_hold_are_refused(person: Client, wrong: dict[str, str]) -> None:
    assert person.post(reverse("settings_hours"), {"whose": "me", **wrong}).status_code == 400


def test_another_address_is_mine_and_can_be_taken_back(person: Client) -> None:
    person.post(reverse("settings_me"), {"address": "Mieke-Aalders@gmail.com"})
    assert "mieke-aalders@gmail.com" in {address for address, _ in look.me()}
    undo(person)
    assert "mieke-aalders@gmail.com" not in {address for address, _ in look.me()}


def test_the_pages_speak_the_chosen_language(person: Client) -> None:
    person.post(reverse("settings_language"), {"language": "de"})
    assert 'lang="de"' in person.get("/").content.decode()
    person.post(reverse("settings_language"), {"language": "xx"})
    assert 'lang="de"' in person.get("/").content.decode()


# ---------------------------------------------------------------- the first run, without a browser


def work() -> None:
    """Do what was asked for, as a worker would in its own process."""
    for job in reversed(latest()):
        if job.state == "queued":
            claimed = jobs._next()  # noqa: SLF001 - the worker's own step
            assert claimed is not None
            run(claimed.number, claimed.worker)


def test_the_first_page_is_the_welcome(newcomer: Client) -> None:
    assert newcomer.get("/", follow=True).redirect_chain == [("/welcome/", 302)]
    assert newcomer.get("/clients/", follow=True).redirect_chain == [("/welcome/", 302)]


def test_a_path_is_read_by_a_job(newcomer: Client, tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox(QUESTION, ANSWER, THANKS))
    answer = newcomer.post(reverse("sources_read"), {"path": str(path)}, follow=True)
    assert "waiting for the worker" in text(answer)

    work()
    page = newcomer.get(answer.redirect_chain[-1][0])
    assert "3 messages: 3 new, 3 of them with clients" in text(page)
    assert "Birch" in text(page)


def test_a_double_click_reads_once(newcomer: Client, tmp_path: Path) -> None:
    told = {"path": str(tmp_path / "all.mbox")}
    assert newcomer.post(reverse("sources_read"), told).url == newcomer.post(reverse("sources_read"), told).url  # type: ignore[attr-defined]


def test_a_file_comes_in_one_form(newcomer: Client) -> None:
    file = SimpleUploadedFile("../../etc/all.mbox", mbox(QUESTION, ANSWER, THANKS))
    newcomer.post(reverse("sources_drop"), {"file": file})
    work()
    assert [one["name"] for one in look.portfolio()] == ["Birch"]


def test_a_file_comes_in_pieces_and_goes_on_where_it_stopped(newcomer: Client) -> None:
    whole = mbox(QUESTION, ANSWER, THANKS)
    address = f"{reverse('sources_piece')}?name=all.mbox&size={len(whole)}&changed=7"

    def send(at: int, piece: bytes) -> dict[str, Any]:
        answer = newcomer.post(f"{address}&at={at}", piece, content_type="application/octet-stream")
        return dict(json.loads(answer.content))

    assert json.loads(newcomer.get(address).content)["have"] == 0
    assert send(0, whole[:100])["have"] == 100
    assert send(0, whole[:100])["have"] == 100  # the same piece again is not written twice
    assert json.loads(newcomer.get(address).content)["have"] == 100  # the connection was cut, the page reloaded
    done = send(100, whole[100:])
    newcomer.post(reverse("sources_read"), {"key": done["key"]})
    work()
    assert [one["name"] for one in look.portfolio()] == ["Birch"]


def test_a_full_disk_is_said_before_it_is_full(newcomer: Client) -> None:
    answer = newcomer.post(
        f"{reverse('sources_piece')}?name=all.mbox&size={10**14}&changed=7&at=0", b"x", content_type="text/plain"
    )
    assert answer.status_code == 507
    assert "Free some space" in json.loads(answer.content)["sorry"]


@pytest.mark.parametrize("path", ["/nowhere/at/all.mbox", "", "relative.mbox"])
def test_a_path_that_leads_nowhere_is_said_in_a_sentence(newcomer: Client, path: str) -> None:
    answer = newcomer.post(reverse("sources_read"), {"path": path}, follow=True)
    work()
    page = answer if answer.status_code == 400 else newcomer.get(answer.redirect_chain[-1][0])
    assert "failed" in text(page) or "nothing was read" in text(page)


def test_the_demo_year_is_marked_and_removed_in_one_click(person: Client) -> None:
    # The year was read elsewhere; here it is the demo only where it lies in this data folder.
    assert "This is the demo year" not in text(person.get("/"))


def test_the_demo_year_comes_and_goes(newcomer: Client) -> None:
    newcomer.post(reverse("sources_demo"))
    work()
    assert "This is the demo year" in text(newcomer.get("/"))
    newcomer.post(reverse("sources_demo_remove"))
    work()
    assert look.portfolio() == []
    assert newcomer.get("/", follow=True).redirect_chain == [("/welcome/", 302)]
    assert not jobs.demo_folder().exists()


def test_the_demo_year_never_mixes_with_mail_of_ones_own(person: Client) -> None:
    assert person.post(reverse("sources_demo")).status_code == 400


def test_moments_are_shown_on_my_own_clock(person: Client) -> None:
    key = look.one_client("Hoshino")["key"]
    told = {"client": key, "kind": "discount_ask", "quote": "half of it is enough", "at": "2025-12-30T10:00"}
    person.post(reverse("pushes_log"), told)
    noted = next(one for one in look.evidence(kinds=frozenset({"discount_ask"})) if one.quote == told["quote"])
    assert noted.at.isoformat() == "2025-12-30T09:00:00+00:00"  # Leipzig's ten o'clock
    assert "Dec. 30, 2025, 10 a.m." in text(person.get(reverse("mail", args=[noted.message])))
