"""Who worked beside somebody on a film, and who made or shot it."""

import pytest

from films.models import Film, JobCode, Person
from films.search import Kind
from tests.cast import credit, film, person
from tests.search.finding import answer, titles_found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.mark.parametrize("text", ["who starred with tom hanks in splash", "cast of splash alongside tom hanks"])
def test_who_starred_with_somebody_are_the_others_of_the_cast(text: str) -> None:
    hannah = person("Daryl Hannah")
    credit(Film.objects.get(title="Splash"), hannah, job=JobCode.ACTOR)
    credit(film("Splash", 1931), person("Somebody Else"), job=JobCode.ACTOR)
    assert titles_found(text, Kind.PERSON) == ["Daryl Hannah"]


def test_nobody_starred_with_who_was_not_in_the_film() -> None:
    hawn = Person.objects.get(name="Goldie Hawn")
    assert titles_found(f"who starred with {hawn} in splash") == []


def test_nobody_starred_with_who_is_shown_from_archive_footage() -> None:
    shown = person("Rudolph Valentino")
    credit(Film.objects.get(title="Splash"), shown, job=JobCode.ARCHIVE_FOOTAGE)
    assert titles_found(f"who starred with {shown} in splash") == []
    assert "Rudolph Valentino" not in titles_found("who starred with tom hanks in splash", Kind.PERSON)


@pytest.mark.parametrize(
    ("text", "people", "not_recorded"),
    [
        ("who made splash", ["Ron Howard"], ""),
        ("who shot splash", [], "The cinematographer of Splash (1984) is not recorded here."),
    ],
)
def test_who_made_or_shot_a_film_had_a_job_on_it(text: str, people: list[str], not_recorded: str) -> None:
    assert titles_found(text, Kind.PERSON) == people
    assert answer(text).not_recorded == not_recorded
