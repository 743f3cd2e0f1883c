"""The search page, the part of it that htmx swaps, and the API: one search in three forms."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from films.history.recording import recording
from films.models import Action, Film, Identifier, Location, State
from films.search import FacetName, SearchRequest, service
from tests.cast import EDITOR, credit, director, film, note, place, tanuki_film
from tests.search.statements import statements

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def cast(db: None) -> None:
    tanuki = tanuki_film(synopsis="A fox steals a drum.")
    credit(tanuki, director())
    note(tanuki, "Fog")
    place("Bath", place("Hungary", kind="country"))


def api(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/search{query}")
    assert response.status_code == 200
    return dict(response.json())


def test_the_page_shows_results_with_matches_marked(client: Client) -> None:
    assertContains(client.get("/?q=tanuki"), "<mark>Tanuki</mark>")


def test_the_page_keeps_what_was_typed(client: Client) -> None:
    assertContains(client.get('/?q=<b>"fox'), 'value="&lt;b&gt;&quot;fox"')


def test_nothing_typed_says_what_is_here_with_examples_that_work(client: Client) -> None:
    response = client.get("/")
    assertContains(response, "The Tanuki")
    for example in response.context["examples"]:
        assertNotContains(client.get(example["url"]), "No results")


def test_the_first_page_shows_a_film_a_day_and_what_was_changed_last(client: Client) -> None:
    drum = film("The Drum", 1979)
    Film.objects.exclude(pk=drum.pk).update(synopsis="A fox steals a drum.")
    assertContains(client.get("/"), '<p class="snippet">A fox steals a drum.</p>')
    assertNotContains(client.get("/"), "Changed last")
    with recording(EDITOR, Action.EDIT):
        drum.year = 1980
        drum.save()
    changed = client.get("/").content.decode().partition("Changed last")[2].partition("</section>")[0]
    assert f'href="/films/{drum.slug}/"' in changed


def test_the_first_page_counts_what_has_pages(client: Client) -> None:
    collection = client.get("/").content.decode().partition("In this collection")[2].partition("</dl>")[0]
    assert re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", collection) == [
        ("Films", "1"),
        ("People", "1"),
        ("Places", "2"),
    ]


def test_nothing_found_keeps_the_query_and_offers_examples(client: Client) -> None:
    response = client.get("/?q=zeppelin")
    assertContains(response, "No results")
    assertContains(response, 'value="zeppelin"')
    assert response.context["examples"]


def test_htmx_gets_only_what_changes(client: Client) -> None:
    response = client.get("/?q=tanuki", headers=HTMX)
    assertNotContains(response, "<html")
    assertContains(response, "<mark>Tanuki</mark>")


def test_a_history_restore_gets_the_whole_page(client: Client) -> None:
    response = client.get("/?q=tanuki", headers={**HTMX, "HX-History-Restore-Request": "true"})
    assertContains(response, "<html")


def test_caches_are_told_of_both_forms(client: Client) -> None:
    assert "HX-Request" in client.get("/")["Vary"]
    assert "HX-History-Restore-Request" in client.get("/")["Vary"]


@pytest.mark.parametrize(
    ("before", "now", "header"),
    [
        ("", "q=d", "HX-Push-Url"),
        ("q=d", "q=da", "HX-Replace-Url"),
        ("q=dan", "q=da", "HX-Replace-Url"),
        ("q=danko", "q=hungary", "HX-Push-Url"),
        ("q=fog", "q=fog&kind=note", "HX-Push-Url"),
        ("q=fog", "", "HX-Push-Url"),
    ],
)
def test_the_address_follows_and_back_skips_unfinished_words(
    client: Client, before: str, now: str, header: str
) -> None:
    response = client.get(f"/?{now}", headers={**HTMX, "HX-Current-URL": f"http://testserver/?{before}"})
    assert response[header] == (f"/?{now}" if now else "/")


def test_the_address_names_the_page_that_is_shown(client: Client) -> None:
    response = client.get("/?q=tanuki&page=99", headers=HTMX)
    assert response["HX-Push-Url"] == "/?q=tanuki"


@pytest.mark.parametrize(
    "rubbish", ["http://[::1", "http://[x/?", "%", "http://testserver/?" + "&".join(["q=a"] * 12_000), "\x00"]
)
def test_a_rubbish_previous_address_counts_as_none(client: Client, rubbish: str) -> None:
    for coded in ({}, {"HX-Current-URL-URI-AutoEncoded": "true"}):
        response = client.get("/?q=fog", headers={**HTMX, "HX-Current-URL": rubbish, **coded})
        assert response["HX-Push-Url"] == "/?q=fog"


def test_white_space_asks_for_nothing(client: Client) -> None:
    response = client.get("/?q=+++")
    assertContains(response, 'value=""')
    assert "examples" in response.context


def test_facets_are_links_that_toggle(client: Client) -> None:
    assertContains(client.get("/?q=tanuki"), 'href="/?q=tanuki&amp;kind=film"')
    chosen = client.get("/?q=tanuki&kind=film")
    assertContains(chosen, 'href="/?q=tanuki"')
    assertContains(chosen, '<input type="hidden" form="search" name="kind" value="film">', html=True)


def test_results_lead_to_the_fact_on_its_page(client: Client) -> None:
    page = client.get("/?q=fog")
    assertContains(page, 'href="/films/the-tanuki-1977/#note-fog"')
    assertContains(client.get("/films/the-tanuki-1977/"), 'id="note-fog"')


def test_a_page_that_does_not_exist_shows_one_that_does(client: Client) -> None:
    for page in ("0", "-1", "x", "9" * 5000, "1e3", "٣", "99"):
        assertContains(client.get("/", {"q": "tanuki", "page": page}), "<mark>Tanuki</mark>")


def test_the_api_has_its_documented_keys(client: Client) -> None:
    Identifier.objects.create(film_id=tanuki_film(slug="x").pk, scheme="imdb", value="tt1", state=State.PUBLISHED)
    answer = api(client, "?q=tanuki&page_size=1")
    keys = "query count count_is_exact page pages results facets corrected understood took_ms"
    assert set(keys.split()) <= set(answer)
    assert (answer["query"], answer["page"], answer["pages"]) == ("tanuki", 1, answer["count"])
    (result,) = answer["results"]
    described = "kind title slug id url api year snippet identifiers why partial owner"
    assert set(result) == set(described.split())
    assert set(answer["facets"]["kind"][0]) == {"value", "label", "count", "selected", "part_of"}


def test_the_api_gives_identifiers_of_films_and_people(client: Client) -> None:
    film = tanuki_film(slug="x", title="Kitsune")
    Identifier.objects.create(film=film, scheme="imdb", value="tt1", state=State.PUBLISHED)
    Identifier.objects.create(film=film, scheme="draft", value="1")
    assert api(client, "?q=kitsune")["results"][0]["identifiers"] == {"imdb": "tt1"}


def test_the_api_filters_and_pages(client: Client) -> None:
    assert [one["kind"] for one in api(client, "?q=tanuki&kind=note")["results"]] == ["note"]
    assert {one["title"] for one in api(client, "?location=hungary")["results"]} == {"Hungary", "Bath"}


@pytest.mark.parametrize("query", ["page=0", "page=x", "page_size=101", "page_size=-1", "page=%00"])
def test_the_api_says_what_is_wrong_with_a_number(client: Client, query: str) -> None:
    response = client.get(f"/api/search?q=fog&{query}")
    assert response.status_code == 400
    assert query.partition("=")[0] in response.json()["errors"]


@pytest.mark.parametrize("address", ["/", "/api/search"])
def test_searching_is_only_reading(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    # Checking a token would mean waiting for the body of a request that is refused anyway.
    assert Client(enforce_csrf_checks=True).post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_a_page_of_results_takes_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    film = tanuki_film(slug="many")
    for number in range(30):
        note(film, f"Drum {number}")
    with django_assert_max_num_queries(3):
        client.get("/?q=drum")


def test_a_page_of_results_looks_once_at_the_state_of_the_index(client: Client) -> None:
    client.get("/?q=warm+up")
    with statements() as asked:
        client.get("/?q=drum&sort=newest")
    assert len([statement for statement in asked if "max(number)" in statement]) == 1


def test_drafts_are_nowhere(client: Client) -> None:
    Location.objects.filter(slug="bath").update(state=State.DRAFT)
    assert api(client, "?q=bath")["count"] == 0
    assert client.get("/locations/bath/").status_code == 404


def test_strict_headers_are_sent(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


ADDRESSES = {
    "/": {200, 302},  # years typed into the form lead to the address with their range
    "/api/search": {200, 400},
    "/api/suggest": {200, 400},
    "/search.atom": {200, 400},
    "/search.csv": {200, 400},
    "/opensearch/suggestions": {200},
}
PARAMETERS = st.dictionaries(
    st.sampled_from(
        ["q", *FacetName, "page", "first", "page_size", "sort", "since", "until", "exact", "x"],
    ),
    st.one_of(
        st.text(),
        st.text(alphabet='"*^:()+-\x00\x02\\%_0123456789'),
        st.integers().map(str),
        st.just("9" * 5000),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(list(ADDRESSES)), parameters=PARAMETERS, is_htmx=st.booleans())
def test_no_address_gives_a_server_error(address: str, parameters: dict[str, str], is_htmx: bool) -> None:
    headers = {**HTMX, "HX-Current-URL": "http://testserver/?" + json.dumps(parameters)} if is_htmx else {}
    assert Client().get(address, parameters, headers=headers).status_code in ADDRESSES[address]


@pytest.mark.parametrize("path", ["/", "/api/search", "/search.csv", "/search.atom"])
def test_a_search_that_was_stopped_keeps_the_query_and_is_no_success(
    path: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "TIME_LIMIT", -1)
    response = client.get(path, {"q": "tanuki takes the waters"})
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "tanuki takes the waters" in response.content.decode()


def test_a_text_without_a_visible_character_asks_for_nothing(client: Client) -> None:
    assert client.get("/", {"q": "\u200b\u00ad \u2060"}).context["search_request"] == SearchRequest()


def test_no_search_turns_the_page_around(client: Client) -> None:
    page = client.get("/", {"q": "tanuki \u202e\u2067drum"}).content.decode()
    assert "tanuki drum" in page
    assert not set(page) & set("\u202e\u2067")
