"""The work of a search and of an edit is bounded: by plans and by counts of queries, never by the clock."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from films.kinds.index import Entry
from films.kinds.registry import ENTRIES
from films.models import Film, State
from films.search import SearchRequest, Sort, affording, entries, orders_held, search, service, suggest
from films.search.affording import affordable
from films.search.backends import engine
from films.search.backends.base import TookTooLongError
from films.search.backends.sqlite import backend, refreshing
from films.search.query.parser import parse
from films.search.query.tree import Node, Query
from films.search.sets import current
from films.search.types import FacetName
from tests.cast import tanuki_film
from tests.search.statements import statements

pytestmark = pytest.mark.django_db

PASSING = (
    r"CONSTANT|\(|subquery|json_each|search_text|letter_at|token|word|name|one|two|marked|continuation|found"
    r"|filed|career|rounded|alone|articles|counted|identified|leads|listed"
    r"|part VIRTUAL|claim VIRTUAL|plain|reading|rewrit|unfiled|written"
)
"""What one entry's own texts are parted into, and what is looked up for it."""
FULL_SCAN = re.compile(rf"SCAN (?!{PASSING})")
LONG_SCAN = re.compile(rf"SCAN (?!{PASSING}|asked|search_change|films_genre|films_job)")
"""A scan of more than what was asked, or of the few kinds, genres and jobs there are."""

STATEMENTS = 7  # of a search with its page
QUESTION_STATEMENTS = 9  # where words are understood as filters, and the others are looked up
ROWS = 80
FOXES = 300  # films that are found


def plan(statement: str, parameters: list[str | int] | None = None) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3] for row in cursor.fetchall()]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.kind)
def test_making_one_entry_anew_scans_no_table(entry: Entry) -> None:
    for statement in refreshing.refresh_statements(entry, "SELECT 1"):
        assert not [step for step in plan(statement) if FULL_SCAN.match(step)], statement


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.kind)
def test_finding_what_a_change_touches_scans_no_table(entry: Entry) -> None:
    for dependency in entry.all_dependencies:
        touched = re.sub(r"\{row\}\.\w+", "1", dependency.touched)
        select = touched if touched.startswith("SELECT") else f"SELECT {touched}"
        assert not [step for step in plan(select) if FULL_SCAN.match(step)], select


def test_what_texts_find_is_read_in_the_order_of_the_index() -> None:
    tanuki_film()
    with statements() as asked:
        search(SearchRequest("film", {FacetName.KIND: ("film",), FacetName.DECADE: ("1980s",)}))
    found_by_text = [statement for statement in asked if "MATCH" in statement]
    assert found_by_text
    for statement in found_by_text:
        assert not [step for step in plan(statement) if "TEMP B-TREE" in step], statement


def test_a_search_takes_as_many_statements_whatever_it_finds() -> None:
    Film.objects.bulk_create(
        Film(title=f"Fox {number}", slug=f"fox-{number}", state=State.PUBLISHED) for number in range(200)
    )
    search(SearchRequest("warm up"))
    with statements() as asked:
        assert search(SearchRequest("fox")).count == 200
    assert len(asked) <= 5
    with statements() as asked:
        assert search(SearchRequest("fox 7")).count > 1
    assert len(asked) <= 7


def test_a_question_of_many_words_takes_few_statements() -> None:
    search(SearchRequest("warm up"))
    with statements() as asked:
        search(SearchRequest("who " * 8 + "stole the red drum of the fox " * 8))
    assert len(asked) <= 20


def test_what_did_not_change_is_not_read_again() -> None:
    tanuki_film()
    search(SearchRequest("tanuki"))
    with statements() as asked:
        search(SearchRequest("", {FacetName.KIND: ("film",)}))
    assert not [statement for statement in asked if "MATCH" in statement or "facets FROM" in statement]


def test_entries_that_were_read_last_are_kept_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "ENTRIES_KEPT", 4)
    Film.objects.bulk_create(
        Film(title=f"Fox {number}", slug=f"fox-{number}", state=State.PUBLISHED) for number in range(6)
    )
    ids = current().ids.tolist()
    for entry_id in ids:
        entries.read_entries([entry_id])
    with statements() as asked:
        assert [entry.id for entry in entries.read_entries(ids[-3:])] == ids[-3:]
    assert not [statement for statement in asked if "FROM search_entry WHERE" in statement]


def test_only_entries_that_were_written_since_are_read_again() -> None:
    fox, drum = (
        Film.objects.create(title=title, slug=title.lower(), state=State.PUBLISHED) for title in ("Fox", "Drum")
    )
    entries.read_entries(current().ids.tolist())
    fox.title = "Vixen"
    fox.save()
    ids = current().ids.tolist()
    with statements() as asked:
        found = entries.read_entries(ids)
    assert {entry.texts["title"] for entry in found} == {"Vixen", "Drum"}
    (read,) = [statement for statement in asked if "FROM search_entry WHERE" in statement]
    assert str(next(entry.id for entry in found if entry.object_id == drum.pk)) not in read


def test_pages_list_so_many_and_counts_are_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LISTED", 10)
    Film.objects.bulk_create(
        Film(title=f"Fox {number}", slug=f"fox-{number}", state=State.PUBLISHED, year=1988) for number in range(30)
    )
    page = search(SearchRequest("fox", page_size=5))
    assert (page.count, page.count_is_exact, page.pages) == (30, True, 2)
    assert [value.count for value in page.facets[FacetName.DECADE]] == [30]


def test_a_search_that_takes_too_long_is_stopped_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        backend.fetch("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", [])

    monkeypatch.setattr(service, "TIME_LIMIT", 0.01)
    monkeypatch.setattr(service, "retrieve", endless)
    page = search(SearchRequest("fox"))
    assert (page.results, page.loosened, page.request.text) == ((), service.STOPPED, "fox")
    monkeypatch.undo()
    assert search(SearchRequest("fox")).loosened == ""


KINDS_OF_QUESTION = {
    "nothing": SearchRequest(),
    "a word": SearchRequest("fox "),
    "a letter": SearchRequest("f"),
    "an unfinished word": SearchRequest("drum fo"),
    "a phrase": SearchRequest('"red drum"'),
    "an exclusion": SearchRequest("fox -drum"),
    "fields": SearchRequest("title:fox director:hill year:1985..1990 score:>60 cited:no kind:film"),
    "either": SearchRequest("fox OR drum genre:comedy"),
    "a question": SearchRequest("which 80s comedies with jane fox and a red drum did people see in budapest"),
    "a misspelling": SearchRequest("teh tanuky"),
    "filters": SearchRequest("fox", {FacetName.DECADE: ("1980s",), FacetName.GENRE: ("comedy",)}),
    "another order": SearchRequest("fox", sort=Sort.NEWEST),
}


@pytest.mark.parametrize("request_", KINDS_OF_QUESTION.values(), ids=list(KINDS_OF_QUESTION))
def test_no_kind_of_question_goes_through_a_whole_table(request_: SearchRequest) -> None:
    tanuki_film()
    for sort in (Sort.NEWEST, Sort.RELEVANCE):  # orders held and versions are looked up once a revision
        search(SearchRequest("warm up", sort=sort))
    with statements() as asked:
        search(request_)
    for statement in asked:
        assert not [step for step in plan(statement) if LONG_SCAN.match(step)], statement


def test_no_kind_of_question_takes_many_statements_or_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    Film.objects.bulk_create(
        Film(title=f"Fox Drum {number}", slug=f"fox-{number}", state=State.PUBLISHED, year=1985)
        for number in range(FOXES)
    )
    search(SearchRequest("warm up"))
    rows: list[object] = []
    fetch = backend.fetch

    def counting(query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        found = fetch(query, parameters)
        rows.extend(found)
        return found

    monkeypatch.setattr(backend, "fetch", counting)
    too_many = {}
    for kind, request in KINDS_OF_QUESTION.items():
        rows.clear()
        with statements() as asked:
            search(request)
        most = QUESTION_STATEMENTS if kind == "a question" else STATEMENTS
        most_rows = FOXES + ROWS if request.sort else ROWS  # what is found is sorted
        if len(asked) > most or len(rows) > most_rows:
            too_many[kind] = (len(asked), len(rows))
    assert too_many == {}


def test_long_texts_are_cut_to_a_bounded_number_of_look_ups() -> None:
    tanuki_film()
    search(SearchRequest("warm up"))
    with statements() as asked:
        search(SearchRequest(" ".join(f"fox{number} drun{number}" for number in range(500))))
    assert len(asked) <= 40


@pytest.mark.parametrize(
    "typed", ["f", "fo", "fox", "foxd", "fox d", "fxo", "fxo dr", "comedies with fox d", "seen fxo d"]
)
def test_suggestions_go_through_no_whole_table(typed: str) -> None:
    tanuki_film(title="Fox Drum")
    search(SearchRequest("warm up"))
    with statements() as asked:
        suggest(typed)
    for statement in asked:
        assert not [step for step in plan(statement) if LONG_SCAN.match(step)], statement


def test_the_orders_that_are_held_are_looked_up_once_a_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[set[Sort]] = []
    look_up = engine().orders_held

    def recorded() -> set[Sort]:
        looked_up.append(look_up())
        return looked_up[-1]

    monkeypatch.setattr(engine(), "orders_held", recorded)
    one = tanuki_film()
    assert Sort.LONGEST not in orders_held()
    orders_held()
    assert len(looked_up) == 1
    one.runtime = 104
    one.save()
    assert Sort.LONGEST in orders_held()


def test_a_suggestion_asks_for_the_state_of_the_index_once() -> None:
    tanuki_film()
    suggest("eighties comedies with tan")  # reads what is kept
    with statements() as asked:
        suggest("eighties comedies with tanu")
    assert len([statement for statement in asked if "FROM search_entry_change" in statement]) == 1


def test_reading_many_rows_can_take_too_long_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    tanuki_film()
    monkeypatch.setattr(backend, "OPCODES_BETWEEN_LOOKS", 1)
    seconds = [0.0]
    monkeypatch.setattr(backend.time, "monotonic", lambda: seconds[0])

    def read_slowly() -> None:
        for _ in engine().words():
            seconds[0] = 2.0

    with pytest.raises(TookTooLongError), engine().time_limit(1):
        read_slowly()


@pytest.mark.parametrize("text", ["t* OR ta* OR tan* OR tanu* OR tanuki", "fox -t* -ta* -tan* -tanu* -tanuki"])
def test_alternatives_and_exclusions_are_read_until_they_are_too_much(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tanuki_film()
    monkeypatch.setattr(affording, "FEW", 1)
    query = parse(text)
    monkeypatch.setattr(affording, "MOST_READ", 100)
    assert affordable(query) == query
    monkeypatch.setattr(affording, "MOST_READ", 1)
    kept = affordable(query)
    assert 1 <= len(options(kept)) < len(options(query))
    assert options(query)[: len(options(kept))] == options(kept)
    assert search(text).loosened.startswith("Not all of so many alternatives and exclusions")


def options(query: Query) -> list[Node]:
    return [option for clause in query.clauses for option in affording.options_of(clause) or (clause,)]
