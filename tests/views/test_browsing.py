"""Browsing: shelves of films by decade, genre and country, and the list of documents."""

import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from films.models import CompanyCredit, FilmRelation, JobCode, Organization, State
from films.models.companies import CompanyRole
from films.models.films import RelationKind
from films.models.people import OrganizationKind
from tests.cast import credit, film, filmed_at, genre, person, place, tanuki_film
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


def test_places_list_films_and_jobs_list_people() -> None:
    made = film("The Tanuki")
    filmed_at(made, place("Bath", place("Budapest")))
    credit(made, person("Žofie"), job=JobCode.COMPOSER)
    assert titles("/browse/location/budapest/") == ["The Tanuki"]
    page = Client().get("/browse/job/composer/")
    assertContains(page, "1 person.")
    assertContains(page, "<bdi>Žofie</bdi>")


def test_an_organization_lists_the_films_that_name_it() -> None:
    body = Organization.objects.create(
        name="Badger Pictures", slug="badger", kind=OrganizationKind.DISTRIBUTOR, state=State.PUBLISHED
    )
    for name, state in (("The Tanuki", State.PUBLISHED), ("The Drum", State.DRAFT)):
        CompanyCredit.objects.create(
            film=film(name), key="sold", company=body, role=CompanyRole.DISTRIBUTOR, state=state
        )
    shelf = '<a href="/browse/organization/badger/"><bdi>Badger Pictures</bdi></a> <span class="count">1</span>'
    assertContains(Client().get("/browse/"), shelf)
    assert titles("/browse/organization/badger/") == ["The Tanuki"]


def test_a_series_is_in_the_order_of_its_years() -> None:
    third, first, second, other = (
        film(name, year) for name, year in (("Drum 3", 1983), ("Drum", 1979), ("Drum 2", 1981), ("Fox", 1980))
    )
    for later, earlier in ((third, second), (second, first)):
        FilmRelation.objects.create(
            film=later, related_film=earlier, kind=RelationKind.SEQUEL, state=State.PUBLISHED
        )
    FilmRelation.objects.create(
        film=other, related_film=first, kind=RelationKind.COMPARED_WITH, state=State.PUBLISHED
    )
    assert titles(f"/browse/series/{first.slug}/") == ["Drum", "Drum 2", "Drum 3"]


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
        "/browse/series/the-tanuki-0/",
        "/browse/organization/nobody/",
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
