"""The search box as a combobox: names as one types, by keyboard, by mouse and by touch, on every page."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Visit

SUGGESTIONS = re.compile("/api/suggest")


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def person(name: str) -> dict[str, str | None]:
    return {"text": name, "kind": "person", "url": f"/people/{name.lower().replace(' ', '-')}/", "year": None}


def hold_names(page: Page, text: str) -> list[Route]:
    """Hold the names suggested for `text` back, and give the list in which their request will wait."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if parse_qs(urlsplit(route.request.url).query)["q"] == [text]:
            held.append(route)
        else:
            route.continue_()

    page.route(SUGGESTIONS, hold)
    return held


def test_a_slash_leads_to_the_box_and_is_a_letter_within_it(visit: Visit) -> None:
    page = visit.page()
    for path in ("/?q=danko", "/films/red-heat-1988/"):
        page.goto(path)
        page.keyboard.press("/")
        expect(box(page)).to_be_focused()
        page.keyboard.press("/")
        expect(box(page)).to_have_value("/")


def test_names_are_options_of_a_listbox_in_groups(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press_sequentially("red")
    names = page.get_by_role("listbox", name="Names")
    expect(names.get_by_role("group", name="Films").get_by_role("option").first).to_have_text("Red Heat 1988")
    expect(names.get_by_role("group", name="Places").get_by_role("option")).to_contain_text(["Red Square"])
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert box(page).get_attribute("aria-controls") == names.get_attribute("id")


def test_arrows_choose_a_name_and_enter_opens_its_page(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    box(page).press_sequentially("schw")
    option = page.get_by_role("option", name="Arnold Schwarzenegger")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_be_focused()
    assert box(page).get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/people/arnold-schwarzenegger/$"))


def test_a_question_that_was_completed_is_searched_for(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    box(page).press_sequentially("80s films with schw")
    option = page.get_by_role("option", name="80s films with Arnold Schwarzenegger")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=80s\+films\+with\+Arnold\+Schwarzenegger$"))
    expect(box(page)).to_have_value("80s films with Arnold Schwarzenegger")


def test_arrows_lead_from_the_box_into_the_results_and_back(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=danko")
    results = page.locator("#cards h3 a")
    box(page).focus()
    for place in (0, 1):
        page.keyboard.press("ArrowDown")
        expect(results.nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()


def test_enter_without_a_choice_searches(visit: Visit) -> None:
    page = visit.page()
    page.goto("/films/red-heat-1988/")
    box(page).press_sequentially("schw")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=schw$"))


def test_escape_and_tab_close_the_names_and_keep_what_was_typed(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    for key in ("Escape", "Tab"):
        box(page).fill("red")
        expect(page.get_by_role("listbox")).to_be_visible()
        page.keyboard.press(key)
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(box(page)).to_have_value("red")
        expect(box(page)).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("width", [1280, 390])
def test_names_are_a_list_under_the_box_that_moves_nothing(visit: Visit, width: int) -> None:
    page = visit.page(viewport={"width": width, "height": 800})
    page.goto("/?q=re")
    found = page.get_by_role("status").bounding_box()
    box(page).fill("red")
    expect(page).to_have_url(re.compile(r"/\?q=red$"))
    expect(page.get_by_role("option").first).to_be_visible()
    names, form = page.get_by_role("listbox").bounding_box(), page.locator("#search").bounding_box()
    assert names
    assert form
    assert 0 <= names["y"] - (form["y"] + form["height"]) < 20
    first, second = (page.get_by_role("option").nth(place).bounding_box() for place in (0, 1))
    assert first
    assert second
    assert first["y"] + first["height"] <= second["y"]
    whole = page.evaluate("document.body.clientWidth")
    assert names["width"] == (whole if width == 390 else form["width"])
    expect(page.get_by_role("option").first.locator("mark")).to_have_text("Red")
    assert page.get_by_role("status").bounding_box() == found


def test_a_click_and_a_touch_open_the_page_of_a_name(visit: Visit) -> None:
    for page in (visit.page(), visit.page(has_touch=True, viewport={"width": 390, "height": 844})):
        page.goto("/")
        box(page).fill("red sq")
        option = page.get_by_role("option", name="Red Square")
        if page.evaluate("navigator.maxTouchPoints"):
            option.tap()
        else:
            option.click()
        expect(page).to_have_url(re.compile("/locations/red-square/$"))


def test_late_names_never_replace_newer_ones(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    held = hold_names(page, "garbo")
    with page.expect_request(SUGGESTIONS):
        box(page).fill("garbo")
    with page.expect_event("requestfailed", lambda request: request == held[0].request):
        box(page).fill("schw")
    expect(page.get_by_role("option")).to_have_text(["Arnold Schwarzenegger"])


def test_a_chosen_name_stays_chosen_when_late_names_have_it_too(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    held = hold_names(page, "schw")
    box(page).press_sequentially("sch")
    option = page.get_by_role("option", name="Arnold Schwarzenegger")
    expect(option).to_be_visible()
    with page.expect_request(SUGGESTIONS):
        page.keyboard.press("w")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    held[0].fulfill(json={"suggestions": [person("Elsa Schwann"), person("Arnold Schwarzenegger")]})
    expect(page.get_by_role("option")).to_have_text(["Elsa Schwann", "Arnold Schwarzenegger"])
    expect(page.locator("[aria-selected=true]")).to_have_text("Arnold Schwarzenegger")
    expect(box(page)).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/people/arnold-schwarzenegger/$"))


def test_a_chosen_name_that_late_names_lack_is_chosen_no_more(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    held = hold_names(page, "schw")
    box(page).press_sequentially("sch")
    expect(page.get_by_role("option", name="Arnold Schwarzenegger")).to_be_visible()
    with page.expect_request(SUGGESTIONS):
        page.keyboard.press("w")
    page.keyboard.press("ArrowDown")
    held[0].fulfill(json={"suggestions": [person("Elsa Schwann")]})
    expect(page.get_by_role("option")).to_have_text(["Elsa Schwann"])
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(page).to_have_url(re.compile(r"/\?q=schw$"))
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url(re.compile(r"/\?q=schw$"))


def test_typing_on_leaves_the_chosen_name_for_the_text(visit: Visit) -> None:
    page = visit.page()
    page.goto("/films/red-heat-1988/")
    box(page).press_sequentially("sch")
    expect(page.get_by_role("option", name="Arnold Schwarzenegger")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("w")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=schw$"))


def test_names_that_come_after_enter_stay_away(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    held = hold_names(page, "schw")
    with page.expect_request(SUGGESTIONS):
        box(page).fill("schw")
    with page.expect_event("requestfailed", lambda request: request == held[0].request):
        page.keyboard.press("Enter")
    expect(page.locator(".card").first).to_be_visible()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_box_searches_when_names_cannot_be_had(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    page.route(SUGGESTIONS, lambda route: route.fulfill(status=500, body="broken"))
    box(page).fill("danko")
    expect(page.locator(".card h3").first).to_contain_text("Danko")
    expect(page.get_by_role("listbox")).to_be_hidden()
    visit.complaints.clear()


def test_the_box_works_after_going_back(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=hill")
    page.get_by_role("link", name=re.compile("^Notes")).click()
    expect(page).to_have_url(re.compile("kind=note"))
    page.go_back()
    expect(page.locator(".chosen")).to_have_count(0)
    box(page).fill("schw")
    expect(page.get_by_role("option")).to_have_text(["Arnold Schwarzenegger"])
