"""The curator's desk in a project that does not serve the public pages."""

from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.test import override_settings
from django.urls import path

from films.models import Film
from tests.cast import tanuki_film

urlpatterns = [path("admin/", site.urls)]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_entries_have_no_public_page() -> None:
    desk: Any = site.get_model_admin(Film)
    assert desk.view_on_site(tanuki_film()) is None
