"""A judgement says what a page answered, and whether that is so."""

from dataclasses import replace
from datetime import UTC, datetime

from films.evaluation.judged_queries import JudgedQuery
from films.evaluation.judgement import Judgement
from films.search import Kind, SearchRequest
from films.search.types import Piece, Result, SearchPage

WHO_DIRECTED = JudgedQuery("q1", "who directed red heat", frozenset({"t1"}), "job")
RED_HEAT, TWINS = 1, 2


def result(kind: Kind, name: str, object_id: int = 7, partial: bool = False) -> Result:
    return Result(
        kind=kind,
        object_id=object_id,
        title=(Piece(name, False),),
        context="",
        snippet=(),
        slug="",
        anchor="",
        year=None,
        written=datetime(1988, 6, 17, tzinfo=UTC),
        why=(),
        card={},
        partial=partial,
    )


def judged(
    query: JudgedQuery, *results: Result, sentence: str = "", excluded: frozenset[int] = frozenset()
) -> Judgement:
    page = SearchPage(SearchRequest(query.text), results=results, not_recorded=sentence)
    return Judgement(query, dict.fromkeys(query.relevant, RED_HEAT), excluded, page, 1.0)


def test_a_person_of_the_right_name_answers_who_did_a_job() -> None:
    query = replace(WHO_DIRECTED, people=frozenset({"Walter Hill"}))
    judgement = judged(query, result(Kind.PERSON, "Walter Hill"))
    assert (judgement.scores["success@1"], judgement.is_wrongly_stated) == (1, False)


def test_another_person_is_wrongly_stated() -> None:
    query = replace(WHO_DIRECTED, people=frozenset({"Walter Hill"}))
    assert judged(query, result(Kind.PERSON, "Peter Boyle"), result(Kind.PERSON, "Walter Hill")).is_wrongly_stated


def test_a_film_states_nothing_of_who_did_a_job() -> None:
    query = replace(WHO_DIRECTED, people=frozenset({"Walter Hill"}))
    judgement = judged(query, result(Kind.FILM, "Red Heat", RED_HEAT))
    assert (judgement.scores["success@1"], judgement.is_wrongly_stated) == (0, False)


def test_the_sentence_that_nobody_is_recorded_answers_where_nobody_is() -> None:
    judgement = judged(
        replace(WHO_DIRECTED, not_recorded=True), result(Kind.PERSON, "Fox"), sentence="Not recorded."
    )
    assert (judgement.scores["success@1"], judgement.is_wrongly_stated) == (1, False)


def test_a_person_is_wrongly_stated_where_nobody_is_recorded() -> None:
    assert judged(replace(WHO_DIRECTED, not_recorded=True), result(Kind.PERSON, "Fox")).is_wrongly_stated


def test_the_sentence_is_wrongly_stated_where_somebody_is_recorded() -> None:
    query = replace(WHO_DIRECTED, people=frozenset({"Walter Hill"}))
    assert judged(query, result(Kind.PERSON, "Walter Hill"), sentence="Not recorded.").is_wrongly_stated


def test_another_bearer_of_a_surname_is_not_wrongly_stated() -> None:
    query = JudgedQuery("q2", "hill", frozenset(), "surname", people=frozenset({"Walter Hill"}))
    assert not judged(query, result(Kind.PERSON, "Benny Hill")).is_wrongly_stated


def test_partial_matches_are_no_part_of_the_set() -> None:
    query = JudgedQuery("q3", "red heat", frozenset({"t1"}), "parts", exact=True)
    full, partial = result(Kind.FILM, "Red Heat", RED_HEAT), result(Kind.FILM, "Twins", TWINS, partial=True)
    assert judged(query, full, partial).agreement == {"set_precision": 1, "set_recall": 1}


def test_excluded_films_count_among_partial_matches_as_well() -> None:
    query = JudgedQuery("q3", "red heat", frozenset({"t1"}), "negation", exact=True)
    twins = result(Kind.FILM, "Twins", TWINS, partial=True)
    judgement = judged(query, result(Kind.FILM, "Red Heat", RED_HEAT), twins, excluded=frozenset({TWINS}))
    assert (judgement.excluded_shown, judgement.failed) == (1, True)
