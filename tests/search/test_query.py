"""What was typed is read without error, and no text whatever breaks a search."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from films.search import SearchRequest, search
from films.search.query import MAX_CLAUSES, Clause, Query, parse
from films.search.types import FacetName
from tests.cast import credit, director, tanuki_film


def test_words_are_wanted_and_the_last_may_go_on() -> None:
    assert parse("red heat") == Query((Clause("red"), Clause("heat", prefix=True)))


def test_a_possessive_asks_for_its_owner() -> None:
    assert [clause.text for clause in parse("danko's Hill’s 's").clauses] == ["danko", "Hill", "'s"]


def test_phrases_stay_together_even_unclosed() -> None:
    assert parse('"wooden leg" scene').clauses[0] == Clause("wooden leg", is_phrase=True)
    assert parse('scene "wooden le').clauses[1] == Clause("wooden le", is_phrase=True)


def test_a_minus_leaves_out_a_word_or_a_phrase() -> None:
    assert parse('heat -twins -"red square"').excluded == (
        Clause("twins", excluded=True),
        Clause("red square", excluded=True, is_phrase=True),
    )


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "-", "!!! ??", "\x00\x01", "-“”"])
def test_signs_alone_ask_for_nothing(text: str) -> None:
    assert parse(text) == Query()


def test_work_is_capped() -> None:
    assert len(parse("fox " * 1000).clauses) == MAX_CLAUSES
    assert len(parse("a" * 100_000).clauses[0].text) <= 200


HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet='"*^:()+-{}[]\\%_\x00\x02\x03\u202e\u0301ŁłøİßЖё漢字 aNEAR'),
    st.sampled_from(
        ["NEAR(a b)", "title:fox", "a AND", "OR", "NOT x", "a^2", "{a b}:c", "';--", "%s", "%(x)s", "\ud7ff"]
    ),
    st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR", "fox", '"', "*", "-", "("])).map(" ".join),
)


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE, value=HOSTILE, page=st.integers(1, 10**30))
def test_no_input_breaks_search(text: str, value: str, page: int) -> None:
    answer = search(SearchRequest(text, {FacetName.PERSON: (value,)}, page=page))
    assert answer.count >= len(answer.results)


@pytest.mark.django_db
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_results_show_the_text_of_the_entry_unchanged(text: str) -> None:
    titles = {"The Tanuki", "Žofie Ørsted", "Žofie Ørsted, director"}
    if not search(SearchRequest("tanuki")).count:
        credit(tanuki_film(), director())
    assert {result.title_text for result in search(SearchRequest(text)).results} <= titles
