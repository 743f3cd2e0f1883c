"""Serialize references to records, with their addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from films.addresses import page_at
from films.models import DataSet, Document, Fact, Film, Location, Organization, Person
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

    @cached_property
    def data_sets(self) -> dict[str, DataSet]:
        """Return all data sets by name, looked up once for a response that names any."""
        return {found.name: found for found in DataSet.objects.all()}

    def data_set(self, fact: Fact) -> naming.DataSet | None:
        """Return the data set that a fact came with, or None."""
        if not fact.data_set:
            return None
        found = self.data_sets.get(fact.data_set)
        return naming.DataSet(fact.data_set, found.licence if found else "", found.url if found else "")


def organization(body: Organization | None) -> naming.Organization | None:
    return naming.Organization(body.slug, body.name, body.kind) if body else None
