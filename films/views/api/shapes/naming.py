"""Define the types of references to films, people, locations, organizations and documents."""

from typing import Annotated, Any

from django.db.models import TextChoices
from msgspec import Meta, Struct

from films.models.people import OrganizationKind
from films.models.places import LocationKind


def one_of(choices: type[TextChoices], *others: str) -> Meta:
    return Meta(extra_json_schema={"enum": [*choices.values, *others]})


def doc(text: str, **more: Any) -> Meta:
    """Build the description of a field or type."""
    return Meta(description=text, **more)


Slug = Annotated[str, doc("Identifies the record in addresses; permanent.", examples=["red-heat-1988"])]
Address = Annotated[str, doc("An absolute URL.", extra_json_schema={"format": "uri"})]
PageAddress = Annotated[Address, doc("The page, with the position of the fact on it.")]
Anchor = Annotated[str, doc("Identifies the fact within its film; permanent.", examples=["review-cinemascore"])]


class FilmLink(Struct, frozen=True):
    """A reference to a film."""

    slug: Slug
    title: str
    year: int | None
    url: PageAddress
    api: Annotated[Address, doc("Everything about it, as JSON.")]


class PersonLink(Struct, frozen=True):
    """A reference to a person."""

    slug: Slug
    name: str
    url: PageAddress
    api: Annotated[Address, doc("Everything about it, as JSON.")]


class LocationLink(Struct, frozen=True):
    """A reference to a location."""

    slug: Slug
    name: str
    kind: Annotated[str, one_of(LocationKind)]
    url: PageAddress
    api: Annotated[Address, doc("Everything about it, as JSON.")]


class DocumentLink(Struct, frozen=True):
    """A reference to a source document."""

    slug: Slug
    title: str
    publisher: str
    url: PageAddress
    api: Annotated[Address, doc("Everything about it, as JSON.")]


class DataSet(Struct, frozen=True):
    """A data set that facts came with."""

    name: Annotated[str, doc("The scheme of its identifiers.")]
    licence: Annotated[str, doc("As its publisher calls it, or empty.")]
    url: Annotated[str, doc("Where it is published, or empty.")]


CameWith = Annotated[
    DataSet | None,
    doc("The data set that it came with, whose terms hold for what has no citation. Null if it came with none."),
]


class Organization(Struct, frozen=True):
    """A company, publication or other body that makes, sells, rates or reports on films."""

    slug: Slug
    name: str
    kind: Annotated[str, one_of(OrganizationKind)]
