"""A project is told in one sentence what the app lacks there, or does not support."""

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test import override_settings
from django.test.utils import isolate_apps
from django.urls import include, path

from films import checks
from films.views.pages import film

FILMS = path("", include("films.urls"))
ANOTHERS = path("reviews/<slug:slug>/", film, name="film")


class NotHere:
    """Keep all tables out of the database of the facts."""

    def allow_migrate(self, *args: object, **hints: object) -> bool:
        return False


class Elsewhere:
    def db_for_read(self, model: type[models.Model], **hints: object) -> str:
        return "facts"

    db_for_write = db_for_read


class Urls:
    def __init__(self, *urlpatterns: object) -> None:
        self.urlpatterns = urlpatterns


def ids(found: list[checks.CheckMessage]) -> list[str | None]:
    return [message.id for message in found]


def test_this_project_lacks_nothing() -> None:
    assert run_checks() == []


def test_a_deployed_project_is_told_that_its_linked_data_lacks_an_address() -> None:
    with override_settings(FILMS_SITE_ADDRESS=""):
        assert "films.W001" in ids(run_checks(include_deployment_checks=True))
        assert "films.W001" not in ids(run_checks())
    with override_settings(FILMS_SITE_ADDRESS="https://films.example"):
        assert checks.check_site_address() == []


@override_settings(DATABASE_ROUTERS=[Elsewhere()])
def test_facts_outside_the_default_database_are_refused() -> None:
    (message,) = checks.check_database()
    assert "sends the facts to “facts”" in message.msg


@isolate_apps("films.search")
def test_a_table_of_the_index_is_no_other_models_in_its_database(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry(models.Model):  # noqa: DJ008 (it has no rows)
        class Meta:
            app_label = "films_search"
            db_table = "search_entry"

    monkeypatch.setattr(checks.apps, "get_models", lambda **_: [Entry])
    assert ids(checks.check_search()) == ["films.E004"]
    with override_settings(DATABASE_ROUTERS=[NotHere()]):
        assert checks.check_search() == []


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        ([ANOTHERS], []),
        ([FILMS], []),
        ([ANOTHERS, FILMS], []),
        ([FILMS, ANOTHERS], ["films.E007"]),
    ],
)
def test_a_page_whose_name_leads_elsewhere_is_reported(patterns: list[object], found: list[str]) -> None:
    with override_settings(ROOT_URLCONF=Urls(*patterns)):
        assert ids(checks.check_pages()) == found


def test_pages_without_their_frame_are_reported() -> None:
    with override_settings(TEMPLATES=[]):
        assert ids(checks.check_pages()) == ["films.E005"]
