"""Represent rows as plain values: which rows are recorded, their names, how values are read and compared."""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any
from zlib import decompress

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, JSONField, Model, QuerySet

from films.batching import batched
from films.models import FACT_MODELS, Alteration, Citation, Document, Passage
from films.models.changes import HistoryRecord, LongText

MOST_PREFETCHED = 500  # records; Django nests a condition for each, and SQLite takes 1,000
LONG_TEXT = 5_000  # characters: more than people write in a field, less than a document has

Values = dict[str, Any]
"""A row's fields by name, as in JSON: links by key, a long text by its hash."""
Key = Any
"""What identifies a row of a model: its primary key, or for a link the two keys that it joins."""
Identity = tuple[type[Model], Key]


@cache
def recorded_models() -> tuple[type[Model], ...]:
    """Return every model of this app except the history's own, with the tables of many-to-many links."""
    models = apps.get_app_config("films").get_models(include_auto_created=True)
    return tuple(model for model in models if not issubclass(model, HistoryRecord))


def is_link(model: type[Model]) -> bool:
    """Tell whether a model is the table of a many-to-many field."""
    return bool(model._meta.auto_created)


@cache
def link_field(through: type[Model]) -> Any:
    """Return the many-to-many field that a table belongs to."""
    owner: Any = through._meta.auto_created
    return next(field for field in owner._meta.many_to_many if field.remote_field.through is through)


def link_ends(through: type[Model]) -> tuple[str, str]:
    """Return the names of a link's two fields: that of the owner and that of the linked record."""
    found = link_field(through)
    return found.m2m_field_name(), found.m2m_reverse_field_name()


def model_of(kind: str) -> type[Model]:
    return apps.get_model("films", kind)


def kind_of(model: type[Model]) -> str:
    return str(model._meta.model_name)


def find_model(kind: str) -> type[Model] | None:
    """Return the model of a kind, or None if it was removed or renamed after the history recorded it."""
    try:
        return model_of(kind)
    except LookupError:
        return None


def find_identity(alteration: Alteration) -> Identity | None:
    """Return what identifies the row of an alteration, or None if there are no such rows any more."""
    model = find_model(alteration.kind)
    if model is None:
        return None
    if not is_link(model):
        return model, alteration.record_id
    owner, target = link_ends(model)
    values = alteration.before or alteration.after
    return (model, (values[owner], values[target])) if owner in values and target in values else None


def identity_of(alteration: Alteration) -> Identity:
    """Return what identifies the row of an alteration of which the kind still exists."""
    identity = find_identity(alteration)
    if identity is None:
        raise LookupError(f"There are no rows of “{alteration.kind}” any more.")
    return identity


@dataclass(frozen=True)
class Row:
    """Hold a stored row: its name, its owner and its values. A link has its owner's name.

    `texts` maps hashes to the row's long texts.
    """

    name: str
    owner: tuple[str, int | None]
    values: Values
    texts: dict[str, str] = dataclasses.field(default_factory=dict)


def stored_rows(model: type[Model], keys: Iterable[Key]) -> dict[Key, Row]:
    """Return the rows that are stored under these keys."""
    return stored_links(model, keys) if is_link(model) else stored_records(model, keys)


def stored_records(model: type[Model], keys: Iterable[int]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for record in named_records(model, keys):
        texts: dict[str, str] = {}
        values = record_values(record, texts)
        found[record.pk] = Row(str(record), owner_of(record), values, texts)
    return found


def stored_links(through: type[Model], pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Row]:
    wanted = set(pairs)
    owner, target = link_ends(through)
    found: dict[tuple[int, int], Row] = {}
    for some in batched(sorted(wanted)):
        ends = {f"{owner}__in": {pair[0] for pair in some}, f"{target}__in": {pair[1] for pair in some}}
        for link in through._base_manager.filter(**ends).select_related(owner):
            values = record_values(link, {}) | {"id": link.pk}
            pair = values[owner], values[target]
            record = getattr(link, owner)
            found[pair] = Row(str(record), (kind_of(type(record)), record.pk), values)
    return {pair: row for pair, row in found.items() if pair in wanted}


def named_records(model: type[Model], keys: Iterable[Key]) -> Iterator[Model]:
    """Yield the stored records of a model with everything that `str` needs, so that naming one takes no query."""
    for some in batched(sorted(set(keys)), MOST_PREFETCHED):
        if model is Citation:
            yield from named_citations(Citation.objects.filter(pk__in=some))
        else:
            yield from with_named_targets(model._base_manager.filter(pk__in=some))


def with_named_targets(records: Any) -> Any:
    """Make a query load the records that its own point to, but no text of a document."""
    targets = foreign_key_targets(records.model)
    of_passages = [f"{link}__document" for link, target in targets.items() if target is Passage]
    documents = [*of_passages, *(link for link, target in targets.items() if target is Document)]
    return (
        records.order_by()
        .select_related(*targets, *of_passages)
        .defer(*(f"{document}__text" for document in documents))
    )


def named_citations(found: QuerySet[Citation]) -> Iterator[Citation]:
    """Yield citations with their facts and what these point to, by a query for each kind of fact among them.

    All kinds in one would join more tables than SQLite allows.
    """
    links = [f"{kind}_id" for kind in FACT_MODELS]
    kinds = {kind for row in found.values_list(*links) for kind, key in zip(FACT_MODELS, row, strict=True) if key}
    for kind in sorted(kinds):
        facts = [f"{kind}__{link}" for link in foreign_key_targets(FACT_MODELS[kind])]
        cited = found.order_by().filter(**{f"{kind}__isnull": False})
        yield from cited.select_related(kind, *facts, "passage__document").defer("passage__document__text")


def foreign_key_targets(model: type[Model]) -> dict[str, Any]:
    """Map the names of a model's foreign keys to the models that they point to."""
    return {field.name: field.related_model for field in model._meta.concrete_fields if field.is_relation}


def owner_of(record: Model) -> tuple[str, int | None]:
    """Return the kind and key of the first record whose deletion would delete this one too."""
    for field in record._meta.fields:
        if isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE:
            key = getattr(record, field.attname)
            if key is not None:
                return kind_of(field.related_model), key
    return "", None


def record_values(record: Model, texts: dict[str, str]) -> Values:
    """Return a record's values, and add its long texts to `texts`."""
    values: Values = {}
    for field in record._meta.concrete_fields:
        if field.primary_key:
            continue
        value = field.value_from_object(record)
        if isinstance(value, str) and len(value) > LONG_TEXT:
            value = replace_long_text(value, texts)
        elif not (value is None or isinstance(value, str | int | float) or isinstance(field, JSONField)):
            value = field.value_to_string(record)
        values[field.name] = value
    return values


def replace_long_text(text: str, texts: dict[str, str]) -> Values:
    """Return what represents a long text among the values, and add the text to `texts`."""
    digest = sha256(text.encode()).hexdigest()
    texts[digest] = text
    return {"sha256": digest, "characters": len(text)}


def long_text_hash(value: Any) -> str | None:
    """Return the hash of a long text from what represents it; None for any other value."""
    return value["sha256"] if isinstance(value, dict) and value.keys() == {"sha256", "characters"} else None


def stored_texts(fingerprints: Iterable[str]) -> dict[str, str]:
    """Map hashes to the long texts that the history keeps."""
    kept = LongText.objects.filter(pk__in=set(fingerprints))
    return {text.pk: decompress(text.compressed).decode() for text in kept}


def column_values(model: type[Model], values: Values) -> dict[str, Any]:
    """Return values by column, as the model holds them, ignoring fields that no longer exist.

    Raises ValidationError if the field of a value now holds something else.
    """
    texts = stored_texts(filter(None, map(long_text_hash, values.values())))
    columns: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in values:
            value = values[field.name]
            digest = long_text_hash(value)
            columns[field.attname] = field.to_python(texts[digest] if digest else value)
    return columns


def altered_fields(before: Values | None, after: Values | None) -> list[str]:
    """Return the fields that differ; for a created or deleted row, those with a value."""
    if before is None or after is None:
        values = before or after or {}
        return [name for name, value in values.items() if value not in (None, "", [], False)]
    return [name for name, value in after.items() if before.get(name) != value]
