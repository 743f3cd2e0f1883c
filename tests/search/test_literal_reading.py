"""What was understood never locks anybody out: parts can be taken away, and words read as words."""

import re

import pytest

from films.models import Film, JobCode
from films.search import Kind
from films.search.types import Understood
from tests.cast import credit, film, person
from tests.search.finding import answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def titles(text: str) -> list[str]:
    return [result.title_text for result in answer(text).results]


def meanings(text: str) -> list[tuple[str, str]]:
    return [(part.facet, part.value) for part in answer(text).understood]


BESIDE = ("kind", "job", "film")
"""The parts that mean something only beside others: a title alone is words."""

PARTED = [
    "tom hanks",
    "films with tom hanks",
    "what 80s comedies star goldie hawn",
    "Who directed Splash?",
    "films directed by ron howard",
    "early 80s sci-fi films",
    "films between 1985 and 1990",
    "films shot in new york",
    "tom hank's romcoms",
    "tom  hanks   1984",
    "tom hanks genre:comedy -apollo",
    "splash 'tom hanks'?",
    "ron howard comedies as director",
    "best director 1995 ron howard",
    "tom year:1984 hanks",
    'tom "apollo 13" hanks',
]


@pytest.mark.parametrize("text", PARTED)
def test_a_part_can_be_taken_away_and_the_others_stay(text: str) -> None:
    understood = answer(text).understood
    assert understood
    for part in understood:
        taken = {(other.facet, other.value) for other in understood if other.text == part.text}
        left = set(meanings(part.without))
        assert not left & taken, part
        others = {one for one in meanings(text) if one[0] not in BESIDE} - taken
        assert {facet_free(one) for one in others} <= {facet_free(one) for one in left}, part


def facet_free(meaning: tuple[str, str]) -> tuple[str, str]:
    """Return a meaning with people alike in every job, as a cue may belong to whichever name is left."""
    facet, value = meaning
    return ("person" if facet in (*JobCode, "person") and value.isdigit() else facet), value


@pytest.mark.parametrize("text", PARTED)
def test_a_part_can_be_read_as_words(text: str) -> None:
    for part in answer(text).understood:
        page = answer(part.literally)
        assert (part.facet, part.value) not in [(one.facet, one.value) for one in page.understood], part
        quoted = " ".join(re.findall(r'"([^"]*)"', part.literally)).split()
        assert set(part.text.replace('"', "").split()) <= set(quoted), part


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("tom hanks genre:comedy -apollo", "genre:comedy -apollo"),
        ("tom year:1984 hanks", "year:1984"),
        ('tom "apollo 13" hanks', '"apollo 13"'),
        ("ron -splash howard films", "-splash"),
    ],
)
def test_fields_and_phrases_stay_when_a_part_is_taken_away(text: str, sign: str) -> None:
    understood = answer(text).understood
    assert understood
    assert all(sign in part.without for part in understood)


def test_parts_point_at_the_words_as_typed() -> None:
    assert answer("Films  with TOM HANKS' comedies").understood[0] == Understood(
        facet="person",
        value=meanings("tom hanks")[0][1],
        label="Tom Hanks",
        text="TOM HANKS'",
        without="Films comedies",
        literally='Films  with "TOM HANKS\'" comedies',
    )


def test_the_literal_reading_has_the_words_as_plain_words() -> None:
    film("Ode to Tom Hanks", 2001)
    assert titles('"tom hanks"')[:2] == ["Tom Hanks", "Ode to Tom Hanks"]


@pytest.mark.parametrize("text", [text for text in PARTED if ":" not in text])
def test_exactly_means_that_nothing_is_understood_or_corrected_or_loosened(text: str) -> None:
    page = answer(text, exact=True)
    assert (page.understood, page.corrected, page.loosened) == ((), "", "")


def test_exactly_asks_for_every_word() -> None:
    film("Who Directed Splash and Why", 2001)
    assert [one.title_text for one in answer("who directed splash", exact=True).results] == [
        "Who Directed Splash and Why"
    ]


def test_a_year_that_is_a_title_is_the_title_first_and_the_year_too() -> None:
    film("1941", 1979)
    film("Citizen", 1941)
    assert titles("1941") == ["1941", "Citizen"]


@pytest.mark.parametrize("text", ["films from 1941", "1941 films", "films of 1941", "movies from 1941"])
def test_films_from_a_year_are_of_that_year_though_a_film_has_it_as_title(text: str) -> None:
    film("1941", 1979)
    film("Citizen", 1941)
    assert "Citizen" in titles(text)[:2]


@pytest.mark.parametrize("text", ["film called 1941", "1941 1979"])
def test_a_title_that_is_a_year_can_be_said_to_be_one(text: str) -> None:
    film("1941", 1979)
    film("Citizen", 1941)
    assert titles(text)[0] == "1941"


def test_a_title_that_is_a_persons_name_is_found_beside_them() -> None:
    credit(film("Scorpion", 2002), person("The Rock"), job=JobCode.ACTOR)
    film("The Rock", 1996)
    page = answer("the rock")
    assert {(one.kind, one.title_text) for one in page.results[:2]} == {
        (Kind.FILM, "The Rock"),
        (Kind.PERSON, "The Rock"),
    }
    assert "Scorpion" in titles("the rock films")[:2]


@pytest.mark.parametrize(
    "title",
    [
        "Please Give", "Her", "It", "Up", "What Is It", "Who Are You", "Show Me", "After the Now", "Comedy",
        "Made in New York", "The Director", "Films", "Before 1950", "The 80s", "New York", "Tom Hanks Directs",
        "Starring Ron Howard", "Who Directed Splash", "Early 90s", "Romcom", "How Do You Do", "List of Films",
    ],
)  # fmt: skip
def test_a_title_of_question_words_or_names_is_found_whole(title: str) -> None:
    film(title, 2010)
    film(f"{title} and More of It", 1984)
    assert titles(title.lower())[0] == title


@pytest.mark.parametrize("title", ["Please Give", "What Is It", "Made in New York", "Who Directed Splash"])
def test_a_film_is_not_locked_out_by_a_person_of_like_name(title: str) -> None:
    film(title, 2010)
    person(title.split()[-1])
    assert titles(title)[0] == title


def test_question_words_count_in_titles_before_they_are_dropped() -> None:
    film("Who Was That Fox", 2001)
    film("Fox", 2002)
    assert titles("who was that fox")[0] == "Who Was That Fox"
    assert answer("who was that fox").loosened == ""
    assert titles("where is the fox")[0] == "Fox"


def test_a_word_of_a_title_is_no_name_amid_other_words() -> None:
    made: Film = film("Heat", 1995)
    film("In the Heat of the Night", 1967)
    assert titles("in the heat of the night")[0] == "In the Heat of the Night"
    assert titles("heat")[0] == made.title
