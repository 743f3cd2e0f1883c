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
from films.search.types import FacetName, FacetValue, Kind, Result, SearchPage, SearchRequest
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
class Stage:
    """One way of asking: the index's expression, the terms to weigh by, and the least score that counts."""

    match: str
    terms: tuple[Term, ...] = ()
    floor: float = 0.0


@dataclass(frozen=True)
class Answer:
    """What one stage finds, best first, out of how many candidates (one more than the window at the most)."""

    stage: Stage
    ranked: tuple[Ranked, ...]
    candidates: int

    @property
    def complete(self) -> bool:
        """Tell whether no candidate was left out: below a floor count those alone that were weighed."""
        return self.candidates <= (SCORED if self.stage.floor else WINDOW)

    def above(self, floor: float) -> "Answer":
        """Return the answer without what scores less."""
        kept = tuple(one for one in self.ranked if one.score >= floor)
        return Answer(replace(self.stage, floor=floor), kept, self.candidates)


@dataclass(frozen=True)
class Window:
    """The candidates of a search in their final order, and what was given up to find them."""

    ranked: tuple[Ranked, ...]
    complete: bool
    loosened: str


def search(request: SearchRequest) -> SearchPage:
    """Answer a search. Any text is a valid question; pages past the last are empty."""
    started = time.perf_counter()
    filters = {facet: values for facet, values in request.filters.items() if values}
    answers = answer(parse(request.text))
    window = narrowed(answers, filters)
    count = len(window.ranked)
    first = (request.page - 1) * request.page_size
    return SearchPage(
        request=request,
        count=count,
        count_is_exact=window.complete,
        pages=math.ceil(count / request.page_size),
        results=tuple(result(one) for one in window.ranked[first : first + request.page_size]),
        facets=all_facets(answers, filters, window),
        loosened=window.loosened,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def answer(query: Query) -> list[Answer]:
    """Ask for all the words; where few entries have them, for the subject alone; then for any word of it.

    Filters have no say in how far a search is loosened, or a facet's counts would not be what choosing it finds.
    """
    if not query.wanted:
        return [] if query.excluded else [ask(Stage(""), {})]
    terms = weighed(query.wanted)
    answers = [ask(Stage(compiler.all_of(query.wanted, query.excluded), terms), {})]
    subject = subject_of(terms)
    words = tuple(term.clause for term in subject)
    if len(combined(answers).ranked) < FEW:
        answers.append(ask(Stage(compiler.all_of(words, query.excluded, stemmed=True), subject), {}))
    if len(combined(answers).ranked) < FEW and len(subject) > 1:
        loose = ask(Stage(compiler.any_of(words, query.excluded), subject), {})
        answers.append(loose.above(loose.ranked[0].score * FLOOR) if loose.ranked else loose)
    return answers


def ask(stage: Stage, filters: dict[FacetName, tuple[str, ...]]) -> Answer:
    """Find a stage's candidates and rank them; those past `SCORED` keep the order of prominence, unscored."""
    candidates = backend.find(stage.match, filters, WINDOW + 1)
    scored = SCORED if stage.terms else 0
    unscored = [Ranked(one, 0.0, ()) for one in candidates[scored:WINDOW]]
    found = (*ranked(candidates[:scored], stage.terms), *unscored)
    return Answer(stage, found, len(candidates)).above(stage.floor)


def combined(answers: Sequence[Answer]) -> Window:
    """Join the answers, each after what the ones before it found."""
    found: dict[int, Ranked] = {}
    strict = 0
    for one in answers:
        for entry in one.ranked:
            found.setdefault(entry.candidate.id, entry)
        strict = strict if one.stage.floor else len(found)
    loosened = "" if len(found) == strict else NEARLY_ALL if strict else SOME_WORDS
    return Window(tuple(found.values())[:WINDOW], all(one.complete for one in answers), loosened)


def narrowed(answers: Sequence[Answer], filters: dict[FacetName, tuple[str, ...]]) -> Window:
    """Ask the same again of the entries that pass the filters."""
    return combined([ask(one.stage, filters) for one in answers] if filters else answers)


def subject_of(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms without the words that only carry a question, or all where nothing else is left."""
    subject = tuple(
        term for term in terms if term.clause.is_phrase or token(term.clause.text) not in QUESTION_WORDS
    )
    return subject or terms


def weighed(clauses: tuple[Clause, ...]) -> tuple[Term, ...]:
    """Return the clauses with their rarity: that of their rarest word."""
    words = {clause: WORD.findall(token(clause.text)) for clause in clauses}
    frequencies = backend.document_frequencies({word for group in words.values() for word in group})
    entries = sum(backend.totals().values())
    return tuple(
        Term(
            clause,
            forms_of(clause),
            compiler.stem_of(clause.text) if not clause.is_phrase else "",
            rarity(entries, min((frequencies.get(word, 0) for word in words[clause]), default=0)),
        )
        for clause in clauses
    )


def all_facets(
    answers: Sequence[Answer], filters: dict[FacetName, tuple[str, ...]], window: Window
) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Count every facet; a chosen one as if it were not chosen, so that its other values can widen it."""
    open_facets = [facet for facet in FacetName if facet not in filters]
    counts = count_window(window, open_facets)
    for facet in filters:
        without = {name: values for name, values in filters.items() if name != facet}
        counts |= count_window(narrowed(answers, without), [facet])
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
    query = parse(text)
    if not query.wanted:
        return []
    return backend.matching_objects(kind, compiler.all_of(query.wanted, query.excluded), WINDOW)
