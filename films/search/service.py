"""One search from beginning to end: decide how to ask, take the window, count facets, cut the page."""

import math
import time
from collections.abc import Sequence
from dataclasses import replace

from films.search import facets, filters, snippets
from films.search.backends import engine
from films.search.backends.base import TookTooLongError
from films.search.entry_ids import object_id_of
from films.search.query.parser import parse
from films.search.ranking import Weighing
from films.search.retrieval import Answer, Window, answer, members, window
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
from films.search.understanding.entities import Part, Reading
from films.search.word_forms import completions

TIME_LIMIT = 2.0  # seconds; work is bounded so that this is never reached, and stopped if it is
STOPPED = "This search took too long and was stopped. Ask with fewer or rarer words."
OBJECTS_MATCHED = 1000  # ids that are given to lists elsewhere


def search(request: SearchRequest) -> SearchPage:
    """Answer a search. Any text is a valid question; pages past the last are empty."""
    started = time.perf_counter()
    try:
        with engine().time_limit(TIME_LIMIT):
            page = answered_page(request)
    except TookTooLongError:
        page = SearchPage(request=request, count_is_exact=False, loosened=STOPPED)
    return replace(page, took_ms=round((time.perf_counter() - started) * 1000, 1))


def answered_page(request: SearchRequest) -> SearchPage:
    expressions = filters.chosen({facet: values for facet, values in request.filters.items() if values})
    answered = answer(request.text, exact=request.exact)
    found = window(answered, list(expressions.values()))
    ids = in_order(found.ids, request.sort)
    marks = marker(answered.weighing)
    first = ((request.first_page or request.page) - 1) * request.page_size
    return SearchPage(
        request=request,
        count=len(ids),
        count_is_exact=found.complete,
        pages=math.ceil(len(ids) / request.page_size),
        results=results(ids[first : request.page * request.page_size], found, marks),
        facets=all_facets(answered, expressions, found, request.filters),
        loosened=found.loosened,
        corrected=answered.corrected,
        understood=understood(answered, request.text),
        mark=lambda text: snippets.pieces(text, marks),
    )


def count(request: SearchRequest) -> tuple[int, bool]:
    """Return how many results a search has, and whether that is exact; what takes too long has none."""
    try:
        with engine().time_limit(TIME_LIMIT):
            found = window(
                answer(request.text, exact=request.exact), list(filters.chosen(request.filters).values())
            )
    except TookTooLongError:
        return 0, False
    return len(found.ids), found.complete


def in_order(ids: Sequence[int], sort: Sort) -> Sequence[int]:
    return ids if sort == Sort.RELEVANCE else engine().ordered(ids, sort)


def marker(weighing: Weighing) -> Marker:
    """Return what is marked: the words that are asked about, and beginnings of words."""
    return Marker(
        frozenset(word for text in weighing.subject for word in text.split()),
        tuple(term.text for term in weighing.terms if term.open_ended),
    )


def results(ids: Sequence[int], found: Window, marks: Marker) -> tuple[Result, ...]:
    """Return what is shown of these entries, those that were weighed with the reasons for their place."""
    ranked = {one.candidate.id: one for one in found.ranked}
    others = [entry_id for entry_id in ids if entry_id not in ranked]
    read = {one.id: one for one in engine().candidates(others)}
    return tuple(
        result(ranked[entry_id].candidate, ranked[entry_id].why, marks)
        if entry_id in ranked
        else result(read[entry_id], (), marks)
        for entry_id in ids
        if entry_id in ranked or entry_id in read
    )


def result(candidate: Candidate, why: tuple[str, ...], marks: Marker) -> Result:
    return Result(
        kind=candidate.kind,
        object_id=candidate.object_id,
        title=snippets.pieces(candidate.texts["title"], marks),
        context=candidate.context,
        snippet=snippets.snippet(candidate, marks),
        slug=candidate.slug,
        anchor=candidate.anchor,
        year=candidate.year,
        written=candidate.written,
        why=why,
    )


def all_facets(
    answered: Answer,
    expressions: dict[FacetName, str],
    found: Window,
    chosen: dict[FacetName, tuple[str, ...]],
) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Count every facet; a chosen one as if it were not chosen, so that its other values can widen it."""
    counts = facets.counted(texts_of(found), [facet for facet in FacetName if facet not in expressions])
    for facet in expressions:
        others = members(answered, [expression for name, expression in expressions.items() if name != facet])
        counts |= facets.counted(engine().facet_tokens(others), [facet])
    shown = facets.labelled(counts, chosen)
    return {facet: shown[facet] for facet in FacetName}


def texts_of(found: Window) -> list[str]:
    """Return the facets' tokens of a window's entries: of those that were weighed they are known already."""
    weighed = [one.candidate.facets for one in found.ranked]
    return (
        [*weighed, *engine().facet_tokens(found.ids[len(weighed) :])] if len(found.ids) > len(weighed) else weighed
    )


def understood(answered: Answer, text: str) -> tuple[Understood, ...]:
    """Return what the words were taken to mean, each part with the question as it is without it."""
    typed = answered.corrected or text
    return tuple(
        Understood(
            facet=part.facet,
            value=part.value,
            label=part.label,
            text=" ".join(typed[start:end] for start, end in spans),
            without=" ".join(rewritten(typed, spans, "").split()),
            literally=rewritten(typed, spans, '"').strip(),
        )
        for part in answered.reading.parts
        for spans in [spans_of(part, answered.reading, typed)]
    )


def spans_of(part: Part, reading: Reading, typed: str) -> list[tuple[int, int]]:
    """Return where a part's words stand in what was typed: neighbours with only space between them as one."""
    spans: list[tuple[int, int]] = []
    for clause in dict.fromkeys(reading.words[place].clause for place in sorted(part.positions)):
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
    """Return the ids of at most `OBJECTS_MATCHED` published objects of one kind that have all the words."""
    clauses = parse(text).words
    words = [engine().containing(clause, completions(clauses)) for clause in clauses]
    if not words:
        return []
    (found,) = engine().entry_ids(
        [engine().all_of([*words, *filters.chosen({FacetName.KIND: (kind,)}).values()])], OBJECTS_MATCHED
    )
    return [object_id_of(entry_id) for entry_id in found]
