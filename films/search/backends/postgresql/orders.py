"""Sort entries in other orders than relevance, in PostgreSQL."""

from collections.abc import Sequence

from films.kinds.dialects import in_postgresql
from films.kinds.scores import NORMALISED, SCORED
from films.models.releases import BoxOfficeKind
from films.search.backends.postgresql.reading import fetch
from films.search.entry_ids import RECORD_MASK
from films.search.types import Sort

NORMALISED_SCORE = in_postgresql(NORMALISED)
SCORE_OF_FILM = f"""
    SELECT avg({NORMALISED_SCORE}) FROM films_review review JOIN films_film film ON film.id = review.film_id
    WHERE film.slug = entry.slug AND review.state = 'published' AND ({SCORED})
"""
"""The mean of the scores of the film that an entry is of, on 0 to 100; none where nobody scored it."""

SCORE = f"""
    CASE entry.kind
        WHEN 'review' THEN (SELECT {NORMALISED_SCORE} FROM films_review review WHERE id = entry.object_id)
        WHEN 'person' THEN NULL WHEN 'location' THEN NULL WHEN 'passage' THEN NULL ELSE ({SCORE_OF_FILM}) END
"""
RUNTIME = "CASE entry.kind WHEN 'film' THEN (SELECT runtime FROM films_film WHERE id = entry.object_id) END"
DOLLARS = "state = 'published' AND kind = '{kind}' AND currency = 'USD'"
"""The figures of one kind that can be compared; of several of a film, the highest counts."""
MONEY = """
    CASE entry.kind WHEN 'film' THEN (SELECT max(amount) FROM films_boxoffice
        WHERE film_id = entry.object_id AND {figures}) END
"""
GROSSES, BUDGETS = (DOLLARS.format(kind=kind) for kind in (BoxOfficeKind.GROSS, BoxOfficeKind.BUDGET))

HIGHEST_FIRST = {
    Sort.BEST: SCORE,
    Sort.LONGEST: RUNTIME,
    Sort.GROSS: MONEY.format(figures=GROSSES),
    Sort.BUDGET: MONEY.format(figures=BUDGETS),
}
LOWEST_FIRST = {
    Sort.SHORTEST: RUNTIME,
    Sort.WORST: SCORE,
    Sort.LOWEST_GROSS: MONEY.format(figures=GROSSES),
    Sort.LOWEST_BUDGET: MONEY.format(figures=BUDGETS),
}
VALUES = HIGHEST_FIRST | LOWEST_FIRST
"""What entries are ordered by that not every one has."""

SORTED = {
    Sort.NEWEST: "year IS NULL, year DESC",
    Sort.OLDEST: "year IS NULL, year",
    Sort.TITLE: "sort_title",
    **{sort: f"({value}) DESC NULLS LAST" for sort, value in HIGHEST_FIRST.items()},
    **{sort: f"({value}) NULLS LAST" for sort, value in LOWEST_FIRST.items()},
}
SCORES = f"SELECT 1 FROM films_review review WHERE state = 'published' AND ({SCORED})"
RUNTIMES = "SELECT 1 FROM films_film WHERE state = 'published' AND runtime IS NOT NULL"
HELD = {
    **dict.fromkeys((Sort.BEST, Sort.WORST), SCORES),
    **dict.fromkeys((Sort.LONGEST, Sort.SHORTEST), RUNTIMES),
    **dict.fromkeys((Sort.GROSS, Sort.LOWEST_GROSS), f"SELECT 1 FROM films_boxoffice WHERE {GROSSES}"),
    **dict.fromkeys((Sort.BUDGET, Sort.LOWEST_BUDGET), f"SELECT 1 FROM films_boxoffice WHERE {BUDGETS}"),
}
"""What has to be there for results to be ordered by it; the other orders go by what every entry has."""

ASKED = (
    "unnest(%s::bigint[]) WITH ORDINALITY asked (id, place) "
    f"JOIN search_entry entry ON entry.record = asked.id & {RECORD_MASK}"
)
"""The entries whose ids are the parameter."""


def ordered(entry_ids: Sequence[int], sort: Sort) -> list[int]:
    """Sort entries, which are given by relevance, in another order; relevance decides between equals."""
    rows = fetch(f"SELECT entry.id FROM {ASKED} ORDER BY {SORTED[sort]}, asked.place", [list(entry_ids)])
    return [entry_id for (entry_id,) in rows]


def can_order(entry_ids: Sequence[int], sort: Sort) -> bool:
    """Tell whether these entries have different values in this order."""
    if sort not in VALUES:
        return True
    ((is_known,),) = fetch(
        f"SELECT EXISTS (SELECT 1 FROM {ASKED} WHERE ({VALUES[sort]}) IS NOT NULL)", [list(entry_ids)]
    )
    return bool(is_known)


def orders_held() -> set[Sort]:
    """Return the orders for which any entry has a value."""
    rows = fetch(" UNION ALL ".join(f"SELECT '{sort}', EXISTS ({select})" for sort, select in HELD.items()))
    return {sort for sort in Sort if sort not in HELD} | {Sort(sort) for sort, is_held in rows if is_held}
