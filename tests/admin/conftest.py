"""A small cast for the curator's desk: one film, its people, a bath in Budapest, and a document about it."""

from collections.abc import Callable
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.models import (
    Citation,
    Credit,
    Document,
    Film,
    FilmLocation,
    JobCode,
    Location,
    Organization,
    OtherName,
    Passage,
    Person,
    Proposal,
)
from tests.admin.desk_requests import proposal
from tests.cast import tanuki_film

TANUKI_TEXT = "The Tanuki is a film. A. Badger plays the fox. B. Heron directed it. It snowed on 3 May 1977."


@pytest.fixture
def curator(db: None) -> User:
    return User.objects.create_superuser("curator")


@pytest.fixture
def desk(client: Client, curator: User) -> Client:
    """A browser in which the curator is logged in."""
    client.force_login(curator)
    return client


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    film = Film.objects.create(title="Red Heat", year=1988, slug="red-heat-1988")
    other_film = Film.objects.create(title="48 Hrs.", year=1982, slug="48-hrs-1982")
    belushi = Person.objects.create(name="James Belushi", sort_name="Belushi, James", slug="james-belushi")
    hill = Person.objects.create(name="Walter Hill", sort_name="Hill, Walter", slug="walter-hill")
    hungary = Location.objects.create(name="Hungary", slug="hungary", kind="country")
    budapest = Location.objects.create(name="Budapest", slug="budapest", kind="city", part_of=hungary)
    bath = Location.objects.create(name="Rudas Bath", slug="rudas-bath", kind="site", part_of=budapest)
    document = Document.objects.create(
        title="Red Heat (1988 film)",
        slug="red-heat-wikipedia",
        url="https://en.wikipedia.org/wiki/Red_Heat_(1988_film)",
        sha256=sha256(b"red heat").hexdigest(),
    )
    return SimpleNamespace(
        film=film,
        other_film=other_film,
        belushi=belushi,
        hill=hill,
        hungary=hungary,
        budapest=budapest,
        bath=bath,
        nickname=OtherName.objects.create(person=belushi, name="Jim Belushi", kind="nickname"),
        credit=Credit.objects.create(film=film, person=belushi, job_id=JobCode.ACTOR, character="Art Ridzik"),
        film_location=FilmLocation.objects.create(film=film, key="baths", location=bath, use="filmed"),
        outlet=Organization.objects.create(name="The Times", slug="the-times", kind="publication"),
        document=document,
        passage=passage_of(document, 1),
    )


def passage_of(document: Document, number: int, section: str = "Cast") -> Passage:
    return Passage.objects.create(
        document=document,
        ordinal=number,
        section=section,
        paragraph=1,
        sentence=number,
        start=number * 10,
        end=number * 10 + 9,
        sha256=sha256(str(number).encode()).hexdigest(),
        first_words="Belushi plays",
        last_words="of Chicago",
    )


@pytest.fixture
def cite() -> Callable[..., Citation]:
    """Cite a passage for a fact, or general knowledge where there is none."""

    def cited(passage: Passage | None = None, **fact: Any) -> Citation:
        if passage is None:
            return Citation.objects.create(basis="general_knowledge", reason="Everybody knows.", **fact)
        return Citation.objects.create(passage=passage, **fact)

    return cited


@pytest.fixture
def document(db: None) -> Document:
    held = store_text(read_text(TANUKI_TEXT.encode(), Description(title="The Tanuki")))
    held.document.film = tanuki_film()
    held.document.save()
    return held.document


@pytest.fixture
def badger(document: Document) -> Proposal:
    return proposal(document, 2, person="A. Badger", job="actor", character="the fox")
