"""The one declaration of what is found and how: from it come the index, its rebuild and its triggers."""

from films.search.entries.declaration import SEPARATOR, Dependency, Entry, Facet
from films.search.entries.films import FILM, FILM_RELATION
from films.search.entries.notes import NOTE, PASSAGE
from films.search.entries.people import CREDIT, PERSON
from films.search.entries.places import FILM_LOCATION, LOCATION
from films.search.entries.reception import BOX_OFFICE, RELEASE, REVIEW

ENTRIES = (
    FILM,
    PERSON,
    CREDIT,
    LOCATION,
    FILM_LOCATION,
    REVIEW,
    RELEASE,
    BOX_OFFICE,
    FILM_RELATION,
    NOTE,
    PASSAGE,
)

__all__ = ["ENTRIES", "SEPARATOR", "Dependency", "Entry", "Facet"]
