"""A question for a field of a film finds the film and the facts with the value, or says that it has none."""

import pytest
from django.utils.text import slugify

from films.models import BoxOffice, Film, Organization, Review, State
from films.models.reception import Scale
from films.models.releases import BoxOfficeKind
from films.search import SearchPage
from tests.cast import film
from tests.search.finding import answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def found_in(page: SearchPage) -> list[str]:
    return [result.title_text for result in page.results if not result.partial]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("how long is splash", "running time"),
        ("what was the average rating for splash", "review score"),
        ("what did critics think of splash", "review score"),
        ("what did splash get on rotten tomatoes", "Rotten Tomatoes score"),
        ("metacritic score of splash", "Metacritic score"),
        ("where was splash filmed", "filming locations"),
        ("splash budget", "budget"),
    ],
)
def test_the_film_comes_first_and_it_is_said_what_is_not_recorded(text: str, field: str) -> None:
    page = answer(text)
    verb = "are" if field.endswith("s") else "is"
    assert (found_in(page), page.understood[1].label) == (["Splash"], field)
    assert page.not_recorded == f"The {field} of Splash (1984) {verb} not recorded here."


def test_a_value_in_the_film_itself_is_recorded() -> None:
    Film.objects.filter(title="Splash").update(runtime=111)
    assert answer("how long is splash").not_recorded == ""
    assert answer("when was splash released").not_recorded == ""


def test_facts_with_the_value_follow_their_film() -> None:
    splash = Film.objects.get(title="Splash")
    for kind in (BoxOfficeKind.BUDGET, BoxOfficeKind.GROSS):
        figure = {"key": kind.value, "kind": kind, "amount": 8, "currency": "USD"}
        BoxOffice.objects.create(film=splash, state=State.PUBLISHED, **figure)
    page = answer("how much did splash make")
    assert [title.partition(":")[0].partition(",")[0] for title in found_in(page)] == ["Splash", "Gross"]
    assert page.not_recorded == ""


def test_a_question_for_one_rating_is_answered_by_that_and_no_other() -> None:
    splash = Film.objects.get(title="Splash")
    for name, score in (("Metacritic", 60), ("Rotten Tomatoes", 92)):
        outlet = Organization.objects.create(
            name=name, slug=slugify(name), kind="review_aggregator", state="published"
        )
        Review.objects.create(
            film=splash,
            key=outlet.slug,
            kind="aggregate",
            outlet=outlet,
            scale=Scale.PERCENT,
            score=score,
            state=State.PUBLISHED,
        )
    page = answer("rotten tomatoes score of splash")
    assert (found_in(page), page.not_recorded) == (["Splash", "Rotten Tomatoes: 92%"], "")


def test_words_of_such_questions_are_words_of_titles_elsewhere() -> None:
    film("The Long Splash", 1999)
    assert found_in(answer("the long splash"))[0] == "The Long Splash"
    assert "plot" not in [part.label for part in answer("plot of a mermaid in splash").understood]
