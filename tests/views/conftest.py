"""A film, a person, and the pages of the site."""

from collections.abc import Callable

import pytest
from django.test import Client

from films.models import Film, Person
from tests.cast import director, tanuki_film


@pytest.fixture
def film() -> Film:
    return tanuki_film(synopsis="A raccoon dog takes the waters.")


@pytest.fixture
def person() -> Person:
    return director()


@pytest.fixture
def page(client: Client) -> Callable[[str], str]:
    """Return the HTML of a page that must exist."""

    def fetch(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return fetch
