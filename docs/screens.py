"""Writes every screen of the demo year into docs/screens (`make screenshots`): desktop light and dark, and phone."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM, Served, end, start  # noqa: E402 - the tests start it the same way

HERE = Path(__file__).parent / "screens"
GUIDE = ROOT / "src" / "alongside" / "faces" / "web" / "guide" / "screens"
SCREENS = {
    "today": "/",
    "clients": "/clients/",
    "map": "/clients/map/",
    "client": "CLIENT",
    "mail": "MAIL",
    "pushes": "/pushes/",
    "log": "/pushes/log/",
    "sources": "/sources/",
    "search": "/search/?q=invoice",
    "settings": "/settings/",
}
WAYS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 860}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 860}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 800}},
}


@contextmanager
def demo() -> Iterator[Served]:
    """Alongside with the demo year read, in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        os.environ["ALONGSIDE_HOME"] = str(home)
        from alongside.desk.jobs import SEED, demo_folder  # noqa: PLC0415 - they know the folder from now on
        from alongside.desk.read import SILENT  # noqa: PLC0415
        from alongside.desk.rehearse import rehearse  # noqa: PLC0415

        rehearse(demo_folder(), SEED, SILENT)
        served = start(home)
        try:
            yield served
        finally:
            end(served)


def shoot(browser: Browser, served: Served) -> None:
    """Each screen in each way; the light ones also for the guide."""
    for way, how in WAYS.items():
        context = browser.new_context(**how, locale="en-GB")  # type: ignore[arg-type]  # what Playwright takes
        page = context.new_page()
        page.goto(served.link())
        page.wait_for_url(f"{served.address}/")
        for name, address in SCREENS.items():
            go(page, served, address)
            page.screenshot(path=HERE / f"{name}-{way}.png")
        context.close()


def go(page: Page, served: Served, address: str) -> None:
    """Go there; one client and one mail are found by clicking."""
    if address not in {"CLIENT", "MAIL"}:
        page.goto(served.address + address)
        return
    page.goto(f"{served.address}/clients/")
    page.get_by_role("link", name="Northmere Clinics").click()
    if address == "MAIL":
        page.locator(".quotes .said a").first.click()
    page.wait_for_load_state()


def main() -> None:
    """Write them all anew."""
    for folder in (HERE, GUIDE):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    program = next(found for name in CHROMIUM if (found := shutil.which(name)))
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demo() as served, sync_playwright() as playwright:
        shoot(playwright.chromium.launch(executable_path=program, args=arguments), served)
    for name in SCREENS:
        shutil.copy(HERE / f"{name}-light.png", GUIDE / f"{name}.png")


if __name__ == "__main__":
    main()
