"""A whole database is copied into another one, which nobody can mistake for whole before it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from films.models import Film
from films.search.backends import engine
from redheat import moving
from redheat.checks import check_moved, unfinished_move
from redheat.management.commands import move_database, serve
from redheat.management.commands.move_database import SOURCE, TARGET, connected, described_by
from tests import databases

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connections_to_other_databases(db: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Allow connections to databases that are not Django's before the test begins."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def source(database_with_red_heat: sqlite3.Connection, tmp_path: Path) -> Path:
    """Give a database with the facts of Red Heat, the last film of which was deleted."""
    path = tmp_path / "source.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        database_with_red_heat.backup(file)
        file.execute("UPDATE sqlite_sequence SET seq = 7000 WHERE name = 'films_film'")
        file.commit()
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Give a database that has only been migrated."""
    path = tmp_path / "target.sqlite3"
    migrated = databases.kept("migrated")
    assert migrated is not None
    with closing(sqlite3.connect(path)) as file:
        migrated.backup(file)
    return path


@pytest.fixture
def both(source: Path, target: Path) -> Iterator[None]:
    """Let Django know both databases."""
    with connected(
        {SOURCE: described_by(f"sqlite:///{source}", ""), TARGET: described_by(f"sqlite:///{target}", "")}
    ):
        yield


def known(files: dict[str, Path]) -> AbstractContextManager[None]:
    return connected({alias: described_by(f"sqlite:///{path}", "") for alias, path in files.items()})


def contents_of(alias: str) -> dict[str, moving.Content]:
    return {table._meta.db_table: moving.content_of(table, alias) for table in moving.tables()}


def move(source: Path, target: Path) -> str:
    out = StringIO()
    call_command("move_database", "--from", f"sqlite:///{source}", "--to", f"sqlite:///{target}", stdout=out)
    return out.getvalue()


def film_count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        (count,) = database.execute("SELECT count(*) FROM films_film").fetchone()
        return int(count)


def test_a_copy_has_every_row_and_an_index_that_is_true_and_gives_no_key_again(both: None) -> None:
    contents = moving.copy(SOURCE, TARGET)
    held = {table._meta.db_table: moving.content_of(table, SOURCE) for table in moving.tables()}
    assert (
        contents == held == {table._meta.db_table: moving.content_of(table, TARGET) for table in moving.tables()}
    )
    assert held["films_credit"].rows > 20
    assert list(engine().problems(TARGET)) == []
    assert Film.objects.using(TARGET).create(title="The Tanuki", slug="the-tanuki").pk == 7001


def test_a_copy_in_which_anything_differs_is_taken_back(both: None, monkeypatch: pytest.MonkeyPatch) -> None:
    insert = moving.insert

    def misstate(table: Any, rows: Any, alias: str) -> None:
        insert(table, [row._replace(title="Red Hat") if table is Film else row for row in rows], alias)

    monkeypatch.setattr(moving, "insert", misstate)
    with pytest.raises(moving.MoveError, match="films_film has 4 rows with the checksum"):
        moving.copy(SOURCE, TARGET)
    assert not Film.objects.using(TARGET).exists()
    assert engine().is_installed(TARGET)


def test_what_cannot_be_stored_is_named(both: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> None:
        raise ValueError("a string cannot contain NUL characters")

    monkeypatch.setattr(moving, "insert", refuse)
    with pytest.raises(moving.MoveError, match=r"Rows 1 to \d+ of auth_permission cannot be stored there"):
        moving.copy(SOURCE, TARGET)


@pytest.mark.slow
def test_an_interrupted_move_is_refused_until_it_has_been_started_over(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(move_database, "output_of", lambda *command: iter(()))  # it is migrated
        patched.setattr(moving, "last_keys", interrupt)
        with pytest.raises(KeyboardInterrupt):
            move(source, target)
    assert film_count(target) == 0
    with known({TARGET: target}):
        assert "begun at" in str(unfinished_move(TARGET))
        (refusal,) = check_moved([TARGET])
        assert "move_database again" in str(refusal.hint)

    out = move(source, target)
    assert "counts and checksums agree" in out
    assert "The published fixture is the same, byte for byte" in out
    assert film_count(target) == film_count(source)
    with known({TARGET: target}):
        assert check_moved([TARGET]) == []
    assert_refused(source, target, "holds facts or accounts already")


def interrupt(*args: Any) -> None:
    raise KeyboardInterrupt


def test_the_site_is_not_served_from_an_unfinished_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "unfinished_move", lambda: "The move of a.sqlite3 into this database")
    with pytest.raises(CommandError, match=r"a\.sqlite3 into this database is not finished\. Run"):
        serve.refuse_unfinished_move()


def test_a_database_of_an_earlier_release_is_moved_once_it_is_migrated_and_that_of_a_newer_one_is_not(
    both: None,
) -> None:
    record = MigrationRecorder(connections[SOURCE]).record_applied
    record("films", "0001_squashed_0039_reservations")
    moving.refuse_other_release(SOURCE, TARGET)
    record("films", "9999_tanuki")
    with pytest.raises(moving.MoveError, match="has films 9999_tanuki, and so is from a newer release"):
        moving.refuse_other_release(SOURCE, TARGET)


def assert_refused(source: Path, target: Path, reason: str) -> None:
    before = [path.read_bytes() if path.is_file() else b"" for path in (source, target)]
    with pytest.raises(CommandError, match=reason):
        move(source, target)
    assert [path.read_bytes() if path.is_file() else b"" for path in (source, target)] == before


def test_nothing_is_written_where_there_is_nothing_to_move_or_no_room(source: Path, tmp_path: Path) -> None:
    assert_refused(source, source, "name the same database")
    assert_refused(tmp_path / "typo.sqlite3", tmp_path / "new.sqlite3", "There is no database at .*typo")
    with pytest.raises(CommandError, match="--to is no address of a database, such as sqlite:///path"):
        call_command("move_database", "--from", f"sqlite:///{source}", "--to", "films.sqlite3")
    with known({TARGET: source}):
        get_user_model().objects.using(TARGET).create(username="ada")
        with pytest.raises(moving.MoveError, match="holds facts or accounts"):
            moving.refuse_filled(TARGET)
