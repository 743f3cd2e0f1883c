"""Say by what entries are ordered besides relevance, in SQL that every engine reads."""

from dataclasses import dataclass

from films.kinds.scores import NORMALISED, SCORED
from films.models.releases import BoxOfficeKind
from films.search.types import Sort

RUNTIME = "CASE entry.kind WHEN 'film' THEN (SELECT runtime FROM films_film WHERE id = entry.object_id) END"
DOLLARS = "state = 'published' AND kind = '{kind}' AND currency = 'USD'"
"""The figures of one kind that can be compared; of several of a film, the highest counts."""
MONEY = """
    CASE entry.kind WHEN 'film' THEN (SELECT max(amount) FROM films_boxoffice
        WHERE film_id = entry.object_id AND {figures}) END
"""
GROSSES, BUDGETS = (DOLLARS.format(kind=kind) for kind in (BoxOfficeKind.GROSS, BoxOfficeKind.BUDGET))

SCORES = f"SELECT 1 FROM films_review review WHERE state = 'published' AND ({SCORED})"
RUNTIMES = "SELECT 1 FROM films_film WHERE state = 'published' AND runtime IS NOT NULL"
HELD = {
    **dict.fromkeys((Sort.BEST, Sort.WORST), SCORES),
    **dict.fromkeys((Sort.LONGEST, Sort.SHORTEST), RUNTIMES),
    **dict.fromkeys((Sort.GROSS, Sort.LOWEST_GROSS), f"SELECT 1 FROM films_boxoffice WHERE {GROSSES}"),
    **dict.fromkeys((Sort.BUDGET, Sort.LOWEST_BUDGET), f"SELECT 1 FROM films_boxoffice WHERE {BUDGETS}"),
}
"""What has to be there for results to be ordered by it; the other orders go by what every entry has."""


@dataclass(frozen=True)
class OrderValues:
    """Hold the SQL for the values by which an `entry` is ordered, and for the orders themselves."""

    values: dict[Sort, str]
    sorted: dict[Sort, str]


def order_values(normalised: str = NORMALISED) -> OrderValues:
    """Return the SQL for orders; `normalised` is a review's score on 0 to 100, as the engine writes it."""
    score = score_sql(normalised)
    highest_first = {
        Sort.NEWEST: "year",
        Sort.BEST: score,
        Sort.LONGEST: RUNTIME,
        Sort.GROSS: MONEY.format(figures=GROSSES),
        Sort.BUDGET: MONEY.format(figures=BUDGETS),
    }
    lowest_first = {
        Sort.OLDEST: "year",
        Sort.TITLE: "sort_title",
        Sort.SHORTEST: RUNTIME,
        Sort.WORST: score,
        Sort.LOWEST_GROSS: MONEY.format(figures=GROSSES),
        Sort.LOWEST_BUDGET: MONEY.format(figures=BUDGETS),
    }
    orders = {
        **{sort: f"({value}) DESC NULLS LAST" for sort, value in highest_first.items()},
        **{sort: f"({value}) NULLS LAST" for sort, value in lowest_first.items()},
    }
    return OrderValues(highest_first | lowest_first, orders)


def score_sql(normalised: str) -> str:
    """Return SQL for a review's score, or the mean score of the film that an entry is of, if anybody scored it."""
    of_film = f"""
        SELECT avg({normalised}) FROM films_review review
        WHERE {{of}} AND review.state = 'published' AND ({SCORED})"""
    by_slug = "review.film_id = (SELECT id FROM films_film WHERE slug = entry.slug)"
    return f"""
        CASE entry.kind
            WHEN 'review' THEN (SELECT {normalised} FROM films_review review WHERE id = entry.object_id)
            WHEN 'film' THEN ({of_film.format(of="review.film_id = entry.object_id")})
            WHEN 'person' THEN NULL WHEN 'location' THEN NULL WHEN 'passage' THEN NULL
            ELSE ({of_film.format(of=by_slug)}) END"""
