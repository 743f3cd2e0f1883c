"""Run the plans for a query, each of them bounded, and take the window of entries that are its results.

Which reading of the query is meant is decided by the number of entries that the index has for each. Entries with
everything that it asks for are full matches. If these are few, looser and looser plans find partial matches, which
come after them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from films.batching import batched
from films.search import filters, ranking
from films.search.backends import engine
from films.search.criteria import Criteria, criteria_of
from films.search.partial_plans import partial_plans
from films.search.planner import Plan, PlanName, PreparedQuery, full_plans, prepare
from films.search.query.identifiers import title_in_address
from films.search.query.parser import parse
from films.search.ranking import Ranked
from films.search.spelling import correction
from films.search.types import Lacking
from films.search.understanding.entities import WORDS_READ, Interpretation
from films.search.understanding.readings import Reading

WINDOW = 1000  # entries considered, whatever is typed; counts below it are exact
SCORED = 40  # candidates that are scored if all of them have all the words: two pages of results
SCORED_PARTIALLY = 100  # candidates that are scored if they differ in what they have
FEW = 3  # fewer entries are suspiciously few for a query of several words
MUCH_RARER = 2  # how many times more frequent a word is than its likely misspelling
ENOUGH = 20  # entries that make looser plans unnecessary: a page of results
PLANS_AT_ONCE = 4  # looser plans that are run in one round trip
COUNTED = 100  # entries that are counted for each reading; more would not make it likelier
NEARLY_AS_GOOD = 0.7  # share of the best reading's score from which another is offered as well
FLOOR = 0.55  # share of the best partial score below which an entry only has a stray word in common with the query


@dataclass(frozen=True)
class Found:
    """Hold a plan with the ids of the entries that it finds."""

    plan: Plan
    ids: tuple[int, ...]


@dataclass(frozen=True)
class WeighedReading:
    """Hold a reading with its number of full matches."""

    reading: Reading
    found: int

    @property
    def score(self) -> float:
        return self.reading.score(self.found)


@dataclass(frozen=True)
class Retrieval:
    """Hold how a text is answered: by full plans and, if these find few entries, by partial plans.

    `corrected` is the text that is searched for instead, if words of the query have no entries; otherwise,
    `suggested` is a text that may have been meant. `alternative` is another reading that is nearly as likely.
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
        """Return what the full plans find without filters."""
        return ids_of(self.full)

    @property
    def suggested(self) -> str:
        return self.suggestion.query.text if self.suggestion else ""


@dataclass(frozen=True)
class Window:
    """Hold the entries that pass the filters: first the full matches, then the partial ones, each best first.

    `ranked` are those that were scored. `complete` says whether these are all full matches. `lacking` says what
    partial matches lack, and how many of them lack it.
    """

    full: tuple[int, ...]
    partial: tuple[int, ...]
    ranked: tuple[Ranked, ...]
    found: tuple[Found, ...]
    complete: bool
    lacking: tuple[Lacking, ...]


def retrieve(text: str, *, exact: bool = False) -> Retrieval:
    """Choose the reading of a text and the plans for it; with `exact`, nothing is interpreted or corrected.

    For the address of an article in another language, its title is searched for.
    """
    if not exact and (title := title_in_address(text)):
        return replace(retrieve(title), corrected=title)
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
    """Choose among the readings of a query by the number of entries that the index has for each."""
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
    """Run the plans in one query, for entries that pass the filters."""
    if [plan.name for plan in plans] == [PlanName.EVERYTHING] and not chosen:
        return [Found(plans[0], tuple(engine().most_prominent(WINDOW + 1)))]
    expressions = [engine().all_of([plan.expression, *chosen]) if plan.applies else "" for plan in plans]
    found = engine().entry_ids(expressions, WINDOW + 1)
    return [Found(plan, tuple(ids)) for plan, ids in zip(plans, found, strict=True)]


def corrected(typed: Retrieval) -> Retrieval:
    """Return the retrieval for a corrected text, or for the text as typed with the other as a suggestion.

    There is nothing to correct if the text is a name or begins one, or if its words are together in several names.
    Words that have entries are never replaced; then the other text is suggested.
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
    """Tell whether a single word is so much rarer than another that it may be a misspelling within the facts."""
    counts = [max(prepared.frequencies.values(), default=0) for prepared in (typed, meant)]
    return counts[0] * MUCH_RARER <= counts[1]


def merged(found: Iterable[Found]) -> tuple[int, ...]:
    """Return the distinct ids that plans found, in the order of the plans, up to the size of the window."""
    return tuple(dict.fromkeys(entry_id for each in found for entry_id in each.ids))[:WINDOW]


def full_ids(retrieval: Retrieval, chosen: Sequence[str]) -> tuple[int, ...]:
    """Return the full matches that pass the filters, without an order."""
    return nth_of(retrieval, merged(ids_of(retrieval.full, chosen)))


def nth_of(retrieval: Retrieval, entry_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Return the entry at the position that a query asks for, or all entries if it asks for none.

    It has its position among all that matches, whatever is filtered: filters may only leave it out.
    """
    order = retrieval.interpretation.order
    if not order or not order.nth:
        return entry_ids
    positioned = engine().ordered(merged(retrieval.found), order.sort)[order.nth - 1 : order.nth]
    return tuple(entry_id for entry_id in positioned if entry_id in entry_ids)


def window(retrieval: Retrieval, chosen: Sequence[str], *, with_partial: bool = True) -> Window:
    """Return the entries that pass the filters, best first; filters are expressions."""
    found = ids_of(retrieval.full, chosen) if chosen else retrieval.found
    full = nth_of(retrieval, merged(found))
    complete = len(full) < WINDOW and all(len(each.ids) <= WINDOW for each in found)
    scored = SCORED if retrieval.criteria.terms else 0
    best = ranking.ranked(engine().candidates(full[:scored]), retrieval.criteria) if scored else []
    ordered = ranked_first(
        (*(entry.candidate.id for entry in best), *full[scored:]), retrieval.interpretation.ranked_entries
    )
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
        lacking=counts_lacking([*suggested, *less], full, {entry.candidate.id for entry in partial}),
    )


def ranked_first(entry_ids: tuple[int, ...], ranked: Sequence[int]) -> tuple[int, ...]:
    """Return entries with those first whose order is known, in that order."""
    places = {entry_id: place for place, entry_id in enumerate(ranked)}
    return tuple(sorted(entry_ids, key=lambda entry_id: places.get(entry_id, len(places))))


def suggestion_found(retrieval: Retrieval, chosen: Sequence[str]) -> list[Found]:
    """Return what the suggested text finds."""
    if not retrieval.suggestion:
        return []
    lacking = f"with “{retrieval.suggested}” instead"
    plans = full_plans(retrieval.suggestion)
    return ids_of([replace(plan, lacking=lacking, query=retrieval.suggested) for plan in plans], chosen)


def less_found(prepared: PreparedQuery, chosen: Sequence[str], known: set[int]) -> list[Found]:
    """Return what partial plans find among the entries that pass the filters, until there is a page of results."""
    if not prepared.readings or len(known) >= (ENOUGH if prepared.interpretation.entities else FEW):
        return []
    found: list[Found] = []
    entries = set(known)
    for plans in batched(partial_plans(prepared), PLANS_AT_ONCE):
        for each in ids_of(plans, chosen):
            if len(entries) >= ENOUGH:
                return found
            found.append(each)
            entries.update(each.ids)
    return found


def ranked_as(prepared: PreparedQuery | None, partial: Sequence[int]) -> list[Ranked]:
    """Return the best partial matches; if there are no entities, those with enough of the words."""
    candidates = engine().candidates(partial[:SCORED_PARTIALLY])
    if not prepared or not candidates:
        return []
    best = ranking.ranked(candidates, criteria_of(prepared, stemmed=True))
    least = 0.0 if prepared.interpretation.entities else best[0].score * FLOOR
    return [entry for entry in best if entry.score >= least]


def counts_lacking(partly: Sequence[Found], full: Sequence[int], kept: set[int]) -> tuple[Lacking, ...]:
    """Count the partial matches by what they lack; each match counts once."""
    counts: dict[str, Lacking] = {}
    seen = set(full)
    for found in partly:
        new = {entry_id for entry_id in found.ids if entry_id in kept} - seen
        seen |= new
        known = counts.get(found.plan.lacking) or Lacking(found.plan.lacking, 0, found.plan.query)
        counts[known.text] = replace(known, count=known.count + len(new))
    return tuple(lacking for lacking in counts.values() if lacking.count)
