"""An undoing in parts can be tried and interrupted, and curators and searches go on beside it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from films.history import bulk_undoing
from films.importing import undo_import
from films.kinds.names import Kind
from films.models import (
    Film,
    ImportBatch,
    Person,
)
from films.search import matching_ids
from films.search.backends import engine
from tests import databases
from tests.importing.conftest import DRUM, TANUKI, Import, edited, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[Path]:
    """Work on a migrated database in a file of its own, outside any transaction."""
    path = tmp_path / "own.sqlite3"
    migrated, original = databases.kept("migrated"), connections["default"]
    assert migrated
    with closing(migrated), closing(sqlite3.connect(path)) as target:
        migrated.backup(target)
    connections["default"] = type(original)({**original.settings_dict, "NAME": path}, "default")
    yield path
    connections["default"].close()
    connections["default"] = original


def test_others_write_while_an_undoing_is_only_tried(on_file: Path, imported: Import) -> None:
    def save_elsewhere(doing: str, share: float) -> None:
        with closing(sqlite3.connect(on_file, timeout=0)) as other, other:
            other.execute("UPDATE films_person SET disambiguation = 'seen meanwhile'")

    imported(TANUKI)
    undone = undo_import(ImportBatch.objects.get().pk, save_elsewhere, tried_in=engine().trial)
    assert undone.counts.deleted
    assert Film.objects.get().title == "The Tanuki"
    assert not Person.objects.exclude(disambiguation="seen meanwhile").exists()


def test_an_interrupted_undoing_is_shown_and_goes_on(imported: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything()
    imported(TANUKI, DRUM)
    monkeypatch.setattr(bulk_undoing, "SECONDS_AT_ONCE", 0)
    batch = ImportBatch.objects.get()
    with pytest.raises(CommandError, match=f"Import {batch.pk} may be undone in part"):
        interrupt_undoing(batch, monkeypatch)
    batch.refresh_from_db()
    assert (batch.is_finished, everything() == before) == (False, False)
    assert list(engine().problems()) == []
    call_command("undo_import", batch.pk, stdout=StringIO())
    assert everything() == before
    assert not ImportBatch.objects.filter(is_finished=False).exists()
    assert list(engine().problems()) == []


def interrupt_undoing(batch: ImportBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt the command that undoes an import after its second part."""
    original, parts = bulk_undoing.go_on, []

    def interrupted(steps: Any) -> bool:
        parts.append(steps)
        if len(parts) > 2:
            raise KeyboardInterrupt
        return original(steps)

    with monkeypatch.context() as patched:
        patched.setattr(bulk_undoing, "go_on", interrupted)
        call_command("undo_import", batch.pk, stdout=StringIO())


def test_what_a_curator_edits_while_an_import_is_undone_is_kept(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(TANUKI, DRUM)
    monkeypatch.setattr(bulk_undoing, "SECONDS_AT_ONCE", 0)
    drum = Film.objects.get(title="The Drum")
    parts: list[float] = []

    def edit_once(doing: str, share: float) -> None:
        if not parts:
            edited(drum)
        parts.append(share)

    undo_import(ImportBatch.objects.get().pk, edit_once)
    assert list(Film.objects.values_list("title", flat=True)) == ["The Drum!"]


def test_no_search_finds_a_film_that_is_gone_although_others_wait(imported: Import) -> None:
    imported(TANUKI, DRUM)
    undo_import(ImportBatch.objects.get().pk, stored_in=engine().bulk_deletes)
    assert not matching_ids(Kind.FILM, "drum")
    list(engine().index_waiting())
    assert list(engine().problems()) == []
