"""Provide fixtures for the tests of projects that use these apps; pytest finds them once the package is installed.

They need pytest-django. Django is imported inside functions, since pytest loads plugins before Django is set up.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from films.models import Credit, Film, Person

FOUNDING_FILM = "red-heat-1988"


@pytest.fixture(scope="session")
def red_heat_loaded(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Load the facts of Red Heat once a session; tests get them from the fixture `red_heat`."""
    from django.core.management import call_command
    from django.db import transaction

    # No transaction is rolled back after this one: `pytest_collection_modifyitems` puts these tests last.
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "red_heat", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def red_heat(red_heat_loaded: None, db: None) -> "Film":
    """Return the film Red Heat (1988) with all its facts, which are loaded once and unchanged for every test.

    After a test that empties the database, such as one with `transactional_db`, they are loaded again.
    """
    from django.core.management import call_command

    from films.models import Film

    if not Film.objects.filter(slug=FOUNDING_FILM).exists():
        call_command("loaddata", "red_heat", verbosity=0)
    film: Film = Film.objects.get(slug=FOUNDING_FILM)
    return film


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests that need the facts of Red Heat last, so that other tests do not find them in the database."""
    items.sort(key=lambda item: "red_heat_loaded" in getattr(item, "fixturenames", ()))


def unused_slug(model: Any, name: str) -> str:
    """Return a slug made from a name that no record has yet."""
    from django.utils.text import slugify

    slug = slugify(name) or "unnamed"
    taken = set(model.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        candidate
        for candidate in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3)))
        if candidate not in taken
    )


@pytest.fixture
def make_film(db: None) -> "Callable[..., Film]":
    """Return a function that makes a published film; it takes any field of a film."""

    def make(title: str = "The Tanuki", year: int | None = 1977, **fields: Any) -> "Film":
        from films.models import Film, State

        fields.setdefault("slug", unused_slug(Film, f"{title} {year or ''}"))
        fields.setdefault("state", State.PUBLISHED)
        film: Film = Film.objects.create(title=title, year=year, **fields)
        return film

    return make


@pytest.fixture
def make_person(db: None) -> "Callable[..., Person]":
    """Return a function that makes a published person; it takes any field of a person."""

    def make(name: str = "Ada Quill", **fields: Any) -> "Person":
        from films.models import Person, State

        fields.setdefault("slug", unused_slug(Person, name))
        fields.setdefault("sort_name", name)
        fields.setdefault("state", State.PUBLISHED)
        person: Person = Person.objects.create(name=name, **fields)
        return person

    return make


@pytest.fixture
def make_credit(make_film: "Callable[..., Film]", make_person: "Callable[..., Person]") -> "Callable[..., Credit]":
    """Return a function that makes a published credit, with a new film and a new person if none are given."""

    def make(film: "Film | None" = None, person: "Person | None" = None, **fields: Any) -> "Credit":
        from films.models import Credit, JobCode, State

        fields["job_id"] = fields.pop("job", JobCode.DIRECTOR)
        fields.setdefault("state", State.PUBLISHED)
        credit: Credit = Credit.objects.create(film=film or make_film(), person=person or make_person(), **fields)
        return credit

    return make
