"""A record as plain values: taken from the database, compared, and put back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Prefetch

from films.batching import batched
from films.models import FACT_MODELS, Citation, Document, Film, FormerAddress, Genre, Identifier, Language, Person

RECORDED: tuple[type[Model], ...] = (*FACT_MODELS.values(), Citation, FormerAddress, Genre, Language)
"""What changes are recorded of. Documents are too large, and come from files that can be had again."""

Values = dict[str, Any]
"""The fields of a record by name, as JSON holds them: links by key, lists of links in the keys' order."""


def model_of(kind: str) -> type[Model]:
    return apps.get_model("films", kind)


def kind_of(model: type[Model]) -> str:
    return str(model._meta.model_name)


@dataclass(frozen=True)
class Stored:
    """A record as it is in the database, by name, by what it is part of, and by its values."""

    name: str
    owner: tuple[str, int | None]
    values: Values


def stored(model: type[Model], keys: Iterable[int]) -> dict[int, Stored]:
    """Return what is stored of the records with these keys, of those that there are."""
    links = [field.name for field in model._meta.many_to_many]
    found: dict[int, Stored] = {}
    for some in batched(sorted(set(keys))):
        records = list(named(model).filter(pk__in=some).prefetch_related(*links))
        for record, written in zip(records, serializers.serialize("python", records), strict=True):
            found[record.pk] = Stored(str(record), owner(record), plain(written["fields"], links))
    return found


def named(model: type[Model]) -> Any:
    """Build the query for a model's records with all that their names say, so that naming one costs no query."""
    records = model._base_manager.all()
    if model is not Citation:
        return records.select_related(*links_of(model))
    facts = [f"{kind}__{link}" for kind, fact in FACT_MODELS.items() for link in links_of(fact)]
    document = Prefetch("passage__document", Document.objects.defer("text"))
    return records.prefetch_related(*FACT_MODELS, *facts, document)


def links_of(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.fields if field.is_relation]


def plain(fields: Values, links: list[str]) -> Values:
    values: Values = json.loads(json.dumps(fields, cls=DjangoJSONEncoder))
    return values | {name: sorted(values[name]) for name in links}


def altered(before: Values | None, after: Values | None) -> list[str]:
    """Return the fields that differ, in their model's order; of a record that came or went, those with a value."""
    if before is None or after is None:
        values = before or after or {}
        return [name for name, value in values.items() if value not in (None, "", [], False)]
    return [name for name, value in after.items() if before.get(name) != value]


def record_with(kind: str, key: int, values: Values) -> DeserializedObject:
    """Build the unsaved record of some values. Fields that the model has no longer are left out."""
    written = {"model": f"films.{kind}", "pk": key, "fields": values}
    return next(iter(serializers.deserialize("python", [written], ignorenonexistent=True)))


def owner(record: Any) -> tuple[str, int | None]:
    """Return the kind and key of what a record is part of, such as a credit's film; for most facts, nothing."""
    match record:
        case Citation():
            kind = record.fact_kind
            return (kind_of(FACT_MODELS[kind]), getattr(record, f"{kind}_id")) if kind else ("", None)
        case Identifier(film_id=int() as key):
            return kind_of(Film), key
        case Identifier():
            return kind_of(Person), record.person_id
    first = record.natural_key_fields[0]
    if "__" not in first:
        return "", None
    field = record._meta.get_field(first.split("__")[0])
    return kind_of(field.related_model), getattr(record, field.attname)
