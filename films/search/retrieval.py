"""Runs the plans for a query, each of them bounded, and takes the window of entries that are its results.

What the query means is decided by asking the index how many entries each reading of it has. Entries with all that
it asks for are full matches; where these are few, ever looser plans find partial ones, which come after them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from films.search import filters, ranking
from films.search.backends import engine
from films.search.criteria import Criteria, criteria_of
from films.search.planner import Plan, PlanName, PreparedQuery, full_plans, partial_plans, prepare
from films.search.query.parser import parse
from films.search.ranking import Ranked
from films.search.spelling import correction
from films.search.understanding.entities import WORDS_READ, Interpretation, Order
from films.search.understanding.readings import Reading

WINDOW = 1000  # entries looked at, whatever is typed; counts are exact below it
SCORED = 40  # candidates scored word by word where all have all the words: two pages of results
SCORED_PARTIALLY = 100  # the same, where what they have differs
FEW = 3  # entries that are too few for a query of several words
MUCH_RARER = 2  # times as many entries have a word than one that may be its misspelling
ENOUGH = 20  # entries at which nothing looser is asked: a page of them
COUNTED = 100  # entries that are counted of each reading: more say no more for it
NEARLY_AS_GOOD = 0.7  # of the best reading's score, at which another is offered beside it
FLOOR = 0.55  # of the best partial score: what scores less shares a stray word with the query


@dataclass(frozen=True)
class Found:
    """A plan with the ids of the entries that it finds."""

    plan: Plan
    ids: tuple[int, ...]


@dataclass(frozen=True)
class WeighedReading:
    """A reading with the number of entries that have all that it asks for, and its score."""

    reading: Reading
    found: int

    @property
    def score(self) -> float:
        return self.reading.score(self.found)


@dataclass(frozen=True)
class Retrieval:
    """How a text is answered: by the plans for all of it, and by those for less where these find few entries.

    `corrected` is the text that was meant, where words of what was typed stand nowhere; where they do, `suggested`
    is a text that may have been meant. `alternative` is another reading that is nearly as likely.
    """

    prepared: PreparedQuery
    full: tuple[Plan, ...]
    weighed: tuple[WeighedReading, ...] = ()
    alternative: Interpretation | None = None
    corrected: str = ""
    suggestion: PreparedQuery | None = None

    @property
    def interpretation(self) -> Interpretation:
        return self.prepared.interpretation

    @cached_property
    def criteria(self) -> Criteria:
        return criteria_of(self.prepared)

    @cached_property
    def found(self) -> list[Found]:
        """Return what the plans for all of it find when nothing is filtered."""
        return ids_of(self.full)

    @property
    def suggested(self) -> str:
        return self.suggestion.query.text if self.suggestion else ""


@dataclass(frozen=True)
class Window:
    """The entries of a retrieval that pass the filters: the full matches, then the partial ones, the best first.

    `ranked` are those that were scored. `complete` tells whether the full matches are all there are. `lacking`
    says what partial matches lack, each with how many of them do.
    """

    full: tuple[int, ...]
    partial: tuple[int, ...]
    ranked: tuple[Ranked, ...]
    found: tuple[Found, ...]
    complete: bool
    lacking: tuple[tuple[str, int], ...]


def retrieve(text: str, *, exact: bool = False) -> Retrieval:
    """Decide how a text is read and which plans answer it; with `exact` nothing is interpreted or corrected."""
    query = parse(text)
    prepared = prepare(query, exact=exact)
    if not query.clauses:
        return Retrieval(prepared, (Plan(PlanName.EVERYTHING, ""),))
    if not prepared.texts:
        expression = prepared.expression([]) or filters.everything_but(prepared.excluded)
        return Retrieval(
            prepared, (Plan(PlanName.IDENTIFIED if query.identifier else PlanName.QUOTED, expression),)
        )
    typed = read(prepared)
    return typed if exact else corrected(typed)


def read(prepared: PreparedQuery) -> Retrieval:
    """Choose among the readings of a query by what the index has for each of them."""
    if len(prepared.readings) < 2:
        return Retrieval(prepared, tuple(full_plans(prepared)))
    found = engine().entry_ids(
        [prepared.subject(reading.interpretation) for reading in prepared.readings], COUNTED
    )
    weighed = [WeighedReading(reading, len(ids)) for reading, ids in zip(prepared.readings, found, strict=True)]
    weighed.sort(key=lambda each: -each.score)
    best, *others = weighed
    meant = replace(prepared, interpretation=best.reading.interpretation)
    alternative = next(
        (one.reading.interpretation for one in others if one.found and one.score >= best.score * NEARLY_AS_GOOD),
        None,
    )
    return Retrieval(meant, tuple(full_plans(meant)), tuple(weighed), alternative)


def ids_of(plans: Sequence[Plan], chosen: Sequence[str] = ()) -> list[Found]:
    """Ask the index by each of the plans in one round trip, for entries that pass the filters."""
    if [plan.name for plan in plans] == [PlanName.EVERYTHING] and not chosen:
        return [Found(plans[0], tuple(engine().most_prominent(WINDOW + 1)))]
    expressions = [engine().all_of([plan.expression, *chosen]) if plan.applies else "" for plan in plans]
    found = engine().entry_ids(expressions, WINDOW + 1)
    return [Found(plan, tuple(ids)) for plan, ids in zip(plans, found, strict=True)]


def corrected(typed: Retrieval) -> Retrieval:
    """Return the retrieval of what may have been meant, or of what was typed with that as a suggestion.

    A name that is typed or begun right, or words that stand together in several names, leave nothing to correct.
    Words that stand somewhere are never replaced: then the other text is suggested.
    """
    prepared, interpretation = typed.prepared, typed.interpretation
    is_understood = not interpretation.rest and any(not entity.is_doubtful for entity in interpretation.entities)
    is_named = bool(interpretation.named_exactly or prepared.continuations)
    if is_named or is_understood or not prepared.query.is_plain or len(interpretation.words) >= WORDS_READ:
        return typed
    names = sum(len(each.ids) for each in typed.found if each.plan.name == PlanName.IN_A_NAME)
    text = correction.corrected_text(interpretation, prepared.frequencies) if names < FEW else ""
    if not text:
        return typed
    meant = read(prepare(parse(text)))
    size = len(merged(typed.found))
    if (names or size >= FEW) and not meant.interpretation.named_exactly:
        return typed
    if names and len(interpretation.words) == 1 and not is_rarer(prepared, meant.prepared):
        return typed
    if correction.replaces_known_word(interpretation, text, prepared.frequencies):
        understands_more = len(meant.interpretation.entities) > len(interpretation.entities)
        is_found = any(each.ids for each in meant.found)
        return replace(typed, suggestion=meant.prepared) if is_found or (not size and understands_more) else typed
    return replace(meant, corrected=text)


def is_rarer(typed: PreparedQuery, meant: PreparedQuery) -> bool:
    """Tell whether a lone word is so rare beside the one meant that it may be a slip in the facts too."""
    counts = [max(prepared.frequencies.values(), default=0) for prepared in (typed, meant)]
    return counts[0] * MUCH_RARER <= counts[1]


def merged(found: Iterable[Found]) -> tuple[int, ...]:
    """Return the ids of all plans, each once, in the order of the plans, and no more than a window of them."""
    return tuple(dict.fromkeys(entry_id for each in found for entry_id in each.ids))[:WINDOW]


def full_ids(retrieval: Retrieval, chosen: Sequence[str]) -> tuple[int, ...]:
    """Return the full matches that pass the filters, in no order."""
    return nth_of(merged(ids_of(retrieval.full, chosen)), retrieval.interpretation.order)


def nth_of(entry_ids: tuple[int, ...], order: Order | None) -> tuple[int, ...]:
    """Return the one entry in the place that a question asks for, or all where it asks for none."""
    if not order or not order.nth:
        return entry_ids
    return tuple(engine().ordered(entry_ids, order.sort)[order.nth - 1 : order.nth])


def window(retrieval: Retrieval, chosen: Sequence[str], *, with_partial: bool = True) -> Window:
    """Return the entries of a retrieval that pass the filters, given as expressions, the best first."""
    found = ids_of(retrieval.full, chosen) if chosen else retrieval.found
    full = nth_of(merged(found), retrieval.interpretation.order)
    complete = len(full) < WINDOW and all(len(each.ids) <= WINDOW for each in found)
    scored = SCORED if retrieval.criteria.terms else 0
    best = ranking.ranked(engine().candidates(full[:scored]), retrieval.criteria) if scored else []
    ordered = (*(entry.candidate.id for entry in best), *full[scored:])
    suggested = suggestion_found(retrieval, chosen) if with_partial else []
    loosened = retrieval.suggestion if retrieval.suggestion and not merged(suggested) else retrieval.prepared
    less = less_found(loosened, chosen, {*full, *merged(suggested)}) if with_partial else []
    meant = [entry_id for entry_id in merged(suggested) if entry_id not in set(full)]
    others = [entry_id for entry_id in merged(less) if entry_id not in {*full, *meant}]
    partial = [*ranked_as(retrieval.suggestion, meant), *ranked_as(loosened, others)]
    return Window(
        full=ordered,
        partial=tuple(entry.candidate.id for entry in partial),
        ranked=(*best, *partial),
        found=(*found, *suggested, *less),
        complete=complete,
        lacking=tuple(counts_lacking([*suggested, *less], full, {entry.candidate.id for entry in partial})),
    )


def suggestion_found(retrieval: Retrieval, chosen: Sequence[str]) -> list[Found]:
    """Return what is found by the text that may have been meant."""
    if not retrieval.suggestion:
        return []
    lacking = f"with “{retrieval.suggested}” instead"
    return ids_of([replace(plan, lacking=lacking) for plan in full_plans(retrieval.suggestion)], chosen)


def less_found(prepared: PreparedQuery, chosen: Sequence[str], known: set[int]) -> list[Found]:
    """Return what looser plans find among the entries that pass the filters, until there is a page of results."""
    if not prepared.readings or len(known) >= (ENOUGH if prepared.interpretation.entities else FEW):
        return []
    found: list[Found] = []
    entries = set(known)
    for plan in partial_plans(prepared):
        if len(entries) >= ENOUGH:
            break
        found += ids_of([plan], chosen)
        entries.update(found[-1].ids)
    return found


def ranked_as(prepared: PreparedQuery | None, partial: Sequence[int]) -> list[Ranked]:
    """Return the best of the partial matches; without entities, those that have enough of the words."""
    candidates = engine().candidates(partial[:SCORED_PARTIALLY])
    if not prepared or not candidates:
        return []
    best = ranking.ranked(candidates, criteria_of(prepared, stemmed=True))
    least = 0.0 if prepared.interpretation.entities else best[0].score * FLOOR
    return [entry for entry in best if entry.score >= least]


def counts_lacking(partly: Sequence[Found], full: Sequence[int], kept: set[int]) -> Iterable[tuple[str, int]]:
    """Give (what is lacking, number of partial matches that lack it), none counted twice."""
    counts: dict[str, int] = {}
    seen = set(full)
    for found in partly:
        new = {entry_id for entry_id in found.ids if entry_id in kept} - seen
        seen |= new
        counts[found.plan.lacking] = counts.get(found.plan.lacking, 0) + len(new)
    yield from ((lacking, count) for lacking, count in counts.items() if count)
