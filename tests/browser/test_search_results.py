"""What is found, in a real browser: narrowed, ordered, drawn by years and shown further, with nothing lost."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Site, Visit

PHONE = {"width": 390, "height": 844}
SHIFTS = """() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""
PAINTED = "() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))"


def test_more_results_are_added_and_the_address_brings_them_back(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=danko")
    expect(page.locator(".card")).to_have_count(20)
    page.get_by_role("link", name="More results").click()
    expect(page.locator(".card")).to_have_count(40)
    expect(page).to_have_url(re.compile(r"q=danko&page=2&first=1$"))
    titles = page.locator(".card h3").all_text_contents()
    page.reload()
    assert page.locator(".card h3").all_text_contents() == titles
    page.locator(".card h3 a").nth(30).click()
    expect(page).not_to_have_url(re.compile("q=danko"))
    page.go_back()
    expect(page.locator(".card")).to_have_count(40)
    page.get_by_role("link", name="More results").click()
    expect(page.get_by_text("1–58 of 58")).to_be_visible()
    expect(page.get_by_role("link", name="More results")).to_have_count(0)


def test_more_results_by_keyboard_go_on_at_the_first_of_them(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=danko")
    for shown in (20, 40):
        page.get_by_role("link", name="More results").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f".card:nth-child({shown + 1}) h3 a")).to_be_focused()


def test_pages_are_links_without_javascript(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto("/?q=danko")
    first = page.locator(".card h3").first.text_content()
    page.get_by_role("link", name="More results").click()
    expect(page).to_have_url(re.compile(r"q=danko&page=2$"))
    page.get_by_role("link", name="Earlier results").click()
    expect(page.locator(".card h3").first).to_have_text(str(first))


def test_the_focus_stays_where_a_choice_was_made(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=1980s")
    for name in ("kind-film", "sort-newest", "bar-1988"):
        page.locator(f"[id='{name}']").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"[id='{name}']")).to_have_attribute("aria-current", "true")
        expect(page.locator(f"[id='{name}']")).to_be_focused()


def test_the_focus_is_on_the_results_where_the_choice_went_away(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=hill&kind=note")
    page.locator("#drop-kind-note").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#drop-kind-note")).to_have_count(0)
    expect(page.locator("#results")).to_be_focused()


def test_facets_stay_open_on_a_phone(visit: Visit) -> None:
    page = visit.page(viewport=PHONE, color_scheme="dark")
    page.goto("/?q=hill")
    page.get_by_text("Filters").click()
    page.locator("#kind-note").click()
    expect(page.locator("#kind-note")).to_have_attribute("aria-current", "true")
    expect(page.locator("#kind-credit")).to_be_visible()
    page.locator("#kind-credit").click()
    expect(page).to_have_url(re.compile("kind=note&kind=credit"))
    expect(page.locator("#kind-credit")).to_be_visible()


def test_years_are_chosen_by_bars_and_by_a_range_from_the_keyboard(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?kind=film")
    page.get_by_role("link", name=re.compile("^1930s, ")).click()
    expect(page).to_have_url(re.compile("decade=1930s"))
    expect(page.locator(".card h3")).to_have_text(["Ninotchka 1939"])
    page.goto("/?kind=film")
    page.get_by_label("From the year").fill("1985")
    page.keyboard.press("Tab")
    page.keyboard.type("1980")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"kind=film&year=1980\.\.1985$"))
    expect(page.locator(".card h3")).to_have_text(["48 Hrs. 1982"])
    expect(page.get_by_role("link", name="1980–1985 (remove)")).to_be_visible()


def test_a_range_of_years_needs_no_javascript(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto("/?kind=film")
    page.get_by_label("From the year").fill("1985")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"/\?kind=film&year=1985\.\.$"))
    expect(page.get_by_label("From the year")).to_have_value("1985")


def test_another_order_keeps_the_words(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?kind=film")
    page.get_by_role("link", name="Oldest").click()
    expect(page.locator(".card h3").first).to_have_text("Ninotchka 1939")
    page.get_by_role("link", name="Best reviewed").click()
    expect(page.locator(".card h3").first).to_have_text("Red Heat 1988")
    expect(page).to_have_url(re.compile("kind=film&sort=best"))


def test_typing_after_a_choice_outruns_its_slow_reply(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=hill")
    held: list[Route] = []
    page.route(re.compile("kind=note"), lambda route: held.append(route))
    with page.expect_request(re.compile("kind=note")):
        page.locator("#kind-note").click()
    with page.expect_event("requestfailed", lambda request: request == held[0].request):
        page.get_by_role("combobox").fill("garbo")
    expect(page.locator(".card h3").first).to_contain_text("Greta Garbo")


def test_a_slow_network_says_that_it_is_still_looking(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=danko")
    held: list[Route] = []
    page.route(re.compile(r"/\?q=garbo"), lambda route: held.append(route))
    with page.expect_request(re.compile(r"/\?q=garbo")):
        page.get_by_role("combobox").fill("garbo")
    expect(page.get_by_role("status")).to_have_text("Still looking…")
    for route in held:
        route.continue_()
    expect(page.locator(".card h3").first).to_contain_text("Greta Garbo")
    expect(page.get_by_role("status")).to_contain_text("results in")


def test_nothing_shifts_while_one_types(visit: Visit, site: Site) -> None:
    for width in (1280, PHONE["width"]):
        page = visit.page(viewport={"width": width, "height": 844})
        page.goto("/")
        page.evaluate(SHIFTS)
        top = page.get_by_role("combobox").bounding_box()
        for text in ("arnold", "arnold 1988", "shwarzenegger", "zeppelin"):
            with page.expect_response(re.compile("/api/suggest")):
                page.get_by_role("combobox").fill(text)
            expect(page).to_have_url(f"{site.address}/?{urlencode({'q': text})}")
            page.evaluate(PAINTED)
            assert page.get_by_role("combobox").bounding_box() == top
        page.get_by_role("combobox").fill("")
        expect(page).to_have_url(f"{site.address}/")
        page.evaluate(PAINTED)
        assert page.get_by_role("combobox").bounding_box() == top
        assert page.evaluate("window.shifted") < 0.1


@pytest.mark.parametrize(("width", "most"), [(1280, 200), (390, 260)])
def test_the_first_result_stands_at_one_height_whatever_was_understood(
    visit: Visit, width: int, most: int
) -> None:
    page = visit.page(viewport={"width": width, "height": 844})
    heights = set()
    for asked in ("q=danko", "q=shwarzenegger", "q=films+with+arnold+schwarzenegger+of+1988", "q=hill&kind=note"):
        page.goto(f"/?{asked}")
        first = page.locator(".card").first.bounding_box()
        assert first
        heights.add(first["y"])
    assert len(heights) == 1
    assert max(heights) < most


def test_nothing_found_says_what_to_loosen_and_each_link_finds_as_many_as_it_says(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=%22red+square%22&kind=review&genre=comedy")
    expect(page.get_by_role("status")).to_have_text("No results")
    link = page.locator(".broader li").first
    count = str(link.locator(".count").text_content())
    link.get_by_role("link").click()
    expect(page.get_by_role("status")).to_contain_text(f"{count} result")
    expect(page.get_by_role("combobox")).to_have_value('"red square"')


def test_why_a_result_is_there_is_told_on_demand(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=wooden leg")
    why = page.locator(".card .why").first
    expect(why.locator("p")).to_be_hidden()
    why.get_by_text("Why this result").click()
    expect(why.locator("p")).to_contain_text("“wooden leg” in its name")
    expect(page).to_have_url(re.compile("q=wooden"))
