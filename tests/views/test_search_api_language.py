"""What the search says of itself in the API and on its page: corrected, understood, loosened, sorted, exact."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django.asserts import assertContains, assertNotContains

from films.models import Film, JobCode
from tests.cast import credit, film, note, person, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def shelf(module_transaction: None) -> None:
    """Put a few films on the shelf, and one with more notes than a page has room for."""
    splash = film("Splash", 1984, "Comedy")
    credit(splash, person("Ron Howard"))
    credit(splash, person("Tom Hanks"), job=JobCode.ACTOR)
    film("Casablanca", 1942, "Romance")
    film("Alien", 1979, "Horror")
    foggy = film("The Fog", 1980, "Horror")
    for number in range(30):
        note(foggy, f"Drum {number}")
    place("Hungary", kind="country")


def api(client: Client, **parameters: str | list[str]) -> dict[str, Any]:
    response = client.get("/api/search", parameters)
    assert response.status_code == 200
    return dict(response.json())


def titles(client: Client, **parameters: str | list[str]) -> list[str]:
    return [result["title"] for result in api(client, **parameters)["results"]]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def suggested(client: Client, text: str) -> list[dict[str, str]]:
    response = client.get("/api/suggest", {"q": text})
    assert response.status_code == 200
    assert set(response.json()) == {"suggestions"}
    return list(response.json()["suggestions"])


def test_the_api_tells_what_was_searched_for_instead(client: Client) -> None:
    assert api(client, q="casablnaca")["corrected"] == "casablanca"
    assert api(client, q="casablnaca")["query"] == "casablnaca"
    assert api(client, q="casablanca")["corrected"] is None
    exactly = api(client, q="casablnaca", exact="1")
    assert (exactly["corrected"], exactly["count"]) == (None, 0)


def test_the_api_tells_what_was_understood(client: Client) -> None:
    answer = api(client, q="80s comedies with tom hanks")
    assert [set(part) for part in answer["understood"]] == [
        {"facet", "value", "label", "text", "without", "literally", "is_excluded"}
    ] * 3
    assert [(part["facet"], part["label"], part["text"]) for part in answer["understood"]] == [
        ("year", "1980–1989", "80s"),
        ("genre", "Comedy", "comedies"),
        ("person", "Tom Hanks", "tom hanks"),
    ]
    assert answer["understood"][1]["without"] == "80s with tom hanks"
    assert answer["understood"][2]["literally"] == '80s comedies with "tom hanks"'
    assert api(client, q="80s comedies with tom hanks", exact="1")["understood"] == []


def test_the_api_tells_what_was_given_up(client: Client) -> None:
    assert api(client, q="splash zeppelin")["loosened"]
    assert api(client, q="splash")["loosened"] == ""
    assert api(client, q="splash zeppelin", exact="1")["loosened"] == ""


def test_the_api_says_why_in_plain_words(client: Client) -> None:
    assert api(client, q="casablanca")["results"][0]["why"] == ["“casablanca” in its name"]
    assert "Tom Hanks among its people" in api(client, q="films with tom hanks")["results"][0]["why"]
    assert "its year, 1984" in api(client, q="comedies from 1984")["results"][0]["why"]
    assert api(client)["results"][0]["why"] == []


def test_what_was_understood_is_no_reason_twice(client: Client) -> None:
    found = api(client, q="comedies with tom hanks", kind="film")["results"][0]
    assert found["why"] == ["Comedy among its genres", "Tom Hanks among its people"]


def test_an_entry_that_bears_a_name_itself_has_it_in_its_name(client: Client) -> None:
    film("Splash Dancer", 1990, "Comedy")
    found = api(client, q="who directed splash")["results"]
    assert ["“splash” in its name"] in [result["why"] for result in found if result["title"] == "Splash"]


def test_words_next_to_each_other_are_one_reason_with_the_words_between(client: Client) -> None:
    film("The Man Who Knew Too Much", 1956)
    found = api(client, q="the man who knew too much")["results"][0]
    assert found["why"] == ["“man who knew too much” in its name"]
    Film.objects.filter(title="Alien").update(synopsis="Much that a man knew.")
    found = api(client, q="man knew much alien", kind="film")["results"][0]
    assert found["why"] == ["“alien” in its name", "“man knew”, “much” in its text"]


def test_words_that_frame_a_question_are_no_reason(client: Client) -> None:
    Film.objects.filter(title="Alien").update(synopsis="Directed in the hope of zeppelins.")
    (found,) = api(client, q="directed zeppelins", kind="film")["results"]
    assert found["why"] == ["“zeppelins” in its text"]


@pytest.mark.parametrize(
    "text", ["the movie about the quiet man who forgets", "what movie is the quiet man of zeppelins"]
)
def test_a_film_is_not_said_to_have_no_films(client: Client, text: str) -> None:
    made = film("The Quiet Man", 1952)
    credit(made, person("Ann Otter"))
    note(made, "Fog")
    film("The Zeppelin Movie", 1930)
    assert "The Quiet Man" in [part["label"] for part in api(client, q=text)["understood"]]
    assert api(client, q=text)["not_recorded"] == ""


def test_another_reading_is_offered_by_its_name(client: Client) -> None:
    film("Comedy: Part Two", 1991)
    film("Comedy", 1990)
    assert api(client, q="comedy")["alternatives"] == [{"label": "the genre Comedy", "text": 'genre:"comedy"'}]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (["1984"], {"Splash"}),
        (["1975..1982"], {"Alien", "The Fog"}),
        (["1982..1975"], {"Alien", "The Fog"}),
        (["1980.."], {"The Fog", "Splash"}),
        (["..1950"], {"Casablanca"}),
        ([">1980"], {"Splash"}),
        (["<1979"], {"Casablanca"}),
        (["1942", "1984"], {"Casablanca", "Splash"}),
        (["1942", "1983..1985"], {"Casablanca", "Splash"}),
        (["1999"], set()),
        (["abc"], set()),
        (["abc", "1942"], {"Casablanca"}),
        (["1942 OR title:splash"], set()),
    ],
)
def test_years_are_filtered_one_by_one_and_in_ranges(client: Client, years: list[str], expected: set[str]) -> None:
    assert set(titles(client, kind="film", year=years)) == expected


def test_a_range_of_years_counts_what_it_finds(client: Client) -> None:
    answer = api(client, kind="film", year="1975..1982")
    (chosen,) = [value for value in answer["facets"]["year"] if value["selected"]]
    assert (chosen["value"], chosen["count"]) == ("1975..1982", answer["count"])


def test_a_repeated_filter_widens_and_another_narrows(client: Client) -> None:
    assert set(titles(client, genre=["comedy", "horror"])) == {"Splash", "Alien", "The Fog"}
    assert set(titles(client, genre=["comedy", "horror"], year="1980..1989")) == {"Splash", "The Fog"}
    assert titles(client, genre=["comedy", "comedy"]) == ["Splash"]
    assert titles(client, genre="horror", q="alien") == ["Alien"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["Splash", "The Fog", "Alien", "Casablanca", "Undated"]),
        ("oldest", ["Casablanca", "Alien", "The Fog", "Splash", "Undated"]),
        ("title", ["Alien", "Casablanca", "The Fog", "Splash", "Undated"]),
    ],
)
def test_results_are_sorted_as_asked(client: Client, sort: str, order: list[str]) -> None:
    film("Undated", None)
    assert titles(client, kind="film", sort=sort) == order
    pages = [titles(client, kind="film", sort=sort, page=str(number), page_size="2") for number in (1, 2, 3)]
    assert [title for one in pages for title in one] == order


def test_titles_are_sorted_without_regard_to_capitals(client: Client) -> None:
    film("aardvark")
    film("bbbb")
    assert titles(client, kind="film", sort="title")[:4] == ["aardvark", "Alien", "bbbb", "Casablanca"]


def test_relevance_is_the_order_unless_told_otherwise(client: Client) -> None:
    best = titles(client, q="drum")
    assert best == titles(client, q="drum", sort="relevance") == titles(client, q="drum", sort="")


@pytest.mark.parametrize("sort", ["random", "NEWEST", "newest,oldest", "year; DROP TABLE films_film", "\x00"])
def test_an_unknown_order_is_an_error_in_the_api_and_a_page_all_the_same(client: Client, sort: str) -> None:
    response = client.get("/api/search", {"q": "fog", "sort": sort})
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"sort"}
    assertContains(client.get("/", {"q": "fog", "sort": sort}), "The <mark>Fog</mark>")


def test_the_order_is_kept_across_facets_and_pages(client: Client) -> None:
    shown = page(client, "/?q=fog&sort=title")
    assert 'href="/?q=fog&kind=note&sort=title"' in shown
    assert 'href="/?q=fog&sort=title&page=2"' in shown


def test_the_page_shows_what_was_understood_with_a_way_out(client: Client) -> None:
    shown = page(client, "/?q=80s+comedies")
    assert "1980–1989" in shown
    assert 'href="/?q=comedies"' in shown
    assert 'href="/?q=80s"' in shown
    assert 'href="/?q=80s+%22comedies%22"' in shown
    assert '<a href="/?q=80s+comedies&exact=1">Search for these exact words instead</a>' in shown


def test_the_page_shows_what_was_corrected_with_a_way_out(client: Client) -> None:
    shown = page(client, "/?q=casablnaca&kind=film")
    assert "<bdi>casablanca</bdi>" in shown
    assert '<a href="/?q=casablnaca&kind=film&exact=1">Search for “<bdi>casablnaca</bdi>”' in shown
    assert 'value="casablnaca"' in shown


def test_the_page_shows_what_was_given_up(client: Client) -> None:
    assertContains(client.get("/?q=splash+zeppelin"), "Nothing matches all")
    assertNotContains(client.get("/?q=splash"), "Nothing matches all")


@pytest.mark.parametrize("address", ["/?q=casablnaca&exact=1", "/?q=80s+comedies&exact=1"])
def test_a_page_of_exact_results_offers_nothing_to_undo(client: Client, address: str) -> None:
    shown = page(client, address)
    assert "instead</a>" not in shown
    assert 'class="understood"' not in shown


def test_exactly_is_kept_across_facets_and_pages(client: Client) -> None:
    shown = page(client, "/?q=fog&exact=1")
    assert 'href="/?q=fog&kind=note&exact=1"' in shown
    assert 'href="/?q=fog&exact=1&page=2"' in shown
    assert 'href="/?q=fog&exact=1"' in page(client, "/?q=fog&exact=1&page=2")
    assert 'href="/?q=fog&exact=1"' in page(client, "/?q=fog&exact=1&kind=note")


def test_parts_taken_away_keep_filters_and_order_and_leave_the_page(client: Client) -> None:
    shown = page(client, "/?q=horror+drum&kind=note&sort=oldest&page=2")
    assert 'href="/?q=drum&kind=note&sort=oldest"' in shown


@pytest.mark.parametrize("value", ["0", "true", "", "yes", "11"])
def test_only_one_means_exactly(client: Client, value: str) -> None:
    assert api(client, q="casablnaca", exact=value)["corrected"] == "casablanca"


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    for query in ("<i>casablnaca", "<i>80s comedies", '"><i>splash zeppelin'):
        assertNotContains(client.get("/", {"q": query}), "<i>")


@pytest.mark.parametrize(
    ("typed", "text", "kind", "view"),
    [
        ("casab", "Casablanca", "film", "film"),
        ("ron how", "Ron Howard", "person", "person"),
        ("hung", "Hungary", "location", "location"),
    ],
)
def test_suggestions_lead_to_the_pages_of_what_they_name(
    client: Client, typed: str, text: str, kind: str, view: str
) -> None:
    (one,) = suggested(client, typed)
    assert set(one) == {"text", "kind", "url", "year", "detail"}
    assert (one["text"], one["kind"], resolve(one["url"]).view_name) == (text, kind, view)
    assertContains(client.get(one["url"]), text)


@pytest.mark.parametrize(
    ("typed", "text", "kind", "address"),
    [
        ("80s films with ron how", "80s films with Ron Howard", "person", "/?q=80s+films+with+Ron+Howard"),
        ("romanc", "Romance", "genre", "/?genre=romance"),
        ("cinem", "Cinematographer", "job", "/?job=cinematographer"),
    ],
)
def test_suggestions_without_a_page_lead_to_a_search(
    client: Client, typed: str, text: str, kind: str, address: str
) -> None:
    credit(film("Tootsie", 1982), person("Owen Roizman"), job=JobCode.CINEMATOGRAPHER)
    (one,) = suggested(client, typed)
    assert (one["text"], one["kind"], one["url"]) == (text, kind, address)
    assert client.get(one["url"]).status_code == 200


def test_no_text_no_suggestions(client: Client) -> None:
    assert suggested(client, "") == suggested(client, "   ") == []
    assert client.get("/api/suggest").json() == {"suggestions": []}


@pytest.mark.parametrize("text", ["\x00", "*", '"', "a" * 10_000, "'; --", "NEAR(", "%00", "<i>", "\ue000kfilm"])
def test_no_text_breaks_the_suggestions(client: Client, text: str) -> None:
    assert len(suggested(client, text)) <= 8


def test_suggesting_is_only_reading(client: Client) -> None:
    assert client.post("/api/suggest").status_code == 405
    assert client.head("/api/suggest").status_code == 200
