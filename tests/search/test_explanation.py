"""An explanation tells what a search did, so that it can be changed with open eyes."""

import pytest

from films.search import FacetName, SearchRequest, search
from films.search.explanation import Explanation, explain
from films.search.planner import PlanName
from films.search.retrieval import retrieve
from films.search.window import window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]

REQUESTS = {
    "a title": SearchRequest("taxi driver"),
    "entities": SearchRequest("80s comedies with tom hanks"),
    "a misspelling": SearchRequest("robert deniroo"),
    "loose": SearchRequest("splash in a taxi"),
    "filters": SearchRequest("hanks", {FacetName.KIND: ("film",)}),
    "nothing": SearchRequest(),
}


def first_plan(explanation: Explanation) -> PlanName:
    """Return the name of the plan that found the first result."""
    number = explanation.results[0].plan
    return next(plan.name for plan in explanation.plans if plan.number == number)


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=list(REQUESTS))
def test_it_has_the_results_of_the_search(request_: SearchRequest) -> None:
    page, explanation = search(request_), explain(request_)
    found = [result.object_id for result in page.results]
    assert [result.candidate.object_id for result in explanation.results] == found
    assert (explanation.count, explanation.corrected) == (page.count, page.corrected)


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=list(REQUESTS))
def test_the_parts_of_a_score_make_the_score_that_ranks(request_: SearchRequest) -> None:
    ranked = {entry.candidate.id: entry.score for entry in window(retrieve(request_.text)).ranked}
    for result in explain(request_).results:
        assert sum(result.parts.values()) == pytest.approx(ranked.get(result.candidate.id, 0))


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("taxi driver", PlanName.WHOLE_NAME),
        ("tom hanks comedy", PlanName.UNDERSTOOD),
        ("driver", PlanName.IN_A_NAME),
        ("", PlanName.EVERYTHING),
    ],
)
def test_it_names_the_plan_that_found_a_result(text: str, plan: PlanName) -> None:
    assert first_plan(explain(SearchRequest(text))) == plan


def test_a_result_is_told_with_the_parts_of_its_prominence() -> None:
    result = explain(SearchRequest("taxi driver")).results[0]
    assert result.prominence["CREDITS"] > 0
    assert result.prominence["VOTES"] == 0


def test_a_word_is_told_with_the_column_it_counts_in() -> None:
    matches = explain(SearchRequest("taxi driver")).results[0].matches
    assert [(match.text, match.share, match.place) for match in matches] == [
        ("taxi", 1.0, "title"),
        ("driver", 1.0, "title"),
    ]


def test_a_word_that_was_understood_is_told_with_its_entity() -> None:
    explanation = explain(SearchRequest("tom hanks 1984"))
    assert ("1984", "year", "1984") in explanation.entities
    matches = {match.text: match.place for match in explanation.results[0].matches}
    assert matches["hanks"] == "Tom Hanks"
