"""The real thing: `alongside serve` in a process of its own, and Chromium to click in it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.processes import until_it_listens

expect.set_options(timeout=60_000)  # how long a busy machine may take; what is there is seen at once
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Served(NamedTuple):
    """A running Alongside: where it answers, its data folder, its process."""

    address: str
    home: Path
    process: subprocess.Popen[str]

    def link(self) -> str:
        """Another way in, as the person would ask for it."""
        command = [sys.executable, "-m", "alongside", "link", "--port", self.address.rpartition(":")[2]]
        env = os.environ | {"ALONGSIDE_HOME": str(self.home)}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.strip()


def start(home: Path) -> Served:
    """Start it on a free port, and wait for the link it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "alongside", "serve", "--no-browser", "--port", str(port)]
    env = os.environ | {"ALONGSIDE_HOME": str(home), "ALONGSIDE_WORKERS": "2"}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    for line in process.stdout:
        if re.search(r"/enter/", line):
            break
    until_it_listens(port, process)
    return Served(f"http://127.0.0.1:{port}", home, process)


def end(served: Served) -> None:
    """End it as Ctrl-C does, if it still runs."""
    served.process.send_signal(signal.SIGINT)
    served.process.wait(timeout=30)
    assert served.process.stdout is not None
    served.process.stdout.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("No Chromium is installed: `make browser` does it.")
    args = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return browser_type_launch_args | {"executable_path": program, "args": args}


@pytest.fixture(scope="session")
def demo_served(year: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Alongside with the demo year read; tests that use it only look."""
    home = tmp_path_factory.mktemp("served")
    shutil.copy(year / "alongside.sqlite3", home)
    served = start(home)
    yield served
    end(served)


@pytest.fixture
def empty_served(tmp_path: Path) -> Iterator[Served]:
    """Alongside on its first day."""
    home = tmp_path / "home"
    served = start(home)
    yield served
    end(served)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a browser of its own that is signed in; whatever it complains about fails the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def sign_in(served: Served, **how: Any) -> Page:  # noqa: ANN401 - what Playwright takes
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"} | how))
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.goto(served.link())
        if how.get("java_script_enabled") is False:
            page.get_by_role("button", name="Come in").click()
        page.wait_for_url(re.compile(rf"{re.escape(served.address)}/(?!enter)"))
        return page

    yield sign_in
    for context in opened:
        context.close()
    assert complaints == []
