"""Every screen, as an eye and as a screen reader meets it: phone and desktop, light and dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, Visit

pytestmark = pytest.mark.slow

SCREENS = ["/", "/clients/", "/clients/map/", "CLIENT", "MAILS", "MAIL", "/pushes/", "/pushes/log/", "/sources/"]
SCREENS += ["/settings/", "/search/?q=invoice", "/welcome/", "/guide/", "/guide/measures/drift.md", "/nowhere/"]
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 150);
})"""


def open_screen(page: Page, served: Served, screen: str) -> None:
    """Go there; a client, its mails and one of them are found as a person finds them."""
    if screen not in {"CLIENT", "MAILS", "MAIL"}:
        page.goto(served.address + screen)
        return
    page.goto(f"{served.address}/clients/")
    page.get_by_role("link", name="Northmere Clinics").click()
    if screen == "CLIENT":
        return
    page.get_by_role("link", name="all mails").click()
    if screen == "MAIL":
        page.locator("article h2 a").first.click()


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark", "width": 390}])
def test_every_screen_is_accessible_fits_and_stands_still(
    demo_served: Served, visit: Visit, how: dict[str, Any]
) -> None:
    width = how.get("width", 1280)
    page = visit(demo_served, color_scheme=how["color_scheme"], viewport={"width": width, "height": 800})
    found: dict[str, str] = {}
    for screen in SCREENS:
        if screen == "/nowhere/":
            continue  # the browser itself complains about a 404; the next test goes there
        open_screen(page, demo_served, screen)
        results = Axe().run(page)
        if results.violations_count:
            found[screen] = results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen
        assert page.evaluate(SHIFTS) < 0.01, screen
    assert found == {}


def test_what_is_not_there_is_accessible_too(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    page.route("**/nowhere/", lambda route: route.fulfill(status=200, response=route.fetch()))
    page.goto(f"{demo_served.address}/nowhere/")
    expect(page.get_by_role("heading", name="That was not done.")).to_be_visible()
    assert Axe().run(page).violations_count == 0


def test_the_other_scheme_at_the_other_width(demo_served: Served, visit: Visit) -> None:
    for how in ({"color_scheme": "dark"}, {"color_scheme": "light", "viewport": {"width": 390, "height": 800}}):
        page = visit(demo_served, **how)
        for screen in ("/", "/clients/", "CLIENT", "MAIL", "/pushes/"):
            open_screen(page, demo_served, screen)
            results = Axe().run(page)
            assert results.violations_count == 0, results.generate_report()


def test_a_client_is_reached_with_the_keyboard_alone(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    page.goto(f"{demo_served.address}/clients/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the content")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Northmere Clinics":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Northmere Clinics")
    outline = page.evaluate("getComputedStyle(document.querySelector(':focus') ?? document.body).outlineStyle")
    assert outline is not None


@pytest.mark.practice(31)
def test_today_says_one_thing_to_do_with_its_evidence(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    one = page.locator("section.one")
    expect(one).to_have_count(1)
    expect(one.get_by_role("heading")).to_have_count(1)
    one.get_by_role("link").first.click()
    expect(page.locator("article[data-open]")).to_be_in_viewport()


@pytest.mark.practice(42)
def test_the_table_says_how_much_rests_on_one_client(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    page.goto(f"{demo_served.address}/clients/")
    expect(page.get_by_text("mails are with Pulsegrid Gyms; your mail is spread as over")).to_be_visible()


@pytest.mark.practice(44)
def test_a_prospect_says_whom_it_pushes_like_and_why(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    page.goto(f"{demo_served.address}/clients/")
    page.get_by_role("link", name="Trask Holdings").click()
    notice = page.locator(".notice", has_text="A prospect that so far pushes like")
    expect(notice.get_by_role("listitem").first).to_contain_text("claims authority over you")
    alike = notice.get_by_role("link").first
    name = alike.inner_text()
    assert name in {"Pulsegrid Gyms", "Northmere Clinics"}  # both are worked for, and much alike
    alike.click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


@pytest.mark.practice(71)
def test_a_client_shows_what_comes_outside_my_hours_and_what_i_reward(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    page.goto(f"{demo_served.address}/clients/")
    page.get_by_role("link", name="Pulsegrid Gyms").click()
    expect(page.get_by_role("row", name="Written outside your hours")).to_be_visible()
    expect(page.get_by_text("mails from outside your hours before they began")).to_be_visible()


def test_every_number_of_a_client_opens_its_mails(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    open_screen(page, demo_served, "CLIENT")
    links = page.locator("main a[href^='mails/']").evaluate_all("all => all.map(one => one.href)")
    assert len(links) > 12
    for link in links:
        page.goto(link)
        assert int(page.locator("h1 .count").inner_text()) > 0, link
        expect(page.locator("article.leaf").first).to_be_visible()


def test_a_point_and_a_tick_of_the_chart_open_what_they_rest_on(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    open_screen(page, demo_served, "CLIENT")
    tick = page.locator(".chart a[href^='/mails/']").first
    said = tick.locator("[aria-label]").get_attribute("aria-label") or ""
    tick.click()
    expect(page.locator("article[data-open] .kind.push").filter(has_text=said.partition(": ")[2]).first).to_be_visible()
    page.go_back()
    page.locator(".chart a[href*='since=']").last.click()
    expect(page.locator("article.leaf").first).to_be_visible()


def test_the_map_leads_to_a_client_and_shows_its_numbers(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    page.goto(f"{demo_served.address}/clients/map/")
    page.get_by_text("Show the numbers").click()
    expect(page.get_by_role("row", name="Larkfield Seeds")).to_be_visible()
    page.locator(".chart a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_colours_of_a_chart_are_the_pages_own(demo_served: Served, visit: Visit) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = visit(demo_served, color_scheme=scheme)
        open_screen(page, demo_served, "CLIENT")
        tick = page.locator(".chart a[href^='/mails/'] path").first
        colours.add(tick.evaluate("one => getComputedStyle(one).fill"))
    assert len(colours) == 2


def test_a_table_is_sorted_and_filtered_by_its_address(demo_served: Served, visit: Visit) -> None:
    page = visit(demo_served)
    page.goto(f"{demo_served.address}/clients/")
    page.get_by_role("link", name="For ← reading → with").click()
    first = page.locator("tbody th").first.inner_text()
    assert first == "Pulsegrid Gyms"
    page.locator("select[name=side]").select_option("with")
    page.get_by_role("button", name="Show").click()
    assert "Pulsegrid Gyms" not in page.locator("tbody").inner_text()
    page.go_back()
    assert page.locator("tbody th").first.inner_text() == "Pulsegrid Gyms"
