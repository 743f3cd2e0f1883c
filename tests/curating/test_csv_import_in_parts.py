"""CSV files are stored in parts, and curators work in between; an interrupted import is shown, and can go on."""

from itertools import cycle
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from films import batching
from films.curating.csv_import import batches
from films.curating.csv_import.batches import NotImportedError, import_batch, try_out
from films.history import undoing
from films.history.parts import ChangeInParts
from films.history.plan import CannotUndoError
from films.history.undoing import undo
from films.models import Action, Change, Citation, CsvBatch, Person
from tests.curating.csv_files import batch, verdicts

PEOPLE = [f"Person {number}" for number in range(5)]


@pytest.fixture
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS_AT_ONCE", 2)


def test_an_interrupted_import_goes_on_and_is_one_change(
    curator: str, db: None, two_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = batch(curator, "people", "name", *PEOPLE)

    def stop() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(batches, "let_others_write", stop)
        with pytest.raises(KeyboardInterrupt):
            import_batch(made, curator)
    made = CsvBatch.objects.get()
    assert (made.imported, made.is_interrupted, Person.objects.count()) == (2, True, 2)
    assert str(made.change) == "Imported people from x.csv, not to the end"
    change = import_batch(made, curator)
    assert (str(change), Person.objects.count(), made.is_interrupted) == ("Imported people from x.csv", 5, False)
    undo(change, curator)
    assert not Person.objects.exists()


def test_others_may_write_between_two_parts_and_what_they_changed_is_shown(
    curator: str, db: None, two_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = batch(curator, "people", "name,slug", *(f"{name},p-{name[-1]}" for name in PEOPLE))
    transactions = []

    def write() -> None:
        transactions.append(len(connection.savepoint_ids))
        Person.objects.get_or_create(slug="p-4", defaults={"name": "Another", "sort_name": "Another"})

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(batches, "let_others_write", write)
        with pytest.raises(NotImportedError, match="Facts have changed since") as caught:
            import_batch(made, curator)
    assert transactions[:2] == [len(connection.savepoint_ids)] * 2
    assert [outcome.verdict for outcome in caught.value.outcomes] == ["created"] * 4 + ["changed"]
    assert CsvBatch.objects.get().imported == 4


def test_a_file_is_not_imported_by_two_at_once(
    curator: str, db: None, two_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = batch(curator, "people", "name", *PEOPLE)
    monkeypatch.setattr(batches, "let_others_write", lambda: CsvBatch.objects.update(imported=4))
    with pytest.raises(NotImportedError, match="being imported already"):
        import_batch(made, curator)
    assert Person.objects.count() == 2


def test_what_two_parts_did_to_one_row_is_undone_as_one(curator: str, facts: SimpleNamespace) -> None:
    editing = ChangeInParts(curator, Action.BULK_EDIT, summary="Edited")
    for runtime in (80, 90):
        with editing.part():
            facts.film.runtime = runtime
            facts.film.save()
            Person.objects.create(name=f"Ada {runtime}", sort_name="Ada", slug=f"ada-{runtime}")
    with editing.part():
        Person.objects.get(slug="ada-80").delete()
    editing.finish()
    change = Change.objects.get()
    film, ada = change.alterations.all()
    assert (film.before, film.after, ada.name) == ({"runtime": None}, {"runtime": 90}, "Ada 90")
    undo(change, curator)
    facts.film.refresh_from_db()
    assert (facts.film.runtime, Person.objects.filter(slug="ada-90").exists()) == (None, False)


@pytest.fixture
def undone_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "ALTERATIONS_AT_ONCE", 2)


def test_many_rows_are_undone_in_parts_and_brought_back_in_parts(
    curator: str, db: None, undone_two_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = import_batch(batch(curator, "people", "name", *PEOPLE), curator)
    outside, seen = len(connection.savepoint_ids), []
    monkeypatch.setattr(undoing, "let_others_write", lambda: seen.append(len(connection.savepoint_ids)))
    undone = undo(change, curator)
    assert (undone.counts.deleted, Person.objects.count(), Change.objects.count()) == (10, 0, 2)
    assert str(undone.change) == "Undid: Imported people from x.csv"
    undo(undone.change, curator)
    assert (Person.objects.count(), Citation.objects.count()) == (5, 5)
    assert seen == [outside] * 10


def test_an_interrupted_undoing_goes_on_and_is_not_undone_before(
    curator: str, db: None, undone_two_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = import_batch(batch(curator, "people", "name", *PEOPLE), curator)

    def edit_another() -> None:
        Person.objects.filter(name="Person 2").update(disambiguation="baker")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(undoing, "let_others_write", edit_another)
        with pytest.raises(CannotUndoError, match="has been changed since, in disambiguation"):
            undo(change, curator)
    interrupted = Change.objects.get(undoes=change)
    assert (str(interrupted), Person.objects.count()) == ("Undid: Imported people from x.csv, not to the end", 3)
    with pytest.raises(CannotUndoError, match="was interrupted"):
        undo(interrupted, curator)
    Person.objects.update(disambiguation="")
    assert undo(change, curator).change == interrupted
    assert not Person.objects.exists()
    undo(Change.objects.get(undoes=change), curator)
    assert Person.objects.count() == 5


def test_a_part_that_waited_in_vain_for_others_is_begun_again(
    curator: str, db: None, two_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits_in_vain = cycle([True, True, False])

    def begin() -> Any:
        if next(waits_in_vain):
            raise OperationalError("database is locked")
        return transaction.atomic()

    monkeypatch.setattr(batching, "transaction", SimpleNamespace(atomic=begin))
    monkeypatch.setattr(batching, "TRIES", 3)
    made = batch(curator, "people", "name", *PEOPLE)
    assert [verdict for _, verdict, _ in verdicts(made)] == ["created"] * 5
    monkeypatch.setattr(batching, "TRIES", 2)
    with pytest.raises(OperationalError):
        try_out(made)
