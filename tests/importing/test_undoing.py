"""An import can be taken back as a whole, but for what others have built on it since."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from films.curating.bulk import set_field
from films.curating.csv_import.batches import import_batch, try_out
from films.curating.merging import merge
from films.history.plan import CannotUndoError
from films.history.recording import recording
from films.history.undoing import undo
from films.importing import undo_import
from films.models import (
    Action,
    BulkAlteration,
    Change,
    Credit,
    CsvBatch,
    Film,
    ImportBatch,
    Person,
)
from films.search.backends import engine
from films.search.backends.sqlite import index
from tests.cast import EDITOR, credit, note, tanuki_film
from tests.importing.conftest import DRUM, TANUKI, Import, edited, everything, written

pytestmark = pytest.mark.django_db


def forbidden(*arguments: Any) -> None:
    raise AssertionError("the index is rebuilt")


def test_what_an_import_brought_goes(imported: Import) -> None:
    before = everything()
    imported(TANUKI, DRUM)
    undone = undo_import(ImportBatch.objects.get().pk)
    assert everything() == before
    assert not undone.counts.kept
    assert list(undone.sentences()) == [
        f"{undone.counts.deleted} rows deleted, 0 rows restored to their former values."
    ]


def test_what_was_here_before_is_as_it_was(imported: Import) -> None:
    film = tanuki_film(title="The Tanuki", year=1977)
    credit(film, Person.objects.create(name="Ada Quill", sort_name="Quill, Ada", slug="ada-quill"))
    before = everything()
    imported(TANUKI, DRUM)
    undo_import(ImportBatch.objects.get().pk)
    assert everything() == before


def test_what_an_import_changed_and_dropped_comes_back(imported: Import) -> None:
    imported(TANUKI, DRUM)
    before = everything()
    imported(TANUKI | {"title": "Tanuki", "year": 1978, "cast": ["Bruno Tarn"], "genres": ["Musical"]})
    undone = undo_import(ImportBatch.objects.latest("pk").pk)
    assert everything() == before
    assert (undone.counts.not_restored, undone.counts.kept) == (0, {})
    assert not BulkAlteration.objects.exclude(rows=[]).exists()


def test_an_import_that_changed_nothing_leaves_no_record(imported: Import) -> None:
    imported(TANUKI)
    imported(TANUKI)
    assert ImportBatch.objects.count() == 1


def test_a_record_takes_no_more_room_for_more_films(imported: Import) -> None:
    imported(*[DRUM | {"id": f"t{number}"} for number in range(30)])
    created = BulkAlteration.objects.get(model="films.film")
    assert created.last_key - created.first_key == 29  # type: ignore[operator]
    assert not BulkAlteration.objects.exclude(rows=[]).exists()


def test_what_others_refer_to_stays(imported: Import) -> None:
    imported(TANUKI, DRUM)
    note(Film.objects.get(title="The Drum"), "The drum was real")
    undone = undo_import(ImportBatch.objects.get().pk)
    assert list(Film.objects.values_list("title", flat=True)) == ["The Drum"]
    assert undone.counts.kept == {"films": 1}


def test_a_film_that_a_curator_worked_on_stays_whole(imported: Import) -> None:
    imported(TANUKI, DRUM)
    edited(Film.objects.get(title="The Tanuki"))
    undo_import(ImportBatch.objects.get().pk)
    film = Film.objects.get()
    assert (film.title, film.credits.count(), film.identifiers.count()) == ("The Tanuki!", 3, 2)


def test_what_a_curator_changed_in_bulk_stays(imported: Import) -> None:
    imported(TANUKI, DRUM)
    set_field(list(Film.objects.filter(title="The Drum")), "runtime", 84, EDITOR)
    undo_import(ImportBatch.objects.get().pk)
    film = Film.objects.get()
    assert (film.title, film.runtime, film.credits.count(), film.identifiers.count()) == ("The Drum", 84, 1, 1)


def test_what_a_curator_changed_by_a_csv_file_stays(imported: Import) -> None:
    imported(TANUKI, DRUM)
    cited = {"basis": "general_knowledge", "reason": "From the festival's catalogue."}
    content = "slug,title,runtime\nthe-drum-1979,,84\n"
    batch = CsvBatch.objects.create(curator="ada", sheet="films", file_name="x.csv", content=content, **cited)
    batch.outcomes = [vars(outcome) for outcome in try_out(batch)]
    import_batch(batch, EDITOR)
    undo_import(ImportBatch.objects.get().pk)
    assert (Film.objects.get().title, Film.objects.get().runtime) == ("The Drum", 84)


def test_what_a_merge_moved_stays(imported: Import) -> None:
    mine = tanuki_film(title="The Tanukis")
    imported(TANUKI, DRUM)
    theirs = Film.objects.get(title="The Tanuki")
    merge(mine, theirs, EDITOR)
    undo_import(ImportBatch.objects.get().pk)
    film = Film.objects.get()
    assert (film.pk, film.credits.count(), film.identifiers.count()) == (mine.pk, 3, 2)


def test_a_film_stays_whole_whose_credit_a_curator_changed(imported: Import) -> None:
    imported(TANUKI, DRUM)
    with recording(EDITOR, Action.EDIT):
        credit = Credit.objects.get(person__name="Bruno Tarn")
        credit.character = "The fox"
        credit.save()
    undo_import(ImportBatch.objects.get().pk)
    assert (Film.objects.get().title, Credit.objects.count()) == ("The Tanuki", 3)


def test_what_has_changed_again_is_left_as_it_is(imported: Import) -> None:
    imported(TANUKI)
    imported(TANUKI | {"title": "Tanuki"})
    Film.objects.update(title="Tanuki!")
    assert undo_import(ImportBatch.objects.latest("pk").pk).counts.not_restored == 1
    assert Film.objects.get().title == "Tanuki!"


def test_what_was_dropped_does_not_come_back_to_nothing(imported: Import) -> None:
    imported(TANUKI)
    imported(TANUKI | {"cast": []})
    Film.objects.all().delete()
    undone = undo_import(ImportBatch.objects.latest("pk").pk)
    assert (undone.counts.restored, undone.counts.not_restored) == (0, 2)


def test_imports_are_undone_the_latest_first_and_once(imported: Import) -> None:
    imported(TANUKI)
    imported(TANUKI, DRUM)
    later, earlier = ImportBatch.objects.all()
    with pytest.raises(CannotUndoError, match=f"Import {later.pk} of the same data set came later"):
        undo_import(earlier.pk)
    undo_import(later.pk)
    with pytest.raises(CannotUndoError, match="undone already"):
        undo_import(later.pk)
    undo_import(earlier.pk)
    assert not Film.objects.exists()
    with pytest.raises(CannotUndoError, match="There is no import 999"):
        undo_import(999)


def test_the_command_says_beforehand_what_it_would_do(tmp_path: Path) -> None:
    call_command(
        "import_films", written(tmp_path / "films.jsonl", TANUKI), "--dataset", "tales", stdout=StringIO()
    )
    before = everything()
    number, out = str(ImportBatch.objects.get().pk), StringIO()
    call_command("undo_import", number, "--preview", stdout=out)
    nothing, deleted, *_ = out.getvalue().splitlines()
    assert nothing == "Nothing was changed. Undoing this import would do this:"
    assert everything() == before
    out = StringIO()
    call_command("undo_import", number, stdout=out)
    assert out.getvalue().splitlines() == [deleted]


def test_an_edit_that_was_undone_keeps_nothing(imported: Import) -> None:
    before = everything()
    imported(TANUKI)
    edited(Film.objects.get())
    undo(Change.objects.get(action=Action.EDIT), EDITOR)
    undo_import(ImportBatch.objects.get().pk)
    assert everything() == before


def test_an_import_is_one_change_that_the_desk_shows_and_the_command_undoes(
    imported: Import, admin_client: Client
) -> None:
    imported(TANUKI)
    change = Change.objects.get()
    page = f"/admin/films/change/{change.pk}/"
    assert "People: 3" in admin_client.get(f"{page}change/").content.decode()
    refused = admin_client.post(f"{page}undo/", follow=True).content.decode()
    assert "An import is undone with a command" in refused
    undo_import(ImportBatch.objects.get().pk)
    assert "It was undone by" in admin_client.get(f"{page}change/").content.decode()
    undoing = Change.objects.get(undoes=change)
    with pytest.raises(CannotUndoError, match="import the file again"):
        undo(undoing, EDITOR)


def test_the_command_undoes_and_keeps_the_index_true(tmp_path: Path) -> None:
    path = written(tmp_path / "films.jsonl", TANUKI)
    call_command("import_films", path, "--dataset", "tales", stdout=StringIO())
    out = StringIO()
    call_command("undo_import", str(ImportBatch.objects.get().pk), stdout=out)
    assert "rows deleted" in out.getvalue()
    assert list(engine().problems()) == []
    with pytest.raises(CommandError, match="There is no import"):
        call_command("undo_import", "999")


def test_an_import_that_changes_nothing_does_not_rebuild_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "films.jsonl", TANUKI)
    call_command("import_films", path, "--dataset", "tales", stdout=StringIO())
    monkeypatch.setattr(index, "FEW_VALUES", 0)
    monkeypatch.setattr(index.SQLiteIndex, "rebuild_in", forbidden)
    call_command("import_films", path, "--dataset", "tales", stdout=StringIO())
    monkeypatch.undo()
    assert list(engine().problems()) == []
    Film.objects.update(title="Kept by triggers again")
    assert list(engine().problems()) == []


def test_keys_of_rows_that_are_gone_are_not_counted(imported: Import) -> None:
    Film.objects.create(title="Gone", slug="gone").delete()
    imported(TANUKI)
    film = Film.objects.get()
    created = BulkAlteration.objects.get(model="films.film")
    assert (created.first_key, created.last_key) == (film.pk, film.pk)


def test_the_admin_lists_imports_and_how_to_undo_them(imported: Import, admin_client: Client) -> None:
    imported(TANUKI)
    batch = ImportBatch.objects.get()
    assert "films.jsonl" in admin_client.get("/admin/films/importbatch/").content.decode()
    page = admin_client.get(f"/admin/films/importbatch/{batch.pk}/change/").content.decode()
    assert f"manage.py undo_import {batch.pk}" in page
    assert "1 film created" in page
    assert "people: 3" in page
