"""The work of a search and of an edit is bounded: by plans and by counts of queries, never by the clock."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from films.models import Film, State
from films.search import SearchRequest, answering, search
from films.search.backends.sqlite import schema
from films.search.entries import ENTRIES
from films.search.types import FacetName

pytestmark = pytest.mark.django_db

FULL_SCAN = re.compile(r"SCAN (?!CONSTANT|\(|subquery|json_each|search_text|letter_at|token|word|name|one|two|marked)")


def plan(statement: str, parameters: list[str | int] | None = None) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3] for row in cursor.fetchall()]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.kind)
def test_making_one_entry_anew_scans_no_table(entry: schema.Entry) -> None:
    for statement in schema.refresh_statements(entry, "SELECT 1"):
        assert not [step for step in plan(statement) if FULL_SCAN.match(step)], statement


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.kind)
def test_finding_what_a_change_touches_scans_no_table(entry: schema.Entry) -> None:
    for dependency in entry.all_dependencies:
        touched = re.sub(r"\{row\}\.\w+", "1", dependency.touched)
        select = touched if touched.startswith("SELECT") else f"SELECT {touched}"
        assert not [step for step in plan(select) if FULL_SCAN.match(step)], select


def test_the_window_is_taken_in_the_order_of_the_index() -> None:
    with CaptureQueriesContext(connection) as asked:
        search(SearchRequest("film", {FacetName.KIND: ("film",), FacetName.DECADE: ("1980s",)}))
    windows = [query["sql"] for query in asked if "MATCH" in query["sql"]]
    assert windows
    for window in windows:
        assert not [step for step in plan(window) if "TEMP B-TREE" in step], window


def test_a_search_takes_the_same_number_of_queries_whatever_it_finds(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Film.objects.bulk_create(
        Film(title=f"Fox {number}", slug=f"fox-{number}", state=State.PUBLISHED) for number in range(200)
    )
    with django_assert_max_num_queries(12):
        assert search(SearchRequest("fox")).count == 200
    with django_assert_max_num_queries(12):
        assert search(SearchRequest("fox 7")).count > 1


def test_a_question_of_many_words_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(20):
        search(SearchRequest("who " * 8 + "stole the red drum of the fox " * 8))


def test_the_window_bounds_what_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "WINDOW", 10)
    Film.objects.bulk_create(
        Film(title=f"Fox {number}", slug=f"fox-{number}", state=State.PUBLISHED, year=1988) for number in range(30)
    )
    answer = search(SearchRequest("fox"))
    assert (answer.count, answer.count_is_exact) == (10, False)
    assert [value.count for value in answer.facets[FacetName.DECADE]] == [10]
