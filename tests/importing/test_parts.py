"""A data set is stored in parts, and curators work in between; an interrupted import is shown, and can go on."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from films.history.recording import recording
from films.importing import service, undo_import
from films.importing.imdb import service as imdb
from films.importing.locations import service as locations
from films.models import Action, BulkAlteration, Change, Credit, Film, FilmLocation, ImportBatch, Person
from films.search.backends import engine
from tests.cast import EDITOR, tanuki_film
from tests.importing.conftest import written
from tests.importing.tables import TABLES, folder_of

pytestmark = pytest.mark.django_db

TALES: list[dict[str, Any]] = [
    {
        "id": f"t{number}",
        "title": f"Tale {number}",
        "year": 1950 + number,
        "cast": ["A. Badger", f"B. Heron {number}"],
    }
    for number in range(6)
]
Meanwhile = Callable[[Callable[[], Any]], None]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(service, "FILMS_AT_ONCE", 2)
    return written(tmp_path / "tales.jsonl", *TALES)


@pytest.fixture
def before_the_second_part(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Do something once, when the first part of an import is stored."""

    def arrange(act: Callable[[], Any]) -> None:
        original = service.record_batches

        def interrupted(*given: Any) -> Any:
            for number, records in enumerate(original(*given)):
                if number == 1 and Film.objects.exists() and not done:
                    done.append(True)
                    act()
                yield records

        done: list[bool] = []
        monkeypatch.setattr(service, "record_batches", interrupted)

    return arrange


def run(path: Path) -> str:
    out = StringIO()
    call_command("import_films", path, "--dataset", "tales", stdout=out)
    return out.getvalue()


def stop() -> None:
    raise KeyboardInterrupt


def test_all_parts_are_one_change_that_is_undone_whole(path: Path) -> None:
    assert "6 films created" in run(path)
    batch = ImportBatch.objects.get()
    assert batch.is_finished
    assert Change.objects.get().summary == "Imported films from tales.jsonl"
    assert list(engine().problems()) == []
    undo_import(batch.pk)
    assert not Film.objects.exists()
    assert not Person.objects.exists()


def test_what_one_part_created_and_a_later_one_changed_is_not_said_to_be_left(path: Path) -> None:
    ages_apart = [tale | {"year": tale["year"] + 90} for tale in TALES[3:]]
    run(written(path, *TALES[:3], *ages_apart))
    assert BulkAlteration.objects.filter(model="films.person", first_key=None).exists()
    undone = undo_import(ImportBatch.objects.get().pk)
    assert (undone.counts.not_restored, Person.objects.count()) == (0, 0)


def test_what_was_stored_before_an_interruption_is_shown_and_undone(
    path: Path, before_the_second_part: Meanwhile
) -> None:
    before_the_second_part(stop)
    with pytest.raises(CommandError, match=r"What was stored until then is import \d+"):
        run(path)
    batch = ImportBatch.objects.get()
    assert (batch.is_finished, Film.objects.count()) == (False, 2)
    assert Change.objects.get().summary == "Imported films from tales.jsonl, not to the end"
    assert list(engine().problems()) == []
    undo_import(batch.pk)
    assert not Film.objects.exists()


def test_importing_again_goes_on_where_it_stopped(path: Path, before_the_second_part: Meanwhile) -> None:
    before_the_second_part(stop)
    with pytest.raises(CommandError):
        run(path)
    assert "4 films created, 0 updated, 2 unchanged" in run(path)
    assert not ImportBatch.objects.filter(is_finished=False).exists()


def test_whom_a_curator_takes_away_meanwhile_is_not_credited(
    path: Path, before_the_second_part: Meanwhile
) -> None:
    def delete_badger() -> None:
        with recording(EDITOR, Action.EDIT):
            Credit.objects.filter(person__name="A. Badger").delete()
            Person.objects.filter(name="A. Badger").delete()

    before_the_second_part(delete_badger)
    assert "6 films created" in run(path)
    assert Credit.objects.filter(person__name="A. Badger").count() == 4
    assert list(engine().problems()) == []


def test_tables_of_imdb_go_on_where_they_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path / "imdb", TABLES)
    monkeypatch.setattr(imdb, "BATCH", 1)
    with monkeypatch.context() as patched:
        stop_at_the_second(patched, imdb.FilmImporter, "import_films")
        with pytest.raises(CommandError, match="What was stored until then is import"):
            call_command("import_imdb", folder)
    assert (ImportBatch.objects.get().is_finished, Film.objects.count()) == (False, 1)
    assert list(engine().problems()) == []
    out = StringIO()
    call_command("import_imdb", folder, stdout=out)
    assert "1 film created, 0 updated, 1 unchanged" in out.getvalue()
    assert list(engine().problems()) == []
    assert not ImportBatch.objects.filter(is_finished=False).exists()


def test_tables_of_imdb_credit_nobody_whom_a_curator_takes_away_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = imdb.FilmImporter.look_up_if_changed
    done: list[bool] = []

    def delete_first(importer: imdb.FilmImporter) -> None:
        if not done:
            done.append(True)
            with recording(EDITOR, Action.EDIT):
                Person.objects.all().delete()
        original(importer)

    monkeypatch.setattr(imdb.FilmImporter, "look_up_if_changed", delete_first)
    call_command("import_imdb", folder_of(tmp_path / "imdb", TABLES), stdout=StringIO())
    assert (Film.objects.count(), Credit.objects.count()) == (2, 0)


def test_filming_locations_go_on_where_they_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tanuki_film()
    path = tmp_path / "places.csv"
    path.write_text("title,year,place\nThe Tanuki,1977,Otter Hill\nThe Tanuki,1977,Heron Lake\n")
    monkeypatch.setattr(locations, "batched", lambda records: ([record] for record in records))
    with monkeypatch.context() as patched:
        stop_at_the_second(patched, locations.LocationImporter, "import_records")
        with pytest.raises(CommandError, match="What was stored until then is import"):
            call_command("import_locations", path)
    assert (ImportBatch.objects.get().is_finished, FilmLocation.objects.count()) == (False, 1)
    out = StringIO()
    call_command("import_locations", path, stdout=out)
    assert "1 filming location created, 0 updated, 1 unchanged" in out.getvalue()
    assert list(engine().problems()) == []


def stop_at_the_second(patched: pytest.MonkeyPatch, importer: type[Any], name: str) -> None:
    """Have an importer be interrupted at its second part."""
    original = getattr(importer, name)
    parts: list[bool] = []

    def interrupted(*given: Any) -> None:
        if parts:
            stop()
        parts.append(True)
        original(*given)

    patched.setattr(importer, name, interrupted)
