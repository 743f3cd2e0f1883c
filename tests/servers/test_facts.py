"""PostgreSQL holds the facts under the same rules, and nothing hinders the site from being served from there."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from films.models import Film, Release
from films.views.health import WELL
from redheat.status import parts_of_site
from tests.servers.connecting import default_database
from tests.servers.postgresql import Server

pytestmark = pytest.mark.slow

FIXTURE = Path(settings.BASE_DIR) / "films" / "fixtures" / "red_heat.json"


@pytest.fixture(scope="module")
def on_postgresql(postgresql: Server, migrated: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with (
        django_db_blocker.unblock(),
        default_database(postgresql.create_database("facts", migrated)),
    ):
        call_command("loaddata", "red_heat", verbosity=0)
        yield


def test_every_record_of_a_fixture_is_stored(on_postgresql: None) -> None:
    fixture = json.loads(FIXTURE.read_text(encoding="utf-8"))
    stated = Counter(row["model"] for row in fixture)
    del stated["films.genre"]  # the genre list comes with the migrations
    assert {label: apps.get_model(label).objects.count() for label in stated} == stated


def test_a_rule_about_facts_holds(on_postgresql: None) -> None:
    film = Film.objects.earliest("id")
    release = Release(film=film, key="undated", precision="day")
    with pytest.raises(IntegrityError, match="films_release_date_parses"), transaction.atomic():
        release.save()


def test_a_date_is_checked_before_it_is_stored(on_postgresql: None) -> None:
    release = Release(film=Film.objects.earliest("id"), key="premiere-2", date=date(1988, 6, 17), precision="day")
    release.full_clean()
    release.precision = ""
    with pytest.raises(ValidationError, match="both the date and its precision"):
        release.full_clean()


def test_no_check_complains(on_postgresql: None) -> None:
    assert run_checks() == []


def test_films_of_no_known_year_stand_before_their_namesakes(on_postgresql: None) -> None:
    for number, year in enumerate((1990, None)):
        Film.objects.create(title="The Tanuki", year=year, slug=f"tanuki-{number}")
    assert [film.year for film in Film.objects.filter(title="The Tanuki")] == [None, 1990]


def test_health_names_the_part_that_fails(on_postgresql: None) -> None:
    assert Client().get("/healthz").json() == WELL
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        assert "read-only" in Client().get("/healthz").json()["writing"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_follow_films_film ON films_film")
        answer = Client().get("/healthz")
        assert (answer.status_code, answer.json()["index"]) == (503, "incomplete: run manage.py migrate")
        transaction.set_rollback(True)


def test_the_state_of_a_site_is_told_without_a_file(on_postgresql: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES, "default", connection.settings_dict)
    parts = {part.name: part.is_well for part in parts_of_site()}
    assert all(parts.values())
    assert {"Database", "Index", "Writing"} <= parts.keys()
    assert "Backup" not in parts


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_backups_are_left_to_what_comes_with_the_server(
    on_postgresql: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setitem(settings.DATABASES, "default", connection.settings_dict)
    with pytest.raises(CommandError, match="pg_dump, or pg_basebackup"):
        call_command(command, str(tmp_path / "copy"))
