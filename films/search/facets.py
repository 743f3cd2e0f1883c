"""Count results by kind, film, person, place and other facets, and label the values."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from pyroaring import BitMap

from films.kinds.registry import DECLARATIONS, ENTRIES
from films.kinds.sql import FACET
from films.search.backends.base import LabelledRecord
from films.search.jobs import known_jobs
from films.search.query.parser import parse
from films.search.query.tree import ScoreIs
from films.search.records import Labelled, records_with_ids
from films.search.sets import EntrySets
from films.search.tokens import FACET_LETTERS
from films.search.types import RECORD_FACETS, FacetName, FacetValue
from films.search.understanding.years import read_range

TOP_SCORE = 100
SCORE_BANDS = {
    f"{low}..{high}": range(low, high + 1)
    for low, high in ((80, TOP_SCORE), (60, 79), (40, 59), (20, 39), (0, 19))
}
"""The ranges in which scores are counted, the best first."""

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": float.__lt__,
    "<=": float.__le__,
    "=": float.__eq__,
    ">=": float.__ge__,
    ">": float.__gt__,
}

VALUES_SHOWN = 10  # the most frequent values of each facet; chosen ones are shown as well

SCALES = frozenset({FacetName.YEAR, FacetName.DECADE, FacetName.SCORE})
"""The facets that are shown whole, in order: they are scales and not lists."""

KINDS = {
    entry.kind.replace("_", ""): (entry.kind.value, DECLARATIONS[entry.kind].words.plural) for entry in ENTRIES
}
"""The value and label of each kind, by what its token holds."""

Terms = Mapping[FacetName, Mapping[str, tuple[str, str]]]
"""The value and label of each facet whose values are controlled terms, by what its tokens hold."""

Chosen = Mapping[FacetName, tuple[str, ...]]
"""The values that were chosen of each facet, as in addresses."""

Counts = dict[FacetName, Counter[str]]
"""In how many entries each facet has each value, by what its tokens hold."""


def count_values(
    sets: EntrySets,
    entries: BitMap,
    facets: Iterable[FacetName],
    chosen: Chosen,
    records: Labelled[str],
    most: int = VALUES_SHOWN,
) -> Counts:
    """Return how many of the entries have the values of these facets that are shown: frequent or chosen ones."""
    beginnings = {facet: f"{FACET}{FACET_LETTERS[facet]}" for facet in facets}
    wanted = {beginnings[facet]: None if facet in SCALES else most for facet in beginnings}
    found = sets.counts(entries, wanted)
    counts = {facet: found[beginning] for facet, beginning in beginnings.items()}
    for facet, beginning in beginnings.items():
        if facet not in SCALES:
            for held in (held_by(facet, value, records) for value in chosen.get(facet, ())):
                counts[facet][held] = sets.having(beginning + held).intersection_cardinality(entries)
    return counts


def held_by(facet: FacetName, value: str, records: Labelled[str]) -> str:
    """Return what the tokens of a facet hold of a value, given as addresses write it."""
    if facet not in RECORD_FACETS:
        return value.replace("_", "")
    record = records.get((facet, value))
    return str(record.id) if record else ""


def shown_values(
    counts: Counts, chosen: Chosen, chosen_records: Labelled[str], most: int = VALUES_SHOWN
) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Return the values of each facet to show: the chosen ones first, then the most frequent.

    A value that refers to a draft has no label, and is left out.
    """
    terms: Terms = {FacetName.KIND: KINDS, FacetName.JOB: known_jobs().by_value}
    listed = {facet: values_listed(facet, values, most) for facet, values in counts.items()}
    listed_records = records_with_ids(
        (facet, int(held)) for facet, values in listed.items() if facet in RECORD_FACETS for held in values
    )
    records = [*listed_records.items(), *chosen_records.items()]
    shown = {}
    for facet, values in listed.items():
        picked = chosen.get(facet, ())
        by_value = dict(labelled(facet, values, counts[facet], listed_records, terms))
        for value in picked:
            if value not in by_value:
                by_value[value] = label_and_count(facet, value, counts[facet], chosen_records, terms)
        parents = values_above(record for (of_facet, _), record in records if of_facet == facet)
        shown[facet] = tuple(
            FacetValue(value, *by_value[value], value in picked, parents.get(value, ""))
            for value in sorted(by_value, key=lambda value: value not in picked)
        )
    return shown


def values_listed(facet: FacetName, values: Counter[str], most: int) -> list[str]:
    """Return the values of a facet, as in its tokens, that are shown whether chosen or not."""
    if facet == FacetName.SCORE:
        return [band for band, scores in SCORE_BANDS.items() if any(str(score) in values for score in scores)]
    if facet in SCALES:
        return sorted(values, reverse=facet == FacetName.DECADE)
    return [value for value, count in values.most_common(most) if count]


def labelled(
    facet: FacetName, values: Iterable[str], counts: Counter[str], records: Labelled[int], terms: Terms
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield (value, (label, count)) for values in tokens, without drafts."""
    for held in values:
        if facet in RECORD_FACETS:
            record = records.get((facet, int(held)))
            value_and_label = (record.slug, record.label) if record else None
        else:
            value_and_label = terms[facet].get(held) if facet in terms else (held, readable(held))
        if value_and_label:
            value, label = value_and_label
            yield value, (label, count_of(facet, held, counts))


def label_and_count(
    facet: FacetName, value: str, counts: Counter[str], records: Labelled[str], terms: Terms
) -> tuple[str, int]:
    """Return the label and count of a chosen value that is not listed anyway."""
    held = held_by(facet, value, records)
    if facet in terms:
        _, label = terms[facet].get(held, (value, value))
    else:
        record = records.get((facet, value))
        label = record.label if record else readable(value)
    return label, count_of(facet, held, counts)


def values_above(records: Iterable[LabelledRecord]) -> dict[str, str]:
    """Map the slugs of the records shown in a facet to the nearest of them above each."""
    by_id = {record.id: record for record in records}
    nearest = {
        record.slug: next((by_id[above].slug for above in record.above if above in by_id), "")
        for record in by_id.values()
    }
    return {slug: above for slug, above in nearest.items() if above}


def count_of(facet: FacetName, value: str, counts: Counter[str]) -> int:
    """Return the count of a value; the count of a range is the sum over its years or scores."""
    if facet == FacetName.SCORE:
        return sum(counts[str(score)] for score in scores_of_value(value))
    years = read_range(value) if facet == FacetName.YEAR and value not in counts else None
    if not years:
        return counts.get(value, 0)
    first, last = years[0] or 0, years[1] or max(map(int, counts), default=0)
    return sum(count for year, count in counts.items() if first <= int(year) <= last)


def readable(value: str) -> str:
    """Write a value for people: a range with a dash, an open range in words."""
    first, is_range, last = value.partition("..")
    if not is_range:
        return value
    return f"{first}–{last}" if first and last else f"{first} and after" if first else f"until {last}"


def scores_meeting(*comparisons: ScoreIs) -> list[int]:
    """Return the whole scores, from 0 to 100, that satisfy all comparisons."""
    return [
        score
        for score in range(TOP_SCORE + 1)
        if all(COMPARISONS[clause.comparison](float(score), clause.value) for clause in comparisons)
    ]


def scores_of_value(value: str) -> list[int]:
    """Return the whole scores that a value of the facet covers: 67, 60..79, >60; none if it is not a score."""
    comparisons = [clause for clause in parse(f"score:{value}").clauses if isinstance(clause, ScoreIs)]
    return scores_meeting(*comparisons) if comparisons else []
