"""Judges the search by queries whose answers are known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from films.evaluation.judged_queries import JudgedQuery
from films.evaluation.metrics import DEPTH, MEASURES
from films.evaluation.timing import percentile, timed
from films.models import Identifier
from films.search import FacetName, Kind, SearchRequest, search
from films.search.types import Result

ALL = "all"  # the kind under which all queries are summed up
LOOKED_UP = 500  # ids a query of the database may name

Row = dict[str, str | int | float]


class UnknownDatasetError(ValueError):
    """No film of the database has an identifier of the data set."""


@dataclass(frozen=True)
class Judgement:
    """A judged query with its answer. `relevant` maps each id the query wants to its film, or to None."""

    query: JudgedQuery
    relevant: dict[str, int | None]
    results: tuple[Result, ...]
    milliseconds: float

    @property
    def scores(self) -> dict[str, float]:
        """Return the value of every measure. An id without a film counts as one that was not found."""
        found = [result.object_id for result in self.results]
        wanted = {identifier if film is None else film for identifier, film in self.relevant.items()}
        return {name: measure(found, wanted) for name, measure in MEASURES.items()}

    @property
    def failed(self) -> bool:
        """Tell whether something else stands where only what is relevant should."""
        return self.scores["R-precision"] < 1

    @property
    def first_wrong(self) -> tuple[int, Result] | None:
        """Return the first result that is not relevant, with its rank from 1."""
        films = set(self.relevant.values())
        wrong = ((rank, one) for rank, one in enumerate(self.results, 1) if one.object_id not in films)
        return next(wrong, None)


def judge(queries: Sequence[JudgedQuery], dataset: str) -> Iterator[Judgement]:
    """Ask each query for films, once, and judge the first `DEPTH` of them.

    A film is told by its Identifier of the scheme `dataset`; one without keeps its place and counts as wrong.
    Raises UnknownDatasetError, before anything is asked, where the database has no film of the data set.
    """
    if not Identifier.objects.filter(scheme=dataset, film__isnull=False).exists():
        raise UnknownDatasetError
    films = films_of(dataset, {identifier for query in queries for identifier in query.relevant})
    return (judgement(query, films) for query in queries)


def judgement(query: JudgedQuery, films: dict[str, int]) -> Judgement:
    """Ask one query, of films alone."""
    request = SearchRequest(query.text, {FacetName.KIND: (Kind.FILM.value,)}, page_size=DEPTH)
    page, milliseconds = timed(lambda: search(request))
    return Judgement(query, {one: films.get(one) for one in sorted(query.relevant)}, page.results, milliseconds)


def films_of(dataset: str, identifiers: Iterable[str]) -> dict[str, int]:
    """Return the film of each identifier of a data set that the database knows."""
    wanted = sorted(identifiers)
    films: dict[str, int] = {}
    for start in range(0, len(wanted), LOOKED_UP):
        known = Identifier.objects.filter(
            scheme=dataset, film__isnull=False, value__in=wanted[start : start + LOOKED_UP]
        )
        films.update(known.values_list("value", "film_id"))
    return films


def summary(judgements: Sequence[Judgement]) -> list[Row]:
    """Return one row for each kind of query, by name, and a last one for all.

    A row is {"kind", "n", "success@1", "success@10", "MRR@10", "R-precision", "recall@100", "median_ms",
    "p95_ms"}: the means of the measures, from 0 to 1, and milliseconds.
    """
    kinds = sorted({one.query.kind for one in judgements})
    return [
        *(summary_row(kind, [one for one in judgements if one.query.kind == kind]) for kind in kinds),
        summary_row(ALL, judgements),
    ]


def summary_row(kind: str, judgements: Sequence[Judgement]) -> Row:
    """Return the means of the measures over these judgements, and their times."""
    scores = [one.scores for one in judgements]
    times = [one.milliseconds for one in judgements]
    return {
        "kind": kind,
        "n": len(judgements),
        **{name: round(fmean(score[name] for score in scores), 4) for name in MEASURES},
        "median_ms": round(median(times), 2),
        "p95_ms": round(percentile(times, 0.95), 2),
    }
