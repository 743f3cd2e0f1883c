"""Pages, the API and JSON-LD tell when people lived, and which films are for adults only."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from films.models import Person
from tests.cast import director, tanuki_film

pytestmark = pytest.mark.django_db


@pytest.fixture
def orsted() -> Person:
    return director(birth_year=1930, death_year=1999)


def described(client: Client, address: str) -> dict[str, Any]:
    page = client.get(address).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', page, re.DOTALL)
    return dict(json.loads(script))


def test_a_persons_page_says_when_they_lived(client: Client, orsted: Person) -> None:
    page = client.get("/people/zofie-orsted/").content.decode()
    assert '<span class="label">Born</span>1930' in page
    assert '<span class="label">Died</span>1999' in page


def test_the_api_and_json_ld_say_when_they_lived(client: Client, orsted: Person) -> None:
    answer = client.get("/api/people/zofie-orsted").json()
    assert (answer["birth_year"], answer["death_year"]) == (1930, 1999)
    node = described(client, "/people/zofie-orsted/")
    assert (node["birthDate"], node["deathDate"]) == ("1930", "1999")


def test_years_that_nobody_told_are_not_mentioned(client: Client) -> None:
    director()
    assert "Born</span>" not in client.get("/people/zofie-orsted/").content.decode()
    assert "birthDate" not in described(client, "/people/zofie-orsted/")


@pytest.mark.parametrize(("is_adult", "friendly"), [(True, False), (False, None), (None, None)])
def test_a_film_for_adults_only_says_so(client: Client, is_adult: bool | None, friendly: bool | None) -> None:
    tanuki_film(is_adult=is_adult)
    page = client.get("/films/the-tanuki-1977/").content.decode()
    assert ("For adults only" in page) == bool(is_adult)
    assert client.get("/api/films/the-tanuki-1977").json()["is_adult"] is is_adult
    assert described(client, "/films/the-tanuki-1977/").get("isFamilyFriendly") is friendly
