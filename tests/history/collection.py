"""A small collection with something of every kind linked to something else, and its dump."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from films.evidence.documents.incoming import Description, read_text
from films.evidence.importing import import_document
from films.history.rows import recorded_models
from films.models import (
    Citation,
    DatasetValue,
    Genre,
    LikelyDuplicate,
    LikelyRelation,
    Organization,
    Proposal,
    Review,
)
from tests import cast

TEXT = "The Tanuki is a caper. Žofie Ørsted directed it. A. Badger plays the fox. It cost 48,000 pounds."


def build_collection() -> Client:
    """Build two films with something of every kind linked to something else, and log in an editor."""
    film, other = cast.tanuki_film(), cast.tanuki_film(title="Tanuki", slug="tanuki")
    country = cast.place("Japan", kind="country")
    bath = cast.place("Bath", part_of=country)
    person, double = cast.director(), cast.director(slug="zofie-2", name="Zofie Orsted")
    outlet = Organization.objects.create(name="The Burrow", slug="burrow", kind="publication")
    for one in (film, other):
        one.genres.add(Genre.objects.get_or_create(name="Caper", slug="caper")[0])
        one.countries.add(country)
        cast.credit(one, person)
    cast.credit(film, double)
    cast.filmed_at(film, bath)
    note = cast.note(film, "Rain", speaker=person)
    note.people.add(double)
    note.films.add(other)
    note.locations.add(bath)
    note.organizations.add(outlet)
    Review.objects.create(film=film, key="b", kind="critic", outlet=outlet, scale="ten", score=7)
    document = import_document(read_text(TEXT.encode(), Description(title="On the Tanuki")))[0].document
    document.film = film
    document.save()
    first = document.passages.get(ordinal=1)
    Citation.objects.create(film=film, passage=first)
    Citation.objects.create(film=film, field="title", passage=first)
    Citation.objects.create(film=other, field="title", reading="The Tanuki", reason="Shortened.", passage=first)
    for name in ("A. Badger", "B. Heron"):
        content = {"person": name, "job": "actor", "character": "the fox"}
        cast_in = {"document": document, "passage": document.passages.get(ordinal=3), "confidence": 0.9}
        Proposal.objects.create(kind="credit", content=content, **cast_in)
    LikelyDuplicate.objects.create(
        kind="film",
        one_id=film.pk,
        other_id=other.pk,
        one_name="A",
        other_name="B",
        why="the same name",
        likeness=9,
    )
    LikelyRelation.objects.create(
        film=other, related_film=film, kind="sequel", certainty=90, reasons="number 2 after number 1"
    )
    DatasetValue.objects.create(film=other, field="year", value="1978", dataset="tales")
    client = Client()
    client.force_login(User.objects.create_superuser("anna"))
    return client


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every recorded table, the tables of many-to-many links among them, as it is stored."""
    tables = sorted(model._meta.db_table for model in recorded_models())
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            found[table] = cursor.fetchall()
    return found
