"""How programs find their way: sitemap, robots, OpenSearch, a sign of life."""

import re
from xml.etree import ElementTree

import pytest
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.models import Film, State
from films.views import discovery
from films.views.discovery import PagesByKey
from films.views.health import WELL
from tests.cast import director, film, place, tanuki_film
from tests.views.citing import document

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(path: str) -> list[str]:
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    tree = ElementTree.fromstring(response.content)  # noqa: S314 (of our own making)
    return [str(element.text) for element in tree.iter(f"{SITEMAP}loc")]


def test_the_sitemap_leads_to_every_page() -> None:
    tanuki_film()
    director()
    place("Rudas Bath")
    document()
    files = addresses("/sitemap.xml")
    pages = [page for file in files for page in addresses(file.removeprefix("http://testserver"))]
    assert pages == [
        "http://testserver/",
        "http://testserver/browse/",
        "http://testserver/locations/",
        "http://testserver/documents/",
        "http://testserver/quality/",
        "http://testserver/help/search/",
        "http://testserver/help/api/",
        "http://testserver/browse/decade/1970s/",
        "http://testserver/browse/year/1977/",
        "http://testserver/films/the-tanuki-1977/",
        "http://testserver/people/zofie-orsted/",
        "http://testserver/locations/rudas-bath/",
        "http://testserver/documents/tricksters/",
    ]


def test_drafts_are_not_on_the_map() -> None:
    tanuki_film(state=State.DRAFT)
    assert addresses("/sitemap-films.xml") == []


def test_the_map_is_split_and_its_pages_are_found_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "SITEMAP_SIZE", 2)
    first = Film.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    made = [film(f"Tanuki {number}") for number in range(5 + first % 2)]
    files = [file for file in addresses("/sitemap.xml") if "films" in file]
    assert files[0] == "http://testserver/sitemap-films.xml"
    assert all(re.fullmatch(r".*/sitemap-films\.xml\?p=\d+", file) for file in files[1:])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        listed = [page for file in files for page in addresses(file.removeprefix("http://testserver"))]
    assert listed == [f"http://testserver/films/{one.slug}/" for one in made]
    assert not [query for query in queries.captured_queries if "OFFSET" in query["sql"]]


@pytest.mark.parametrize("path", ["/sitemap-nobody.xml", "/sitemap-films.xml?p=99", "/sitemap-films.xml?p=one"])
def test_a_part_of_the_map_that_is_not_there_gets_404(path: str) -> None:
    tanuki_film()
    assert Client().get(path).status_code == 404


def test_pages_by_key_refuse_what_is_no_page() -> None:
    pages = PagesByKey(Film.objects.order_by("pk"), 2)
    assert list(pages.page(1)) == []
    with pytest.raises(EmptyPage):
        pages.page(2)
    with pytest.raises(PageNotAnInteger):
        pages.page("nine" * 2000)


def test_robots_are_kept_from_searches_and_led_to_the_map() -> None:
    response = Client().get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    rules = response.content.decode()
    assert {
        "Disallow: /?",
        "Disallow: /corrections/",
        "Disallow: /evidence/",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    } <= set(rules.splitlines())


def test_browsers_can_add_the_search() -> None:
    html = Client().get("/help/search/").content.decode()
    assert (
        'rel="search" type="application/opensearchdescription+xml" title="Red Heat" href="/opensearch.xml"' in html
    )
    response = Client().get("/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    tree = ElementTree.fromstring(response.content)  # noqa: S314 (of our own making)
    found = {url.get("type"): url.get("template") for url in tree if url.tag.endswith("Url")}
    assert found["text/html"] == "http://testserver/?q={searchTerms}&page={startPage?}"
    suggestions = str(found["application/x-suggestions+json"]).replace("{searchTerms}", "tanu")
    tanuki_film()
    answer = Client().get(suggestions.removeprefix("http://testserver"))
    assert answer.json() == ["tanu", ["The Tanuki"], ["film"], ["http://testserver/films/the-tanuki-1977/"]]


def test_what_has_no_head_has_an_icon() -> None:
    assert Client().get("/favicon.ico")["Location"] == "/static/films/icon.svg"


def test_health_asks_the_database_and_the_index() -> None:
    response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, WELL)
    assert "no-store" in response["Cache-Control"]


def test_an_index_that_lacks_a_trigger_is_not_healthy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_films_film_update")
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert "migrate" in response.json()["index"]


@pytest.mark.parametrize(
    ("harm", "part"),
    [("DROP TABLE search_text", "search"), ("PRAGMA query_only = 1", "writing")],
)
def test_health_names_the_part_that_fails(harm: str, part: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(harm)
        try:
            response = Client().get("/healthz")
        finally:
            cursor.execute("PRAGMA query_only = 0")
    assert response.status_code == 503
    assert response.json()[part] not in WELL.values()
