"""What happens inside a recording is kept whole, whatever saves it; outside, nothing is."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.history.describing import describe
from films.history.recording import recording
from films.history.undoing import undo
from films.models import Action, Alteration, Change, Citation, Credit, Film, Genre, Note, Person, Suggestion
from tests import cast
from tests.exporting.loading import load, whole


def lines(change: Change) -> list[str]:
    """Say what a change did, one line for each field of each record."""
    return [
        f"{one.done} {one.label} {difference.label}: {difference.old} → {difference.new}"
        for one in describe(change.alterations.all())
        for difference in one.differences
    ]


def test_a_saved_record_is_kept_before_and_after(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT, "The poster says so."):
        facts.credit.job_id = "producer"
        facts.credit.save()
    change = Change.objects.get()
    assert (change.curator, change.reason) == (curator, "The poster says so.")
    assert change.summary == "Changed “Žofie Ørsted, producer, The Tanuki (1977)”"
    assert lines(change) == ["Changed credit Job: “Director” → “Producer”"]


def test_links_are_named(curator: str, facts: SimpleNamespace) -> None:
    other = cast.person("Ada Quist")
    with recording(curator, Action.EDIT):
        facts.credit.person = other
        facts.credit.save()
        facts.film.genres.add(Genre.objects.create(name="Caper", slug="caper"))
        cast.note(facts.film, "Rain").people.add(other)
    told = lines(Change.objects.get())
    assert "Changed credit Person: “Žofie Ørsted” → “Ada Quist”" in told
    assert "Changed film Genres: nothing → “Caper”" in told
    assert "Added note People: nothing → “Ada Quist”" in told


def test_a_link_made_from_the_other_side_is_kept(curator: str, facts: SimpleNamespace) -> None:
    genre = Genre.objects.create(name="Caper", slug="caper")
    with recording(curator, Action.EDIT):
        genre.films.add(facts.film)
    assert lines(Change.objects.get()) == ["Changed film Genres: nothing → “Caper”"]


def test_whatever_goes_with_a_deleted_record_is_kept(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT):
        facts.film.delete()
    kinds = Alteration.objects.filter(after__isnull=True).values_list("kind", flat=True)
    assert sorted(kinds) == ["citation", "credit", "film", "filmlocation"]


def test_rows_written_without_signals_are_kept_when_asked(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT) as record:
        record.keep(Film, [facts.film.pk])
        Film.objects.update(runtime=90)
    assert lines(Change.objects.get()) == ["Changed film Runtime: nothing → 90"]


def test_what_ends_as_it_began_is_no_change(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT):
        facts.film.save()
        Person.objects.create(name="Nobody", sort_name="Nobody", slug="nobody").delete()
    assert not Change.objects.exists()


def test_what_fails_is_neither_done_nor_recorded(curator: str, facts: SimpleNamespace) -> None:
    def fail() -> None:
        with recording(curator, Action.EDIT):
            facts.film.delete()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert Film.objects.count() == 1
    assert not Change.objects.exists()


def test_a_name_without_an_account_may_only_suggest(facts: SimpleNamespace) -> None:
    with recording("nobody", Action.EDIT):
        facts.film.title = "The Badger"
        facts.film.save()
    facts.film.refresh_from_db()
    assert facts.film.title == "The Tanuki"
    assert Suggestion.objects.get().made_by == "nobody"


def test_a_recording_within_another_joins_it(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT, "Outer."), recording(cast.EDITOR, Action.UNDO, "Inner."):
        facts.credit.delete()
    assert [change.reason for change in Change.objects.all()] == ["Outer."]


def test_nothing_is_recorded_outside(
    curator: str, facts: SimpleNamespace, django_assert_num_queries: Any, tmp_path: Path
) -> None:
    with django_assert_num_queries(1):
        facts.film.save()
    load(tmp_path / "whole.json", whole())
    assert not Change.objects.exists()


def test_queries_do_not_grow_with_what_is_linked(
    curator: str, facts: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        cast.credit(facts.film, cast.person(f"P{number}"))
    with django_assert_max_num_queries(12), recording(curator, Action.EDIT) as record:
        record.keep(Credit, Credit.objects.values_list("pk", flat=True))
        Credit.objects.update(note="On the poster.")
    with django_assert_max_num_queries(4):
        assert len(lines(Change.objects.get())) == 21


def queries_to_delete(film: Film, curator: str) -> int:
    with CaptureQueriesContext(connection) as queries, recording(curator, Action.DELETE):
        film.delete()
    return len(queries)


def test_queries_do_not_grow_with_what_is_deleted(curator: str) -> None:
    small, large = cast.film("The Drum"), cast.film("The Tanuki")
    for film, number in ((small, 2), (large, 30)):
        for made in [cast.credit(film, cast.person("A. Badger")) for _ in range(number)]:
            Citation.objects.create(credit=made, basis="general_knowledge", reason="Seen.")
    assert queries_to_delete(large, curator) == queries_to_delete(small, curator)


def test_what_comes_and_goes_more_than_once_is_kept_as_it_was_first(curator: str, facts: SimpleNamespace) -> None:
    genre = Genre.objects.create(name="Caper", slug="caper")
    facts.film.genres.add(genre)
    with recording(curator, Action.EDIT):
        key = genre.pk
        genre.delete()
        again = Genre.objects.create(pk=key, name="Caper!", slug="caper")
        facts.film.genres.add(again)
        again.delete()
    undo(Change.objects.get(), curator)
    assert [one.name for one in facts.film.genres.all()] == ["Caper"]


def test_long_texts_are_told_word_by_word(curator: str, facts: SimpleNamespace) -> None:
    note = cast.note(facts.film, "Rain", text="It rained on all of the days that they shot outside.")
    with recording(curator, Action.EDIT):
        Note.objects.filter(pk=note.pk).get()
        note.text = "It rained on most of the days that they shot outside."
        note.save()
    (difference,) = describe(Alteration.objects.all())[0].differences
    assert [(piece.text, piece.is_old, piece.is_new) for piece in difference.pieces] == [
        ("It rained on ", False, False),
        ("all ", True, False),
        ("most ", False, True),
        ("of the days that they shot outside.", False, False),
    ]
