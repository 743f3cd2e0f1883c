"""What facts name: films, people, places, bodies and documents, each by its address."""

from typing import Annotated, Any

from django.db.models import TextChoices
from msgspec import Meta, Struct

from films.models.people import OrganizationKind
from films.models.places import LocationKind


def one_of(choices: type[TextChoices], *others: str) -> Meta:
    return Meta(extra_json_schema={"enum": [*choices.values, *others]})


def said(text: str, **more: Any) -> Meta:
    return Meta(description=text, **more)


Slug = Annotated[str, said("Names the thing in addresses; stays the same.", examples=["red-heat-1988"])]
Address = Annotated[str, said("A whole address.", extra_json_schema={"format": "uri"})]
PageAddress = Annotated[Address, said("The page, and where the fact stands on it.")]
Anchor = Annotated[str, said("Names the fact within its film; stays the same.", examples=["review-cinemascore"])]


class FilmLink(Struct, frozen=True):
    """A film as others name it."""

    slug: Slug
    title: str
    year: int | None
    url: PageAddress
    api: Annotated[Address, said("The whole of it as JSON.")]


class PersonLink(Struct, frozen=True):
    """A person as others name them."""

    slug: Slug
    name: str
    url: PageAddress
    api: Annotated[Address, said("The whole of it as JSON.")]


class LocationLink(Struct, frozen=True):
    """A location as others name it."""

    slug: Slug
    name: str
    kind: Annotated[str, one_of(LocationKind)]
    url: PageAddress
    api: Annotated[Address, said("The whole of it as JSON.")]


class DocumentLink(Struct, frozen=True):
    """A source document as others name it."""

    slug: Slug
    title: str
    publisher: str
    url: PageAddress
    api: Annotated[Address, said("The whole of it as JSON.")]


class Organization(Struct, frozen=True):
    """A body that makes, sells, rates or speaks about films."""

    slug: Slug
    name: str
    kind: Annotated[str, one_of(OrganizationKind)]
