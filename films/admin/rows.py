"""Facts as rows on the page of the film, person or location they are about.

A row leads with what tells facts apart and with their evidence; what is seldom filled in stands at its end, and
what is read one fact at a time is on the fact's own page.
"""

from films.admin.facts import FactRows
from films.models import (
    BoxOffice,
    Credit,
    FilmLocation,
    FilmRelation,
    Identifier,
    LocationName,
    Note,
    OtherName,
    OtherTitle,
    Release,
    Review,
)


class OtherTitleRows(FactRows):
    model = OtherTitle
    fields = ["title", "language", "regions", "kind", "evidence", "state"]


class CastAndCrewRows(FactRows):
    model = Credit
    fk_name = "film"
    verbose_name_plural = "cast and crew"
    fields = ["person", "job", "character", "evidence", "state", "billing", "part", "credited_as", "uncredited"]


class FilmographyRows(FactRows):
    model = Credit
    fk_name = "person"
    verbose_name_plural = "filmography"
    fields = ["film", "job", "character", "evidence", "state", "billing", "part", "credited_as", "uncredited"]


class PlaceOfFilmRows(FactRows):
    model = FilmLocation
    fk_name = "film"
    fields = ["key", "location", "use", "evidence", "state", "stands_in_for", "scene"]


class FilmOfPlaceRows(FactRows):
    model = FilmLocation
    fk_name = "location"
    verbose_name_plural = "films made or set here"
    fields = ["film", "key", "use", "evidence", "state", "stands_in_for", "scene"]


class ReviewRows(FactRows):
    model = Review
    fields = ["key", "kind", "outlet", "author", "evidence", "state", "scale", "score", "grade"]


class ReleaseRows(FactRows):
    model = Release
    fields = ["key", "kind", "date", "precision", "place", "evidence", "state", "distributor"]


class BoxOfficeRows(FactRows):
    model = BoxOffice
    fields = ["key", "kind", "amount", "currency", "evidence", "state", "territory", "rank"]


class NoteRows(FactRows):
    model = Note
    fk_name = "film"
    fields = ["heading", "text", "topic", "evidence", "state", "key", "position"]
    prepopulated_fields = {"key": ["heading"]}


class FilmRelationRows(FactRows):
    model = FilmRelation
    fk_name = "film"
    fields = ["kind", "related_film", "evidence", "state", "note"]


class FilmIdentifierRows(FactRows):
    model = Identifier
    fk_name = "film"
    fields = ["scheme", "value", "evidence", "state"]


class PersonIdentifierRows(FactRows):
    model = Identifier
    fk_name = "person"
    fields = ["scheme", "value", "evidence", "state"]


class OtherNameRows(FactRows):
    model = OtherName
    fields = ["name", "kind", "evidence", "state"]


class LocationNameRows(FactRows):
    model = LocationName
    fields = ["name", "evidence", "state"]
