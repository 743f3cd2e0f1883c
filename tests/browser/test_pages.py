"""The pages of films, people, places and documents, in a real browser."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit

FILM = "/films/red-heat-1988/"
ANOTHER_CREDIT = """
    INSERT OR IGNORE INTO films_credit
        (film_id, person_id, job, part, character, credited_as, uncredited, note, pay_currency, state)
    SELECT film.id, person.id, 'director', 1, '', '', 0, '', '', 'published'
    FROM films_film AS film, films_person AS person
    WHERE film.year = 1982 AND person.slug = 'walter-hill'
"""
PAGES = [FILM, "/people/arnold-schwarzenegger/", "/locations/budapest/", "/documents/wikipedia-red-heat/"]


def note(page: Page) -> dict[str, float]:
    """Return the box of the note that is open."""
    box = page.locator(".note:popover-open").bounding_box()
    assert box is not None
    return dict(box)


def mark(page: Page) -> dict[str, float]:
    box = page.locator(".cast .marks button").first.bounding_box()
    assert box is not None
    return dict(box)


def test_evidence_opens_in_the_margin_beside_its_fact(visit: Visit) -> None:
    page = visit.page(viewport={"width": 1280, "height": 900})
    page.goto(FILM)
    page.locator(".cast .marks button").first.click()
    column = page.locator(".cast").bounding_box()
    assert column is not None
    assert note(page)["x"] >= column["x"] + column["width"]
    assert abs(note(page)["y"] - mark(page)["y"]) < 10


def test_evidence_opens_below_its_mark_on_a_phone(visit: Visit) -> None:
    page = visit.page(viewport={"width": 390, "height": 800})
    page.goto(FILM)
    page.locator(".cast .marks button").first.click()
    assert 0 <= note(page)["y"] - (mark(page)["y"] + mark(page)["height"]) < 20
    assert note(page)["x"] >= 0
    assert note(page)["x"] + note(page)["width"] <= 390


def test_evidence_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto(FILM)
    first = page.locator(".cast .marks button").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".note:popover-open")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".note:popover-open a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".note:popover-open")).to_have_count(0)
    expect(first).to_be_focused()


def test_where_sources_differ_they_stand_side_by_side(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto(FILM)
    fact = page.locator(".fact", has_text="Action")
    fact.get_by_text("Sources differ: 1 other reading").click()
    expect(fact.get_by_text("Comedy", exact=True)).to_be_visible()
    expect(fact.get_by_text("Preferred here")).to_be_visible()


def test_a_map_is_looked_at_more_closely_without_losing_the_place(visit: Visit) -> None:
    page = visit.page()
    page.goto(f"{FILM}#map")
    before = page.locator("#map image").get_attribute("href")
    page.locator("#map").get_by_role("link", name="Hungary", exact=True).click()
    expect(page.locator("#map [aria-current]")).to_have_text("Hungary")
    expect(page).to_have_url(re.compile(r"\?map=hungary"))
    expect(page.locator("#map")).to_be_in_viewport()
    assert page.locator("#map image").get_attribute("href") != before
    page.go_back()
    expect(page.locator("#map [aria-current]")).to_have_text("All of them")


def test_a_map_is_looked_at_more_closely_without_javascript(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto(FILM)
    page.locator("#map").get_by_role("link", name="Europe", exact=True).click()
    expect(page.locator("#map [aria-current]")).to_have_text("Europe")
    expect(page.locator("#map")).to_be_in_viewport()
    page.locator("#map").get_by_role("link", name="Filmed at: Austria").click()
    expect(page).to_have_url(re.compile("/locations/austria/"))


def test_the_outlines_of_the_world_are_drawn(visit: Visit) -> None:
    page = visit.page()
    with page.expect_response(re.compile("world-atlas")) as response:
        page.goto("/locations/budapest/?map=hungary")
    assert response.value.ok
    assert "image/svg" in response.value.headers["content-type"]


def test_a_dot_of_the_time_line_leads_to_its_year(visit: Visit, site: Site) -> None:
    with closing(sqlite3.connect(site.database)) as database, database:
        database.execute(ANOTHER_CREDIT)
    page = visit.page(viewport={"width": 1280, "height": 300})
    page.goto("/people/walter-hill/")
    page.get_by_role("link", name="Directing, 1982: 1 film").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#directing-1982")).to_be_in_viewport()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_page_is_wider_than_the_screen(visit: Visit, path: str, width: int) -> None:
    page = visit.page(viewport={"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_gets_the_sentences_and_no_controls(visit: Visit) -> None:
    page = visit.page()
    page.goto(FILM)
    page.emulate_media(media="print")
    expect(page.locator(".note").first).to_be_visible()
    expect(page.locator(".readings dl").first).to_be_visible()
    expect(page.locator(".masthead .ask")).to_be_hidden()
    expect(page.locator("#map nav")).to_be_hidden()
