"""Define the types of films, people, locations and documents, and of errors."""

import datetime as dt
from typing import Annotated, Any

from msgspec import Struct

from films.kinds.names import Kind
from films.models.dataset_values import ContestedField
from films.models.places import LocationKind
from films.views.api.shapes.evidence import Passage
from films.views.api.shapes.facts import FACT_SHAPES, Genre, Language, with_lists
from films.views.api.shapes.naming import (
    CameWith,
    FilmLink,
    LocationLink,
    PageAddress,
    PersonLink,
    Slug,
    doc,
    one_of,
)


class DatasetValue(Struct, frozen=True):
    """What a data set says of a film that keeps another value of its own."""

    field: Annotated[str, one_of(ContestedField)]
    value: str
    dataset: Annotated[str, doc("The scheme of its identifiers.")]


class FilmFields(Struct, frozen=True):
    """A film with all published facts about it, each with its citations."""

    slug: Slug
    url: PageAddress
    title: str
    original_title: str
    year: Annotated[int | None, doc("Of first release.")]
    synopsis: str
    runtime: Annotated[int | None, doc("Minutes.")]
    is_adult: Annotated[bool | None, doc("Whether it is for adults only. Null where no source tells.")]
    genres: list[Genre]
    languages: list[Language]
    countries: list[LocationLink]
    dataset_values: list[DatasetValue]
    data_set: CameWith


class PersonFields(Struct, frozen=True):
    """A person with their credits, and with notes about them and statements by them."""

    slug: Slug
    url: PageAddress
    name: str
    sort_name: str
    disambiguation: str
    birth_year: int | None
    death_year: int | None
    data_set: CameWith


class LocationFields(Struct, frozen=True):
    """A location with what was shot or set there or anywhere in it."""

    slug: Slug
    url: PageAddress
    name: str
    kind: Annotated[str, one_of(LocationKind)]
    ancestors: Annotated[list[LocationLink], doc("The places it is part of, the nearest first.")]
    parts: Annotated[list[LocationLink], doc("The places directly in it, at most 200.")]
    latitude: Annotated[float | None, doc("Degrees north, WGS 84.")]
    longitude: Annotated[float | None, doc("Degrees east, WGS 84.")]
    note: str
    data_set: CameWith


RELATION, NOTE, USE = (FACT_SHAPES[kind] for kind in (Kind.FILM_RELATION, Kind.NOTE, Kind.FILM_LOCATION))
Film: Any = with_lists(
    "Film",
    Kind.FILM,
    FilmFields,
    related_from=(RELATION, "Relations of other films to this one, at most 100."),
    mentions=(NOTE, "Notes on other films that mention this one, at most 100."),
)
Person: Any = with_lists(
    "Person", Kind.PERSON, PersonFields, statements=(NOTE, "What they said, in our own words.")
)
Location: Any = with_lists(
    "Location",
    Kind.LOCATION,
    LocationFields,
    stand_ins=(USE, "Other places that stood in for it in films, at most 200."),
)


class FactTaken(Struct, frozen=True):
    """A fact taken from a sentence."""

    text: str
    url: Annotated[str, doc("The position of the fact on its page, or empty if no page shows it by itself.")]
    fields: Annotated[list[str], doc("The fields that the sentence supports; empty for the whole fact.")]


class PassageRead(Struct, frozen=True):
    """A sentence of a document with the facts taken from it."""

    passage: Passage
    facts: list[FactTaken]
    set_aside: Annotated[str, doc("Why no fact was taken from the sentence, or empty.")]


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
    sha256: Annotated[str, doc("Hash of the document's bytes.", pattern="^[0-9a-f]{64}$")]
    text_held: Annotated[bool, doc("Whether the text is held here, so that citations can be checked.")]
    films: Annotated[list[FilmLink], doc("The films that it is about.")]
    people: Annotated[list[PersonLink], doc("The people that it is about.")]
    locations: Annotated[list[LocationLink], doc("The locations that it is about.")]
    passages: list[PassageRead]


class FieldError(Struct, frozen=True):
    message: str
    code: str


class Problem(Struct, frozen=True):
    """What is wrong with a request, and what to do about it."""

    error: str
    errors: Annotated[dict[str, list[FieldError]], doc("The errors of each parameter, by its name.")] = {}
