"""The second step, by clicking: an authenticator app, and a passkey of a device that Chromium plays."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.faces.web.server import PASSWORD, Served, served, six_digits

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    """A server without accounts, at an address that a browser trusts as it trusts https."""
    with served(tmp_path / "home", ALONGSIDE_URL="http://localhost:{port}", ALONGSIDE_PROXIES="0") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser of its own; whatever it complains about fails the test."""
    complaints: list[str] = []
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    yield page
    context.close()
    assert complaints == []


def join(page: Page, server: Served) -> None:
    """Make the first account by the printed link."""
    page.goto(server.said)
    page.get_by_label("Email").fill("mara@lindstudio.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome alongside")


def to_second_step(page: Page, server: Served, what: str) -> None:
    """Open one of the security settings, and give the password once more."""
    page.goto(f"{server.settings['ALONGSIDE_URL']}/account/second/")
    page.get_by_role("link", name=what).click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def leave(page: Page, server: Served) -> None:
    page.goto(f"{server.settings['ALONGSIDE_URL']}/account/sessions/")
    page.get_by_role("button", name="Sign this browser out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def give_password(page: Page) -> None:
    page.get_by_label("Email").fill("mara@lindstudio.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_an_authenticator_app_is_set_up_and_asked_for(page: Page, server: Served) -> None:
    join(page, server)
    to_second_step(page, server, "Use an authenticator app")
    expect(page.locator(".qr svg")).to_be_visible()
    assert _wrong(page) == []
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Authenticator code").fill(six_digits(secret))
    page.get_by_role("button", name="Use it").click()
    assert page.locator(".codes code").count() == 10

    leave(page, server)
    assert _wrong(page) == []
    give_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    assert _wrong(page) == []
    page.get_by_label("Code").fill(six_digits(secret, time.time() + 30))  # a code opens once: this is the one after it
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome alongside")


def test_a_passkey_signs_in_without_the_password(page: Page, server: Served) -> None:
    _play_device(page)
    join(page, server)
    to_second_step(page, server, "Add a passkey")
    page.get_by_label("Its name").fill("Laptop")
    page.get_by_label("Signs in by itself").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.goto(f"{server.settings['ALONGSIDE_URL']}/account/second/webauthn/")
    expect(page.get_by_role("listitem").filter(has_text="Laptop")).to_contain_text("signs in by itself")
    assert _wrong(page) == []

    leave(page, server)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome alongside")

    leave(page, server)
    give_password(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome alongside")


def test_a_passkey_that_is_not_given_is_said_on_the_page(page: Page, server: Served) -> None:
    _play_device(page)
    page.goto(f"{server.settings['ALONGSIDE_URL']}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def _play_device(page: Page) -> None:
    """A device with a fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    more = {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | more})


def _wrong(page: Page) -> list[str]:
    """What is wrong with a page for somebody who cannot see it well."""
    found = Axe().run(page).response["violations"]
    return [f"{re.sub(r'.*/', '', page.url)} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
