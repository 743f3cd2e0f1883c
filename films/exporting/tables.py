"""The published facts as plain tables: for spreadsheets, data packages and SQLite alike.

Each record has one text `id`, its natural key: “red-heat-1988”, “red-heat-1988/walter-hill/director/1”. A link to
another record holds that record's id. What a record names many of stands in a table of its own, of pairs.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField, Model

from films.exporting import data_sets
from films.exporting.columns import Column, Row, Table, Value
from films.exporting.kinds import KEYS, MODELS, fields, key, kind_name, naming_many, records
from films.models import Document

SEPARATOR = "/"
TYPES = {
    "BooleanField": "boolean",
    "DateField": "date",
    "DecimalField": "number",
    "PositiveIntegerField": "integer",
    "PositiveSmallIntegerField": "integer",
}
"""Types of a table schema for Django's fields; any other field is a string."""


def key_text(record: Any) -> str:
    """Return the id of a record in all exports."""
    return SEPARATOR.join(map(str, key(record)))


def column_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """Return the fields that a table has a column for, besides that of the id."""
    needless = {"state", *(KEYS[model] if len(KEYS[model]) == 1 else ())}
    if model is Document:
        needless.add("text")
    return [
        field for field in fields(model) if field.name not in needless and not isinstance(field, ManyToManyField)
    ]


def cell_value(record: Model, field: "Field[Any, Any]") -> Value:
    """Return what stands in a field's column: of a link, the id of what it leads to."""
    if isinstance(field, ForeignKey):
        named = getattr(record, field.name)
        return None if named is None else key_text(named)
    held: Value = field.value_from_object(record)
    return held


def table_rows(model: type[Model]) -> Iterator[Row]:
    wanted = column_fields(model)
    for record in records(model):
        yield [key_text(record), *(cell_value(record, field) for field in wanted)]


def pair_rows(model: type[Model], name: str) -> Iterator[Row]:
    for record in naming_many(model, name):
        key = key_text(record)
        for named in getattr(record, name).all():
            yield [key, key_text(named)]


def objects(model: type[Model]) -> Iterator[dict[str, Any]]:
    """Yield the records as objects: the columns by name, and lists of the ids of what they name many of."""
    wanted = column_fields(model)
    lists = [field.name for field in model._meta.local_many_to_many]
    for record in records(model):
        yield {
            "id": key_text(record),
            **{field.name: cell_value(record, field) for field in wanted},
            **{name: [key_text(named) for named in getattr(record, name).all()] for name in lists},
        }


def column(field: "Field[Any, Any]") -> Column:
    return Column(
        field.name,
        TYPES.get(field.get_internal_type(), "string"),
        not field.null and not field.blank,
        kind_name(field.related_model) if field.related_model else "",
        str(field.help_text),
    )


def is_searched(field: "Field[Any, Any]") -> bool:
    return (
        field.get_internal_type() in {"CharField", "TextField"}
        and not field.choices
        and "sha256" not in field.name
    )


def table(model: type[Model]) -> Table:
    """Return the table of one kind of records."""
    found = column_fields(model)
    return Table(
        kind_name(model),
        (Column("id", required=True), *map(column, found)),
        ("id",),
        tuple(field.name for field in found if is_searched(field)),
        partial(table_rows, model),
    )


def pair_table(model: type[Model], field: "ManyToManyField[Any, Any]") -> Table:
    """Return the table of what the records of one kind name many of: “film_genres”, with “film” and “genre”."""
    one, other = str(model._meta.model_name), str(field.related_model._meta.model_name)
    if one == other:
        other = f"other_{other}"
    columns = (
        Column(one, required=True, references=kind_name(model)),
        Column(other, required=True, references=kind_name(field.related_model)),
    )
    return Table(f"{one}_{field.name}", columns, (one, other), (), partial(pair_rows, model, field.name))


TABLES: tuple[Table, ...] = (
    *map(table, MODELS),
    *(pair_table(model, field) for model in MODELS for field in model._meta.local_many_to_many),
    *data_sets.TABLES,
)
"""All tables: first those of each kind of records, then those of pairs, then what came with which data set."""
