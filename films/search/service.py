"""One search from beginning to end: retrieve, take the window, count facets, cut the page."""

import math
import time
from collections.abc import Sequence
from dataclasses import replace

from films.search import facets, filters, snippets
from films.search.backends import engine
from films.search.backends.base import TookTooLongError
from films.search.entry_ids import object_id_of
from films.search.query.parser import parse
from films.search.retrieval import Retrieval, Window, retrieve, window, window_ids
from films.search.snippets import Marker
from films.search.types import (
    Candidate,
    FacetName,
    FacetValue,
    Kind,
    Result,
    SearchPage,
    SearchRequest,
    Sort,
    Understood,
)
from films.search.understanding.entities import Entity, Interpretation
from films.search.word_forms import completions

TIME_LIMIT = 2.0  # seconds; work is bounded so that this is never reached, and stopped if it is
STOPPED = "This search took too long and was stopped. Try fewer or less common words."
OBJECTS_MATCHED = 1000  # ids that are given to lists elsewhere


def search(request: SearchRequest) -> SearchPage:
    """Search. Any text is a valid query; pages past the last are empty."""
    started = time.perf_counter()
    try:
        with engine().time_limit(TIME_LIMIT):
            page = result_page(request)
    except TookTooLongError:
        page = SearchPage(request=request, count_is_exact=False, loosened=STOPPED)
    return replace(page, took_ms=round((time.perf_counter() - started) * 1000, 1))


def result_page(request: SearchRequest) -> SearchPage:
    """Search without a limit of time."""
    chosen = {facet: values for facet, values in request.filters.items() if values}
    expressions = filters.facet_expressions(chosen)
    retrieval = retrieve(request.text, exact=request.exact)
    found = window(retrieval, list(expressions.values()))
    ids = found.ids if request.sort == Sort.RELEVANCE else engine().ordered(found.ids, request.sort)
    marker = marker_of(retrieval)
    first = ((request.first_page or request.page) - 1) * request.page_size
    return SearchPage(
        request=request,
        count=len(ids),
        count_is_exact=found.complete,
        pages=math.ceil(len(ids) / request.page_size),
        results=results_of(ids[first : request.page * request.page_size], found, marker),
        facets=all_facets(retrieval, expressions, found, request.filters),
        loosened=found.loosened,
        corrected=retrieval.corrected,
        suggested=retrieval.suggested,
        understood=understood(retrieval, request.text),
        mark=lambda text: snippets.pieces(text, marker),
    )


def count(request: SearchRequest) -> tuple[int, bool]:
    """Return how many results a search has, and whether that is exact; what takes too long has none."""
    try:
        with engine().time_limit(TIME_LIMIT):
            retrieval = retrieve(request.text, exact=request.exact)
            found = window(retrieval, list(filters.facet_expressions(request.filters).values()))
    except TookTooLongError:
        return 0, False
    return len(found.ids), found.complete


def marker_of(retrieval: Retrieval) -> Marker:
    """Return what is marked in results: the words that are asked about or suggested, and beginnings of words."""
    every = [retrieval.criteria, *([retrieval.suggestion.criteria] if retrieval.suggestion else [])]
    return Marker(
        frozenset(word for criteria in every for text in criteria.subject for word in text.split()),
        tuple(term.text for criteria in every for term in criteria.terms if term.open_ended),
    )


def results_of(ids: Sequence[int], found: Window, marker: Marker) -> tuple[Result, ...]:
    """Return what is shown of these entries, those that were scored with the reasons for their place."""
    ranked = {entry.candidate.id: entry for entry in found.ranked}
    others = [entry_id for entry_id in ids if entry_id not in ranked]
    read = {candidate.id: candidate for candidate in engine().candidates(others)}
    return tuple(
        result_of(ranked[entry_id].candidate, ranked[entry_id].why, marker)
        if entry_id in ranked
        else result_of(read[entry_id], (), marker)
        for entry_id in ids
        if entry_id in ranked or entry_id in read
    )


def result_of(candidate: Candidate, why: tuple[str, ...], marker: Marker) -> Result:
    """Return what is shown of one entry."""
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
    )


def all_facets(
    retrieval: Retrieval,
    expressions: dict[FacetName, str],
    found: Window,
    chosen: dict[FacetName, tuple[str, ...]],
) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Count every facet; a chosen one as if it were not chosen, so that its other values can widen it."""
    counts = facets.count_values(tokens_of(found), [facet for facet in FacetName if facet not in expressions])
    for facet in expressions:
        others = window_ids(retrieval, [expression for name, expression in expressions.items() if name != facet])
        counts |= facets.count_values(engine().facet_tokens(others), [facet])
    shown = facets.shown_values(counts, chosen)
    return {facet: shown[facet] for facet in FacetName}


def tokens_of(found: Window) -> list[str]:
    """Return the facets' tokens of a window's entries: of those that were scored they are known already."""
    known = [entry.candidate.facets for entry in found.ranked]
    return [*known, *engine().facet_tokens(found.ids[len(known) :])] if len(found.ids) > len(known) else known


def understood(retrieval: Retrieval, text: str) -> tuple[Understood, ...]:
    """Return what the words were taken to mean, each entity with the text as it is without it."""
    typed = retrieval.corrected or text
    return tuple(
        Understood(
            facet=entity.facet,
            value=entity.value,
            label=entity.label,
            text=" ".join(typed[start:end] for start, end in spans),
            without=" ".join(rewritten(typed, spans, "").split()),
            literally=rewritten(typed, spans, '"').strip(),
        )
        for entity in retrieval.interpretation.entities
        for spans in [spans_of(entity, retrieval.interpretation, typed)]
    )


def spans_of(entity: Entity, interpretation: Interpretation, typed: str) -> list[tuple[int, int]]:
    """Return where an entity's words stand in what was typed: neighbours with only space between them as one."""
    spans: list[tuple[int, int]] = []
    for clause in dict.fromkeys(interpretation.words[place].clause for place in sorted(entity.positions)):
        start, end = clause.span
        if spans and not typed[spans[-1][1] : start].strip():
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def rewritten(typed: str, spans: Sequence[tuple[int, int]], quote: str) -> str:
    """Return what was typed with these stretches of it between quotation marks, or without them."""
    kept, position = "", 0
    for start, end in spans:
        kept += typed[position:start] + (f"{quote}{typed[start:end]}{quote}" if quote else " ")
        position = end
    return kept + typed[position:]


def is_ready() -> bool:
    """Tell whether the index is all there, as declared."""
    return engine().is_installed()


def totals() -> dict[Kind, int]:
    """Return how many entries can be found of each kind, in the order of kinds."""
    counts = engine().totals()
    return {kind: counts[kind] for kind in Kind if kind in counts}


def matching_ids(kind: Kind, text: str) -> list[int]:
    """Return the ids of at most `OBJECTS_MATCHED` published objects of one kind that have all the words.

    An identifier instead of words gives the one object that it identifies, drafts too.
    """
    query = parse(text)
    if query.identifier:
        identified = engine().records_identified(query.identifier.scheme, query.identifier.values)
        return [object_id for identified_kind, object_id in identified if identified_kind == kind]
    clauses = query.words
    words = [engine().containing(clause, completions(clauses)) for clause in clauses]
    if not words:
        return []
    of_kind = filters.facet_expressions({FacetName.KIND: (kind,)})[FacetName.KIND]
    (found,) = engine().entry_ids([engine().all_of([*words, of_kind])], OBJECTS_MATCHED)
    return [object_id_of(entry_id) for entry_id in found]
