"""Somebody who curates, and the small cast of the other tests."""

from types import SimpleNamespace

import pytest

from films.models import Citation
from tests import cast


@pytest.fixture
def curator(db: None) -> str:
    return cast.EDITOR


@pytest.fixture
def facts(db: None) -> SimpleNamespace:
    film = cast.tanuki_film()
    person = cast.director()
    city = cast.place("Bergen")
    bath = cast.place("Bath", part_of=city)
    credit = cast.credit(film, person)
    Citation.objects.create(credit=credit, basis="general_knowledge", reason="Her name is on the poster.")
    return SimpleNamespace(
        film=film, person=person, city=city, bath=bath, credit=credit, used=cast.filmed_at(film, bath)
    )
