"""Full matches in a real browser: chips, number, facets, orders, table, feed and JSON say the same of them."""

import csv
import re
from io import StringIO
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

QUESTIONS = [
    "80s comedies with arnold schwarzenegger",
    "action films directed by walter hill",
    "comedies without arnold schwarzenegger",
    "comedies with james belushi",
    "films with arnold schwarzenegger",
]
FULL_TITLES = """items => {
    const end = items.findIndex((item) => item.matches(".partial"));
    return items.slice(0, end < 0 ? items.length : end).map((item) => item.querySelector("h3").textContent);
}"""


def full_titles(page: Page) -> list[str]:
    """Return the titles that stand before the heading of partial matches."""
    return list(page.locator("#cards > li").evaluate_all(FULL_TITLES))


def counted(page: Page) -> int:
    """Return the number of full matches that the status says."""
    number = re.match(r"(\d+) results?\b", page.get_by_role("status").inner_text())
    return int(number[1]) if number else 0


def of_form(page: Page, name: str) -> str:
    """Return the text of what the page links as another form of the search, with all that is in it."""
    address = page.locator(".downloads").get_by_role("link", name=name).get_attribute("href")
    response = page.request.get(f"{address}{'' if name == 'CSV' else '&page_size=100'}")
    assert response.ok
    return response.text()


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_that_a_page_says_of_full_matches_agrees(visit: Visit, question: str) -> None:
    page = visit.page()
    page.goto(f"/?{urlencode({'q': question, 'kind': 'film'})}")
    titles, number = full_titles(page), counted(page)
    assert len(titles) == number
    assert page.locator("[id='kind-film'] .count").inner_text() == str(number)
    feed = ElementTree.fromstring(of_form(page, "Atom"))  # noqa: S314 (of our own making)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == number
    assert len(list(csv.DictReader(StringIO(of_form(page, "CSV"))))) == number
    answer = page.request.get(f"/api/search?{urlencode({'q': question, 'kind': 'film'})}").json()
    partial = [result["partial"] for result in answer["results"]]
    assert (partial.count(False), partial) == (number, sorted(partial))
    assert page.locator(".understood bdi").all_inner_texts() == [part["label"] for part in answer["understood"]]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_order_moves_a_partial_match_among_full_ones(visit: Visit, question: str) -> None:
    page = visit.page()
    page.goto(f"/?{urlencode({'q': question, 'kind': 'film'})}")
    titles = full_titles(page)
    for order in ("newest", "title"):
        page.goto(f"/?{urlencode({'q': question, 'kind': 'film', 'sort': order})}")
        assert sorted(full_titles(page)) == sorted(titles)


def test_what_was_understood_finds_the_same_as_filters_of_it(visit: Visit) -> None:
    page = visit.page()
    page.goto(f"/?{urlencode({'q': QUESTIONS[0], 'kind': 'film'})}")
    titles = full_titles(page)
    page.goto("/?year=1980..1989&genre=comedy&person=arnold-schwarzenegger&kind=film")
    assert full_titles(page) == titles


@pytest.mark.parametrize("width", [1280, 390])
def test_the_heading_of_partial_matches_fits_and_leads_to_the_search_without_a_part(
    visit: Visit, width: int
) -> None:
    page = visit.page(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page.goto(f"/?{urlencode({'q': QUESTIONS[0]})}")
    expect(page.get_by_role("heading", name="Partial matches")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="without Comedy").click()
    expect(page.get_by_role("searchbox")).to_have_value("80s with arnold schwarzenegger")
