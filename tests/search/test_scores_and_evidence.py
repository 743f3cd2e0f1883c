"""Scores are compared on one scale, and facts are told by their evidence."""

import pytest

from films.models import Citation, Film, Passage, Review, State
from films.models.people import Organization
from films.search import Kind
from tests.cast import film
from tests.search.finding import titles_found

pytestmark = [pytest.mark.usefixtures("red_heat"), pytest.mark.django_db]


FILMS = {"Red Heat", "48 Hrs.", "Ninotchka", "Twins"}
PERCENT, TEN, LETTER = "Rotten Tomatoes: 67%", "Rotten Tomatoes: 5.6/10", "CinemaScore: B"


def test_facts_are_found_by_what_they_cite() -> None:
    assert set(titles_found("source:wikipedia", Kind.FILM)) == FILMS
    assert titles_found('source:"red heat"') == titles_found("source:wikipedia")
    film("Uncited", 1988)
    assert "Uncited" not in titles_found("source:wikipedia")


def test_facts_that_sources_disagree_about_are_told() -> None:
    Citation.objects.exclude(reading="").delete()
    assert titles_found("conflict:yes") == []
    disputed = Film.objects.get(title="Twins")
    Citation.objects.create(
        film=disputed, passage=Passage.objects.first(), field="year", reading="1983", reason="A later cut."
    )
    assert titles_found("conflict:yes") == ["Twins"]
    assert set(titles_found("conflict:no", Kind.FILM)) == FILMS - {"Twins"}
    assert set(titles_found("kind:film -conflict:yes")) == FILMS - {"Twins"}


def test_facts_whose_sentence_is_lost_are_told() -> None:
    assert titles_found("orphaned:yes") == []
    Passage.objects.update(lost_sentence="It was so.")
    assert set(titles_found("orphaned:yes", Kind.FILM)) == FILMS
    Passage.objects.update(lost_sentence="")
    assert titles_found("orphaned:yes") == []
    assert set(titles_found("orphaned:no", Kind.FILM)) == FILMS


def test_facts_are_told_by_whether_they_are_cited() -> None:
    film("Uncited", 1988)
    assert titles_found("cited:no") == ["Uncited"]
    assert set(titles_found("cited:yes", Kind.FILM)) == FILMS
    assert set(titles_found("kind:film -cited:yes")) == {"Uncited"}


@pytest.mark.parametrize(
    ("text", "reviews"),
    [
        ("score:67", {PERCENT, LETTER}),
        ("score:67%", {PERCENT, LETTER}),
        ("score:=67", {PERCENT, LETTER}),
        ("score:56", {TEN}),
        ("score:56.0", {TEN}),
        ("score:>56", {PERCENT, LETTER}),
        ("score:>=56", {PERCENT, TEN, LETTER}),
        ("score:<56", set()),
        ("score:<=56", {TEN}),
        ("score:<67", {TEN}),
        ("score:50..60", {TEN}),
        ("score:60..50", {TEN}),
        ("score:56..67", {PERCENT, TEN, LETTER}),
        ("score:57..", {PERCENT, LETTER}),
        ("score:..66", {TEN}),
        ("score:>100", set()),
        ("score:999", set()),
        ("score:>60 OR score:<57", {PERCENT, TEN, LETTER}),
        ("score:>0 -score:>60", {TEN}),
        ("score:>0 -score:50..60", {PERCENT, LETTER}),
        ("tomatoes score:>60", {PERCENT}),
    ],
)
def test_scores_are_compared_on_one_scale(text: str, reviews: set[str]) -> None:
    assert set(titles_found(text)) == reviews


@pytest.mark.parametrize(
    ("scale", "score", "grade", "points"),
    [
        ("letter", None, "A+", 100),
        ("letter", None, "C", 42),
        ("letter", None, "F", 0),
        ("five", 4, "", 80),
        ("four", 3, "", 75),
        ("ten", 8.5, "", 85),
        ("percent", 1, "", 1),
    ],
)
def test_every_scale_becomes_points_of_a_hundred(scale: str, score: float | None, grade: str, points: int) -> None:
    outlet = Organization.objects.create(name="Fog", slug="fog", kind="publication", state=State.PUBLISHED)
    Review.objects.create(
        film=film("Foggy"), key="r", kind="critic", outlet=outlet, scale=scale, score=score, grade=grade,
        state=State.PUBLISHED,
    )  # fmt: skip
    assert len(titles_found(f"outlet:fog score:{points}")) == 1
    assert titles_found(f"outlet:fog score:>{points}") == titles_found(f"outlet:fog score:<{points}") == []
