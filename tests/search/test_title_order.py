"""The order by title: as libraries file titles, and people by their family names."""

import pytest

from films.models import Film, Language
from films.search import SearchRequest, Sort, search
from tests.cast import film, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]


def order() -> list[str]:
    """Return all titles in their order."""
    return [result.title_text for result in search(SearchRequest(sort=Sort.TITLE)).results]


def spoken(made: Film, *tags: str) -> None:
    made.languages.set(Language.objects.get_or_create(tag=tag, defaults={"name": tag})[0] for tag in tags)


@pytest.mark.parametrize(
    "titles",
    [
        ["The Bath", "A Fox", "An Owl", "Tanuki"],
        ["Æon", "Afar", "“Bath”", "...Come", "Éclair", "Fox"],
        ["2 Foxes", "12 Foxes", "101 Foxes", "Foxes"],
        ["A", "The", "Theatre"],
        ["Die Another Day", "Fox", "Les Baths"],
    ],
)
def test_titles_are_filed_without_articles_and_signs_and_numbers_by_value(titles: list[str]) -> None:
    for title in reversed(titles):
        film(title)
    assert order() == titles


@pytest.mark.parametrize(
    ("title", "tags", "before"),
    [
        ("Das Bad", ["de"], "Bath"),
        ("L’Avventura", ["it"], "Bath"),
        ("Os Banhos", ["pt-BR"], "Bath"),
        ("A Bad Dream", ["de"], "Bath"),
        ("Die Again", ["en", "de"], "Fox"),
    ],
)
def test_articles_are_those_of_the_languages_of_a_film_unless_it_is_in_english(
    title: str, tags: list[str], before: str
) -> None:
    for other in ("Bath", "Fox", "Tanuki"):
        film(other)
    spoken(film(title), *tags)
    assert order()[order().index(title) + 1] == before


def test_a_film_is_filed_anew_when_its_languages_change() -> None:
    made = film("Das Bad")
    film("Bath")
    assert order() == ["Bath", "Das Bad"]
    spoken(made, "de")
    assert order() == ["Das Bad", "Bath"]
    Language.objects.update(tag="fi")
    assert order() == ["Bath", "Das Bad"]


def test_people_are_filed_by_family_name() -> None:
    for name, sort_name in (("Aaron Tveit", "Tveit, Aaron"), ("Alistair Brammer", "Brammer, Alistair")):
        someone = person(name)
        someone.sort_name = sort_name
        someone.save()
    film("The Fox")
    assert order() == ["Alistair Brammer", "The Fox", "Aaron Tveit"]
