"""The names of the kinds, the one list of them."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of fact, or of anything else that a search finds.

    Its value is the name of the module here that declares it, of the citation's field that points to it, and of
    the filter in addresses. Each comes after the kinds that it names.
    """

    PERSON = "person"
    OTHER_NAME = "other_name"
    ORGANIZATION = "organization"
    LOCATION = "location"
    LOCATION_NAME = "location_name"
    FILM = "film"
    PASSAGE = "passage"
    OTHER_TITLE = "other_title"
    FILM_RELATION = "film_relation"
    CREDIT = "credit"
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


class FacetName(StrEnum):
    """The filters a visitor can set, each under its name in the address."""

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
