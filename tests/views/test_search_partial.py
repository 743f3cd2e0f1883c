"""Full and partial matches on the page, in its parts and in its files: apart, counted apart, each said once."""

import csv
import re
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django.asserts import assertContains, assertNotContains

from films.models import Film, JobCode
from tests.cast import credit, film, person

pytestmark = pytest.mark.django_db

QUESTION = "80s comedies with tom hanks"
MORE = {"HX-Request": "true", "HX-Target": "cards"}


def starring(actor: Any, *films: Film) -> None:
    for one in films:
        credit(one, actor, job=JobCode.ACTOR)


@pytest.fixture(autouse=True, scope="module")
def shelf(module_transaction: None) -> None:
    """Put on the shelf one comedy of the eighties with Tom Hanks, and two films that lack one of these."""
    hanks = person("Tom Hanks")
    starring(hanks, film("Splash", 1984, "Comedy"), film("Nothing in Common", 1986, "Drama"))
    starring(person("Robin Williams"), film("Popeye", 1980, "Comedy"))


@pytest.fixture
def many_comedies() -> None:
    """Make the full matches fill a page but for two, so that partial ones go on from there to the next."""
    hanks = Film.objects.get(title="Splash").credits.get().person
    starring(hanks, *(film(f"Splash {number}", 1985, "Comedy") for number in range(2, 19)))
    starring(hanks, *(film(f"Gloom {number}", 1985, "Drama") for number in range(9)))


def page(client: Client, text: str = QUESTION, **parameters: str) -> str:
    response = client.get("/", {"q": text, "kind": "film"} | parameters)
    assert response.status_code == 200
    return response.content.decode()


def items(html: str) -> list[str]:
    """Return what stands in the list of results: titles, and the heading of partial matches."""
    found = re.findall(r"<h2>(Partial matches)</h2>|<h3.*?>(.*?)</h3>", html, flags=re.DOTALL)
    return [heading or re.sub(r"\s+\d{4}$", "", strip_tags(title).strip()) for heading, title in found]


def test_a_heading_divides_full_from_partial_matches(client: Client) -> None:
    shown = items(page(client))
    assert shown[:2] == ["Splash", "Partial matches"]
    assert "Nothing in Common" in shown[2:]


def test_the_heading_counts_both_and_says_what_is_lacking(client: Client) -> None:
    html = " ".join(strip_tags(page(client)).split())
    assert "1 film matches all · 2 match some: without Comedy (1), without Tom Hanks (1)" in html


def test_what_is_lacking_links_the_search_without_it(client: Client) -> None:
    assertContains(
        client.get("/", {"q": QUESTION}),
        '<a href="/?q=80s+with+tom+hanks"><bdi>without Comedy</bdi></a>',
        html=True,
    )


def test_whatever_is_lacking_links_a_search(client: Client) -> None:
    html = page(client, "80s comedies with tom hanks about a mermaid and a plumber")
    lines = html.partition("match some")[2].partition("</p>")[0]
    assert lines.count("<a href=") == lines.count("<bdi>") > 1


def test_the_status_counts_both(client: Client) -> None:
    status = client.get("/", {"q": QUESTION, "kind": "film"}).context["status"]
    assert status.startswith("1 result · 2 partial in ")


def test_no_full_match_is_said_before_the_first_card(client: Client) -> None:
    html = page(client, "90s comedies with tom hanks")
    assert items(html)[0] == "Partial matches"
    assert "Nothing matches all" in html
    assert "No full match" in html


def test_without_partial_matches_there_is_no_heading(client: Client) -> None:
    assert items(page(client, "splash")) == ["Splash"]


def test_no_filter_is_offered_where_nothing_matches_all(client: Client) -> None:
    assert "Filters count full matches" in page(client, "90s comedies with tom hanks", kind="")


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_no_order_mixes_full_and_partial_matches(client: Client, sort: str) -> None:
    assert items(page(client, sort=sort))[:2] == ["Splash", "Partial matches"]


@pytest.mark.usefixtures("many_comedies")
@pytest.mark.parametrize("number", [1, 2])
def test_each_page_with_partial_matches_has_the_heading(client: Client, number: int) -> None:
    shown = items(page(client, page=str(number)))
    assert shown.index("Partial matches") == (18 if number == 1 else 0)


@pytest.mark.usefixtures("many_comedies")
def test_more_results_repeat_no_heading(client: Client) -> None:
    parameters = {"q": QUESTION, "kind": "film", "page": "2", "first": "1"}
    assertNotContains(client.get("/", parameters, headers=MORE), "Partial matches")
    assert items(page(client, page="2", first="1")).count("Partial matches") == 1


@pytest.mark.usefixtures("many_comedies")
def test_more_results_have_the_heading_where_partial_matches_begin_with_them(client: Client) -> None:
    parameters = {"q": QUESTION, "kind": "film", "page_size": "9", "page": "3", "first": "1"}
    more = client.get("/", parameters, headers=MORE).content.decode()
    assert items(more)[0] == "Partial matches"


@pytest.mark.usefixtures("many_comedies")
def test_the_pager_counts_both(client: Client) -> None:
    assert "1–20 of 28, 10 of them partial" in page(client)


def test_the_api_marks_partial_matches(client: Client) -> None:
    answer = client.get("/api/search", {"q": QUESTION, "kind": "film"}).json()
    assert [(one["title"], one["partial"]) for one in answer["results"]] == [
        ("Splash", False),
        ("Nothing in Common", True),
        ("Popeye", True),
    ]
    assert (answer["count"], answer["pages"], answer["partial_count"]) == (1, 1, 2)
    assert answer["lacking"] == [
        {"text": "without Comedy", "count": 1, "query": "80s with tom hanks"},
        {"text": "without Tom Hanks", "count": 1, "query": "80s comedies"},
    ]


def test_facets_count_full_matches_alone(client: Client) -> None:
    facets = client.get("/api/search", {"q": QUESTION}).json()["facets"]
    assert [(value["label"], value["count"]) for value in facets["genre"]] == [("Comedy", 1)]


def test_the_table_has_full_matches_alone(client: Client) -> None:
    table = client.get("/search.csv", {"q": QUESTION, "kind": "film"}).content.decode()
    assert [row["title"] for row in csv.DictReader(StringIO(table))] == ["Splash"]


def test_the_feed_has_full_matches_alone_and_ends_with_them(client: Client) -> None:
    feed = client.get("/search.atom", {"q": QUESTION, "kind": "film", "page_size": "1"}).content
    atom = "{http://www.w3.org/2005/Atom}"
    found = ElementTree.fromstring(feed)  # noqa: S314 (of our own making)
    assert [entry.findtext(f"{atom}title") for entry in found.iter(f"{atom}entry")] == ["Splash"]
    assert "next" not in [link.get("rel") for link in found.iter(f"{atom}link")]


def test_an_excluded_part_is_marked_as_one(client: Client) -> None:
    response = client.get("/", {"q": "comedies without tom hanks"})
    assertContains(response, '<li class="excluded"><bdi>not Tom Hanks</bdi>')
    assertNotContains(response, "Splash")


def test_other_meanings_are_offered_with_their_searches(client: Client) -> None:
    film("Comedy", 1990)
    response = client.get("/", {"q": "comedy"})
    offered = response.context["other_meanings"]
    assert [one["label"] for one in offered] == ["the genre Comedy"]
    assertContains(response, "Did you mean")
    assert items(client.get(offered[0]["url"]).content.decode())


def test_it_is_said_that_nothing_is_known_to_order_by(client: Client) -> None:
    film("Comedy Night", 1990, "Comedy")
    said = "No review scores of these are recorded here to order them by."
    assert said in page(client, "best comedies")
    assert said not in page(client, "newest comedies")


def test_what_is_not_recorded_is_said_before_the_results(client: Client) -> None:
    html = page(client, "who directed splash")
    said = "The director of Splash (1984) is not recorded here."
    assert said in html
    assert html.index(said) < html.index('id="cards"')
