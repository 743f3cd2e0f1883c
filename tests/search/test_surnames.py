"""People whom a question names by their surnames alone."""

import pytest

from films.models import JobCode
from tests.cast import credit, film, person
from tests.search.finding import labels

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.mark.parametrize("text", ["de niro crime", "crime films with de niro"])
def test_a_surname_begins_with_its_particle(text: str) -> None:
    assert {"Robert De Niro", "Crime"} <= set(labels(text))


def test_a_particle_may_be_typed_apart_from_the_surname() -> None:
    credit(film("Titanic", 1997), person("Leonardo DiCaprio"))
    assert labels("di caprio films") == ["Leonardo DiCaprio", "films"]


def test_brothers_are_those_of_a_surname_who_worked_together() -> None:
    fargo = film("Fargo", 1996)
    for name in ("Joel Coen", "Ethan Coen"):
        credit(fargo, person(name), job=JobCode.DIRECTOR)
    credit(film("Heat", 1995), person("Sacha Coen"), job=JobCode.ACTOR)
    assert labels("coen brothers films")[0] in ("Joel Coen or Ethan Coen", "Ethan Coen or Joel Coen")


def test_brothers_who_worked_apart_are_those_who_direct() -> None:
    for title, name in (("Fargo", "Ethan Coen"), ("Macbeth", "Joel Coen")):
        credit(film(title), person(name), job=JobCode.DIRECTOR)
    credit(film("Heat", 1995), person("Sacha Coen"), job=JobCode.ACTOR)
    assert labels("coen brothers films")[0] in ("Joel Coen or Ethan Coen", "Ethan Coen or Joel Coen")
