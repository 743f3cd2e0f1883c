"""Counts of the results by kind, film, person, place and the like, under labels that people read."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from films.kinds.registry import DECLARATIONS, ENTRIES
from films.models import Job
from films.search.backends import engine
from films.search.query.parser import parse
from films.search.query.tree import ScoreIs
from films.search.tokens import FACET_LETTERS, FACET_OF_LETTER
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

VALUES_SHOWN = 10  # the most frequent of each facet; chosen ones are shown besides

ENTIRE = frozenset({FacetName.YEAR, FacetName.DECADE, FacetName.SCORE})
"""The facets that are shown whole, in order: they are scales and not lists."""

WRITTEN = {
    FacetName.KIND: {
        entry.kind.replace("_", ""): (entry.kind.value, DECLARATIONS[entry.kind].words.several)
        for entry in ENTRIES
    },
    FacetName.JOB: {job.value.replace("_", ""): (job.value, str(job.label)) for job in Job},
}
"""The value and label of each facet whose values are no records, by what its tokens hold."""

Picked = dict[tuple[FacetName, str], tuple[int, str]]
"""The id and label of chosen records by their facet and value."""

Counts = dict[FacetName, Counter[str]]


def counted(facet_texts: Iterable[str], facets: Iterable[FacetName]) -> Counts:
    """Return how many of the entries, given by their tokens, have each value of the facets."""
    wanted = {FACET_LETTERS[facet]: facet for facet in facets}
    found = " ".join(facet_texts).split()
    if len(wanted) == 1:  # most tokens are of other facets, and cheaper left out than counted
        found = [token for token in found if token[1] in wanted]
    counts: Counts = {facet: Counter() for facet in FacetName}
    for token, count in Counter(found).items():
        counts[FACET_OF_LETTER[token[1]]][token[2:]] = count
    return {facet: counts[facet] for facet in wanted.values()}


def labelled(counts: Counts, chosen: dict[FacetName, tuple[str, ...]]) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Return each facet's values as shown: the chosen ones first, then the most frequent.

    A value of something that is not published has no label and is left out.
    """
    most = {facet: most_frequent(facet, values) for facet, values in counts.items()}
    ids = [(facet, int(one)) for facet, values in most.items() if facet in RECORD_FACETS for one in values]
    records = engine().record_labels(ids)
    slugs = {facet: values for facet, values in chosen.items() if facet in RECORD_FACETS}
    picked = engine().record_ids(slugs) if slugs else {}
    places = {slug: place_id for (facet, place_id), (slug, _) in records.items() if facet == FacetName.LOCATION}
    places |= {slug: place_id for (facet, slug), (place_id, _) in picked.items() if facet == FacetName.LOCATION}
    shown = {}
    for facet, values in most.items():
        named = {one: written(facet, one, records) for one in values}
        by_value = {
            value: (label, count_of(facet, one, counts[facet]))
            for one, found in named.items()
            if found
            for value, label in [found]
        }
        for value in chosen.get(facet, ()):
            if value not in by_value:
                by_value[value] = missing(facet, value, counts[facet], picked)
        order = sorted(by_value, key=lambda value: value not in chosen.get(facet, ()))
        above = nesting(places) if facet == FacetName.LOCATION and len(places) > 1 else {}
        shown[facet] = tuple(
            FacetValue(value, *by_value[value], value in chosen.get(facet, ()), above.get(value, ""))
            for value in order
        )
    return shown


def missing(facet: FacetName, value: str, counts: Counter[str], picked: Picked) -> tuple[str, int]:
    """Return the label and count of a chosen value that is not among the most frequent."""
    if facet in WRITTEN:
        one = value.replace("_", "")
        _, label = WRITTEN[facet].get(one, (value, value))
        return label, counts[one]
    record_id, label = picked.get((facet, value), (0, spelled(value)))
    return label, count_of(facet, str(record_id or value), counts)


def nesting(places: Mapping[str, int]) -> dict[str, str]:
    """Return for each place, given with its id, the nearest of them that it lies in."""
    values = {record_id: value for value, record_id in places.items()}
    return {values[one]: values[above] for one, above in engine().nearest_places_above(list(values)).items()}


def count_of(facet: FacetName, value: str, counts: Counter[str]) -> int:
    """Return the count of a value; that of a range of years or scores is the sum of theirs."""
    if facet == FacetName.SCORE:
        return sum(counts[str(point)] for point in scores_of_value(value))
    years = read_range(value) if facet == FacetName.YEAR and value not in counts else None
    if not years:
        return counts.get(value, 0)
    first, last = years[0] or 0, years[1] or max(map(int, counts), default=0)
    return sum(count for year, count in counts.items() if first <= int(year) <= last)


def most_frequent(facet: FacetName, values: Counter[str]) -> list[str]:
    if facet == FacetName.SCORE:
        return [band for band, points in SCORE_BANDS.items() if any(str(point) in values for point in points)]
    if facet in ENTIRE:
        return sorted(values, reverse=facet == FacetName.DECADE)
    return [value for value, _ in values.most_common(VALUES_SHOWN)]


def written(
    facet: FacetName, one: str, records: dict[tuple[FacetName, int], tuple[str, str]]
) -> tuple[str, str] | None:
    """Return the value and label of what a token holds, or None where nobody may see it."""
    if facet in RECORD_FACETS:
        return records.get((facet, int(one)))
    return WRITTEN[facet].get(one) if facet in WRITTEN else (one, spelled(one))


def spelled(value: str) -> str:
    """Return a value as people read it: a range with a dash, an open one in words."""
    first, is_range, last = value.partition("..")
    if not is_range:
        return value
    return f"{first}–{last}" if first and last else f"{first} and after" if first else f"until {last}"


def scores_meeting(*comparisons: ScoreIs) -> list[int]:
    """Return the whole scores, from 0 to 100, that meet every comparison."""
    return [
        score
        for score in range(TOP_SCORE + 1)
        if all(COMPARISONS[one.comparison](float(score), one.value) for one in comparisons)
    ]


def scores_of_value(value: str) -> list[int]:
    """Return the whole scores that a value of the facet means: 67, 60..79, >60; none where it is no score."""
    comparisons = [clause for clause in parse(f"score:{value}").clauses if isinstance(clause, ScoreIs)]
    return scores_meeting(*comparisons) if comparisons else []
