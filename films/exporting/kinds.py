"""Define what is exported: the kinds of records, which of them are published, and their order.

Everything else stays: accounts, sessions, log entries, proposals, drafts with what belongs to them, and the texts
of documents.
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from django.db.models import Case, Exists, Field, ForeignKey, Model, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.constants import LOOKUP_SEP

from films.kinds.registry import DECLARATIONS, claims_of
from films.models import (
    FACT_MODELS,
    Citation,
    DataSet,
    Document,
    Fact,
    FormerAddress,
    Genre,
    GenreName,
    ImportBatch,
    Job,
    Language,
    Location,
    Passage,
    State,
)
from films.models.facts import NaturallyKeyed
from films.models.places import MAX_DEPTH


def in_order_of_need(models: list[type[NaturallyKeyed | Job]]) -> Iterator[type[NaturallyKeyed | Job]]:
    """Yield models so that each comes after those that it refers to, and otherwise in the given order."""
    waiting = list(models)
    while waiting:
        needed = {model: {field.related_model for field in relations_of(model)} - {model} for model in waiting}
        ready = next(model for model in waiting if needed[model].isdisjoint(waiting))
        waiting.remove(ready)
        yield ready


def relations_of(model: type[Model]) -> list[Any]:
    return [field for field in (*model._meta.local_fields, *model._meta.local_many_to_many) if field.related_model]


MODELS: tuple[type[NaturallyKeyed | Job], ...] = tuple(
    in_order_of_need(
        [
            DataSet,
            Genre,
            GenreName,
            Job,
            Language,
            FormerAddress,
            Document,
            Passage,
            *(declared.model for declared in DECLARATIONS.values() if declared.model is not Passage),
            Citation,
        ]
    )
)
"""Every kind of record that is exported, each after those that it refers to."""

CHUNK = 1_000  # records held in memory at once
FEW = 3_000  # records that are written in any format in about a second


def kind_name(model: type[Model]) -> str:
    """Return the name of a kind in addresses and files: “people”, “box_office”."""
    return str(model._meta.verbose_name_plural).replace(" ", "_")


KEYS: dict[type[Model], tuple[str, ...]] = {model: model.natural_key_fields for model in MODELS}
KINDS: dict[str, type[NaturallyKeyed | Job]] = {kind_name(model): model for model in MODELS}


def natural_key_of(record: Any) -> tuple[Any, ...]:
    """Return what identifies a record in every database; for a job that is its primary key."""
    return (record.code,) if isinstance(record, Job) else tuple(record.natural_key())


def exported_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """Return the fields that are exported, in the model's order: no primary key, no links to what stays."""
    return [
        field
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if not field.primary_key and (field.related_model is None or field.related_model in MODELS)
    ]


def exported_foreign_keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [field for field in exported_fields(model) if isinstance(field, ForeignKey)]


def published_records(model: type[Model]) -> list[QuerySet[Any]]:
    """Return the records of a kind that may be exported, as querysets to be read in turn.

    A fact is exported if it and everything that it refers to are published; a former address if its target is
    published; a citation if its fact is exported; a document, with its passages, if one of its citations is. There
    is one queryset of citations for each kind of fact.
    """
    return [unread.all() for unread in compose_published_records(model)]


@cache
def compose_published_records(model: type[Model]) -> list[QuerySet[Any]]:
    """Return the querysets of `published_records`, which take longer to compose than most of them to be read."""
    manager = model._default_manager
    if model is DataSet:
        return [manager.filter(is_of_this_database())]
    if model is Citation:
        return [
            manager.filter(Q(**{f"{name}__isnull": False}) & may_be_exported(fact, name + LOOKUP_SEP))
            for name, fact in FACT_MODELS.items()
        ]
    if model in (Document, Passage):
        document = "pk" if model is Document else "document"
        cited = Q()
        for citations in compose_published_records(Citation):
            cited |= Q(**{f"{document}__in": citations.filter(passage__isnull=False).values("passage__document")})
        return [manager.filter(cited)]
    return [manager.filter(may_be_exported(model))]


def is_of_this_database() -> Q:
    """Return the condition that a data set was imported, or came in a fixture, or is named by facts that stay."""
    imports = ImportBatch.objects.filter(dataset=OuterRef("name"))
    condition = Q(Exists(imports.filter(change__undone_by=None))) | ~Q(Exists(imports))
    for model in FACT_MODELS.values():
        condition |= Q(Exists(model._default_manager.filter(data_set=OuterRef("name"))))
    return condition


CLAIM_KEYS = ("value", "support", "start", "end", "sha256")


def may_be_exported(model: type[Model], prefix: str = "") -> Q:
    """Return the condition that a record, reached by `prefix`, and everything that it refers to are published.

    The place around a location does not count: if that is a draft, the location is exported without it.
    """
    condition = Q(**{f"{prefix}state": State.PUBLISHED}) if issubclass(model, Fact) else Q()
    for link in exported_foreign_keys(model):
        if issubclass(link.related_model, Fact) and link.related_model is not model:
            named = prefix + link.name
            condition &= may_be_exported(link.related_model, named + LOOKUP_SEP) | Q(**{f"{named}__isnull": True})
    return condition


def exported_records(model: type[Model], chosen: Collection[int] | None = None) -> Iterator[Any]:
    """Yield records of a kind that may be exported, all or those with `chosen` keys, ready to be written.

    They come in the order of their natural keys, but passages in reading order, and locations after those around
    them. The natural keys of records that they refer to are loaded as well; at most `CHUNK` are in memory at once.
    """
    for found in published_records(model):
        if chosen is not None:
            found = found.filter(pk__in=chosen)
        if not found.exists():  # composing the whole query takes long, and many kinds have no records
            continue
        for record in with_natural_keys(model, found).iterator(chunk_size=CHUNK):
            remove_unpublished(record)
            if isinstance(record, Citation):
                record.claims = in_declared_order(record)
            yield record


def in_declared_order(citation: Citation) -> dict[str, dict[str, Any]]:
    """Return the claims of a citation in one order, since not every database keeps that of their keys."""
    declared = [claimable.name for claimable in claims_of(FACT_MODELS[citation.fact_kind])]
    claims = citation.claims
    return {
        field: {key: claims[field][key] for key in sorted(claims[field], key=CLAIM_KEYS.index)}
        for field in sorted(claims, key=lambda field: (field not in declared, [*declared, field].index(field)))
    }


def records_with_list(model: type[Model], name: str) -> Iterator[Any]:
    """Yield the exported records of a kind with only their natural keys and the list in one field."""
    field: Any = model._meta.get_field(name)
    members = Prefetch(name, queryset=in_reading_order(field.related_model))
    joined = {path.rpartition(LOOKUP_SEP)[0] for path in KEYS[model] if LOOKUP_SEP in path}
    for found in published_records(model):
        some = in_key_order(model, found).only(*KEYS[model]).prefetch_related(members)
        yield from (some.select_related(*joined) if joined else some).iterator(chunk_size=CHUNK)


def with_natural_keys(model: type[Any], found: QuerySet[Any]) -> QuerySet[Any]:
    """Make a queryset load the natural keys of the records that its own refer to."""
    named = [path for link in exported_foreign_keys(model) for path in natural_key_paths(link)]
    joined = {path.rpartition(LOOKUP_SEP)[0] for path in named}
    states = [
        f"{link.name}__state"
        for link in exported_foreign_keys(model)
        if link.related_model is model and issubclass(model, Fact)
    ]
    own = {field.name for field in model._meta.local_fields} - {"text" if model is Document else ""}
    members = [
        Prefetch(field.name, queryset=in_reading_order(field.related_model))
        for field in model._meta.local_many_to_many
        if field in exported_fields(model)
    ]
    found = in_key_order(model, found).only(*own, *joined, *named, *states).prefetch_related(*members)
    return found.select_related(*joined) if joined else found


def natural_key_paths(link: ForeignKey[Any, Any]) -> list[str]:
    return [f"{link.name}__{path}" for path in KEYS[link.related_model]]


def in_key_order(model: type[Any], found: QuerySet[Any]) -> QuerySet[Any]:
    if model is Passage:
        return found.order_by("document__slug", "ordinal")
    if model is Location:
        return found.order_by(location_depth(), "slug")
    return found.order_by(*KEYS[model])


def in_reading_order(model: type[Model]) -> QuerySet[Any]:
    """Return the published records as lists show them, and in case of ties by natural key."""
    (found,) = published_records(model)
    ordering = [name for name in model._meta.ordering or () if name != "pk"]
    return found.order_by(*ordering, *KEYS[model])


def location_depth() -> Case:
    """Count the published places around a location, one within the other, up to `MAX_DEPTH`."""
    above = [LOOKUP_SEP.join(["part_of"] * level) for level in range(1, MAX_DEPTH + 1)]
    return Case(
        *(
            When(Q(**{f"{path}__isnull": True}) | ~Q(**{f"{path}__state": State.PUBLISHED}), then=Value(level))
            for level, path in enumerate(above)
        ),
        default=Value(MAX_DEPTH),
    )


def remove_unpublished(record: Model) -> None:
    """Remove what must stay from a record: a document's text, and links to a draft film or location."""
    if isinstance(record, Document):
        record.text = ""
        if record.film and record.film.state != State.PUBLISHED:
            record.film = None
    if isinstance(record, Location) and record.part_of and record.part_of.state != State.PUBLISHED:
        record.part_of = None


def is_small() -> bool:
    """Tell whether there are so few records that everything is written in about a second."""
    return sum(model._default_manager.order_by()[: FEW + 1].count() for model in MODELS) <= FEW
