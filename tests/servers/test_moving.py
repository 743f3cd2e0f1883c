"""Whatever is in SQLite moves to a server and back, and nothing differs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from films.models import Film
from films.search.backends import engine
from redheat import moving
from redheat.management.commands.move_database import SOURCE, TARGET, connected, described_by
from tests import databases
from tests.servers.postgresql import Server

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LAST_FILM = 7000


def copy(source: str, target: str) -> dict[str, moving.Content]:
    """Copy a database, compare the index of the copy with its facts, and return the content of its tables."""
    with connected({SOURCE: described_by(source, ""), TARGET: described_by(target, "")}):
        with engine(SOURCE).without_writers(SOURCE):
            contents = moving.copy(SOURCE, TARGET)
        assert list(engine(TARGET).problems(TARGET)) == []
        assert engine(TARGET).keys_given(TARGET)["films_film"] == LAST_FILM
        return contents


def test_a_database_is_moved_to_a_server_and_back(
    postgresql: Server,
    migrated: str,
    database_with_red_heat: sqlite3.Connection,
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    here, back = tmp_path / "here.sqlite3", tmp_path / "back.sqlite3"
    with closing(sqlite3.connect(here)) as file, closing(sqlite3.connect(back)) as empty:
        database_with_red_heat.backup(file)
        file.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'films_film'", [LAST_FILM])
        file.execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'films_song'")
        file.commit()
        without_facts = databases.kept("migrated")
        assert without_facts
        without_facts.backup(empty)
    server = postgresql.create_database("moved", migrated)
    with django_db_blocker.unblock():
        there = copy(f"sqlite:///{here}", server)
        assert there["films_citation"].rows > 400
        assert copy(server, f"sqlite:///{back}") == there
        with connected({TARGET: described_by(server, "")}):
            film = Film.objects.using(TARGET).create(title="The Tanuki", slug="the-tanuki")
    assert film.pk == LAST_FILM + 1
