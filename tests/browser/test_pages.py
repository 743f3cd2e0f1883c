"""The pages of films, people, places and documents, in a real browser."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import Site, Visit

FILM = "/films/red-heat-1988/"
ANOTHER_CREDIT = """
    INSERT OR IGNORE INTO films_credit
        (film_id, person_id, job, part, character, credited_as, uncredited, note, pay_currency, state)
    SELECT film.id, person.id, 'director', 1, '', '', 0, '', '', 'published'
    FROM films_film AS film, films_person AS person
    WHERE film.year = 1982 AND person.slug = 'walter-hill'
"""
MARK = ".credits a.mark"
NOTE = ".note:popover-open"
FILM_CALLED = """
    INSERT INTO films_film (title, original_title, slug, synopsis, state) VALUES (?, ?, 'endless', '', 'published')
"""
PAGES = [
    "/",
    "/?q=danko",
    FILM,
    "/people/arnold-schwarzenegger/",
    "/locations/",
    "/locations/budapest/",
    "/documents/wikipedia-red-heat/",
]


def box(page: Page, selector: str) -> FloatRect:
    """Return where the first of such elements is drawn."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_evidence_opens_beside_its_mark_and_moves_nothing(visit: Visit, width: int) -> None:
    page = visit.page(viewport={"width": width, "height": 900})
    page.goto(FILM)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.locator(MARK).first.click()
    expect(page.locator(NOTE)).to_be_visible()
    mark, note = box(page, MARK), box(page, NOTE)
    assert 0 <= note["y"] - (mark["y"] + mark["height"]) < 20
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= width
    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_evidence_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit.page()
    page.goto(FILM)
    first = page.locator(MARK).first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(NOTE)).to_be_visible()
    expect(first).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(f"{NOTE} a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(NOTE)).to_have_count(0)
    expect(first).to_be_focused()


def test_a_mark_closes_what_it_opened(visit: Visit) -> None:
    page = visit.page()
    page.goto(FILM)
    page.locator(MARK).first.click()
    expect(page.locator(NOTE)).to_be_visible()
    page.locator(MARK).first.click()
    expect(page.locator(NOTE)).to_have_count(0)


def test_where_sources_differ_they_stand_side_by_side(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto(FILM)
    page.locator("#note-no-finished-script").get_by_role("link", name="Evidence: sources differ").click()
    expect(page.get_by_text("Sources differ: 1 other value")).to_be_visible()
    expect(page.get_by_text("No script at all", exact=True)).to_be_visible()
    expect(page.get_by_text("Preferred here")).to_be_visible()


def test_a_citation_is_copied(visit: Visit) -> None:
    page = visit.page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(FILM)
    page.get_by_text("Share or cite this page").click()
    button = page.get_by_role("button", name="Copy").nth(3)
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").startswith("TY  - ELEC")


def test_the_founding_film_is_read_in_six_screens_and_its_cast_reached_soon(visit: Visit) -> None:
    page = visit.page(viewport={"width": 1280, "height": 900})
    page.goto(FILM)
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * 900
    stops = "a[href], button, input, summary"
    before = f"[...document.querySelectorAll('{stops}')].filter(stop => stop.checkVisibility())"
    last = "document.querySelector('.credits tr:last-child .mark')"
    assert page.evaluate(f"{before}.indexOf({last})") < 80


def test_a_map_is_looked_at_more_closely_without_losing_the_place(visit: Visit) -> None:
    page = visit.page()
    page.goto(f"{FILM}#map")
    before = page.locator("#map image").first.get_attribute("href")
    page.get_by_text("Parts of the map").click()
    page.locator("#map").get_by_role("link", name="Hungary", exact=True).click()
    expect(page.locator("#map [aria-current]")).to_have_text("Hungary")
    expect(page).to_have_url(re.compile(r"\?map=hungary"))
    expect(page.locator("#map")).to_be_in_viewport()
    assert page.locator("#map image").first.get_attribute("href") != before
    page.go_back()
    expect(page.locator("#map [aria-current]")).to_have_text("All places")


def test_a_map_is_looked_at_more_closely_without_javascript(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto(FILM)
    page.get_by_text("Parts of the map").click()
    page.locator("#map").get_by_role("link", name="Europe", exact=True).click()
    expect(page.locator("#map [aria-current]")).to_have_text("Europe")
    expect(page.locator("#map")).to_be_in_viewport()
    page.locator("#map").get_by_role("link", name="Somewhere in: Austria").click()
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


def test_no_page_is_wider_than_the_screen(visit: Visit) -> None:
    page = visit.page()
    for path in PAGES:
        page.goto(path)
        for width in (320, 390, 640, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"


def test_names_in_arabic_and_without_end_stay_whole(visit: Visit, site: Site) -> None:
    endless = "Donaudampfschifffahrtsgesellschaftskapitän" * 5
    with closing(sqlite3.connect(site.database)) as database:
        with database:
            database.execute(FILM_CALLED, ["الحرارة الحمراء (1988)!", endless])
        try:
            page = visit.page(viewport={"width": 320, "height": 800})
            page.goto("/films/endless/")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            expect(page.locator("h1 bdi")).to_have_text("الحرارة الحمراء (1988)!")
            assert page.evaluate("getComputedStyle(document.querySelector('h1 bdi')).unicodeBidi") == "isolate"
            expect(page.get_by_text(endless)).to_be_visible()
        finally:
            with database:
                database.execute("DELETE FROM films_film WHERE slug = 'endless'")


def test_paper_gets_the_facts_on_four_sheets_and_no_controls(visit: Visit) -> None:
    page = visit.page()
    page.goto(FILM)
    sheets = re.findall(rb"/Type */Page\b", page.pdf(format="A4"))
    assert len(sheets) <= 4
    page.emulate_media(media="print")
    expect(page.locator("#sources ~ .documents").first).to_be_visible()
    expect(page.locator(".masthead .ask")).to_be_hidden()
    expect(page.locator("#map nav")).to_be_hidden()
    expect(page.locator(MARK).first).to_be_hidden()
