"""Going back: a record to an earlier state, a change undone; and a clear word where that cannot be."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command

from films.history.plan import CannotUndoError
from films.history.recording import recording
from films.history.undoing import revert, undo
from films.models import Action, Change, Citation, Credit, Film, Genre, Person
from tests import cast


@pytest.fixture
def renamed(curator: str, facts: SimpleNamespace) -> Change:
    with recording(curator, Action.EDIT):
        facts.person.name = "Zofie Orsted"
        facts.person.save()
    return Change.objects.get()


def refusal(change: Change, curator: str) -> str:
    with pytest.raises(CannotUndoError) as caught:
        undo(change, curator)
    return str(caught.value)


def name_of(facts: SimpleNamespace) -> str:
    facts.person.refresh_from_db()
    return str(facts.person.name)


def test_a_record_goes_back_to_what_it_was(renamed: Change, curator: str, facts: SimpleNamespace) -> None:
    revert(renamed.alterations.get(), curator, "She writes it so.")
    assert name_of(facts) == "Žofie Ørsted"
    latest = Change.objects.first()
    assert latest is not None
    assert (latest.action, latest.reason) == ("revert", "She writes it so.")
    with pytest.raises(CannotUndoError, match="already as it was then"):
        revert(renamed.alterations.get(), curator)


def test_a_rule_broken_by_now_forbids_going_back(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT):
        facts.film.slug = "tanuki"
        facts.film.save()
    cast.tanuki_film(title="Another")
    with pytest.raises(CannotUndoError, match="cannot be restored"):
        revert(Change.objects.get().alterations.get(), curator)
    facts.film.refresh_from_db()
    assert facts.film.slug == "tanuki"


def test_nothing_is_published_again_without_evidence(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT):
        facts.credit.state = "draft"
        facts.credit.save()
    drafted = Change.objects.get()
    with recording(curator, Action.DELETE):
        Citation.objects.all().delete()
    assert "published without a citation that supports it" in refusal(drafted, curator)


def test_a_deleted_film_comes_back_with_all_that_went(curator: str, facts: SimpleNamespace) -> None:
    facts.film.genres.add(Genre.objects.create(name="Caper", slug="caper"))
    with recording(curator, Action.EDIT):
        facts.film.delete()
    deleted = Change.objects.get()
    assert not Credit.objects.exists()
    undoing = undo(deleted, curator).change
    assert Credit.objects.get().citations.count() == 1
    assert [genre.name for genre in Film.objects.get().genres.all()] == ["Caper"]
    undo(undoing, curator)
    assert not Film.objects.exists()
    call_command("check_search")


def test_what_changed_since_forbids_undoing(renamed: Change, curator: str, facts: SimpleNamespace) -> None:
    Person.objects.update(name="Zofka")
    assert refusal(renamed, curator) == "“Zofie Orsted” has been changed since, in name."
    assert name_of(facts) == "Zofka"


def test_what_changed_in_other_fields_does_not(renamed: Change, curator: str, facts: SimpleNamespace) -> None:
    Person.objects.update(disambiguation="director")
    undo(renamed, curator)
    assert name_of(facts) == "Žofie Ørsted"
    assert facts.person.disambiguation == "director"


def test_a_change_is_undone_once(renamed: Change, curator: str) -> None:
    undo(renamed, curator)
    assert "has been undone already" in refusal(renamed, curator)


def test_what_others_depend_on_is_not_undone(curator: str, facts: SimpleNamespace) -> None:
    with recording(curator, Action.EDIT):
        newcomer = cast.person("Ada Quist")
    added = Change.objects.get()
    credit = cast.credit(facts.film, newcomer)
    assert "“Ada Quist” is needed by “Ada Quist, director, The Tanuki (1977)”" in refusal(added, curator)
    credit.delete()
    note = cast.note(facts.film, "Rain")
    note.people.add(newcomer)
    assert "is needed by “Rain" in refusal(added, curator)
    note.delete()
    undo(added, curator)
    assert Person.objects.get() == facts.person


def test_what_was_linked_and_is_gone_forbids_undoing(curator: str, facts: SimpleNamespace) -> None:
    genre = Genre.objects.create(name="Caper", slug="caper")
    facts.film.genres.add(genre)
    with recording(curator, Action.EDIT):
        facts.film.genres.clear()
        facts.credit.delete()
    change = Change.objects.get()
    with recording(curator, Action.DELETE):
        genre.delete()
    said = refusal(change, curator)
    assert "“The Tanuki (1977)” cannot be restored: “Caper”, among its genres, is gone." in said
    assert said.endswith("Undo “Deleted ‘Caper’” first.")
    assert not Credit.objects.exists()


def test_links_alone_are_reverted_as_any_field(curator: str, facts: SimpleNamespace) -> None:
    genre = Genre.objects.create(name="Caper", slug="caper")
    with recording(curator, Action.EDIT):
        facts.film.genres.add(genre)
    added = Change.objects.get().alterations.get()
    with recording(curator, Action.EDIT):
        facts.film.genres.clear()
    removed = Change.objects.latest("pk").alterations.get()
    revert(removed, curator)
    assert list(facts.film.genres.all()) == [genre]
    revert(added, curator)
    assert not facts.film.genres.exists()


def test_an_undoing_is_undone_however_often(renamed: Change, curator: str, facts: SimpleNamespace) -> None:
    undoing = undo(renamed, curator).change
    redoing = undo(undoing, curator).change
    assert name_of(facts) == "Zofie Orsted"
    assert "has been undone already" in refusal(undoing, curator)
    undo(redoing, curator)
    assert name_of(facts) == "Žofie Ørsted"
    assert "has been undone already" in refusal(renamed, curator)


def test_a_former_value_that_its_field_no_longer_takes_is_not_restored(
    curator: str, facts: SimpleNamespace
) -> None:
    with recording(curator, Action.EDIT):
        facts.film.year = 1978
        facts.film.save()
    change = Change.objects.get()
    change.alterations.update(before={"year": "the seventies"})
    assert "A former value is no longer possible: “the seventies” value must be an integer." in refusal(
        change, curator
    )


def test_undoing_publishes_no_value_that_nobody_confirmed(curator: str, facts: SimpleNamespace) -> None:
    Credit.objects.update(note="By night.")
    facts.credit.refresh_from_db()
    with recording(curator, Action.EDIT):
        facts.credit.note = "By day."
        facts.credit.save()
    changed = Change.objects.get()
    with recording(curator, Action.CITE):
        Citation.objects.create(credit=facts.credit, field="note", basis="no_source", reason="She said so.")
    assert "would be published" in refusal(changed, curator)


def test_what_was_published_with_a_waiting_value_is_restored_so(curator: str, facts: SimpleNamespace) -> None:
    facts.film.genres.add(cast.genre("Satire"))
    Citation.objects.create(film=facts.film, basis="general_knowledge", reason="Everybody knows.")
    facts.film.genres.add(cast.genre("Comedy"))
    with recording(curator, Action.DELETE):
        facts.film.delete()
    undo(Change.objects.get(), curator)
    assert {genre.name for genre in Film.objects.get().genres.all()} == {"Comedy", "Satire"}
