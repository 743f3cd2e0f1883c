"""List the data sets that films came from, with their licences, which apply to texts without a citation."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from films.compiled_queries import ANY_KEY, CompiledQuery, union_rows
from films.exporting.columns import Column, Row, Table
from films.models import Citation, Credit, Identifier, ImportBatch, Person, State

NOTE = (
    "Texts of a film that came with a data set and have no citation of their own are under that data set's "
    "licence: see data_sets and film_data_sets."
)


def data_sets() -> dict[str, ImportBatch]:
    """Map the names of data sets to their last import that is not undone."""
    return {batch.dataset: batch for batch in _imports().exclude(dataset="")}


def data_sets_of_film(identifiers: Iterable[Identifier]) -> list[ImportBatch]:
    """Return the data sets that a film with these identifiers came from, or was completed by."""
    imports = _imports_by_data_set().run({identifier.scheme for identifier in identifiers})
    return list({batch.dataset: batch for batch in imports}.values())


def with_texts(data_sets: Iterable[ImportBatch]) -> list[ImportBatch]:
    """Return the data sets whose lines tell of whole films: summaries without a citation are in their words."""
    return [batch for batch in data_sets if batch.source == "films"]


def data_sets_of_person(person: Person) -> list[ImportBatch]:
    """Return the data sets that the person, or films of theirs, came from or were completed by."""
    identifiers = union_rows((query, [person.pk]) for query in _schemes_by_person())
    imports = _imports_by_data_set().run({scheme for (scheme,) in identifiers})
    return list({batch.dataset: batch for batch in imports}.values())


def _imports() -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(change__undone_by=None).order_by("dataset", "pk")


@cache
def _imports_by_data_set() -> CompiledQuery:
    return CompiledQuery(_imports().filter(dataset__in=[ANY_KEY]))


@cache
def _schemes_by_person() -> list[CompiledQuery]:
    """Return the queries of the schemes of identifiers of a person's films and of the person.

    They are two, since SQLite would answer one for either by reading all identifiers.
    """
    films = Credit.objects.filter(person__in=[ANY_KEY], state=State.PUBLISHED).values("film")
    schemes = Identifier.objects.filter(state=State.PUBLISHED).order_by().values_list("scheme").distinct()
    return [CompiledQuery(schemes.filter(film__in=films)), CompiledQuery(schemes.filter(person__in=[ANY_KEY]))]


def data_set_rows() -> Iterator[Row]:
    for name, batch in data_sets().items():
        yield [name, batch.licence, batch.url]


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
        "data_sets",
        (
            Column("id", required=True, description="The scheme of its identifiers."),
            Column("licence", description="As its publisher calls it; empty if the import did not say."),
            Column("url", description="Where it is published."),
        ),
        ("id",),
        (),
        data_set_rows,
    ),
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
