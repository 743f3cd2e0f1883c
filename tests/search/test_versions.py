"""Versions of a film, such as re-releases, stand under it."""

import pytest
from django.test import Client

from films.models import Film, FilmRelation, State
from films.models.films import RelationKind
from films.search import SearchRequest, Sort, search
from tests.cast import film

from .finding import titles_found

pytestmark = pytest.mark.django_db


def relate(version: Film, original: Film) -> None:
    FilmRelation.objects.create(
        film=version, related_film=original, kind=RelationKind.VERSION_OF, state=State.PUBLISHED
    )


@pytest.fixture
def versions() -> None:
    original, _, version = film("The Tanuki", 1977), film("The Tanuki", 1990), film("The Tanuki 3D", 2012)
    relate(version, original)


@pytest.mark.usefixtures("versions")
def test_a_version_follows_its_film(client: Client) -> None:
    found = [result.year for result in search("tanuki").results if result.kind == "film"]
    assert found[found.index(1977) + 1] == 2012
    assert "Version of" in client.get("/", {"q": "tanuki"}).content.decode()


@pytest.mark.usefixtures("versions")
def test_an_order_that_was_chosen_is_kept() -> None:
    page = search(SearchRequest("tanuki", sort=Sort.NEWEST))
    assert [result.year for result in page.results if result.kind == "film"] == [2012, 1990, 1977]


def test_films_that_are_versions_of_each_other_are_both_found() -> None:
    one, other = film("Tanuki", 1977), film("Tanuki 3D", 2012)
    relate(one, other)
    relate(other, one)
    assert {"Tanuki", "Tanuki 3D"} <= set(titles_found("tanuki"))
