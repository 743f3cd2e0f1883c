"""Things whole, lists of them, and what is said when something is wrong."""

import datetime as dt
from typing import Annotated

from msgspec import Struct

from films.models.places import LocationKind
from films.views.api.shapes.evidence import Citation, Passage
from films.views.api.shapes.facts import (
    BoxOffice,
    Credit,
    FilmLocation,
    FilmRelation,
    Genre,
    Identifier,
    Language,
    LocationName,
    Note,
    OtherName,
    OtherTitle,
    Release,
    Review,
)
from films.views.api.shapes.naming import (
    DocumentLink,
    FilmLink,
    LocationLink,
    PageAddress,
    PersonLink,
    Slug,
    one_of,
    said,
)


class Film(Struct, frozen=True):
    """A film with all that is published about it, each fact with its citations."""

    slug: Slug
    url: PageAddress
    title: str
    original_title: str
    year: Annotated[int | None, said("Of first release.")]
    synopsis: str
    runtime: Annotated[int | None, said("Minutes.")]
    genres: list[Genre]
    languages: list[Language]
    countries: list[LocationLink]
    citations: list[Citation]
    other_titles: list[OtherTitle]
    identifiers: list[Identifier]
    credits: list[Credit]
    locations: list[FilmLocation]
    reviews: list[Review]
    releases: list[Release]
    box_office: list[BoxOffice]
    relations: list[FilmRelation]
    related_from: Annotated[list[FilmRelation], said("What other films are to this one, at most 100.")]
    notes: list[Note]
    mentions: Annotated[list[Note], said("Notes on other films that mention this one, at most 100.")]


class Person(Struct, frozen=True):
    """A person with their films and what is said about and by them."""

    slug: Slug
    url: PageAddress
    name: str
    sort_name: str
    disambiguation: str
    citations: list[Citation]
    other_names: list[OtherName]
    identifiers: list[Identifier]
    credits: list[Credit]
    notes: Annotated[list[Note], said("What is said about them.")]
    statements: Annotated[list[Note], said("What they said.")]
    reviews: Annotated[list[Review], said("Their judgement of films.")]


class Location(Struct, frozen=True):
    """A location with what was shot or set in it, and in the places inside it."""

    slug: Slug
    url: PageAddress
    name: str
    kind: Annotated[str, one_of(LocationKind)]
    lies_in: Annotated[list[LocationLink], said("The nearest place first.")]
    parts: Annotated[list[LocationLink], said("The places in it, at most 200.")]
    latitude: Annotated[float | None, said("Degrees north, WGS 84.")]
    longitude: Annotated[float | None, said("Degrees east, WGS 84.")]
    note: str
    citations: list[Citation]
    other_names: list[LocationName]
    films: Annotated[list[FilmLocation], said("What was shot or set here, at most 200.")]
    played_by: Annotated[list[FilmLocation], said("Where other places stood in for it, at most 200.")]
    notes: Annotated[list[Note], said("At most 200.")]


class FactTaken(Struct, frozen=True):
    """A fact that rests on a sentence."""

    text: str
    url: Annotated[str, said("Where the fact stands on a page; empty where no page shows it by itself.")]
    fields: Annotated[list[str], said("The fields that the sentence supports; empty for the whole fact.")]


class PassageRead(Struct, frozen=True):
    """A sentence of a document with what was made of it."""

    passage: Passage
    facts: list[FactTaken]
    set_aside: Annotated[str, said("Why the sentence yields no fact, if it yields none.")]


class Document(Struct, frozen=True):
    """A source document, sentence by sentence, without its text."""

    slug: Slug
    url: PageAddress
    title: str
    publisher: str
    source_url: str
    revision: str
    licence: str
    retrieved: dt.date | None
    sha256: Annotated[str, said("Of the document's bytes.", pattern="^[0-9a-f]{64}$")]
    text_held: Annotated[bool, said("Whether this desk holds the text, and so can check citations of it.")]
    passages: list[PassageRead]


Next = Annotated[str | None, said("The address of the next page; null on the last.")]
Count = Annotated[int, said("Of all pages together.")]


class FilmList(Struct, frozen=True):
    """Published films by slug, a page of them."""

    count: Count
    next: Next
    items: list[FilmLink]


class PersonList(Struct, frozen=True):
    """Published people by slug, a page of them."""

    count: Count
    next: Next
    items: list[PersonLink]


class LocationList(Struct, frozen=True):
    """Published locations by slug, a page of them."""

    count: Count
    next: Next
    items: list[LocationLink]


class DocumentList(Struct, frozen=True):
    """Source documents by slug, a page of them."""

    count: Count
    next: Next
    items: list[DocumentLink]


class FieldError(Struct, frozen=True):
    message: str
    code: str


class Problem(Struct, frozen=True):
    """What is wrong with a request, and what to do."""

    error: str
    errors: Annotated[dict[str, list[FieldError]], said("What is wrong with parameters, by their names.")] = {}
