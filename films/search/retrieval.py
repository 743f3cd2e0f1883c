"""Choose what a text asks for, and run the plans that find everything that it asks for.

Which reading of the text is meant is decided by the number of entries that the index has for each. Entries with
everything that it asks for are full matches. If these are few, `films.search.window` adds partial matches.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from django.utils import timezone
from pyroaring import BitMap

from films.languages import page_locale
from films.search import filters
from films.search.backends import engine
from films.search.coverage import greatest_share
from films.search.criteria import Criteria, criteria_of
from films.search.ordering import can_order, ordered
from films.search.planner import Plan, PlanName, PreparedQuery, full_plans, prepare
from films.search.query.identifiers import title_in_address
from films.search.query.parser import parse
from films.search.query.tree import Phrase
from films.search.sets import current, entry_ids
from films.search.spelling import correction
from films.search.understanding.entities import Interpretation
from films.search.understanding.readings import Reading

RETRIEVALS_KEPT = 1000  # texts whose retrievals are remembered, for other pages and filters of the same text
FEW = 3  # fewer entries are suspiciously few for a query of several words
LONGEST_CORRECTED = 40  # words of a text that may be misspelt; longer ones tell enough with the others
COUNTED = 100  # entries that are counted for each reading; more would not make it likelier
NEARLY_AS_GOOD = 0.7  # share of the best reading's score from which another is offered as well


@dataclass(frozen=True)
class Found:
    """Hold a plan with the entries that it finds."""

    plan: Plan
    entries: BitMap


@dataclass(frozen=True)
class WeighedReading:
    """Hold a reading with its number of full matches and, if no reading has any, the share that one entry has."""

    reading: Reading
    found: int
    share: float | None = None

    @property
    def score(self) -> float:
        return self.reading.score(self.found, self.share)


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

    @property
    def explained(self) -> float:
        """Return the score of the chosen reading, or 0 where there is only one."""
        return self.weighed[0].score if self.weighed else 0.0

    @cached_property
    def criteria(self) -> Criteria:
        return criteria_of(self.prepared)

    @cached_property
    def found(self) -> list[Found]:
        """Return what the full plans find without filters."""
        return found_by(self.full)

    @cached_property
    def entries(self) -> BitMap:
        """Return the full matches without filters, or the one of them at the position that a query asks for.

        It has its position among all that matches, whatever is filtered: filters may only leave it out. Where
        nothing has a value to order by, there are no positions.
        """
        order = self.interpretation.order
        every = merged(self.found) if order and order.nth else ()
        if not order or not every or not can_order(every, order.sort):
            return union(self.found)
        positioned = ordered(every, order.sort)[order.nth - 1 : order.nth]
        return current().places(np.array(positioned, dtype=np.int64))

    @property
    def suggested(self) -> str:
        return self.suggestion.query.text if self.suggestion else ""


def retrieve(text: str, *, exact: bool = False) -> Retrieval:
    """Choose the reading of a text and the plans for it; with `exact`, nothing is interpreted or corrected.

    What was chosen is remembered for as long as the state of the index is the same: for each language, in which
    it is described, and for each day, by which words such as “this year” go.
    """
    known: dict[tuple[str, bool, str, date], Retrieval] = current().remembering("retrievals", RETRIEVALS_KEPT)
    asked = (text, exact, page_locale(), timezone.now().date())
    if asked not in known:
        known[asked] = chosen(text, exact=exact)
    return known[asked]


def chosen(text: str, *, exact: bool) -> Retrieval:
    """Choose the reading of a text and the plans for it.

    For the address of an article in another language, its title is searched for.
    """
    if not exact and (title := title_in_address(text)):
        return replace(chosen(title, exact=False), corrected=title)
    query = parse(text)
    prepared = prepare(query, exact=exact)
    if not query.clauses:
        return Retrieval(prepared, (Plan(PlanName.EVERYTHING, filters.everything()),))
    if not prepared.texts:
        expression = prepared.expression([]) or filters.everything_but(prepared.excluded)
        return Retrieval(
            prepared, (Plan(PlanName.IDENTIFIED if query.identifier else PlanName.QUOTED, expression),)
        )
    typed = choose_reading(prepared)
    return typed if exact else corrected(typed)


def choose_reading(prepared: PreparedQuery) -> Retrieval:
    """Choose among the readings of a query by the number of entries that the index has for each."""
    if len(prepared.readings) < 2:
        return Retrieval(prepared, tuple(full_plans(prepared)))
    found = entry_ids([prepared.subject(reading.interpretation) for reading in prepared.readings], COUNTED)
    weighed = [WeighedReading(reading, len(ids)) for reading, ids in zip(prepared.readings, found, strict=True)]
    if not any(found):
        parts = [prepared.parts(each.reading.interpretation) for each in weighed]
        weighed = [replace(each, share=greatest_share(*own)) for each, own in zip(weighed, parts, strict=True)]
    weighed.sort(key=lambda each: -each.score)
    best, *others = weighed
    meant = replace(prepared, interpretation=best.reading.interpretation)
    alternative = next(
        (
            other.reading.interpretation
            for other in others
            if other.found and other.score >= best.score * NEARLY_AS_GOOD
        ),
        None,
    )
    return Retrieval(meant, tuple(full_plans(meant)), tuple(weighed), alternative)


def found_by(plans: Sequence[Plan], chosen: BitMap | None = None) -> list[Found]:
    """Find the entries of each of the plans that pass the filters."""
    found = current().matching([plan.expression for plan in plans])
    return [
        Found(plan, entries if chosen is None else entries & chosen)
        for plan, entries in zip(plans, found, strict=True)
    ]


def corrected(typed: Retrieval) -> Retrieval:
    """Return the retrieval for a corrected text, or for the text as typed with the other as a suggestion.

    There is nothing to correct if the text is a name or begins one, or if its words are together in several names.
    Where words that have entries would be replaced, the other text is suggested, unless the words are nowhere
    together and the other text is a whole name that they misspell.
    """
    prepared, interpretation = typed.prepared, typed.interpretation
    is_named = bool(interpretation.named_exactly or prepared.continuations)
    is_long = len(interpretation.words) >= LONGEST_CORRECTED
    if is_named or is_long or not prepared.query.is_plain or is_understood(prepared):
        return typed
    names = sum(len(each.entries) for each in typed.found if each.plan.name == PlanName.IN_A_NAME)
    text = correction.corrected_text(interpretation, prepared.frequencies) if names < FEW else ""
    if not text:
        return typed
    meant = choose_reading(prepare(parse(text)))
    size = len(union(typed.found))
    if (names or size >= FEW) and not meant.interpretation.named_exactly:
        return typed
    is_chance = correction.is_chance_spelling(interpretation, text, prepared.frequencies)
    if names and len(interpretation.words) == 1 and not is_chance:
        return typed
    is_misspelt_name = is_chance and not names and meant.interpretation.named_exactly and not is_phrase(prepared)
    replaces_known_word = correction.replaces_known_word(interpretation, text, prepared.frequencies)
    if replaces_known_word and not is_misspelt_name:
        understands_more = bool(meant.interpretation.entities) and meant.explained > typed.explained
        is_found = bool(meant.entries)
        return replace(typed, suggestion=meant.prepared) if is_found or (not size and understands_more) else typed
    return replace(meant, corrected=text)


def is_understood(prepared: PreparedQuery) -> bool:
    """Tell whether entities explain all words of a query; excluding a word that no entry has explains nothing."""
    meaning = prepared.interpretation
    unknown = [
        entity
        for entity in meaning.excluded
        if entity.phrase and prepared.frequencies.keys().isdisjoint(entity.phrase.split())
    ]
    is_certain = any(not entity.is_doubtful for entity in meaning.entities)
    return is_certain and not meaning.rest and not unknown


def is_phrase(prepared: PreparedQuery) -> bool:
    """Tell whether the words of a query stand next to each other in some entry; a single word does."""
    words = " ".join(word.text for word in prepared.interpretation.words)
    (found,) = entry_ids([engine().containing(Phrase(words))], 1)
    return bool(found)


def union(found: Iterable[Found]) -> BitMap:
    """Return the entries of all plans."""
    return BitMap.union(BitMap(), *(each.entries for each in found))


def merged(found: Iterable[Found], limit: int | None = None) -> tuple[int, ...]:
    """Return the distinct ids that plans found, in the order of the plans, limited if a `limit` is given."""
    sets, seen = current(), BitMap()
    ids: list[int] = []
    for each in found:
        ids += sets.first(each.entries - seen, None if limit is None else limit - len(ids))
        seen |= each.entries
    return tuple(ids)


def full_matches(retrieval: Retrieval, chosen: BitMap | None) -> BitMap:
    """Return the full matches that pass the filters."""
    return retrieval.entries if chosen is None else retrieval.entries & chosen
