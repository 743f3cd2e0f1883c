"""Run a search from beginning to end: retrieve, take the window, count facets, and cut the page."""

import json
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from films.identity.folding import key
from films.languages import settled_language, translated
from films.search import facets, filters, snippets, tokens
from films.search.backends import engine
from films.search.backends.base import TookTooLongError
from films.search.criteria import criteria_of
from films.search.entries import read_entries
from films.search.entry_ids import object_id_of
from films.search.expressions import all_of, any_kind
from films.search.filters import ChosenValues
from films.search.ordering import can_order, ordered, orders_held
from films.search.query.identifiers import title_in_address
from films.search.query.parser import parse
from films.search.query.tree import Word
from films.search.reasons import reasons
from films.search.reporting import alternatives, loosened, not_recorded, understood
from films.search.retrieval import Retrieval, full_matches, retrieve
from films.search.sets import current, entry_ids, held
from films.search.snippets import Marker
from films.search.types import (
    LISTED,
    Candidate,
    FacetName,
    FacetValue,
    Kind,
    Result,
    SearchPage,
    SearchRequest,
    Sort,
)
from films.search.versions import under_their_films
from films.search.window import Window, window
from films.search.word_forms import completions

TIME_LIMIT = 2.0  # seconds; work is bounded to stay far below this
STOPPED = "This search took too long and was stopped. Try fewer or less common words."
NO_SCORES = "No review scores of these are recorded here to order them by."
NO_RUNTIMES = "No runtimes of these are recorded here to order them by."
NO_GROSSES = "No box office figures of these are recorded here to order them by."
NO_BUDGETS = "No budgets of these are recorded here to order them by."
UNORDERED = {
    Sort.BEST: NO_SCORES,
    Sort.WORST: NO_SCORES,
    Sort.LONGEST: NO_RUNTIMES,
    Sort.SHORTEST: NO_RUNTIMES,
    Sort.GROSS: NO_GROSSES,
    Sort.LOWEST_GROSS: NO_GROSSES,
    Sort.BUDGET: NO_BUDGETS,
    Sort.LOWEST_BUDGET: NO_BUDGETS,
}
OBJECTS_MATCHED = 1000  # ids that are returned for lists outside the search


_budget_end: ContextVar[float | None] = ContextVar("budget_end", default=None)


@contextmanager
def time_budget() -> Iterator[None]:
    """Let all searches inside this block together take no longer than one may, and see one state of the index."""
    with held():  # before the time runs: who comes first after a start or a large import reads all entries
        token = _budget_end.set(time.monotonic() + TIME_LIMIT)
        try:
            yield
        finally:
            _budget_end.reset(token)


def seconds_left() -> float:
    """Return how long a search may take that begins now."""
    end = _budget_end.get()
    return TIME_LIMIT if end is None else min(TIME_LIMIT, end - time.monotonic())


def search(request: SearchRequest, *, only_full_matches: bool = False) -> SearchPage:
    """Search, within the time limit. Any text is a valid query; pages past the last are empty."""
    started = time.perf_counter()
    try:
        with settled_language(), held(), engine().time_limit(seconds_left()):
            page = result_page(request, only_full_matches=only_full_matches)
    except TookTooLongError:
        page = SearchPage(request=request, count_is_exact=False, loosened=translated(STOPPED), is_stopped=True)
    return replace(page, took_ms=round((time.perf_counter() - started) * 1000, 1))


def result_page(request: SearchRequest, *, only_full_matches: bool = False) -> SearchPage:
    """Search without the time limit."""
    chosen = filters.chosen_values(request.filters)
    retrieval = retrieve(request.text, exact=request.exact)
    first = ((request.first_page or request.page) - 1) * request.page_size
    last = min(request.page * request.page_size, LISTED)
    found = window(retrieval, chosen.all_but(), most=last, with_partial=not only_full_matches)
    marker = marker_of(retrieval)
    sort = sort_of(request, retrieval)
    shown = sorted_matches(found, sort, request.sort)[first : request.page * request.page_size]
    unless_chosen = sort_asked(retrieval)
    results = results_of(shown, found, marker)
    return SearchPage(
        request=replace(request, sort=None) if request.sort == unless_chosen else request,
        count=len(found.entries),
        pages=math.ceil(min(len(found.entries), LISTED) / request.page_size),
        partial_count=len(found.partial),
        lacking=found.lacking,
        results=under_their_films(results) if sort == Sort.RELEVANCE else results,
        facets={} if only_full_matches else all_facets(retrieval, chosen, found),
        loosened=loosened(retrieval, found),
        is_shortened=retrieval.prepared.is_shortened,
        corrected=retrieval.corrected,
        suggested=retrieval.suggested,
        alternatives=tuple(alternatives(retrieval, found, request.text)),
        not_recorded=not_recorded(retrieval, found),
        sort=sort,
        sort_unless_chosen=unless_chosen,
        unordered=translated(UNORDERED[sort])
        if sort in UNORDERED and found.full and not can_order(found.by_relevance, sort)
        else "",
        understood=understood(retrieval, request.text, sort),
        mark=lambda text: snippets.pieces(text, marker),
    )


def count(request: SearchRequest) -> tuple[int, bool]:
    """Return how many full matches a search has, and whether that is exact; what takes too long has none."""
    try:
        with held(), engine().time_limit(seconds_left()):
            retrieval = retrieve(request.text, exact=request.exact)
            return len(full_matches(retrieval, filters.chosen_values(request.filters).all_but())), True
    except TookTooLongError:
        return 0, False


def facet_values(request: SearchRequest, facet: FacetName, most: int) -> tuple[FacetValue, ...]:
    """Return the most frequent values of one facet among the full matches, counted without those chosen of it."""
    try:
        with held(), engine().time_limit(seconds_left()):
            chosen = filters.chosen_values(request.filters)
            entries = full_matches(retrieve(request.text, exact=request.exact), chosen.all_but(facet))
            counts = facets.count_values(current(), entries, [facet], chosen.values, chosen.records, most)
            return facets.shown_values(counts, chosen.values, chosen.records, most)[facet]
    except TookTooLongError:
        return ()


def sort_of(request: SearchRequest, retrieval: Retrieval) -> Sort:
    """Return the chosen order or, if none was chosen, the one that the words ask for."""
    return request.sort or sort_asked(retrieval)


def sort_asked(retrieval: Retrieval) -> Sort:
    """Return the order that the words ask for, or relevance."""
    order = retrieval.interpretation.order
    return order.sort if order else Sort.RELEVANCE


def sorted_matches(found: Window, sort: Sort, chosen: Sort | None) -> tuple[int, ...]:
    """Sort the full matches in one order, and append the partial ones in the order that was chosen.

    An order that the words ask for applies to full matches only, since partial matches may be of another kind.
    """
    is_by_relevance = sort == Sort.RELEVANCE or sort not in orders_held()
    full = found.full if is_by_relevance else ordered(found.by_relevance, sort)[:LISTED]
    return (*full, *ordered(found.partial, chosen or Sort.RELEVANCE))


def marker_of(retrieval: Retrieval) -> Marker:
    """Return the marker for results: it marks the words that are searched for, and those suggested."""
    every = [retrieval.criteria, *([criteria_of(retrieval.suggestion)] if retrieval.suggestion else [])]
    marked = [term for criteria in every for term in criteria.marked]
    return Marker(
        frozenset(word for term in marked for word in term.text.split()),
        tuple(term.text for term in marked if term.open_ended),
    )


def results_of(ids: Sequence[int], found: Window, marker: Marker) -> tuple[Result, ...]:
    """Return these entries as results, with reasons for those that were scored."""
    ranked = {entry.candidate.id: entry for entry in found.ranked}
    known = {
        candidate.id: candidate
        for candidate in read_entries([entry_id for entry_id in ids if entry_id not in ranked])
    }
    known |= {entry_id: entry.candidate for entry_id, entry in ranked.items()}
    why = {entry_id: reasons(ranked[entry_id]) for entry_id in ids if entry_id in ranked}
    partial = set(found.partial)
    return tuple(
        result_of(known[entry_id], why.get(entry_id, ()), marker, partial=entry_id in partial)
        for entry_id in ids
        if entry_id in known
    )


def result_of(candidate: Candidate, why: tuple[str, ...], marker: Marker, *, partial: bool) -> Result:
    """Return an entry as a result."""
    return Result(
        kind=candidate.kind,
        object_id=candidate.object_id,
        title=snippets.pieces(candidate.texts["title"], marker),
        context=candidate.context,
        snippet=snippets.snippet(candidate, marker),
        slug=candidate.slug,
        anchor=candidate.anchor,
        year=candidate.year,
        written=candidate.written,
        why=why,
        card=json.loads(candidate.card),
        partial=partial,
    )


def all_facets(
    retrieval: Retrieval, chosen: ChosenValues, found: Window
) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Count all facets; each chosen one is counted without itself, so that other values can be added to it."""
    sets = current()
    others = [facet for facet in FacetName if facet not in chosen.entries]
    counts = facets.count_values(sets, found.entries, others, chosen.values, chosen.records)
    for facet in chosen.entries:
        entries = full_matches(retrieval, chosen.all_but(facet))
        counts |= facets.count_values(sets, entries, [facet], chosen.values, chosen.records)
    shown = facets.shown_values(counts, chosen.values, chosen.records)
    return {facet: shown[facet] for facet in FacetName}


def is_ready() -> bool:
    """Tell whether the index is complete and as declared."""
    return engine().is_installed()


def try_search() -> None:
    """Search the index itself, past what is held in memory.

    Raises DatabaseError if the index is damaged, and TookTooLongError if it does not answer in time.
    """
    with engine().time_limit(TIME_LIMIT):
        named = engine().names_beginning("a", 1)
        engine().candidates(named)
        engine().matching([engine().containing(Word("the"))], [named])


def totals() -> dict[Kind, int]:
    """Return the number of entries of each kind, in the order of kinds."""
    sets = current()
    counts = {kind: len(sets.having(tokens.facet(FacetName.KIND, kind))) for kind in Kind}
    return {kind: count for kind, count in counts.items() if count}


def matching_ids(kind: Kind, text: str) -> list[int]:
    """Return the ids of up to `OBJECTS_MATCHED` published records of one kind that have all the words.

    Those whose whole name the words are come first. An identifier gives the record that it identifies, even if
    that is a draft.
    """
    query = parse(title_in_address(text) or text)
    if query.identifier:
        identified = engine().records_identified(query.identifier.scheme, query.identifier.values)
        return [object_id for identified_kind, object_id in identified if identified_kind == kind]
    clauses = query.words
    words = [engine().containing(clause, completions(clauses)) for clause in clauses]
    if not words:
        return []
    of_kind = any_kind(kind)
    (found,) = entry_ids([all_of([*words, of_kind])], OBJECTS_MATCHED)
    named = [record.object_id for record in engine().records_named([key(text)]) if record.kind == kind]
    return list(dict.fromkeys([*named, *map(object_id_of, found)]))
