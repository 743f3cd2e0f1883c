"""What may leave: the kinds of records, those of them that are published, and the order they go in.

Whatever is not named here stays: accounts, sessions, log entries, proposals, drafts and what hangs on them,
and the texts of documents.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Case, Field, ForeignKey, Model, Prefetch, Q, QuerySet, Value, When
from django.db.models.constants import LOOKUP_SEP

from films.kinds.registry import DECLARATIONS
from films.models import (
    FACT_MODELS,
    Citation,
    Document,
    Fact,
    FormerAddress,
    Genre,
    Job,
    Language,
    Location,
    Passage,
    State,
)
from films.models.facts import NaturallyKeyed
from films.models.places import MAX_DEPTH


def in_order_of_need(models: list[type[NaturallyKeyed | Job]]) -> Iterator[type[NaturallyKeyed | Job]]:
    """Yield models, each after those that its records name; otherwise in the order given."""
    waiting = list(models)
    while waiting:
        needed = {model: {field.related_model for field in links_of(model)} - {model} for model in waiting}
        ready = next(model for model in waiting if needed[model].isdisjoint(waiting))
        waiting.remove(ready)
        yield ready


def links_of(model: type[Model]) -> list[Any]:
    return [field for field in (*model._meta.local_fields, *model._meta.local_many_to_many) if field.related_model]


MODELS: tuple[type[NaturallyKeyed | Job], ...] = tuple(
    in_order_of_need(
        [
            Genre,
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
"""Every kind of record that leaves, each after what it names."""

CHUNK = 1_000  # records held in memory at once
FEW = 3_000  # records that are written in any form in about a second


def kind_name(model: type[Model]) -> str:
    """Return what a kind is called in addresses and files: “people”, “box_office”."""
    return str(model._meta.verbose_name_plural).replace(" ", "_")


KEYS: dict[type[Model], tuple[str, ...]] = {model: model.natural_key_fields for model in MODELS}
KINDS: dict[str, type[NaturallyKeyed | Job]] = {kind_name(model): model for model in MODELS}


def key(record: Any) -> tuple[Any, ...]:
    """Return what names a record in every database; that of a job is its primary key, and needs no other."""
    return (record.code,) if isinstance(record, Job) else tuple(record.natural_key())


def fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """Return the fields that leave, in the model's order: no key, and no link to a record that stays."""
    return [
        field
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if not field.primary_key and (field.related_model is None or field.related_model in MODELS)
    ]


def links(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [field for field in fields(model) if isinstance(field, ForeignKey)]


def published(model: type[Model]) -> list[QuerySet[Any]]:
    """Return the records of a kind that may leave, as query sets to be read one after the other.

    A fact leaves if it and everything it names are published; a former address if what is found there now is
    published; a citation if its fact leaves; a document, with its passages, if one of its citations does.
    Citations come as one query set for each kind of fact.
    """
    manager = model._default_manager
    if model is Citation:
        return [
            manager.filter(Q(**{f"{name}__isnull": False}) & may_leave(fact, name + LOOKUP_SEP))
            for name, fact in FACT_MODELS.items()
        ]
    if model in (Document, Passage):
        document = "pk" if model is Document else "document"
        cited = Q()
        for citations in published(Citation):
            cited |= Q(**{f"{document}__in": citations.filter(passage__isnull=False).values("passage__document")})
        return [manager.filter(cited)]
    return [manager.filter(may_leave(model))]


def may_leave(model: type[Model], prefix: str = "") -> Q:
    """Return the condition that a record, reached by `prefix`, is published if it is a fact, and all it names too.

    What a location lies in is left out: where it is a draft, the location leaves without it.
    """
    condition = Q(**{f"{prefix}state": State.PUBLISHED}) if issubclass(model, Fact) else Q()
    for link in links(model):
        if issubclass(link.related_model, Fact) and link.related_model is not model:
            named = prefix + link.name
            condition &= Q(**{f"{named}__state": State.PUBLISHED}) | Q(**{f"{named}__isnull": True})
    return condition


def records(model: type[Model], chosen: Collection[int] | None = None) -> Iterator[Any]:
    """Yield what may leave of a kind, all or those whose keys are `chosen`, ready to be written down.

    They come in the order of their natural keys, passages as they are read, and locations after what they lie in.
    Natural keys of what they name are loaded with them; at most `CHUNK` are held at once.
    """
    for found in published(model):
        if chosen is not None:
            found = found.filter(pk__in=chosen)
        for record in whole(model, found).iterator(chunk_size=CHUNK):
            withhold(record)
            yield record


def naming_many(model: type[Model], name: str) -> Iterator[Any]:
    """Yield what may leave of a kind with its natural key, and with what it names many of in one field, alone."""
    field: Any = model._meta.get_field(name)
    members = Prefetch(name, queryset=in_reading_order(field.related_model))
    joined = {path.rpartition(LOOKUP_SEP)[0] for path in KEYS[model] if LOOKUP_SEP in path}
    for found in published(model):
        some = in_order(model, found).only(*KEYS[model]).prefetch_related(members)
        yield from (some.select_related(*joined) if joined else some).iterator(chunk_size=CHUNK)


def whole(model: type[Any], found: QuerySet[Any]) -> QuerySet[Any]:
    """Return a query set that loads, besides the records' own fields, the natural keys of what they name."""
    named = [path for link in links(model) for path in key_paths(link)]
    joined = {path.rpartition(LOOKUP_SEP)[0] for path in named}
    states = [
        f"{link.name}__state" for link in links(model) if link.related_model is model and issubclass(model, Fact)
    ]
    own = {field.name for field in model._meta.local_fields} - {"text" if model is Document else ""}
    members = [
        Prefetch(field.name, queryset=in_reading_order(field.related_model))
        for field in model._meta.local_many_to_many
        if field in fields(model)
    ]
    found = in_order(model, found).only(*own, *joined, *named, *states).prefetch_related(*members)
    return found.select_related(*joined) if joined else found


def key_paths(link: ForeignKey[Any, Any]) -> list[str]:
    return [f"{link.name}__{path}" for path in KEYS[link.related_model]]


def in_order(model: type[Any], found: QuerySet[Any]) -> QuerySet[Any]:
    if model is Passage:
        return found.order_by("document__slug", "ordinal")
    if model is Location:
        return found.order_by(depth(), "slug")
    return found.order_by(*KEYS[model])


def in_reading_order(model: type[Model]) -> QuerySet[Any]:
    """Return the published records as lists show them, ties in the order of their natural keys."""
    (found,) = published(model)
    ordering = [name for name in model._meta.ordering or () if name != "pk"]
    return found.order_by(*ordering, *KEYS[model])


def depth() -> Case:
    """Count the published places that a location lies in, one within the other, up to `MAX_DEPTH`."""
    above = [LOOKUP_SEP.join(["part_of"] * level) for level in range(1, MAX_DEPTH + 1)]
    return Case(
        *(
            When(Q(**{f"{path}__isnull": True}) | ~Q(**{f"{path}__state": State.PUBLISHED}), then=Value(level))
            for level, path in enumerate(above)
        ),
        default=Value(MAX_DEPTH),
    )


def withhold(record: Model) -> None:
    """Take out of a record what stays: the text of a document, a draft it is about, a draft a location lies in."""
    if isinstance(record, Document):
        record.text = ""
        if record.film and record.film.state != State.PUBLISHED:
            record.film = None
    if isinstance(record, Location) and record.part_of and record.part_of.state != State.PUBLISHED:
        record.part_of = None


def is_small() -> bool:
    """Tell whether all records together are so few that everything is written in about a second."""
    return sum(model._default_manager.order_by()[: FEW + 1].count() for model in MODELS) <= FEW
