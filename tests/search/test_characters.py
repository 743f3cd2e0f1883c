"""Who played a character in a film is answered by the credit that says so, or not at all."""

import pytest

from films.models import Film, JobCode
from films.search import Kind
from tests.cast import credit, film, person
from tests.search.finding import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def _batman() -> None:
    batman = film("Batman", 1989)
    for name, character in [("Michael Keaton", "Bruce Wayne"), ("Jack Nicholson", "The Joker")]:
        credit(batman, person(name), job=JobCode.ACTOR, character=character)
    credit(film("Joker", 2019), person("Joaquin Phoenix"), job=JobCode.ACTOR, character="The Joker")


@pytest.mark.usefixtures("_batman")
@pytest.mark.parametrize(
    "text",
    [
        "who played the joker in batman",
        "actor who plays joker in batman",
        "who portrayed the joker in the film batman",
    ],
)
def test_the_person_with_the_credit_comes_first(text: str) -> None:
    page = answer(text)
    first = page.results[0]
    assert (first.kind, first.title_text, page.not_recorded) == (Kind.PERSON, "Jack Nicholson", "")
    assert page.count == 2  # the person and the credit


@pytest.mark.usefixtures("_batman")
def test_a_character_that_no_credit_names_is_not_recorded() -> None:
    page = answer("who played the penguin in batman")
    assert page.count == 0
    assert page.not_recorded == "Who played “penguin” in Batman is not recorded here."
    assert "Michael Keaton" in [result.title_text for result in page.results]


@pytest.mark.usefixtures("_batman")
def test_the_cast_is_asked_for_where_no_character_is() -> None:
    assert {result.title_text for result in answer("who played in batman").results} >= {"Michael Keaton"}
    assert not answer("who played in batman").not_recorded


@pytest.mark.usefixtures("_batman")
def test_a_character_is_found_without_a_film() -> None:
    assert {
        result.title_text for result in answer("who played the joker").results if result.kind == Kind.PERSON
    } == {
        "Jack Nicholson",
        "Joaquin Phoenix",
    }


@pytest.mark.parametrize(
    "synopsis",
    [
        "It stars Harrison Ford as the archaeologist Indiana Jones.",
        "It stars Harrison Ford, who reprises his role as Indiana Jones.",
        "Indiana Jones (Ford) looks for a stone.",
        "Indiana Jones, played by Harrison Ford, looks for a stone.",
    ],
)
def test_texts_tell_who_played_a_character_that_no_credit_names(synopsis: str) -> None:
    made = film("The Temple", 1984)
    Film.objects.filter(pk=made.pk).update(synopsis=synopsis)
    for name in ("Harrison Ford", "Kate Capshaw"):
        credit(made, person(name), job=JobCode.ACTOR)
    page = answer("who played indiana jones")
    assert [result.title_text for result in page.results if not result.partial] == ["Harrison Ford"]
    assert page.understood[0].label == "character “indiana jones”, by synopses"


def test_films_whose_texts_name_a_character_follow_where_nobody_is_recorded() -> None:
    made = film("The Temple", 1984)
    Film.objects.filter(pk=made.pk).update(
        synopsis="Harrison Ford stars. Like Indiana Jones, he looks for a stone."
    )
    credit(made, person("Harrison Ford"), job=JobCode.ACTOR)
    page = answer("who played indiana jones")
    assert page.not_recorded == "Who played “indiana jones” is not recorded here."
    assert [(result.title_text, result.partial) for result in page.results] == [("The Temple", True)]
