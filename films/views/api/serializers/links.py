"""Serialize references to records, with their addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from films.addresses import page_at
from films.models import Document, Film, Location, Organization, Person
from films.views.api.shapes import naming

Absolute = Callable[[str], str]


@dataclass(frozen=True)
class Linker:
    """Make references with absolute addresses; `absolute` adds the host of the request."""

    absolute: Absolute

    def addresses(self, name: str, slug: str) -> dict[str, str]:
        return {"url": self.absolute(page_at(name, slug)), "api": self.absolute(page_at(f"api-{name}", slug))}

    def film(self, film: Film) -> naming.FilmLink:
        return naming.FilmLink(film.slug, film.title, film.year, **self.addresses("film", film.slug))

    def person(self, person: Person) -> naming.PersonLink:
        return naming.PersonLink(person.slug, person.name, **self.addresses("person", person.slug))

    def location(self, place: Location) -> naming.LocationLink:
        return naming.LocationLink(place.slug, place.name, place.kind, **self.addresses("location", place.slug))

    def document(self, document: Document) -> naming.DocumentLink:
        addresses = self.addresses("document", document.slug)
        return naming.DocumentLink(document.slug, document.title, document.publisher, **addresses)

    def person_or_none(self, person: Person | None) -> naming.PersonLink | None:
        return self.person(person) if person else None

    def location_or_none(self, place: Location | None) -> naming.LocationLink | None:
        return self.location(place) if place else None


def organization(body: Organization | None) -> naming.Organization | None:
    return naming.Organization(body.slug, body.name, body.kind) if body else None
