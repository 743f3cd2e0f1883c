"""One search from beginning to end: read it, find candidates, rank them, count facets, cut the page."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from films.search import facets, snippets
from films.search.backends.sqlite import backend, compiler
from films.search.folding import token
from films.search.query import Clause, Query, parse
from films.search.ranking import WORD, Ranked, Term, forms_of, ranked, rarity
from films.search.types import Candidate, FacetName, FacetValue, Kind, Result, SearchPage, SearchRequest
from films.search.vocabulary import QUESTION_WORDS

WINDOW = 1000  # candidates looked at, whatever is typed; counts are exact below it
SCORED = 300  # candidates weighed word by word; those behind them keep the order of prominence
FEW = 3  # strict results that are too few to answer a question of several words
FLOOR = 0.55  # of the best loosened score: what scores less shares a stray word with the question
EXAMPLE_KINDS = (Kind.FILM, Kind.PERSON, Kind.LOCATION, Kind.NOTE)
EXAMPLES_OF_A_KIND = 2
NEARLY_ALL = "Not everything here has all the words; entries with most of them follow."
SOME_WORDS = "Nothing has all the words; these have some of them."


@dataclass(frozen=True)
class Window:
    """The candidates of a search in their final order, and how they were come by."""

    ranked: tuple[Ranked, ...]
    complete: bool
    loosened: str = ""


def search(request: SearchRequest) -> SearchPage:
    """Answer a search. Any text is a valid question; pages past the last are empty."""
    started = time.perf_counter()
    filters = {facet: values for facet, values in request.filters.items() if values}
    query = parse(request.text)
    window = look(query, filters)
    count = len(window.ranked)
    first = (request.page - 1) * request.page_size
    return SearchPage(
        request=request,
        count=count,
        count_is_exact=window.complete,
        pages=math.ceil(count / request.page_size),
        results=tuple(result(one) for one in window.ranked[first : first + request.page_size]),
        facets=all_facets(query, filters, window),
        loosened=window.loosened,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def look(query: Query, filters: dict[FacetName, tuple[str, ...]]) -> Window:
    """Find the entries with all the words; where these are few, ask for the subject alone, then for any word."""
    if not query.wanted:
        candidates = backend.find("", filters, WINDOW + 1) if not query.excluded else []
        return Window(tuple(Ranked(one, 0.0, ()) for one in candidates[:WINDOW]), len(candidates) <= WINDOW)
    strict = rank(backend.find(compiler.all_of(query.wanted, query.excluded), filters, WINDOW + 1), query.wanted)
    subject = subject_of(query.wanted)
    if len(strict) < FEW:
        match = compiler.all_of(subject, query.excluded, stemmed=True)
        strict = merged(strict, rank(backend.find(match, filters, WINDOW + 1), subject))
    if len(strict) >= FEW or len(subject) < 2:
        return Window(tuple(strict[:WINDOW]), len(strict) <= WINDOW)
    loose = rank(backend.find(compiler.any_of(subject, query.excluded), filters, WINDOW + 1), subject)
    floor = loose[0].score * FLOOR if loose else 0.0
    every = merged(strict, [one for one in loose if one.score >= floor])
    loosened = "" if len(every) == len(strict) else NEARLY_ALL if strict else SOME_WORDS
    return Window(tuple(every[:WINDOW]), len(loose) <= WINDOW, loosened)


def subject_of(wanted: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return the clauses without the words that only carry a question, or all where nothing else is left."""
    subject = tuple(clause for clause in wanted if clause.is_phrase or token(clause.text) not in QUESTION_WORDS)
    return subject or wanted


def rank(candidates: list[Candidate], clauses: tuple[Clause, ...]) -> list[Ranked]:
    rest = [Ranked(one, 0.0, ()) for one in candidates[SCORED:]]
    return [*ranked(candidates[:SCORED], weighed(clauses)), *rest]


def weighed(clauses: tuple[Clause, ...]) -> list[Term]:
    """Return the clauses with their rarity: that of their rarest word."""
    words = {clause: WORD.findall(token(clause.text)) for clause in clauses}
    frequencies = backend.document_frequencies({word for group in words.values() for word in group})
    entries = sum(backend.totals().values())
    return [
        Term(
            clause,
            forms_of(clause),
            compiler.stem_of(clause.text) if not clause.is_phrase else "",
            rarity(entries, min((frequencies.get(word, 0) for word in words[clause]), default=0)),
        )
        for clause in clauses
    ]


def merged(first: list[Ranked], then: list[Ranked]) -> list[Ranked]:
    """Return the first list with what the second adds to it."""
    known = {one.candidate.id for one in first}
    return [*first, *(one for one in then if one.candidate.id not in known)]


def all_facets(
    query: Query, filters: dict[FacetName, tuple[str, ...]], window: Window
) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Count every facet; a chosen one as if it were not chosen, so that its other values can widen it."""
    open_facets = [facet for facet in FacetName if facet not in filters]
    counts = count_window(window, open_facets)
    for facet in filters:
        without = {name: values for name, values in filters.items() if name != facet}
        counts |= count_window(look(query, without), [facet])
    return {facet: facets.labelled(facet, counts[facet], filters.get(facet, ())) for facet in FacetName}


def count_window(window: Window, names: Sequence[FacetName]) -> dict[FacetName, dict[str, int]]:
    entries = [one.candidate for one in window.ranked]
    return facets.counted([one.id for one in entries], [one.kind for one in entries], names)


def result(one: Ranked) -> Result:
    candidate = one.candidate
    return Result(
        kind=candidate.kind,
        object_id=candidate.object_id,
        title=snippets.pieces(candidate.texts["title"]),
        context=candidate.context,
        snippet=snippets.snippet(candidate),
        slug=candidate.slug,
        anchor=candidate.anchor,
        year=candidate.year,
        why=one.why,
    )


def totals() -> dict[Kind, int]:
    """Return how many entries of each kind can be found, in the order of kinds."""
    counts = backend.totals()
    return {kind: counts[kind] for kind in Kind if kind in counts}


def examples() -> list[str]:
    """Return the names of the most prominent entries of some kinds."""
    found = [backend.find("", {FacetName.KIND: (kind,)}, EXAMPLES_OF_A_KIND) for kind in EXAMPLE_KINDS]
    return [candidate.texts["title"] for candidates in found for candidate in candidates]


def matching_ids(kind: Kind, text: str) -> list[int]:
    """Return the ids of at most `WINDOW` published objects of one kind that have all the words."""
    wanted, excluded = parse(text).wanted, parse(text).excluded
    if not wanted:
        return []
    wanted = (*wanted[:-1], replace(wanted[-1], prefix=not wanted[-1].is_phrase))
    return backend.matching_objects(kind, compiler.all_of(wanted, excluded), WINDOW)
