"""A small cast, the same in all tests: one film by one director, shot in a bath in a city in a country."""

from types import SimpleNamespace
from typing import Any

from django.utils.text import slugify

from films.history.publication import Program
from films.models import (
    Citation,
    Credit,
    Film,
    FilmLocation,
    Genre,
    JobCode,
    Location,
    Note,
    OtherName,
    Person,
    State,
)
from films.models.notes import Topic
from films.models.places import LocationKind, LocationUse

EDITOR = Program("anna")
"""Somebody without an account who may publish, for tests of what an editor does and not of permissions."""


def tanuki_film(**changes: object) -> Film:
    fields = {"title": "The Tanuki", "year": 1977, "slug": "the-tanuki-1977", "state": State.PUBLISHED}
    return Film.objects.create(**(fields | changes))


def director(**changes: object) -> Person:
    fields = {
        "name": "Žofie Ørsted",
        "sort_name": "Ørsted, Žofie",
        "slug": "zofie-orsted",
        "state": State.PUBLISHED,
    }
    return Person.objects.create(**(fields | changes))


def credit(film: Film, person: Person, **changes: object) -> Credit:
    fields: dict[str, Any] = {"job": JobCode.DIRECTOR, "state": State.PUBLISHED} | changes
    return Credit.objects.create(film=film, person=person, job_id=fields.pop("job"), **fields)


def place(name: str, part_of: Location | None = None, **changes: object) -> Location:
    fields = {
        "name": name,
        "slug": name.lower().replace(" ", "-"),
        "kind": LocationKind.SITE,
        "part_of": part_of,
        "state": State.PUBLISHED,
    }
    return Location.objects.create(**(fields | changes))


def filmed_at(film: Film, location: Location, **changes: object) -> FilmLocation:
    fields = {
        "film": film,
        "location": location,
        "key": f"at-{location.slug}",
        "use": LocationUse.FILMED,
        "state": State.PUBLISHED,
    }
    return FilmLocation.objects.create(**(fields | changes))


def note(film: Film, heading: str, **changes: object) -> Note:
    fields = {
        "film": film,
        "key": heading.lower().replace(" ", "-"),
        "topic": Topic.FILMING,
        "heading": heading,
        "text": f"{heading}, as told by nobody.",
        "state": State.PUBLISHED,
    }
    return Note.objects.create(**(fields | changes))


def film(title: str, year: int | None = 1977, *genres: str) -> Film:
    slug = f"{slugify(title) or 'film'}-{Film.objects.count()}"
    made = Film.objects.create(title=title, year=year, slug=slug, state=State.PUBLISHED)
    made.genres.set(genre(name) for name in genres)
    return made


def genre(name: str) -> Genre:
    return Genre.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def person(name: str, *other_names: str) -> Person:
    slug = f"{slugify(name)}-{Person.objects.count()}"
    made = Person.objects.create(name=name, sort_name=name, slug=slug, state=State.PUBLISHED)
    for other in other_names:
        OtherName.objects.create(person=made, name=other, state=State.PUBLISHED)
    return made


def cited_facts() -> SimpleNamespace:
    """Make the film with its director, whose credit is cited, and the bath in a city where it was filmed."""
    film, person, city = tanuki_film(), director(), place("Bergen")
    bath = place("Bath", part_of=city)
    directed = credit(film, person)
    Citation.objects.create(credit=directed, basis="general_knowledge", reason="Her name is on the poster.")
    return SimpleNamespace(
        film=film, person=person, city=city, bath=bath, credit=directed, used=filmed_at(film, bath)
    )
