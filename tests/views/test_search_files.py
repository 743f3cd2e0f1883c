"""A search to take away: the feed and the table say what the page says."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client

from films.models import Film, Identifier, Note, State
from films.views.search_files import COLUMNS
from tests.cast import film, note, tanuki_film

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LONG_AGO = datetime(1988, 6, 17, tzinfo=UTC)


def feed(address: str) -> ElementTree.Element:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)  # noqa: S314 (of our own making)


def text(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None
    return found.text or ""


def links(element: ElementTree.Element) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in element.findall(f"{ATOM}link")}


def table(address: str) -> Iterator[dict[str, str]]:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8; header=present")
    return csv.DictReader(StringIO(response.content.decode(), newline=""))


def date_entries(when: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_entry SET written = %s", [int(when.timestamp())])


def test_a_feed_has_an_entry_for_each_result() -> None:
    note(tanuki_film(), "Snow & <steam>", key="steam")
    found = feed("/search.atom?q=steam")
    assert links(found) == {
        "alternate": "http://testserver/?q=steam",
        "self": "http://testserver/search.atom?q=steam",
    }
    (entry,) = found.findall(f"{ATOM}entry")
    assert text(entry, "title") == "Snow & <steam>"
    page = "http://testserver/films/the-tanuki-1977/#note-steam"
    assert (text(entry, "id"), links(entry)["alternate"]) == (page, page)


def test_an_entry_is_dated_by_its_last_change() -> None:
    told = note(tanuki_film(), "Snow")
    date_entries(LONG_AGO)
    assert text(feed("/search.atom?q=snow"), "updated") == "1988-06-17T00:00:00+00:00"
    told.save()
    assert text(feed("/search.atom?q=snow"), "updated") == "1988-06-17T00:00:00+00:00"
    Note.objects.update(text="It thawed.")
    changed = datetime.fromisoformat(text(feed("/search.atom?q=snow"), "updated"))
    assert abs(datetime.now(UTC) - changed) < timedelta(hours=1)


def test_an_empty_feed_is_as_old_as_the_desk() -> None:
    empty = feed("/search.atom?q=nothinglikethis")
    assert empty.findall(f"{ATOM}entry") == []
    assert datetime.fromisoformat(text(empty, "updated")) <= datetime.now(UTC)


def test_a_feed_goes_on_where_its_page_ends() -> None:
    for number in range(3):
        film(f"Tanuki {number}")
    first, second = (feed(f"/search.atom?kind=film&page={page}&page_size=2") for page in (1, 2))
    assert links(first)["next"].endswith("kind=film&page=2&page_size=2")
    assert "previous" not in links(first)
    assert "page=2" not in links(second)["previous"]
    assert text(first, "id") == text(second, "id")


def test_a_table_has_every_result_whatever_the_page() -> None:
    for number in range(25):
        film(f"Tanuki {number}")
    rows = list(table("/search.csv?q=tanuki&page=2"))
    assert len(rows) == 25
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["url"].startswith("http://testserver/films/tanuki-")


def test_a_table_names_identifiers() -> None:
    made = tanuki_film()
    Identifier.objects.create(film=made, scheme="imdb", value="tt0000001", state=State.PUBLISHED)
    (row,) = table("/search.csv?q=tanuki&kind=film")
    assert (row["identifiers"], row["year"]) == ("imdb:tt0000001", "1977")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(start: str) -> None:
    Film.objects.create(title=f"{start}cmd|' /C calc'!A0", slug="calc", state=State.PUBLISHED)
    (row,) = table("/search.csv?q=calc")
    assert row["title"].startswith(f"'{start}")


def test_a_feed_is_xml_whatever_is_asked_and_found() -> None:
    tanuki_film(title="The \x0bTanuki\uffff")
    assert text(feed("/search.atom?q=tanuki%00"), "title") == "tanuki  – Red Heat"


@pytest.mark.parametrize("path", ["/search.csv", "/search.atom"])
def test_a_wrong_page_is_refused_in_words(path: str) -> None:
    response = Client().get(path, {"q": "tanuki", "page": "two"})
    assert response.status_code == 400
    assert response.content.decode().startswith("page: ")


def test_a_search_links_its_other_forms() -> None:
    tanuki_film()
    html = Client().get("/", {"kind": "film", "q": "tanuki", "page": ""}).content.decode()
    for path, media_type in (
        ("/api/search", "application/json"),
        ("/search.csv", "text/csv"),
        ("/search.atom", "application/atom+xml"),
    ):
        assert f'<link rel="alternate" type="{media_type}"' in html
        assert f'<a href="{path}?q=tanuki&amp;kind=film" type="{media_type}">' in html


def test_the_part_that_changes_while_typing_links_them_too() -> None:
    tanuki_film()
    html = Client().get("/", {"q": "tanuki"}, headers={"HX-Request": "true"}).content.decode()
    assert '<a href="/search.csv?q=tanuki"' in html


def test_searches_have_one_address_and_are_not_for_other_engines() -> None:
    html = Client().get("/?page=1&kind=film&q=tanuki&sort=relevance").content.decode()
    assert '<link rel="canonical" href="http://testserver/?q=tanuki&amp;kind=film">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_first_page_is_for_other_engines_and_says_how_to_search() -> None:
    html = Client().get("/").content.decode()
    assert '<link rel="canonical" href="http://testserver/">' in html
    assert "noindex" not in html
    assert '"urlTemplate":"http://testserver/?q={search_term_string}"' in html
