"""Lists of the API: whole or since a moment, they neither repeat nor lose anything while others write."""

from typing import Any

import pytest
from django.utils import timezone

from films.curating.merging import merge
from films.history.recording import recording
from films.history.undoing import undo
from films.importing import undo_import
from films.models import Action, Change, Credit, Film, ImportBatch, OtherName, Person, State
from films.views.api.shapes.lists import LISTS
from tests.cast import EDITOR, credit, director, film, person, tanuki_film
from tests.importing.conftest import DRUM, TANUKI, Import, imported  # noqa: F401
from tests.views.api_answers import asked, items, pages
from tests.views.citing import TEXT, cite, document, passage

pytestmark = pytest.mark.django_db


def changed(name: str, since: str) -> tuple[set[str], set[str]]:
    """Return the keys of what was changed and of what was withdrawn, from pages of one item each."""
    found = list(pages(f"/api/{name}?page_size=1&changed_since={since}"))
    keys = [item["key"] for page in found for item in page["items"]]
    gone = [key for page in found for key in page["withdrawn"]]
    assert len({*keys, *gone}) == len(keys) + len(gone)
    return {*keys}, {*gone}


def position() -> str:
    return str(asked("/api/films")["as_of"])


def edit(record: Any, **values: Any) -> None:
    with recording(EDITOR, Action.EDIT):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()


def test_a_list_neither_repeats_nor_loses_what_stays_while_others_write() -> None:
    made = [film(f"Tanuki {number}") for number in range(6)]
    found = []
    for number, page in enumerate(pages("/api/films?page_size=2")):
        found += [item["slug"] for item in page["items"]]
        if number == 0:
            made[0].delete()
            Film.objects.filter(pk=made[5].pk).update(slug="a-tanuki")
            Film.objects.filter(pk=made[1].pk).update(slug="z-tanuki")
            film("The Drum")
    assert [*found[:2], *found[4:5]] == ["tanuki-0-0", "tanuki-1-1", "tanuki-4-4"]
    assert len(found) == len({*found}) == 7
    assert "a-tanuki" in found


def test_an_item_says_what_it_is_about_and_has_its_citations_if_asked() -> None:
    named = OtherName.objects.create(person=director(), name="Sophie", state=State.PUBLISHED)
    cite(named, passage(document(TEXT)))
    (item,) = items("/api/other-names")
    assert (item["key"], item["person"]["slug"]) == (f"other_name-{named.pk}", "zofie-orsted")
    assert "citations" not in item
    (item,) = items("/api/other-names?include=citations")
    assert item["citations"][0]["standing"] == "verified"


def test_only_what_was_changed_since_is_listed_with_what_was_withdrawn() -> None:
    kept, hidden, gone = film("Tanuki"), film("Badger"), film("Drum")
    secret = film("Secret")
    Film.objects.filter(pk=secret.pk).update(state=State.DRAFT)
    credited = credit(hidden, director())
    before, started = position(), timezone.now().isoformat().replace("+", "%2B")
    assert changed("films", before) == (set(), set())
    edit(kept, runtime=90)
    edit(hidden, state=State.DRAFT)
    edit(Film.objects.get(pk=secret.pk), runtime=91)
    with recording(EDITOR, Action.DELETE):
        key = gone.pk
        gone.delete()
    for since in (before, started, timezone.localdate().isoformat()):
        assert changed("films", since) == ({f"film-{kept.pk}"}, {f"film-{hidden.pk}", f"film-{key}"})
        assert changed("credits", since) == (set(), {f"credit-{credited.pk}"})
    undo(Change.objects.get(action=Action.DELETE), EDITOR)
    assert changed("films", before)[1] == {f"film-{hidden.pk}"}


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_asked_for_what_was_changed(name: str) -> None:
    assert changed(name, position()) == changed(name, timezone.localdate().isoformat()) == (set(), set())


def test_a_document_is_changed_by_an_edit_and_withdrawn_when_it_is_deleted() -> None:
    kept, gone = document(TEXT), document(slug="nobody", sha256="0" * 64)
    before = position()
    edit(kept, title="The Tanuki, again")
    with recording(EDITOR, Action.DELETE):
        key = gone.pk
        gone.delete()
    assert changed("documents", before) == ({f"document-{kept.pk}"}, {f"document-{key}"})


def test_a_record_is_changed_with_what_it_names_and_with_what_belongs_to_it() -> None:
    made = credit(tanuki_film(), director())
    before = position()
    edit(made.person, name="Sophie Orsted")
    assert changed("credits", before)[0] == {f"credit-{made.pk}"}
    assert changed("films", before)[0] == set()
    before = position()
    edit(made, note="With a drum.")
    assert changed("films", before)[0] == {f"film-{made.film_id}"}
    assert changed("people", before)[0] == {f"person-{made.person_id}"}


def test_merged_people_are_one_changed_and_one_withdrawn() -> None:
    kept, merged = person("Ada Quill"), person("Ada Tarn")
    moved = credit(tanuki_film(), merged)
    key, before = merged.pk, position()
    merge(kept, merged, EDITOR)
    assert changed("people", before) == ({f"person-{kept.pk}"}, {f"person-{key}"})
    assert Credit.objects.get().person == kept
    assert changed("credits", before)[0] == {f"credit-{moved.pk}"}


def test_what_a_data_set_brings_and_its_undoing_takes_is_told(imported: Import) -> None:  # noqa: F811
    before = position()
    imported(TANUKI, DRUM)
    films = {f"film-{key}" for key in Film.objects.values_list("pk", flat=True)}
    people = {f"person-{key}" for key in Person.objects.values_list("pk", flat=True)}
    assert changed("films", before) == (films, set())
    assert changed("people", before) == (people, set())
    assert len(films) == 2
    between = position()
    undo_import(ImportBatch.objects.get().pk)
    assert changed("films", between) == (set(), films)
