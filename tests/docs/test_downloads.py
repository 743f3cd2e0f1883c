"""What the pages for readers say can be taken away is there, if only of a small site."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from films.models import Identifier, State
from tests.cast import director, tanuki_film
from tests.docs.pages import DOWNLOAD, PAGES, commands

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]

ADDRESSES = {urlsplit(address).path for address in commands(DOWNLOAD)} | {
    *re.findall(r"`(/[a-z][^`\s]*)`", PAGES["docs/reuse.md"])
}


@pytest.mark.parametrize("address", sorted(ADDRESSES))
def test_what_can_be_taken_away_is_there(address: str) -> None:
    tanuki_film(title="Red Heat", slug="red-heat-1988")
    Identifier.objects.create(person=director(), scheme="imdb", value="nm0000216", state=State.PUBLISHED)
    response = Client().get(address)
    assert (response.status_code, bool(b"".join(response))) == (200, True)
