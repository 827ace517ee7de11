"""The first run: from a mailbox to Today, by clicking, and in spite of everything."""

import os
import re
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from alongside.demo.write import write_year
from tests.browser.conftest import Served, Visit, end, start
from tests.processes import working_child

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mailbox of 4,295 messages."""
    return write_year(tmp_path_factory.mktemp("mail"), seed=7).mail


def done(page: Page) -> None:
    """The job on this page came to its end."""
    expect(page.locator("#job strong").first).to_have_text("done", timeout=180_000)


def show_demo(page: Page) -> None:
    """Press the button, and wait until the year is read."""
    page.get_by_role("button", name="Show me the demo year").click()
    page.wait_for_url("**/jobs/*/")
    done(page)


def test_a_mailbox_is_dropped_read_confirmed_and_shown(empty_served: Served, visit: Visit, mailbox: Path) -> None:
    page = visit(empty_served)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome alongside")
    page.get_by_label("Drop files here").set_input_files(mailbox)
    page.get_by_role("button", name="Read these files").click()
    page.wait_for_url("**/jobs/*/")
    done(page)
    expect(page.get_by_text("4295 messages: 4295 new")).to_be_visible()

    page.get_by_label("Another address of yours").fill("hanne.vogt@altepost.example")
    page.get_by_role("button", name="That is me too").click()
    expect(page.get_by_role("status")).to_contain_text("Kept")
    page.go_back()
    page.reload()
    page.get_by_role("listitem").filter(has_text="Mieke").get_by_role("button", name="not a client").click()
    expect(page.get_by_role("status")).to_contain_text("Kept")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    expect(page.get_by_role("row", name="Mieke")).to_be_visible()

    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Today").click()
    expect(page.locator("section.one")).to_be_visible()


def test_it_works_without_javascript(empty_served: Served, visit: Visit, mailbox: Path) -> None:
    page = visit(empty_served, java_script_enabled=False)
    page.get_by_label("Drop files here").set_input_files(mailbox)
    page.get_by_role("button", name="Read these files").click()
    for _ in range(360):
        if page.locator("#job strong").first.inner_text() == "done":
            break
        time.sleep(0.5)
        page.reload()
    page.get_by_role("link", name="Pulsegrid").click()
    page.get_by_text("Call it by another name").click()
    page.get_by_label("Name", exact=True).fill("Pulse")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pulse")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Pulse")


def test_a_path_is_read_while_the_page_is_left_and_reloaded(empty_served: Served, visit: Visit, mailbox: Path) -> None:
    page = visit(empty_served)
    page.get_by_label("Or the path").fill(str(mailbox))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/jobs/*/")
    page.reload()
    page.goto(f"{empty_served.address}/settings/")
    page.goto(f"{empty_served.address}/jobs/1/")
    done(page)


def test_a_killed_worker_is_replaced_while_one_watches(empty_served: Served, visit: Visit, mailbox: Path) -> None:
    page = visit(empty_served)
    page.get_by_label("Or the path").fill(str(mailbox))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/jobs/*/")
    os.kill(working_child(empty_served.process.pid), signal.SIGKILL)
    done(page)
    expect(page.get_by_text("4295 messages")).to_be_visible()


def test_all_of_it_killed_in_mid_read_goes_on_at_the_next_start(tmp_path: Path, visit: Visit, mailbox: Path) -> None:
    served = start(tmp_path / "home")
    page = visit(served)
    page.get_by_label("Or the path").fill(str(mailbox))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/jobs/*/")
    working_child(served.process.pid)
    page.goto("about:blank")
    os.killpg(served.process.pid, signal.SIGKILL)
    end(served)

    again = start(tmp_path / "home")
    try:
        page = visit(again)
        page.goto(f"{again.address}/jobs/1/")
        done(page)
    finally:
        page.goto("about:blank")
        end(again)


def test_a_wrong_file_is_said_in_a_sentence_and_loses_nothing(
    empty_served: Served, visit: Visit, tmp_path: Path
) -> None:
    picture = tmp_path / "holiday.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(5000))
    page = visit(empty_served)
    page.get_by_label("Drop files here").set_input_files(picture)
    page.get_by_role("button", name="Read these files").click()
    page.wait_for_url("**/jobs/*/")
    expect(page.locator("#job")).to_contain_text(re.compile("failed|could not be read|No clients"))
    expect(page.locator("#job")).to_contain_text("holiday.jpg")


def test_the_demo_year_is_shown_marked_and_removed(empty_served: Served, visit: Visit) -> None:
    page = visit(empty_served)
    show_demo(page)
    page.get_by_role("link", name="To Today").click()
    expect(page.get_by_text("This is the demo year.")).to_be_visible()
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url("**/jobs/*/")
    done(page)
    page.get_by_role("link", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome alongside")


def test_a_push_from_a_call_is_noted_on_a_phone(empty_served: Served, visit: Visit) -> None:
    page = visit(empty_served, viewport={"width": 390, "height": 800}, has_touch=True)
    show_demo(page)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Pushes").tap()
    page.get_by_role("link", name="Note one from a call").tap()
    page.get_by_label("Client").select_option(label="Hoshino Tea")
    page.get_by_label("What it was").select_option(label="asks for a lower price")
    page.get_by_label("In their words").fill("John does it for half")
    page.get_by_role("button", name="Note it").tap()
    expect(page.get_by_role("status")).to_contain_text("Noted: Hoshino Tea")
    note = page.get_by_role("listitem").filter(has_text="asks for a lower price").filter(has_text="noted by hand")
    expect(note).to_contain_text("John does it for half")
    note.get_by_role("button", name="not a push").tap()
    expect(page.get_by_role("status")).to_contain_text("No longer counted")
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("status")).to_contain_text("Taken back")


def test_words_selected_in_a_mail_become_the_missed_ones(empty_served: Served, visit: Visit) -> None:
    page = visit(empty_served)
    show_demo(page)
    page.goto(f"{empty_served.address}/search/?q=invoice")
    page.locator("article.theirs h2 a").first.click()
    page.locator("article[data-open] .body").select_text()
    chosen = page.get_by_label("The words, copied from a mail above")
    expect(chosen).not_to_have_value("")
    page.get_by_label("What it is").select_option(label="recommends you")
    page.get_by_role("button", name="Count it").click()
    expect(page.get_by_role("status")).to_contain_text("Counted now")
