"""Deleting what other records link to, by each door, and undoing it gives back the same bytes, theirs included."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import PROTECT, Model
from django.test import Client
from django.urls import reverse

from films.admin.changes import RecordedAdmin
from films.admin.readonly import ReadOnlyAdmin
from films.history import undoing
from films.history.rows import is_link, recorded_models
from films.models import Change, Citation, Document, Film, Genre, Location, Note, Organization, Person
from films.models.announcing import AnnouncedQuerySet
from films.models.changes import HistoryRecord
from tests.history.collection import dump

pytestmark = pytest.mark.django_db

LINKED_TO = (Genre, Location, Person, Organization, Film, Note, Document)


def delete_page(client: Client, record: Model) -> Any:
    address = reverse(f"admin:films_{record._meta.model_name}_delete", args=[record.pk])
    return client.post(address, {"post": "yes"}, follow=True)


def delete_from_list(client: Client, record: Model) -> Any:
    address = reverse(f"admin:films_{record._meta.model_name}_changelist")
    sent = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [record.pk], "post": "yes"}
    return client.post(address, sent, follow=True)


def merge_away(client: Client, record: Model) -> Any:
    survivor = type(record)._base_manager.exclude(pk=record.pk).first()
    assert survivor is not None
    address = reverse(f"admin:films_{record._meta.model_name}_merge", args=[survivor.pk])
    return client.post(f"{address}?with={record.pk}", follow=True)


def linked_record(model: type[Model]) -> Any:
    """Return a record that others link to, and take away what keeps it from being deleted."""
    record: Any = model._base_manager.order_by("-pk" if model is Location else "pk")[0]
    if isinstance(record, Document):
        Citation.objects.filter(passage__document=record).delete()
    for relation in record._meta.related_objects:
        if relation.on_delete is PROTECT:
            relation.related_model._base_manager.filter(**{relation.field.name: record}).delete()
    return record


@pytest.mark.parametrize(("door", "at_once"), [(delete_page, 300), (delete_from_list, 2)])
@pytest.mark.parametrize("model", LINKED_TO)
def test_what_a_deletion_took_from_others_comes_back(
    editor: Client,
    model: type[Model],
    door: Callable[[Client, Model], Any],
    at_once: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(undoing, "ALTERATIONS_AT_ONCE", at_once)
    record = linked_record(model)
    before = dump()
    name = str(record)
    door(editor, record)
    assert dump() != before
    change = Change.objects.latest("pk")
    assert (change.action, change.summary) == ("delete", f"Deleted “{name}”")
    editor.post(reverse("admin:films_change_undo", args=[change.pk]))
    assert dump() == before


@pytest.mark.parametrize("model", [Film, Location, Person])
def test_what_a_merge_took_from_others_comes_back(editor: Client, model: type[Model]) -> None:
    before = dump()
    merge_away(editor, model._base_manager.order_by("-pk")[0])
    assert dump() != before
    editor.post(reverse("admin:films_change_undo", args=[Change.objects.latest("pk").pk]))
    assert dump() == before


def test_every_model_of_the_app_is_recorded_or_part_of_the_history() -> None:
    models = set(apps.get_app_config("films").get_models(include_auto_created=True))
    assert {model for model in models if issubclass(model, HistoryRecord)} == models - set(recorded_models())
    assert any(map(is_link, recorded_models()))


def test_every_page_of_a_recorded_model_records() -> None:
    for model, page in admin.site._registry.items():
        if model in recorded_models():
            assert isinstance(page, RecordedAdmin), model
            assert all(hasattr(pattern.callback, "__wrapped__") for pattern in page.urls), model
        elif model._meta.app_label == "films":
            assert isinstance(page, ReadOnlyAdmin), model


def test_every_recorded_model_announces_what_it_writes_in_bulk() -> None:
    for model in recorded_models():
        assert is_link(model) or isinstance(model._default_manager.all(), AnnouncedQuerySet), model
