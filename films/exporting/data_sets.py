"""List the data sets that facts came with, whose licences apply to what has no citation."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import Exists, OuterRef

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.exporting.columns import Column, Row, Table
from films.exporting.kinds import published_records
from films.models import Citation, DataSet, DatasetValue, Fact, Film, Identifier, State
from films.models.dataset_values import ContestedField


def data_sets() -> dict[str, DataSet]:
    """Map the names of the data sets that facts came with to these, unless their imports are undone."""
    (found,) = published_records(DataSet)
    return {data_set.name: data_set for data_set in found}


def data_sets_named(names: Iterable[str]) -> dict[str, DataSet]:
    """Return the data sets with these names by name; names that mean none are left out."""
    return {data_set.name: data_set for data_set in _by_name().run({*names} - {""})}


@cache
def _by_name() -> CompiledQuery:
    return CompiledQuery(DataSet.objects.filter(name__in=[ANY_KEY]).order_by("name"))


def data_sets_of(facts: Iterable[Fact]) -> dict[str, DataSet]:
    """Return the data sets that facts came with, or whose identifiers are among them, by name."""
    names = {name for fact in facts for name in (fact.data_set, getattr(fact, "scheme", ""))}
    return data_sets_named(names)


def quoted_from(film: Film) -> list[DataSet]:
    """Return the data set that a film's synopsis is quoted from, unless the synopsis is cited."""
    filled = DatasetValue.objects.filter(film=film, field=ContestedField.SYNOPSIS, fills_blank=True)
    names = list(filled.values_list("dataset", flat=True)) or [film.data_set]
    return list(data_sets_named(names).values())


def film_rows() -> Iterator[Row]:
    """Yield each published film that a data set created; a film that existed before has its identifier cited."""
    cited = Citation.objects.filter(identifier=OuterRef("pk"))
    found = Identifier.objects.filter(
        ~Exists(cited), scheme__in=data_sets(), state=State.PUBLISHED, film__state=State.PUBLISHED
    )
    pairs = found.order_by("film__slug", "scheme").values_list("film__slug", "scheme").distinct()
    yield from map(list, pairs.iterator())


TABLES = (
    Table(
        "film_data_sets",
        (
            Column("film", required=True, references="films"),
            Column("data_set", required=True, references="data_sets"),
        ),
        ("film", "data_set"),
        (),
        film_rows,
    ),
)
