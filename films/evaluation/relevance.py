"""Judge the search by queries whose answers are known."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean, median

from films.evaluation.judged_queries import JudgedQuery
from films.evaluation.judgement import Judgement
from films.evaluation.metrics import AGREEMENTS, DEPTH, MEASURES
from films.evaluation.timing import percentile, timed
from films.models import Identifier
from films.search import FacetName, Kind, SearchRequest, search

ALL = "all"  # the kind under which all queries are summed up
LOOKED_UP = 500  # ids a query of the database may name
ONLY_FILMS: dict[FacetName, tuple[str, ...]] = {FacetName.KIND: (Kind.FILM.value,)}

Row = dict[str, str | int | float | None]


class UnknownDatasetError(ValueError):
    """Report that no film of the database has an identifier of the data set."""


def judge(queries: Sequence[JudgedQuery], dataset: str) -> Iterator[Judgement]:
    """Ask each query, once, and judge the first `DEPTH` results: films, or whatever is found of people.

    A film is told by its Identifier of the scheme `dataset`; one without keeps its place and counts as wrong.
    Raises UnknownDatasetError, before anything is asked, where the database has no film of the data set.
    """
    if not Identifier.objects.filter(scheme=dataset, film__isnull=False).exists():
        raise UnknownDatasetError
    films = films_by_identifier(
        dataset, {identifier for query in queries for identifier in query.relevant | query.excluded}
    )
    return (judgement(query, films) for query in queries)


def judgement(query: JudgedQuery, films: dict[str, int]) -> Judgement:
    """Ask one query, of films alone unless people are wanted."""
    filters = {} if query.asks_for_people else ONLY_FILMS
    page, milliseconds = timed(lambda: search(SearchRequest(query.text, filters, page_size=DEPTH)))
    relevant = {identifier: films.get(identifier) for identifier in sorted(query.relevant)}
    excluded = frozenset(films[identifier] for identifier in query.excluded if identifier in films)
    return Judgement(query, relevant, excluded, page, milliseconds)


def films_by_identifier(dataset: str, identifiers: Iterable[str]) -> dict[str, int]:
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

    A row is {"kind", "n", "success@1", "success@3", "success@10", "MRR@10", "R-precision", "recall@100",
    "set_precision", "set_recall", "excluded_shown", "wrongly_stated", "median_ms", "p95_ms"}: the means of the
    measures, from 0 to 1, those of sets over the queries whose set is exact, or None where none is; how many
    excluded films were shown, and how many queries were answered first with what is not so; and milliseconds.
    """
    kinds = sorted({judged.query.kind for judged in judgements})
    return [
        *(summary_row(kind, [judged for judged in judgements if judged.query.kind == kind]) for kind in kinds),
        summary_row(ALL, judgements),
    ]


def summary_row(kind: str, judgements: Sequence[Judgement]) -> Row:
    """Return the means of the measures over these judgements, their faults, and their times."""
    times = [judged.milliseconds for judged in judgements]
    return {
        "kind": kind,
        "n": len(judgements),
        **mean_scores([judged.scores for judged in judgements], MEASURES),
        **mean_scores([judged.agreement for judged in judgements if judged.query.exact], AGREEMENTS),
        "excluded_shown": sum(judged.excluded_shown for judged in judgements),
        "wrongly_stated": sum(judged.is_wrongly_stated for judged in judgements),
        "median_ms": round(median(times), 2),
        "p95_ms": round(percentile(times, 0.95), 2),
    }


def mean_scores(scores: Sequence[dict[str, float]], names: Iterable[str]) -> Row:
    """Return the mean of each measure, or None where nothing was measured."""
    return {name: round(fmean(score[name] for score in scores), 4) if scores else None for name in names}
