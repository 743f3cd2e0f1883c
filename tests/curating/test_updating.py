"""Facts are updated from a later release: what was released is taken, what was edited here stays."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from films.curating.updating import update_facts
from films.exporting.fixture_contents import Contents, read_contents
from films.exporting.fixtures import serialize_everything
from films.exporting.formats import FORMATS
from films.history.publication import COMMAND_LINE
from films.history.undoing import undo
from films.models import Change, Credit, Film, FormerAddress, Person, State
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def released_before(tmp_path: Path) -> Contents:
    """Give the facts of a release that was taken: a film with a director, a player, and a composer."""
    film = cast.tanuki_film(runtime=90)
    cast.credit(film, cast.director())
    cast.credit(film, cast.person("Ada Quill"), job="actor", character="The abbot")
    cast.credit(film, cast.person("Bruno Tarn"), job="composer")
    found = facts(tmp_path)
    update_facts("1988-06-17", found)
    return found


def facts(folder: Path) -> Contents:
    """Return what is published here, as a fixture has it."""
    path = folder / "facts.jsonl"
    path.write_bytes(b"".join(serialize_everything(FORMATS["jsonl"])))
    return read_contents(path)


def without(contents: Contents, *labels_and_words: str) -> Contents:
    """Return the facts without the records whose label and key contain these words."""
    return {
        identity: dict(values)
        for identity, values in contents.items()
        if not any(words in f"{identity}" for words in labels_and_words)
    }


def changed(contents: Contents, label: str, **values: object) -> Contents:
    """Return the facts with other values in the first record of a model."""
    found = without(contents)
    next(record for identity, record in found.items() if identity[0] == label).update(values)
    return found


def test_what_was_released_is_added_changed_and_withdrawn(released_before: Contents) -> None:
    film = Film.objects.get()
    composed = next(identity for identity in released_before if "composer" in identity[1])
    later = changed(without(released_before, "composer", "bruno"), "films.film", runtime=91)
    done = update_facts("1988-07-01", later)
    film.refresh_from_db()
    assert film.runtime == 91
    assert composed in done.withdrawn
    assert not Person.objects.filter(name="Bruno Tarn").exists()
    update_facts("1988-07-08", released_before)
    assert Credit.objects.get(job_id="composer").person.name == "Bruno Tarn"


def test_what_was_edited_here_stays_and_is_shown_beside_what_was_released(released_before: Contents) -> None:
    Film.objects.update(runtime=95, year=1978)
    done = update_facts("1988-07-01", changed(released_before, "films.film", runtime=91))
    film = Film.objects.get()
    assert (film.runtime, film.year) == (95, 1978)
    (kept,) = done.kept
    assert (kept.field, kept.here, kept.released) == ("runtime", 95, 91)


def test_what_was_withdrawn_stays_where_it_was_edited(released_before: Contents) -> None:
    Credit.objects.filter(job_id="composer").update(note="With a drum.")
    done = update_facts("1988-07-01", without(released_before, "composer"))
    assert Credit.objects.filter(job_id="composer").exists()
    assert [(kept.field, kept.here) for kept in done.kept] == [("note", "With a drum.")]


def test_a_renamed_person_is_renamed_and_a_merged_one_merged(released_before: Contents, tmp_path: Path) -> None:
    ada, bruno = Person.objects.get(name="Ada Quill"), Person.objects.get(name="Bruno Tarn")
    own = cast.credit(cast.film("The Drum"), bruno, job="editor")
    text = (tmp_path / "facts.jsonl").read_text()
    lines = [line for line in text.splitlines() if f'"slug": "{bruno.slug}"' not in line]
    text = "\n".join(lines).replace(f'"{ada.slug}"', '"ada-tarn"').replace(f'"{bruno.slug}"', '"ada-tarn"')
    for former in (ada.slug, bruno.slug):
        values = f'"kind": "person", "slug": "{former}", "film": null, "person": ["ada-tarn"], "location": null'
        text += f'\n{{"model": "films.formeraddress", "fields": {{{values}}}}}'
    path = tmp_path / "later.jsonl"
    path.write_text(text)
    call_command("update_facts", path, verbosity=0)
    ada.refresh_from_db()
    own.refresh_from_db()
    assert (ada.slug, own.person) == ("ada-tarn", ada)
    assert not Person.objects.filter(pk=bruno.pk).exists()
    assert FormerAddress.objects.get(slug=bruno.slug).person == ada
    assert set(ada.credits.values_list("job_id", flat=True)) == {"actor", "composer", "editor"}


def test_an_update_is_one_change_that_can_be_undone(released_before: Contents, tmp_path: Path) -> None:
    later = changed(without(released_before, "composer", "bruno"), "films.film", runtime=91)
    done = update_facts("1988-07-01", later)
    assert done.change is not None
    undo(done.change, COMMAND_LINE)
    assert facts(tmp_path) == released_before
    assert update_facts("1988-07-01", later).withdrawn == done.withdrawn


def test_the_same_facts_again_leave_no_trace_in_the_history(released_before: Contents) -> None:
    changes = Change.objects.count()
    assert update_facts("1988-07-01", released_before).change is None
    assert Change.objects.count() == changes


def test_a_trial_changes_nothing(released_before: Contents, tmp_path: Path) -> None:
    done = update_facts("1988-07-01", without(released_before, "composer"), is_trial=True)
    assert len(done.withdrawn) == 1
    assert facts(tmp_path) == released_before


def test_what_was_loaded_before_can_be_given(released_before: Contents, tmp_path: Path) -> None:
    Film.objects.update(runtime=91)
    done = update_facts("1988-07-01", without(released_before, "composer"), released_before)
    assert (len(done.withdrawn), Film.objects.get().runtime) == (1, 91)


def test_records_of_other_apps_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "whole.json"
    path.write_text('[{"model": "auth.user", "fields": {"username": "someone", "is_superuser": true}}]')
    with pytest.raises(CommandError, match=r"has a record of auth\.user"):
        call_command("update_facts", path)


def test_people_of_this_database_are_recognised(released_before: Contents, tmp_path: Path) -> None:
    stored = cast.person("Addie Quill")
    values = {
        "name": "Addie Quill",
        "sort_name": "Quill, Addie",
        "slug": "addie-the-drummer",
        "state": "published",
    }
    later = without(released_before) | {("films.person", ("addie-the-drummer",)): values}
    update_facts("1988-07-01", later)
    assert Person.objects.get(name="Addie Quill").pk == stored.pk
    assert Person.objects.get(pk=stored.pk).state == State.PUBLISHED
