"""Browsing: shelves of films by decade, genre and country, and the list of documents."""

import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from films.models import State
from tests.cast import film, genre, tanuki_film
from tests.views.citing import TEXT, document, passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def films(db: None) -> None:
    film("The Tanuki", 1977, "Comedy")
    film("The Badger", 1979, "Comedy", "Horror")
    film("The Drum", 1988, "Horror")
    tanuki_film(slug="unread", year=1950, state=State.DRAFT).genres.add(genre("Western"))


def titles(address: str) -> list[str]:
    html = Client().get(address).content.decode()
    return re.findall(r"<h3><a [^>]*><cite><bdi>(.*?)</bdi>", html)


@pytest.mark.usefixtures("films")
def test_shelves_count_published_films_and_lead_to_them() -> None:
    html = Client().get("/browse/").content.decode()
    shelved = re.findall(r'<a href="(/browse/[^"]+)"><bdi>(.*?)</bdi></a> <span class="count">(.*?)<', html)
    assert shelved == [
        ("/browse/decade/1980s/", "1980s", "1"),
        ("/browse/decade/1970s/", "1970s", "2"),
        ("/browse/genre/comedy/", "Comedy", "2"),
        ("/browse/genre/horror/", "Horror", "2"),
    ]
    for address, _, count in shelved:
        assert len(titles(address)) == int(count)


@pytest.mark.usefixtures("films")
def test_a_decade_leads_to_its_years() -> None:
    assertContains(Client().get("/browse/decade/1970s/"), '<a href="/browse/year/1979/"><bdi>1979</bdi></a>')
    assert titles("/browse/year/1979/") == ["The Badger"]


@pytest.mark.usefixtures("films")
def test_the_films_of_a_shelf_can_be_put_in_another_order() -> None:
    page = Client().get("/browse/genre/comedy/")
    assertContains(page, '<a href="/browse/genre/comedy/?sort=newest">Newest</a>')
    assertContains(page, 'href="/?genre=comedy&amp;kind=film"')
    assert titles("/browse/genre/comedy/?sort=newest") == ["The Badger", "The Tanuki"]
    assert titles("/browse/genre/comedy/?sort=oldest") == ["The Tanuki", "The Badger"]


def test_a_long_shelf_goes_on_over_pages() -> None:
    for number in range(25):
        film(f"Tanuki {number}", 1977, "Comedy")
    first, second = (titles(f"/browse/genre/comedy/{page}") for page in ("", "?page=2"))
    assert (len(first), len(second), len({*first, *second})) == (20, 5, 25)
    assertContains(
        Client().get("/browse/genre/comedy/?sort=newest"), 'href="/browse/genre/comedy/?sort=newest&amp;page=2"'
    )
    assert Client().get("/browse/genre/comedy/?page=3").status_code == 404


@pytest.mark.usefixtures("films")
@pytest.mark.parametrize(
    "address",
    [
        "/browse/genre/western/",
        "/browse/genre/nothing/",
        "/browse/colour/red/",
        "/browse/kind/film/",
        "/browse/year/1950/",
    ],
)
def test_what_no_published_film_has_is_no_shelf(address: str) -> None:
    assert Client().get(f"/browse/{address}/").status_code == 404


@pytest.mark.usefixtures("films")
@pytest.mark.parametrize("query", ["page=0", "page=x", "sort=loudest", "page=%00"])
def test_a_wrong_number_or_order_shows_the_first_page(query: str) -> None:
    assert titles(f"/browse/genre/horror/?{query}") == titles("/browse/genre/horror/")


def test_documents_are_listed_with_their_length() -> None:
    assertContains(Client().get("/documents/"), "No document has been read yet.")
    passage(document(TEXT))
    page = Client().get("/documents/")
    assertContains(page, 'href="/documents/tricksters/"')
    assertContains(page, "1 sentence")


@pytest.mark.usefixtures("films")
def test_the_first_page_and_every_other_lead_to_browsing() -> None:
    first = Client().get("/")
    assertContains(first, '<a href="/browse/genre/horror/"><bdi>Horror</bdi></a>')
    assertNotContains(first, "Western")
    for address in ("/", "/help/search/", "/browse/"):
        assertContains(Client().get(address), '<li><a href="/browse/">Browse</a></li>')


@pytest.mark.usefixtures("films")
def test_shelves_are_in_the_sitemap() -> None:
    found = Client().get("/sitemap-browse.xml")
    assertContains(found, "<loc>http://testserver/browse/decade/1970s/</loc>")
    assertContains(found, "<loc>http://testserver/browse/year/1988/</loc>")
