"""Runs the plans for a query in turn, each of them bounded, and takes the window of entries that are its results.

First come the plans for all of the words; where few entries have them, those for a name that they may misspell;
then ever looser ones. How far to go is decided before filters, or the counts of facets would not be what choosing
them finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from films.search import filters, ranking
from films.search.backends import engine
from films.search.criteria import Criteria, criteria_of
from films.search.planner import Plan, PlanName, PreparedQuery, loose_plans, prepare, strict_plans
from films.search.query.parser import parse
from films.search.ranking import Ranked
from films.search.spelling import correction
from films.search.understanding.entities import WORDS_READ, Interpretation

WINDOW = 1000  # entries looked at, whatever is typed; counts are exact below it
SCORED = 40  # candidates scored word by word where all have all the words: two pages of results
SCORED_LOOSELY = 100  # the same, where what they have differs
FEW = 3  # entries that are too few for a query of several words
MUCH_RARER = 2  # times as many entries have a word than one that may be its misspelling
ENOUGH = 20  # entries of what was understood, at which nothing looser is asked: a page of them
FLOOR = 0.55  # of the best loosened score: what scores less shares a stray word with the query
NEARLY_ALL = "Some results do not contain all your words."
SUGGESTED = "Nothing has all your words; these results are for “{}”."
UNIDENTIFIED = "No film or person here has this identifier."
SOME_WORDS = "Nothing has all the words; these have some of them."


@dataclass(frozen=True)
class Suggestion:
    """A text that may have been meant, what its entries are scored by, and the index of its first plan."""

    text: str
    criteria: Criteria
    first_plan: int


@dataclass(frozen=True)
class Retrieval:
    """The plans for a query in the order of their worth, and what their entries are scored by.

    `found` has the ids that each plan finds when nothing is filtered. `corrected` is the text that was meant,
    where words of what was typed stand nowhere; where they do, `suggestion` has it, and its plans follow those of
    what was typed. `loosened` is the index of the first plan that gives up words, or None.
    """

    plans: tuple[Plan, ...]
    found: tuple[tuple[int, ...], ...]
    criteria: Criteria
    interpretation: Interpretation
    corrected: str = ""
    suggestion: Suggestion | None = None
    loosened: int | None = None

    @property
    def size(self) -> int:
        """Return how many entries the plans find together."""
        return len({entry_id for ids in self.found for entry_id in ids})

    def found_by(self, name: PlanName) -> tuple[int, ...]:
        """Return what the first plan of a name finds."""
        return next(ids for plan, ids in zip(self.plans, self.found, strict=True) if plan.name == name)

    @property
    def scored(self) -> int:
        """Return how many candidates are scored word by word; what was understood whole, the plans order."""
        if not self.criteria.terms:
            return 0
        return SCORED_LOOSELY if self.loosened is not None and self.interpretation.rest else SCORED

    @cached_property
    def best(self) -> tuple[Ranked, ...]:
        """Return the candidates that are scored when nothing is filtered, the best first."""
        return tuple(self.ranked(merged(self.found)[: self.scored], self.found))

    @property
    def suggested(self) -> str:
        return self.suggestion.text if self.suggestion else ""

    def ranked(self, entry_ids: Sequence[int], found: Sequence[Sequence[int]]) -> list[Ranked]:
        """Return entries that the plans found, best first: those of what was typed before what is suggested."""
        candidates = engine().candidates(entry_ids)
        if not self.suggestion:
            return ranking.ranked(candidates, self.criteria)
        typed = {entry_id for ids in found[: self.suggestion.first_plan] for entry_id in ids}
        return [
            *ranking.ranked([entry for entry in candidates if entry.id in typed], self.criteria),
            *ranking.ranked([entry for entry in candidates if entry.id not in typed], self.suggestion.criteria),
        ]

    @property
    def floor(self) -> float:
        """Return the least score that counts; what was understood needs none."""
        needs_floor = self.loosened is not None and not self.interpretation.entities
        return self.best[0].score * FLOOR if needs_floor and self.best else 0.0


@dataclass(frozen=True)
class Window:
    """The entries of a retrieval that pass the filters, in their final order.

    `found` has the ids that each plan finds among them, `complete` whether these are all there are, and `loosened`
    a sentence about the words that were given up.
    """

    ids: tuple[int, ...]
    ranked: tuple[Ranked, ...]
    found: tuple[tuple[int, ...], ...]
    complete: bool
    loosened: str


def retrieve(text: str, *, exact: bool = False) -> Retrieval:
    """Decide which plans answer a text, and run them. With `exact` nothing is interpreted in it or corrected."""
    query = parse(text)
    if not query.clauses:
        everything = tuple(engine().most_prominent(WINDOW + 1))
        return Retrieval((Plan(PlanName.EVERYTHING, ""),), (everything,), Criteria(()), Interpretation())
    prepared = prepare(query, exact=exact)
    if not prepared.texts:
        expression = prepared.expression([]) or filters.everything_but(prepared.excluded)
        name = PlanName.IDENTIFIED if query.identifier else PlanName.QUOTED
        return run([Plan(name, expression)], prepared)
    strict = run(strict_plans(prepared), prepared)
    if exact:
        return strict
    corrected = with_correction(prepared, strict)
    if corrected or is_enough(prepared, strict):
        return corrected or strict
    return with_loose_plans(prepared, strict)


def run(plans: Sequence[Plan], prepared: PreparedQuery) -> Retrieval:
    """Ask the index by each of the plans, in one round trip."""
    found = engine().entry_ids([plan.expression for plan in plans], WINDOW + 1)
    return Retrieval(tuple(plans), tuple(map(tuple, found)), criteria_of(prepared), prepared.interpretation)


def is_enough(prepared: PreparedQuery, retrieval: Retrieval) -> bool:
    """Tell whether nothing looser need be asked: what is named was found, or there is a page of results."""
    interpretation = prepared.interpretation
    return bool(interpretation.named_exactly) or retrieval.size >= (ENOUGH if interpretation.entities else FEW)


def with_correction(prepared: PreparedQuery, strict: Retrieval) -> Retrieval | None:
    """Return the retrieval of what may have been meant, if it finds more than what was typed.

    A name that is typed or begun right, or words that stand together in several names, leave nothing to correct;
    where something has the words, only a whole name may be meant instead. Words that stand somewhere are never
    replaced: then the other text is suggested, and what it finds follows.
    """
    interpretation = prepared.interpretation
    is_understood = not interpretation.rest and any(not entity.is_doubtful for entity in interpretation.entities)
    is_named = bool(interpretation.named_exactly or prepared.continuations)
    if is_named or is_understood or not prepared.query.is_plain or len(interpretation.words) >= WORDS_READ:
        return None
    names = len(strict.found_by(PlanName.IN_A_NAME))
    text = correction.corrected_text(interpretation, prepared.frequencies) if names < FEW else ""
    if not text:
        return None
    meant = prepare(parse(text))
    if (names or strict.size >= FEW) and not meant.interpretation.named_exactly:
        return None
    if names and len(interpretation.words) == 1 and not is_rarer(prepared, meant):
        return None
    right = run(strict_plans(meant), meant)
    if correction.replaces_known_word(interpretation, text, prepared.frequencies):
        return with_suggestion(strict, meant, right, text)
    both = replace(right, plans=(*right.plans, *strict.plans), found=(*right.found, *strict.found), corrected=text)
    if names or both.size > strict.size:
        return both if is_enough(meant, both) else with_loose_plans(meant, both)
    loose = with_loose_plans(meant, both)
    return loose if not strict.size and loose.size else None


def with_suggestion(strict: Retrieval, meant: PreparedQuery, right: Retrieval, text: str) -> Retrieval | None:
    """Return the retrieval of what was typed, followed by that of a text that may have been meant.

    A title inside what was typed is no entry with all of the words: it comes last.
    """
    found = list(zip(strict.plans, strict.found, strict=True))
    typed = [pair for pair in found if pair[0].name != PlanName.FILM_NAMED]
    titled = [pair for pair in found if pair[0].name == PlanName.FILM_NAMED]
    plans, ids = zip(*typed, *zip(right.plans, right.found, strict=True), *titled, strict=True)
    suggestion = Suggestion(text, right.criteria, len(typed))
    both = replace(strict, plans=plans, found=ids, suggestion=suggestion)
    if strict.size and both.size == strict.size:
        return None
    if is_enough(meant, both):
        return both
    loose = with_loose_plans(meant, both)
    suggestion = replace(suggestion, criteria=loose.criteria)
    return replace(loose, criteria=both.criteria, suggestion=suggestion) if loose.size else None


def is_rarer(typed: PreparedQuery, meant: PreparedQuery) -> bool:
    """Tell whether a lone word is so rare beside the one meant that it may be a slip in the facts too."""
    counts = [max(prepared.frequencies.values(), default=0) for prepared in (typed, meant)]
    return counts[0] * MUCH_RARER <= counts[1]


def with_loose_plans(prepared: PreparedQuery, strict: Retrieval) -> Retrieval:
    """Return a retrieval with plans that give up some of the words, the fewest first, until there are enough."""
    plans, found = list(strict.plans), list(strict.found)
    entries = {entry_id for ids in found for entry_id in ids}
    for plan in loose_plans(prepared):
        if len(entries) >= (ENOUGH if plan.keeps_entities else FEW):
            break
        (ids,) = engine().entry_ids([plan.expression], WINDOW + 1)
        entries.update(ids)
        plans.append(plan)
        found.append(tuple(ids))
    return replace(
        strict,
        plans=tuple(plans),
        found=tuple(found),
        criteria=criteria_of(prepared, stemmed=True),
        loosened=len(strict.plans),
    )


def merged(found: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the ids of all plans, each once, in the order of the plans, and no more than a window of them."""
    return tuple(dict.fromkeys(entry_id for ids in found for entry_id in ids))[:WINDOW]


def window(retrieval: Retrieval, chosen: Sequence[str]) -> Window:
    """Return the entries of a retrieval that pass the filters, given as expressions, the best first."""
    found = filtered(retrieval, chosen) if chosen else retrieval.found
    order = merged(found)
    is_loose = retrieval.loosened is not None
    strict = {entry_id for ids in found[: retrieval.loosened] for entry_id in ids} if is_loose else set()
    complete = len(order) < WINDOW and all(len(ids) <= WINDOW for ids in found)
    best: Sequence[Ranked] = retrieval.best
    if chosen:
        best = retrieval.ranked(order[: retrieval.scored], found)
    if retrieval.floor:
        complete = complete and len(order) <= retrieval.scored
        best = [entry for entry in best if entry.score >= retrieval.floor or entry.candidate.id in strict]
        order = order[: retrieval.scored]
    ids = (*(entry.candidate.id for entry in best), *order[retrieval.scored :])
    message = UNIDENTIFIED if retrieval.plans[0].name == PlanName.IDENTIFIED and not retrieval.size else ""
    if retrieval.suggestion and not any(found[: retrieval.suggestion.first_plan]):
        message = SUGGESTED.format(retrieval.suggestion.text)
    if is_loose and not strict.issuperset(ids):
        message = NEARLY_ALL if strict else SOME_WORDS
    return Window(ids, tuple(best), found, complete, message)


def window_ids(retrieval: Retrieval, chosen: Sequence[str]) -> tuple[int, ...]:
    """Return the entries of a window in any order, scoring them only where that decides who is in it."""
    if retrieval.floor:
        return window(retrieval, chosen).ids
    return merged(filtered(retrieval, chosen) if chosen else retrieval.found)


def filtered(retrieval: Retrieval, chosen: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return what each plan of a retrieval finds among the entries that pass the filters."""
    expressions = [engine().all_of([plan.expression, *chosen]) if plan.applies else "" for plan in retrieval.plans]
    return tuple(map(tuple, engine().entry_ids(expressions, WINDOW + 1)))
