"""A data set is stored in parts, and curators work in between; an interrupted import is shown, and can go on."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from films.history.recording import recording
from films.importing import service, undo_import
from films.models import Action, Change, Credit, Film, ImportBatch, Person
from films.search.backends import engine
from tests.cast import EDITOR
from tests.importing.conftest import written

pytestmark = pytest.mark.django_db

TALES = [
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
