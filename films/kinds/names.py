"""List the names of the kinds; they are listed nowhere else."""

from enum import StrEnum


class Kind(StrEnum):
    """Name a kind of fact, or of anything else that a search finds.

    The value is the name of the module here that declares the kind, of the citation's field for it, and of the
    filter in addresses. Each kind comes after those that it refers to.
    """

    PERSON = "person"
    OTHER_NAME = "other_name"
    ORGANIZATION = "organization"
    ORGANIZATION_NAME = "organization_name"
    LOCATION = "location"
    LOCATION_NAME = "location_name"
    FILM = "film"
    PASSAGE = "passage"
    OTHER_TITLE = "other_title"
    FILM_RELATION = "film_relation"
    CREDIT = "credit"
    CHARACTER = "character"
    CHARACTER_NAME = "character_name"
    IDENTIFIER = "identifier"
    FILM_LOCATION = "film_location"
    NOTE = "note"
    REVIEW = "review"
    RELEASE = "release"
    BOX_OFFICE = "box_office"
    AWARD = "award"
    COMPANY_CREDIT = "company_credit"
    SONG = "song"
    CERTIFICATE = "certificate"


NAMED_KINDS = (Kind.FILM, Kind.PERSON, Kind.LOCATION)
"""The kinds of entries that have names of their own, by which whole queries are matched and corrected."""


class FacetName(StrEnum):
    """Name the filters that a visitor can set, as they appear in addresses."""

    KIND = "kind"
    FILM = "film"
    PERSON = "person"
    JOB = "job"
    LOCATION = "location"
    COUNTRY = "country"
    GENRE = "genre"
    DECADE = "decade"
    YEAR = "year"
    OUTLET = "outlet"
    SCORE = "score"
