"""What the history has of kinds and fields that no longer exist can be read, and is not undone."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from films.history.plan import CannotUndoError
from films.history.recording import recording
from films.importing import import_films, undo_import
from films.models import Action, Alteration, BulkAlteration, Change, FilmLocation, Genre, ImportBatch
from tests import cast

pytestmark = pytest.mark.django_db


def change_page(change: Change) -> str:
    return reverse("admin:films_change_change", args=[change.pk])


def undone(client: Client, change: Change) -> str:
    return client.post(reverse("admin:films_change_undo", args=[change.pk]), follow=True).content.decode()


@pytest.fixture
def credited(curator: str, facts: SimpleNamespace) -> Change:
    with recording(curator, Action.EDIT):
        cast.credit(facts.film, facts.person, job="editor", note="In three weeks.")
        facts.film.genres.add(Genre.objects.create(name="Caper", slug="caper"))
    return Change.objects.get()


@pytest.mark.parametrize(
    ("kind", "former"), [("credit", "appearance"), ("film_genres", "film_classes"), ("genre", "class")]
)
def test_rows_of_a_kind_that_no_longer_exists_are_shown_and_not_undone(
    admin_client: Client, credited: Change, facts: SimpleNamespace, kind: str, former: str
) -> None:
    credited.alterations.filter(kind=kind).update(kind=former)
    page = admin_client.get(change_page(credited)).content.decode()
    assert f"Added {former} (a kind that no longer exists)" in page
    assert f"records of the kind “{former}” no longer exist." in page
    assert "Nothing was undone" in undone(admin_client, credited)
    assert facts.film.genres.get().name == "Caper"
    history = admin_client.get(reverse("admin:films_film_history", args=[facts.film.pk]))
    assert history.status_code == 200


def test_rows_are_shown_under_the_names_of_fields_that_no_longer_exist(
    admin_client: Client, credited: Change
) -> None:
    credited.alterations.filter(kind="credit").update(kind="appearance")
    assert "Credited as" not in admin_client.get(change_page(credited)).content.decode()
    assert "Note: “In three weeks.”" in admin_client.get(change_page(credited)).content.decode()


def test_a_field_that_no_longer_exists_is_shown_and_left_out_of_what_is_undone(
    admin_client: Client, curator: str, facts: SimpleNamespace
) -> None:
    with recording(curator, Action.DELETE):
        facts.used.delete()
    deleted = Change.objects.get()
    alteration = deleted.alterations.get()
    alteration.before["weather_seen"] = "Rain"
    alteration.save()
    assert "Weather seen: “Rain”" in admin_client.get(change_page(deleted)).content.decode()
    assert "Undone." in undone(admin_client, deleted)
    assert FilmLocation.objects.get().key == facts.used.key


def test_links_of_a_model_renamed_since_are_not_reverted(
    admin_client: Client, curator: str, credited: Change, facts: SimpleNamespace
) -> None:
    link = credited.alterations.get(kind="film_genres")
    link.after = {"film": facts.film.pk, "class": 1}
    link.save()
    address = reverse("admin:films_film_revert", args=[facts.film.pk, link.pk])
    assert "no longer exist." in admin_client.get(address).content.decode()
    admin_client.post(address, {"seen": str(credited.pk)})
    assert facts.film.genres.get().name == "Caper"


@pytest.fixture
def imported(db: None, tmp_path: Path) -> Change:
    path = tmp_path / "films.jsonl"
    path.write_text('{"id": "1", "title": "The Drum", "year": 1977, "genres": ["Caper"]}')
    import_films(path, "tales")
    return Change.objects.get()


def test_an_import_of_a_kind_that_no_longer_exists_is_shown_and_not_undone(
    admin_client: Client, imported: Change
) -> None:
    BulkAlteration.objects.filter(model="films.film").update(model="films.picture")
    batch = ImportBatch.objects.get()
    page = admin_client.get(change_page(imported)).content.decode()
    assert "Picture (a kind that no longer exists): 1" in page
    assert "It wrote records of the kind “picture”, which no longer exist." in page
    assert (
        "picture" in admin_client.get(reverse("admin:films_importbatch_change", args=[batch.pk])).content.decode()
    )
    with pytest.raises(CannotUndoError, match="no longer exist"):
        undo_import(batch.pk)


def test_what_was_edited_since_an_import_may_be_of_a_kind_that_no_longer_exists(
    curator: str, imported: Change
) -> None:
    with recording(curator, Action.EDIT):
        cast.tanuki_film()
    Alteration.objects.update(kind="picture", owner_kind="reel", owner_id=1)
    call_command("undo_import", ImportBatch.objects.get().pk)


def test_the_undoing_of_an_import_says_how_to_have_it_back(admin_client: Client, imported: Change) -> None:
    undo_import(ImportBatch.objects.get().pk)
    undoing = Change.objects.latest("pk")
    page = admin_client.get(change_page(undoing)).content.decode()
    assert "import the file again to have them back." in page
    assert "Undo all of this" not in page
