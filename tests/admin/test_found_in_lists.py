"""Searches of the admin that find something, in the lists of all kinds."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from films.models import Credit, Film, FilmRelation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("red_heat")]


def test_a_search_that_finds_something_opens_in_every_list(desk: Client) -> None:
    lists = {
        model: desk.get(reverse(f"admin:films_{model._meta.model_name}_changelist"), {"q": "red heat"})
        for model in admin.site._registry
        if model._meta.app_label == "films"
    }
    assert {model.__name__ for model, page in lists.items() if page.status_code != 200} == set()
    for model in (Film, Credit, FilmRelation):
        assert lists[model].context["cl"].result_list.exists()
