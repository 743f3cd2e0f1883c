"""List the data sets that films came from, with their licences, which apply to texts without a citation."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from films.exporting.columns import Column, Row, Table
from films.models import Citation, Credit, Identifier, ImportBatch, Person, State

NOTE = (
    "Texts of a film that came with a data set and have no citation of their own are under that data set's "
    "licence: see data_sets and film_data_sets."
)


def data_sets() -> dict[str, ImportBatch]:
    """Map the names of data sets to their last import that is not undone."""
    imports = ImportBatch.objects.filter(change__undone_by=None).exclude(dataset="").order_by("dataset", "pk")
    return {batch.dataset: batch for batch in imports}


def data_sets_of_film(identifiers: Iterable[Identifier]) -> list[ImportBatch]:
    """Return the data sets that a film with these identifiers came from, or was completed by."""
    schemes = {identifier.scheme for identifier in identifiers}
    return [batch for name, batch in data_sets().items() if name in schemes]


def data_sets_of_person(person: Person) -> list[ImportBatch]:
    """Return the data sets that films of a person came from, or were completed by."""
    known = data_sets()
    if not known:
        return []
    films = Credit.objects.filter(person=person, state=State.PUBLISHED).values("film")
    found = Identifier.objects.filter(state=State.PUBLISHED).order_by().values_list("scheme")
    # Neither one condition for both nor a list of schemes: for these SQLite would read every identifier.
    schemes = {scheme for (scheme,) in found.filter(film__in=films).union(found.filter(person=person))}
    return [batch for name, batch in known.items() if name in schemes]


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
