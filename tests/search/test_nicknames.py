"""People whom a question calls by a short form of their first name, and words that only ask for films."""

import pytest

from tests.cast import credit, film, note, person
from tests.search.finding import answer, labels

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture(autouse=True)
def _films() -> None:
    hepburn, stewart = person("Katharine Hepburn"), person("James Stewart")
    story = film("The Philadelphia Story", 1940, "Comedy")
    for actor in (hepburn, stewart):
        credit(story, actor)
    credit(film("Holiday", 1938), hepburn)
    credit(film("Vertigo", 1958), stewart)
    credit(film("Charade", 1963), person("Audrey Hepburn"))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("jimmy stewart films", "James Stewart"),
        ("kate hepburn comedies", "Katharine Hepburn"),
        ("bob de niro", "Robert De Niro"),
    ],
)
def test_a_person_is_known_by_a_short_form_of_the_first_name(text: str, who: str) -> None:
    assert labels(text)[0] == who


def test_a_name_that_more_texts_have_as_typed_is_not_a_short_form() -> None:
    for number in range(4):
        note(film(f"Diner {number}", 1980), f"Jimmy Stewart owns the diner of part {number}.")
    assert "James Stewart" not in labels("jimmy stewart films")


@pytest.mark.parametrize(
    "text",
    ["everything with robert de niro", "robert de niro filmography", "complete works of robert de niro"],
)
def test_words_that_ask_for_any_film_are_not_looked_for(text: str) -> None:
    assert answer(text).count == answer("robert de niro").count
    assert answer(text).partial_count == 0
