"""Take the window of entries that are the results: the full matches, and partial ones if these are few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from films.batching import batched
from films.search import ranking
from films.search.criteria import criteria_of
from films.search.entries import read_entries
from films.search.partial_plans import partial_plans
from films.search.planner import PreparedQuery, full_plans
from films.search.ranking import Ranked
from films.search.retrieval import FEW, Found, Retrieval, found_by, full_matches, merged, union
from films.search.sets import current
from films.search.types import LISTED, Candidate, Lacking

SCORED = 40  # candidates that are scored if all of them have all the words: two pages of results
SCORED_PARTIALLY = 60  # candidates that are scored if they differ in what they have
ENOUGH = 20  # entries that make looser plans unnecessary: a page of results
PLANS_AT_ONCE = 4  # looser plans that are run in one round trip
FLOOR = 0.55  # share of the best partial score below which an entry only has a stray word in common with the query


@dataclass(frozen=True)
class Window:
    """Hold the entries that pass the filters: first the full matches, then the partial ones, each best first.

    `entries` are all full matches, `full` the first of them, and `ranked` all that were scored. `lacking` says
    what partial matches lack, each with how many of them do.
    """

    entries: BitMap
    full: tuple[int, ...]
    partial: tuple[int, ...]
    ranked: tuple[Ranked, ...]
    found: tuple[Found, ...]
    lacking: tuple[Lacking, ...]

    @cached_property
    def by_relevance(self) -> tuple[int, ...]:
        """Return all full matches."""
        every = merged(each for each in self.found if not each.plan.lacking)
        return tuple(dict.fromkeys((*self.full, *every)))


def window(
    retrieval: Retrieval, chosen: BitMap | None = None, *, most: int = LISTED, with_partial: bool = True
) -> Window:
    """Return the entries that pass the filters, best first, with at least `most` of the full matches."""
    entries = full_matches(retrieval, chosen)
    found = [replace(each, entries=each.entries & entries) for each in retrieval.found]
    full = merged(found, LISTED if retrieval.interpretation.ranked_entries else max(most, SCORED))
    scored = full[:SCORED] if retrieval.criteria.terms else ()
    suggested = suggestion_found(retrieval, chosen) if with_partial else []
    meant = [replace(each, entries=each.entries - entries) for each in suggested]
    loosened = retrieval.suggestion if retrieval.suggestion and not union(suggested) else retrieval.prepared
    known = entries | union(meant)
    less = less_found(loosened, chosen, known) if with_partial else []
    others = [replace(each, entries=each.entries - known) for each in less]
    of_suggestion = merged(meant, SCORED_PARTIALLY)
    of_less = merged(others, SCORED_PARTIALLY - len(of_suggestion))
    read = {candidate.id: candidate for candidate in read_entries((*scored, *of_suggestion, *of_less))}
    best = ranking.ranked(in_ids(read, scored), retrieval.criteria)
    ordered = (*(entry.candidate.id for entry in best), *full[len(scored) :])
    partial = [
        *ranked_as(retrieval.suggestion, in_ids(read, of_suggestion)),
        *ranked_as(loosened, in_ids(read, of_less)),
    ]
    return Window(
        entries=entries,
        full=ranked_first(ordered, retrieval.interpretation.ranked_entries),
        partial=tuple(entry.candidate.id for entry in partial),
        ranked=(*best, *partial),
        found=(*found, *suggested, *less),
        lacking=counts_lacking([*suggested, *less], partial),
    )


def ranked_first(entry_ids: tuple[int, ...], ranked: Sequence[int]) -> tuple[int, ...]:
    """Return entries with those first whose order is known, in that order."""
    if not ranked:
        return entry_ids
    places = {entry_id: place for place, entry_id in enumerate(ranked)}
    return tuple(sorted(entry_ids, key=lambda entry_id: places.get(entry_id, len(places))))


def suggestion_found(retrieval: Retrieval, chosen: BitMap | None) -> list[Found]:
    """Return what the suggested text finds."""
    if not retrieval.suggestion:
        return []
    lacking = f"with “{retrieval.suggested}” instead"
    plans = full_plans(retrieval.suggestion)
    return found_by([replace(plan, lacking=lacking, query=retrieval.suggested) for plan in plans], chosen)


def less_found(prepared: PreparedQuery, chosen: BitMap | None, known: BitMap) -> list[Found]:
    """Return what partial plans find among the entries that pass the filters, until there is a page of results."""
    if not prepared.readings or len(known) >= (ENOUGH if prepared.interpretation.entities else FEW):
        return []
    found: list[Found] = []
    entries = known.copy()
    for plans in batched(partial_plans(prepared), PLANS_AT_ONCE):
        for each in found_by(plans, chosen):
            if len(entries) >= ENOUGH:
                return found
            found.append(each)
            entries |= each.entries
    return found


def in_ids(read: Mapping[int, Candidate], entry_ids: Sequence[int]) -> list[Candidate]:
    """Return the candidates with these ids, except those that have been deleted since."""
    return [read[entry_id] for entry_id in entry_ids if entry_id in read]


def ranked_as(prepared: PreparedQuery | None, candidates: Sequence[Candidate]) -> list[Ranked]:
    """Return the best partial matches; if there are no entities, those with enough of the words."""
    if not prepared or not candidates:
        return []
    best = ranking.ranked(candidates, criteria_of(prepared, stemmed=True))
    least = 0.0 if prepared.interpretation.entities else best[0].score * FLOOR
    return [entry for entry in best if entry.score >= least]


def counts_lacking(partly: Sequence[Found], partial: Sequence[Ranked]) -> tuple[Lacking, ...]:
    """Count the partial matches by what they lack; each match counts once, for the first plan that finds it."""
    left = current().places(np.array([entry.candidate.id for entry in partial], dtype=np.int64))
    counts: dict[str, Lacking] = {}
    for found in partly:
        known = counts.get(found.plan.lacking) or Lacking(found.plan.lacking, 0, found.plan.query)
        counts[known.text] = replace(known, count=known.count + len(found.entries & left))
        left -= found.entries
    return tuple(lacking for lacking in counts.values() if lacking.count)
