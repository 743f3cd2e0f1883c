"""The facts about films, each with its citations."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from films.models import LETTER_GRADES, Department, Job, Scale
from films.models.films import RelationKind, TitleKind
from films.models.notes import Topic
from films.models.people import NameKind
from films.models.places import LocationUse
from films.models.reception import ReviewKind
from films.models.releases import BoxOfficeKind, DatePrecision, ReleaseKind
from films.views.api.shapes.evidence import Citation
from films.views.api.shapes.naming import (
    Anchor,
    FilmLink,
    LocationLink,
    Organization,
    PageAddress,
    PersonLink,
    Slug,
    one_of,
    said,
)


class Genre(Struct, frozen=True):
    slug: Slug
    name: str


class Language(Struct, frozen=True):
    tag: Annotated[str, said("BCP 47.", examples=["en"])]
    name: str


class Identifier(Struct, frozen=True):
    """What another catalogue calls a film or a person."""

    scheme: Annotated[str, said("imdb, wikidata, wikipedia, or a data set's name.")]
    value: str
    citations: list[Citation]


class OtherTitle(Struct, frozen=True):
    title: str
    kind: Annotated[str, one_of(TitleKind)]
    language: Annotated[str | None, said("BCP 47.")]
    citations: list[Citation]


class OtherName(Struct, frozen=True):
    name: str
    kind: Annotated[str, one_of(NameKind)]
    citations: list[Citation]


class LocationName(Struct, frozen=True):
    name: str
    citations: list[Citation]


class Credit(Struct, frozen=True):
    """Who did what on a film."""

    id: Anchor
    url: PageAddress
    film: FilmLink
    person: PersonLink
    department: Annotated[str, one_of(Department)]
    job: Annotated[str, one_of(Job)]
    character: str
    credited_as: Annotated[str, said("Where it differs from the name.")]
    billing: Annotated[int | None, said("Place in the cast list, from 1.")]
    uncredited: bool
    note: str
    pay: Decimal | None
    pay_currency: Annotated[str, said("ISO 4217, or empty.")]
    citations: list[Citation]


class FilmLocation(Struct, frozen=True):
    """Where a film was shot or is set, and what the place stood in for."""

    id: Anchor
    url: PageAddress
    film: FilmLink
    location: LocationLink
    use: Annotated[str, one_of(LocationUse)]
    stands_in_for: LocationLink | None
    scene: str
    reason: str
    citations: list[Citation]


class Review(Struct, frozen=True):
    """What somebody thought of a film, on the scale that they used."""

    id: Anchor
    url: PageAddress
    film: FilmLink
    kind: Annotated[str, one_of(ReviewKind)]
    outlet: Organization | None
    author: PersonLink | None
    measure: Annotated[str, said("What the score counts.")]
    scale: Annotated[str, one_of(Scale, "")]
    score: Annotated[Decimal | None, said("On its own scale.")]
    grade: Annotated[str, Meta(extra_json_schema={"enum": [*LETTER_GRADES, ""]})]
    score_text: Annotated[str, said("As readers write it.", examples=["67%", "5.6/10", "B"])]
    normalised: Annotated[Decimal | None, said("On 0 to 100.")]
    sample_size: Annotated[int | None, said("Reviews or voters counted.")]
    as_of: dt.date | None
    summary: str
    citations: list[Citation]


class Release(Struct, frozen=True):
    id: Anchor
    url: PageAddress
    kind: Annotated[str, one_of(ReleaseKind)]
    date: Annotated[dt.date | None, said("The first day of the month or year if less is known.")]
    precision: Annotated[str, one_of(DatePrecision, "")]
    place: LocationLink | None
    distributor: Organization | None
    note: str
    citations: list[Citation]


class BoxOffice(Struct, frozen=True):
    """What a film cost or earned, or the place it took in a ranking."""

    id: Anchor
    url: PageAddress
    kind: Annotated[str, one_of(BoxOfficeKind)]
    amount: Decimal | None
    currency: Annotated[str, said("ISO 4217, or empty.")]
    territory: LocationLink | None
    rank: int | None
    note: str
    citations: list[Citation]


class FilmRelation(Struct, frozen=True):
    """What one film is to another: read it as “film, kind, related film”."""

    id: Anchor
    url: PageAddress
    film: FilmLink
    kind: Annotated[str, one_of(RelationKind)]
    related_film: FilmLink
    note: str
    citations: list[Citation]


class Note(Struct, frozen=True):
    """A fact that no other shape holds, in this desk's own words."""

    id: Anchor
    url: PageAddress
    film: FilmLink
    topic: Annotated[str, one_of(Topic)]
    heading: str
    text: str
    speaker: PersonLink | None
    unnamed_speaker: str
    people: list[PersonLink]
    films: list[FilmLink]
    locations: list[LocationLink]
    citations: list[Citation]
