"""The order by title: as libraries file titles, and people by their family names."""

import pytest

from films.models import Film, Language, Person, State
from films.search import Kind, SearchRequest, Sort, filed_title, search
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


@pytest.mark.parametrize("titles", [["The Bath", "Æon", "An Owl", "12 Owls"], ["A Fox", "Das Bad", "The Fox II"]])
def test_queries_of_the_tables_file_records_alike_and_drafts_among_them(titles: list[str]) -> None:
    for title in titles:
        spoken(film(title), "de" if title.startswith("Das") else "en")
    filed = [made.title for made in Film.objects.order_by(filed_title(Kind.FILM))]
    assert filed == order()
    Film.objects.filter(title__startswith=titles[1]).update(state=State.DRAFT)
    assert [made.title for made in Film.objects.order_by(filed_title(Kind.FILM))] == filed


def test_people_are_filed_by_family_name_without_accents() -> None:
    for name, sort_name in (("Žofie Ørsted", "Ørsted, Žofie"), ("Ann Ozu", "Ozu, Ann"), ("Bo Oates", "oates, Bo")):
        Person.objects.filter(pk=person(name).pk).update(sort_name=sort_name)
    filed = [made.name for made in Person.objects.order_by(filed_title(Kind.PERSON))]
    assert filed == order() == ["Bo Oates", "Žofie Ørsted", "Ann Ozu"]
