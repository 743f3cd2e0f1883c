"""Build the types of facts, with their citations, from what their kinds declare."""

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Annotated, Any, get_type_hints

import msgspec
from django.db import models
from django.db.models import TextChoices
from msgspec import UNSET, Meta, Struct, UnsetType

from films.kinds.declaration import ApiField, ApiShape, Declaration, ShownOn
from films.kinds.names import Kind
from films.kinds.registry import DECLARATIONS
from films.models import Document, Film, Location, Organization, Person
from films.views.api.shapes.evidence import Citation
from films.views.api.shapes.naming import (
    Anchor,
    CameWith,
    DocumentLink,
    FilmLink,
    LocationLink,
    PageAddress,
    PersonLink,
    Slug,
    doc,
    one_of,
)
from films.views.api.shapes.naming import Organization as OrganizationShape

REFERENCES: dict[Any, Any] = {
    Film: FilmLink,
    Person: PersonLink,
    Location: LocationLink,
    Organization: OrganizationShape,
    Document: DocumentLink,
}
"""The type of a reference to a record, by the record's model."""


class BroaderGenre(Struct, frozen=True):
    slug: Slug
    name: str


class Genre(Struct, frozen=True):
    slug: Slug
    name: str
    other_names: list[str]
    broader: Annotated[list[BroaderGenre], doc("The genres that it is a kind of.")]


class Language(Struct, frozen=True):
    tag: Annotated[str, doc("BCP 47.", examples=["en"])]
    name: str


def list_of(shape: type[Struct]) -> Any:
    return list[shape]  # type: ignore[valid-type]


Citations = list[Citation] | UnsetType
"""The citations of a fact, unless a request leaves them out."""


def field_type(field: Any) -> Any:
    """Return the JSON type of a model's field."""
    if field.is_relation:
        if field.related_model not in REFERENCES:
            raise TypeError(f"{field} links to a record without a page: its ApiField needs a type and a value.")
        reference = REFERENCES[field.related_model]
        if field.many_to_many:
            return list_of(reference)
        return reference | None if field.null else reference
    if field.choices:
        values = [value for value, _ in field.flatchoices]
        return Annotated[str, Meta(extra_json_schema={"enum": [*values, ""] if field.blank else values})]
    plain: Any = {
        models.BooleanField: bool,
        models.DateField: dt.date,
        models.DecimalField: Decimal,
        models.PositiveIntegerField: int,
        models.PositiveSmallIntegerField: int,
    }.get(type(field), str)
    return plain | None if field.null else plain


def described_type(declared: Declaration, field: ApiField) -> Any:
    """Return the JSON type of a field, with its meaning and examples."""
    if field.type is None:
        kind = field_type(declared.model._meta.get_field(field.name))
    elif isinstance(field.type, type) and issubclass(field.type, TextChoices):
        kind = Annotated[str, one_of(field.type)]
    else:
        kind = field.type
    if not field.meaning:
        return kind
    return Annotated[kind, doc(field.meaning, **({"examples": list(field.examples)} if field.examples else {}))]


def shape_of(declared: Declaration, shape: ApiShape) -> type[Struct]:
    """Build the type of a kind's facts; facts that can be linked on a page have an id and an address."""
    is_shown = isinstance(declared.page, ShownOn) and declared.page.anchor is not None
    fields: list[Any] = [("id", Anchor), ("url", PageAddress)] if is_shown else []
    fields += [(field.name, described_type(declared, field)) for field in shape.fields]
    fields += [("data_set", CameWith), ("citations", Citations, UNSET)]
    return msgspec.defstruct(
        shape.name, fields, frozen=True, module=__name__, namespace={"__doc__": shape.meaning or None}
    )


FACT_SHAPES: dict[Kind, type[Struct]] = {
    kind: shape_of(declared, declared.api)
    for kind, declared in DECLARATIONS.items()
    if isinstance(declared.api, ApiShape)
}


def lists_with(kind: Kind) -> dict[str, Kind]:
    """Map the JSON keys of the lists in a record of a kind to the kinds of their facts."""
    return {
        declared.api.on[kind]: declared.kind
        for declared in DECLARATIONS.values()
        if isinstance(declared.api, ApiShape) and kind in declared.api.on
    }


DEPRECATED: dict[Kind, dict[str, str]] = {
    Kind.FILM: {"locations": "film_locations"},
    Kind.LOCATION: {"films": "film_locations", "lies_in": "ancestors", "played_by": "stand_ins"},
}
"""Former keys of records, each with the key that replaces it. They are removed in the next release."""


def deprecated_values(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Repeat the values of renamed keys under their former names."""
    return {former: values[key] for former, key in DEPRECATED.get(kind, {}).items()}


def deprecated_type(of: Any, key: str) -> Any:
    return Annotated[of, Meta(description=f"Deprecated: use `{key}`.", extra_json_schema={"deprecated": True})]


def with_lists(name: str, kind: Kind, fields: type[Struct], **others: tuple[type[Struct], str]) -> type[Struct]:
    """Build the type of a record of a kind from its fields, its lists of facts, and its deprecated keys.

    `others` are further lists, with their types and meanings, such as facts of other films that mention this one.
    A request can leave out any of the lists.
    """
    lists: list[tuple[str, Any]] = [(key, list_of(FACT_SHAPES[fact])) for key, fact in lists_with(kind).items()]
    lists += [(key, Annotated[list_of(shape), doc(meaning)]) for key, (shape, meaning) in others.items()]
    types = get_type_hints(fields, include_extras=True) | dict(lists)
    lists += [(former, deprecated_type(types[key], key)) for former, key in DEPRECATED.get(kind, {}).items()]
    lists.append(("citations", list[Citation]))
    return msgspec.defstruct(
        name,
        [(key, held | UnsetType, UNSET) for key, held in lists],
        bases=(fields,),
        frozen=True,
        module=__name__,
        namespace={"__doc__": fields.__doc__},
    )


def lists_in(shape: type[Struct]) -> list[str]:
    """Return the keys of what a request can leave out of a response."""
    return [field.name for field in msgspec.structs.fields(shape) if field.default is UNSET]


def with_only(record: Struct, included: Collection[str]) -> Struct:
    """Return a response with only these of its lists."""
    left_out = {name: UNSET for name in lists_in(type(record)) if name not in included}
    return msgspec.structs.replace(record, **left_out)
