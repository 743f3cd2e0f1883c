"""Explain a search: how its words were understood, what each plan found, and the parts of each score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from films.search import filters
from films.search.backends import engine
from films.search.criteria import Criteria
from films.search.dictionary import word_frequencies
from films.search.entries import read_entries
from films.search.planner import PlanName
from films.search.ranking import Ranked
from films.search.reporting import loosened
from films.search.retrieval import Retrieval, retrieve
from films.search.service import sort_of, sorted_matches
from films.search.sets import current
from films.search.types import Candidate, SearchRequest
from films.search.window import Window, window


@dataclass(frozen=True)
class ExplainedWord:
    """Hold a word of the query, its number of entries, and its share of the weight of all words."""

    text: str
    entries: int
    share: float


@dataclass(frozen=True)
class ExplainedPlan:
    """Hold a plan with its number and the number of entries that it found."""

    number: int
    name: PlanName
    found: int
    lacking: str


@dataclass(frozen=True)
class ExplainedReading:
    """Hold a reading: what it understands, its prior, its number of full matches, and its score."""

    entities: tuple[str, ...]
    prior: float
    found: int
    score: float


@dataclass(frozen=True)
class ExplainedMatch:
    """Hold a word that a result has: how much it counts, and in which column or as which entity."""

    text: str
    share: float
    place: str


@dataclass(frozen=True)
class ExplainedResult:
    """Hold a result with the first plan that found it, and the parts of its score and prominence.

    Results have no score if they come after those that are scored, or are in another order than relevance.
    """

    candidate: Candidate
    plan: int
    score: float | None
    parts: dict[str, float]
    prominence: dict[str, float]
    matches: tuple[ExplainedMatch, ...]


@dataclass(frozen=True)
class Explanation:
    """Hold everything that decided a search. `entities` are (words, facet, label) of what was understood."""

    corrected: str
    suggested: str
    loosened: str
    readings: tuple[ExplainedReading, ...]
    entities: tuple[tuple[str, str, str], ...]
    words: tuple[ExplainedWord, ...]
    plans: tuple[ExplainedPlan, ...]
    count: int
    results: tuple[ExplainedResult, ...]


def explain(request: SearchRequest) -> Explanation:
    """Search like `films.search.search`, and explain the results on the page."""
    retrieval = retrieve(request.text, exact=request.exact)
    found = window(retrieval, filters.chosen_values(request.filters).all_but())
    last = request.page * request.page_size
    page = sorted_matches(found, sort_of(request, retrieval), request.sort)[last - request.page_size : last]
    interpretation = retrieval.interpretation
    return Explanation(
        corrected=retrieval.corrected,
        suggested=retrieval.suggested,
        loosened=loosened(retrieval, found),
        readings=tuple(readings_of(retrieval)),
        entities=tuple(
            (
                " ".join(interpretation.words[place].text for place in sorted(entity.positions)),
                entity.facet,
                entity.label,
            )
            for entity in interpretation.entities
        ),
        words=tuple(explained_words(retrieval.criteria)),
        plans=tuple(plans_of(found)),
        count=len(found.entries),
        results=tuple(explained_results(page, found)),
    )


def explained_words(criteria: Criteria) -> Iterator[ExplainedWord]:
    """Yield the words of a query with their weights."""
    frequencies = word_frequencies({term.text for term in criteria.terms})
    for term in criteria.terms:
        yield ExplainedWord(term.text, frequencies.get(term.text, 0), term.rarity / criteria.total_rarity)


def readings_of(retrieval: Retrieval) -> Iterator[ExplainedReading]:
    """Yield the readings that were compared, beginning with the one that was chosen."""
    for weighed in retrieval.weighed:
        labels = tuple(entity.label for entity in weighed.reading.interpretation.entities)
        yield ExplainedReading(labels, weighed.reading.prior, weighed.found, weighed.score)


def plans_of(found: Window) -> Iterator[ExplainedPlan]:
    """Yield the plans that apply, with what each finds among the entries that pass the filters."""
    for number, each in enumerate(found.found, 1):
        if each.plan.applies:
            yield ExplainedPlan(number, each.plan.name, len(each.entries), each.plan.lacking)


def explained_results(ids: Sequence[int], found: Window) -> Iterator[ExplainedResult]:
    """Yield these entries with the reasons for their positions."""
    sets = current()
    ranked = {entry.candidate.id: entry for entry in found.ranked}
    for candidate in read_entries(ids):
        place = sets.place_of(candidate.id)
        plan = next(
            number for number, each in enumerate(found.found, 1) if place is not None and place in each.entries
        )
        prominence = engine().prominence_parts(candidate.kind, candidate.object_id)
        entry = ranked.get(candidate.id)
        if entry:
            matches = tuple(matches_of(entry))
            yield ExplainedResult(candidate, plan, entry.score, entry.parts, prominence, matches)
        else:
            yield ExplainedResult(candidate, plan, None, {}, prominence, ())


def matches_of(entry: Ranked) -> Iterator[ExplainedMatch]:
    """Yield the words of a query that an entry has, in a column or as part of an entity."""
    criteria = entry.criteria
    for term, (share, column) in zip(criteria.terms, entry.term_shares, strict=True):
        if share:
            label = criteria.entities[term.entity].label if term.entity is not None else ""
            yield ExplainedMatch(term.text, share, column or label)
