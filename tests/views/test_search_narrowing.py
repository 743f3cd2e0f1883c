"""What narrows, orders and pages a search: links whose counts agree with what they find."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from films.models import JobCode
from films.search import FacetName, SearchRequest, Sort, search
from films.views.searching import facets
from films.views.searching.broader import TRIED, candidates
from tests.cast import credit, film, filmed_at, genre, note, person, place, tanuki_film

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def count(client: Client, address: str) -> int:
    return int(client.get(f"/api/search{address.removeprefix('/')}").json()["count"])


def test_places_are_a_tree_of_what_lies_in_what(client: Client) -> None:
    hungary = place("Hungary", kind="country")
    filmed_at(tanuki_film(), place("Bath", place("Budapest", hungary, kind="city")))
    (tree,) = (one for one in facets.facets(search(SearchRequest("tanuki"))) if one.name == "location")
    assert [one.label for one in tree.values] == ["Hungary"]
    assert [one.label for one in tree.values[0].inside] == ["Budapest"]
    assert [one.label for one in tree.values[0].inside[0].inside] == ["Bath"]
    assertContains(client.get("/?q=tanuki"), 'id="location-bath"')


def test_a_long_facet_leads_to_all_of_its_values_and_a_box_to_find_one(client: Client) -> None:
    made = tanuki_film()
    for number in range(12):
        credit(made, person(f"Actor {number}"), job=JobCode.ACTOR)
    credit(made, person("Žofie"))
    page = client.get("/?q=tanuki&kind=film").content.decode()
    more = unescape(page.partition('<p class="more-values"><a href="')[2].partition('"')[0])
    assert more == "/filter/?q=tanuki&kind=film&facet=person"
    assertContains(client.get(more), "13 values")
    found = client.get(f"{more}&named=zof").content.decode().partition('<ul class="filter-values">')[2]
    address, name = re.findall(r'<li><a href="([^"]+)"><bdi>(.*?)</bdi>', found)[0]
    assert name == "Žofie"
    assert count(client, unescape(address)) == 1


@pytest.mark.parametrize("facet", ["", "facet=colour", "facet=year"])
def test_results_are_filtered_by_what_is_a_facet(client: Client, facet: str) -> None:
    assert client.get(f"/filter/?q=tanuki&{facet}").status_code == 404


def test_genres_are_a_tree_and_broader_ones_count_the_narrower(client: Client) -> None:
    slasher, horror = genre("Slasher"), genre("Horror")
    slasher.broader.add(horror)
    film("Tanuki", 1980, "Slasher")
    film("Tanuki Tea", 1981, "Horror")
    (tree,) = (one for one in facets.facets(search(SearchRequest("tanuki"))) if one.name == "genre")
    ((above, inside),) = [(one, one.inside) for one in tree.values]
    assert (above.label, above.count) == ("Horror", 2)
    assert [(one.label, one.count) for one in inside] == [("Slasher", 1)]
    assert [count(client, one.url) for one in (above, *inside)] == [2, 1]


def test_few_years_are_drawn_one_by_one_and_many_by_decades() -> None:
    for year in (1985, 1987, 1987):
        film("Fox", year)
    drawn = facets.histogram(search(SearchRequest("fox")))
    assert drawn
    assert [(bar.label, bar.count) for bar in drawn.bars] == [("1985", 1), ("1986", 0), ("1987", 2)]
    assert [bar.height for bar in drawn.bars] == [facets.HEIGHT / 2, 0, facets.HEIGHT]
    film("Fox", 1934)
    drawn = facets.histogram(search(SearchRequest("fox")))
    assert drawn
    assert [bar.label for bar in drawn.bars] == ["1930s", "1940s", "1950s", "1960s", "1970s", "1980s"]


def test_each_bar_finds_as_many_as_it_is_high(client: Client) -> None:
    for year in (1931, 1985, 1987, 1987):
        film("Fox", year)
    for question in (SearchRequest("fox"), SearchRequest("fox", {FacetName.DECADE: ("1980s",)})):
        drawn = facets.histogram(search(question))
        assert drawn
        for bar in drawn.bars:
            assert count(client, bar.url) == bar.count


def test_chosen_years_are_marked_in_the_drawing(client: Client) -> None:
    for year in (1985, 1986, 1987):
        film("Fox", year)
    drawn = facets.histogram(search(SearchRequest("fox", {FacetName.YEAR: ("1986..1990",)})))
    assert drawn
    assert [bar.selected for bar in drawn.bars] == [False, True, True]
    assert (drawn.since, drawn.until) == (1986, 1990)
    assertContains(client.get("/?q=fox&year=1986..1990"), "1986–1990")


@pytest.mark.parametrize("year", ["30000", "9" * 5000])
def test_a_year_without_results_is_not_drawn(client: Client, year: str) -> None:
    film("Fox", 1985)
    film("Fox", 1987)
    assert client.get("/", {"q": "fox", "year": year}).status_code == 200
    question = SearchRequest("fox", {FacetName.YEAR: (year, "1985", "1987")})
    drawn = facets.histogram(search(question))
    assert drawn
    assert [bar.label for bar in drawn.bars] == ["1985", "1986", "1987"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("since=1985&until=1980", "/?q=fox&year=1980..1985"),
        ("since=1985&until=", "/?q=fox&year=1985.."),
        ("since=&until=1985", "/?q=fox&year=..1985"),
        ("since=&until=", "/?q=fox"),
    ],
)
def test_a_range_that_is_typed_has_the_address_of_a_range(client: Client, typed: str, address: str) -> None:
    assertRedirects(client.get(f"/?q=fox&{typed}"), address)


def test_years_that_are_no_numbers_are_told_of_and_nothing_is_lost(client: Client) -> None:
    film("Fox", 1985)
    film("Fox", 1986)
    response = client.get("/?q=fox&since=soon")
    assertContains(response, "Enter years as whole numbers, such as 1985.")
    assertContains(response, 'value="fox"')


def test_orders_are_links(client: Client) -> None:
    film("Fox", 1990)
    film("Fox", 1950)
    page = client.get("/?q=fox&sort=oldest")
    assertContains(page, 'href="/?q=fox&amp;sort=newest"')
    assertContains(page, '<a id="sort-oldest" href="/?q=fox&amp;sort=oldest" aria-current="true">Oldest</a>')
    assert [result.year for result in search(SearchRequest("fox", sort=Sort.OLDEST)).results] == [1950, 1990]


def test_a_corrected_text_shows_what_it_is_understood_as(client: Client) -> None:
    credit(film("Fox", 1990, "Comedy"), person("Robert Forster"), job=JobCode.ACTOR)
    page = client.get("/?q=comedies+with+robret+forster")
    assertContains(page, "Results for")
    assertContains(page, '<ul class="understood" aria-label="Understood as"')
    assertContains(page, "exact=1", count=1)


def test_relevance_is_a_link_where_words_ask_for_an_order(client: Client) -> None:
    film("Fox", 1990)
    film("Fox", 1950)
    page = client.get("/?q=oldest+fox+films")
    assertContains(page, '<a id="sort-oldest" href="/?q=oldest+fox+films" aria-current="true">Oldest</a>')
    assertContains(page, '<a id="sort-relevance" href="/?q=oldest+fox+films&amp;sort=relevance">Relevance</a>')
    chosen = client.get("/?q=oldest+fox+films&sort=relevance")
    assertContains(chosen, 'aria-current="true">Relevance</a>')
    assertContains(
        chosen, '<link rel="canonical" href="http://testserver/?q=oldest+fox+films&amp;sort=relevance">'
    )
    assertNotContains(chosen, "oldest first")
    assertContains(client.get("/?q=fox&sort=relevance"), '<link rel="canonical" href="http://testserver/?q=fox">')


def test_no_order_is_offered_that_nothing_is_known_for(client: Client) -> None:
    film("Fox", 1990)
    made = film("Fox", 1950)
    assertNotContains(client.get("/?q=fox"), "sort=longest")
    made.runtime = 80
    made.save()
    assertContains(client.get("/?q=fox"), 'href="/?q=fox&amp;sort=longest"')


@pytest.fixture
def many_notes() -> None:
    made = tanuki_film()
    for number in range(50):
        note(made, f"Drum {number:02}")


@pytest.mark.usefixtures("many_notes")
def test_more_results_come_alone_with_the_address_of_all(client: Client) -> None:
    assertContains(client.get("/?q=drum"), 'hx-get="/?q=drum&amp;page=2&amp;first=1"')
    more = client.get("/?q=drum&page=2&first=1", headers={**HTMX, "HX-Target": "cards"})
    assert len(re.findall('<li class="card', more.content.decode())) == 20
    assertNotContains(more, 'id="facets"')
    assert more["HX-Replace-Url"] == "/?q=drum&page=2&first=1"
    assertContains(more, 'hx-get="/?q=drum&amp;page=3&amp;first=1"')


@pytest.mark.usefixtures("many_notes")
def test_an_address_of_several_pages_shows_them_and_one_of_a_page_that_page(client: Client) -> None:
    together = client.get("/?q=drum&page=2&first=1").context["cards"]
    apart = [card for page in (1, 2) for card in client.get(f"/?q=drum&page={page}").context["cards"]]
    assert [card.url for card in together] == [card.url for card in apart]
    assertContains(client.get("/?q=drum&page=2"), '<a id="page-before" rel="prev" href="/?q=drum">')


def test_no_more_pages_are_shown_together_than_are_quickly_made(client: Client) -> None:
    made = tanuki_film()
    for number in range(230):
        note(made, f"Drum {number:03}")
    page = client.get("/?q=drum&page=11&first=1")
    assert len(page.context["cards"]) == 200
    assertNotContains(page, "first=")
    assertContains(page, 'rel="next" href="/?q=drum&amp;page=12"')


def test_what_to_loosen_is_offered_with_what_it_finds(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    film("Fox", 1985, "Drama")
    film("Owl", 1985, "Comedy")
    address = "/?q=fox+-owl&genre=comedy&decade=1970s&kind=film"
    offered = client.get(address).context["broader"]
    assert {one.without: one.count for one in offered} == {"without any of these filters": "1"}
    nearly = client.get('/?q="fox"+title:zeppelin').context["broader"]
    assert [(one.without, one.count) for one in nearly] == [("without “title:zeppelin”", "1")]
    assert count(client, nearly[0].url) == 1
    with django_assert_max_num_queries(120):
        client.get("/", {"q": " ".join(f'"zeppelin {number}"' for number in range(90)), "genre": "comedy"})


def test_of_more_parts_than_are_tried_none_is_offered_to_be_left_out() -> None:
    phrases = [f'"zeppelin {number}"' for number in range(TRIED + 1)]
    assert len(list(candidates(search(SearchRequest(" ".join(phrases[:-1])))))) == TRIED
    assert list(candidates(search(SearchRequest(" ".join(phrases))))) == []


def test_a_page_is_asked_for_again_only_if_it_differs(client: Client) -> None:
    tanuki_film()
    first = client.get("/?q=tanuki")
    assert first["Cache-Control"] == "no-cache"
    again = {"If-None-Match": first["ETag"]}
    assert client.get("/?q=tanuki", headers=again).status_code == 304
    tanuki_film(slug="another")
    assert client.get("/?q=tanuki", headers=again).status_code == 200
    assert client.get("/?q=tanuki", headers={**HTMX, **again})["Cache-Control"] == "no-store"


def test_a_search_of_scores_has_its_facet(client: Client) -> None:
    assert unescape(client.get("/?score=60..79&kind=review").content.decode()).count("Score 60–79") == 1


def test_files_and_shelves_have_the_results_and_no_counts() -> None:
    film("Fox", 1985, "Drama")
    whole, listed = search(SearchRequest("fox")), search(SearchRequest("fox"), only_full_matches=True)
    assert whole.facets[FacetName.GENRE]
    assert (listed.facets, listed.results) == ({}, whole.results)
