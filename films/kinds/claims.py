"""Define which fields of a fact citations confirm, and how their values are written in claims.

A citation keeps each value as it was when it was confirmed. The two values are compared when they are needed,
instead of noting edits, so a changed value waits to be confirmed again whatever code changed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model

DATE_LENGTHS = {"year": 4, "month": 7, "day": 10}
"""The number of characters of “1988-06-17” that are known, by the precision of a date."""


class ValueType(StrEnum):
    """Name the ways to look for a value in the words of a sentence (see `films.evidence.support`)."""

    NAME = "name"
    TITLE = "title"
    PLACE = "place"
    TERM = "term"
    JOB = "job"
    LABEL = "label"
    NUMBER = "number"
    YEAR = "year"
    MONEY = "money"
    CURRENCY = "currency"
    DATE = "date"
    SCORE = "score"
    SCALE = "scale"
    GRADE = "grade"
    OWN_WORDS = "own_words"


@dataclass(frozen=True)
class ClaimableField:
    """Declare a field that a citation can confirm.

    `terms` holds, for each value of a controlled list, the words that mean it in a sentence. `precision` names the
    field with the precision of a date. `by_heading` says that the heading above a list may name the value for each
    of its items, as “Academy Awards” does, or the title of a document for all of it.
    """

    name: str
    type: ValueType
    terms: Mapping[Any, str] = field(default_factory=dict)
    precision: str = ""
    by_heading: bool = False


def claimable_value(fact: Any, claimable: ClaimableField) -> str:
    """Return the value of a fact's field as text, as claims keep it; `value_sql` gives the same text in SQL."""
    model_field: Any = fact._meta.get_field(claimable.name)
    if model_field.many_to_many:
        return " ".join(sorted(identifying_value(linked) for linked in linked_records(fact, claimable.name)))
    value = getattr(fact, claimable.name)
    if value is None:
        return ""
    if model_field.is_relation:
        return identifying_value(value)
    value = model_field.to_python(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[: DATE_LENGTHS.get(getattr(fact, claimable.precision, "day") or "day")]
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def linked_records(fact: Any, name: str) -> Sequence[Any]:
    """Return the records of a many-to-many field, or those in the form that is being validated, if any."""
    if name in getattr(fact, "links_to_save", {}):
        return list(fact.links_to_save[name])
    return list(getattr(fact, name).all()) if fact.pk else []


def identifying_value(record: Any) -> str:
    """Return the part of a record's natural key that identifies it in every database."""
    return str(getattr(record, record.natural_key_fields[0]))


def claimable_values(fact: Any, claims: Sequence[ClaimableField]) -> dict[str, str]:
    """Map fields of a fact to their values, leaving out fields without one."""
    values = ((claimable.name, claimable_value(fact, claimable)) for claimable in claims)
    return {name: value for name, value in values if value}


def value_sql(model: type[Model], claimable: ClaimableField, row: str) -> str:
    """Return an SQL expression for what `claimable_value` returns, over a row of the model's table."""
    model_field: Any = model._meta.get_field(claimable.name)
    if isinstance(model_field, ManyToManyField):
        return links_sql(model_field, row)
    column = f"{row}.{model_field.column}"
    if isinstance(model_field, ForeignKey):
        target: Any = model_field.related_model
        key = target._meta.get_field(target.natural_key_fields[0])
        if not key.primary_key:
            column = f"(SELECT target.{key.column} FROM {target._meta.db_table} target WHERE target.id = {column})"
    elif claimable.precision:
        lengths = " ".join(f"WHEN '{precision}' THEN {length}" for precision, length in DATE_LENGTHS.items())
        length = f"CASE {row}.{claimable.precision} {lengths} ELSE 10 END"
        return f"coalesce(substr(CAST({column} AS TEXT), 1, {length}), '')"
    return f"coalesce(CAST({column} AS TEXT), '')"


def links_sql(links: Any, row: str) -> str:
    target: Any = links.related_model
    key = target._meta.get_field(target.natural_key_fields[0]).column
    linked = (
        f"SELECT linked.{key} AS item FROM {links.m2m_db_table()} link "
        f"JOIN {target._meta.db_table} linked ON linked.id = link.{links.m2m_reverse_name()} "
        f"WHERE link.{links.m2m_column_name()} = {row}.id ORDER BY linked.{key}"
    )
    return f"coalesce((SELECT group_concat(item, ' ') FROM ({linked}) listed), '')"


def cited_sql(kind: str, model: type[Model], claims: Sequence[ClaimableField], row: str) -> str:
    """Return the SQL condition that citations confirm every value that a row has."""
    any_citation = f"EXISTS (SELECT 1 FROM films_citation WHERE {kind}_id = {row}.id)"
    values = [(claimable.name, value_sql(model, claimable, row)) for claimable in claims]
    confirmed = [f"({value} = '' OR {claim_sql(kind, row, name, f'= {value}')})" for name, value in values]
    return " AND ".join([any_citation, *confirmed])


def waiting_sql(kind: str, model: type[Model], claims: Sequence[ClaimableField], row: str) -> str:
    """Return the SQL condition that a value of a row has changed since it was last cited."""
    values = [(claimable.name, value_sql(model, claimable, row)) for claimable in claims]
    waiting = [
        f"({value} <> '' AND {claim_sql(kind, row, name, 'IS NOT NULL')} "
        f"AND NOT {claim_sql(kind, row, name, f'= {value}')})"
        for name, value in values
    ]
    return f"({' OR '.join(waiting)})"


def claim_sql(kind: str, row: str, name: str, condition: str) -> str:
    """Return the SQL condition that a citation of a row claims a value of a field that meets a `condition`.

    Citations do not count if their sentence is gone, or if they have a reading, which is another value.
    """
    return (
        f"EXISTS (SELECT 1 FROM films_citation claim WHERE claim.{kind}_id = {row}.id AND claim.reading = '' "
        f"AND json_extract(claim.claims, '$.{name}.value') {condition} "
        "AND NOT EXISTS (SELECT 1 FROM films_passage gone WHERE gone.id = claim.passage_id "
        "AND gone.lost_sentence <> ''))"
    )
