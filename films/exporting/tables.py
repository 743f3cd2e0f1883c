"""Arrange the published facts in plain tables, for spreadsheets, data packages and SQLite alike.

Each record has one textual `id`, its natural key: “red-heat-1988”, “red-heat-1988/walter-hill/director/1”. A link
holds the other record's id. Lists of a record have a table of their own, with pairs of ids.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField, Model

from films.exporting import data_sets
from films.exporting.columns import Column, Row, Table, Value
from films.exporting.kinds import (
    KEYS,
    MODELS,
    exported_fields,
    exported_records,
    kind_name,
    natural_key_of,
    records_with_list,
)
from films.models import Document, Fact

SEPARATOR = "/"
DATA_SET = "data_set"
TERMS = (
    Column("data_set_licence", description="Of that data set, as its publisher calls it.", repeats=True),
    Column("data_set_url", description="Where that data set is published.", repeats=True),
)
"""The last columns of facts, so that a single table says whose each of its rows is."""
TYPES = {
    "BooleanField": "boolean",
    "DateField": "date",
    "DecimalField": "number",
    "PositiveIntegerField": "integer",
    "PositiveSmallIntegerField": "integer",
}
"""Types in a table schema for Django's fields; any other field is a string."""


def key_text(record: Any) -> str:
    """Return the id of a record in all exports."""
    return SEPARATOR.join(map(str, natural_key_of(record)))


def column_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """Return the fields that have a column in a table besides the id."""
    needless = {"state", *(KEYS[model] if len(KEYS[model]) == 1 else ())}
    if model is Document:
        needless.add("text")
    fields = [
        field
        for field in exported_fields(model)
        if field.name not in needless and not isinstance(field, ManyToManyField)
    ]
    return sorted(fields, key=lambda field: field.name == DATA_SET)


def cell_value(record: Model, field: "Field[Any, Any]") -> Value:
    """Return the value for a field's column; for a link, the other record's id."""
    if isinstance(field, ForeignKey):
        named = getattr(record, field.name)
        return None if named is None else key_text(named)
    held: Value = field.value_from_object(record)
    return (held or None) if field.name == DATA_SET else held


def table_rows(model: type[Model]) -> Iterator[Row]:
    wanted = column_fields(model)
    terms = terms_by_data_set() if issubclass(model, Fact) else None
    for record in exported_records(model):
        row = [key_text(record), *(cell_value(record, field) for field in wanted)]
        yield row if terms is None else [*row, *terms.get(record.data_set, (None, None))]


def terms_by_data_set() -> dict[str, tuple[str, str]]:
    """Map the names of data sets to their licences and addresses."""
    return {name: (found.licence, found.url) for name, found in data_sets.data_sets().items()}


def pair_rows(model: type[Model], name: str) -> Iterator[Row]:
    for record in records_with_list(model, name):
        key = key_text(record)
        for named in getattr(record, name).all():
            yield [key, key_text(named)]


def record_objects(model: type[Model]) -> Iterator[dict[str, Any]]:
    """Yield the records as objects: the columns by name, and lists of ids."""
    wanted = column_fields(model)
    lists = [field.name for field in model._meta.local_many_to_many]
    terms = terms_by_data_set() if issubclass(model, Fact) else None
    names = [column.name for column in TERMS]
    for record in exported_records(model):
        told = {} if terms is None else dict(zip(names, terms.get(record.data_set, (None, None)), strict=True))
        yield {
            "id": key_text(record),
            **{field.name: cell_value(record, field) for field in wanted},
            **told,
            **{name: [key_text(named) for named in getattr(record, name).all()] for name in lists},
        }


def build_column(field: "Field[Any, Any]") -> Column:
    return Column(
        field.name,
        TYPES.get(field.get_internal_type(), "string"),
        not field.null and not field.blank,
        "data_sets" if field.name == DATA_SET else kind_name(field.related_model) if field.related_model else "",
        str(field.help_text),
        bool(field.choices),
    )


def is_searched(field: "Field[Any, Any]") -> bool:
    return (
        field.get_internal_type() in {"CharField", "TextField"}
        and not field.choices
        and field.name != DATA_SET
        and "sha256" not in field.name
    )


def build_table(model: type[Model]) -> Table:
    """Return the table for one kind of record."""
    found = column_fields(model)
    return Table(
        kind_name(model),
        (Column("id", required=True), *map(build_column, found), *(TERMS if issubclass(model, Fact) else ())),
        ("id",),
        tuple(field.name for field in found if is_searched(field)),
        partial(table_rows, model),
    )


def build_pair_table(model: type[Model], field: "ManyToManyField[Any, Any]") -> Table:
    """Return the table for a many-to-many field: “film_genres”, with “film” and “genre”."""
    own_name, related_name = str(model._meta.model_name), str(field.related_model._meta.model_name)
    if own_name == related_name:
        related_name = f"other_{related_name}"
    columns = (
        Column(own_name, required=True, references=kind_name(model)),
        Column(related_name, required=True, references=kind_name(field.related_model)),
    )
    return Table(
        f"{own_name}_{field.name}", columns, (own_name, related_name), (), partial(pair_rows, model, field.name)
    )


TABLES: tuple[Table, ...] = (
    *map(build_table, MODELS),
    *(build_pair_table(model, field) for model in MODELS for field in model._meta.local_many_to_many),
    *data_sets.TABLES,
)
"""All tables: those of each kind, those of pairs, and those of data sets."""
