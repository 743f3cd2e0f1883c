"""Where there is no page, what was asked for is in the search box, and similar names are offered."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from tests.cast import film, tanuki_film

pytestmark = pytest.mark.django_db


def test_a_misspelt_address_of_a_record_offers_similar_names(client: Client) -> None:
    tanuki_film()
    film("The Drum")
    page = client.get("/films/the-tanukki-1977/")
    assertContains(page, 'value="the tanukki 1977"', status_code=404)
    assertContains(page, '<a href="/films/the-tanuki-1977/">', status_code=404)
    assertNotContains(page, "The Drum", status_code=404)


def test_an_address_that_is_of_no_record_is_not_looked_up(client: Client) -> None:
    tanuki_film()
    page = client.get("/wp-admin/tanuki")
    assertContains(page, 'value="tanuki"', status_code=404)
    assertNotContains(page, "Similar names", status_code=404)
