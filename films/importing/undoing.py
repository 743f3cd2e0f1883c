"""Taking back what one import brought and changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import CASCADE, Exists, Model, OuterRef
from django.utils import timezone

from films.batching import BATCH
from films.importing.report import counted
from films.importing.service import Progress, unwatched
from films.models import Alteration, ImportBatch, ImportChange

Edited = dict[type[Model], set[int]]
"""The keys of the rows that curators have worked on since an import, by model."""


class CannotUndoError(ValueError):
    """The import cannot be undone; the message says why and what to do."""


@dataclass(slots=True)
class Undone:
    """How many rows were deleted and restored, and how many of each kind stayed as they were."""

    deleted: int = 0
    restored: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    not_restored: int = 0

    def sentences(self) -> Iterator[str]:
        """Yield the report as people read it, a sentence a line."""
        yield f"{counted(self.deleted, 'row')} deleted, {counted(self.restored, 'row')} given back what they said."
        for name, count in self.kept.items():
            yield f"Kept, since something else refers to them or a curator has edited them: {count:,} {name}."
        if self.not_restored:
            yield f"Left as they are, since they have changed again: {counted(self.not_restored, 'row')}."


@transaction.atomic
def undo(number: int, progress: Progress = unwatched) -> Undone:
    """Take back what an import created and changed, and return what that came to.

    What it created goes, unless something that it did not bring refers to it or a curator has worked on it
    since. What it changed or dropped gets its former values again, unless it has been changed once more.
    Raises CannotUndoError; then nothing is changed.
    """
    batch = found(number)
    undone = Undone()
    edited = edited_since(batch)
    total = sum(last - first + 1 for first, last in batch.created.values()) or 1
    while True:
        before = undone.deleted
        # What was inserted last refers to what was inserted before it; where not, another round finds it.
        for model, first, last in reversed(list(created(batch))):
            for start in range(first, last + 1, BATCH):
                undone.deleted += delete(model, start, min(last, start + BATCH - 1), edited)
                progress("Undoing", min(1.0, undone.deleted / total))
        if undone.deleted == before:
            break
    for change in batch.changes.order_by("-pk").iterator(chunk_size=1):
        restore(change, undone)
    for model, first, last in created(batch):
        if count := model._base_manager.filter(pk__range=(first, last)).count():
            undone.kept[str(model._meta.verbose_name_plural)] = count
    batch.changes.all().delete()
    batch.undone = timezone.now()
    batch.save()
    return undone


def found(number: int) -> ImportBatch:
    batch = ImportBatch.objects.filter(pk=number).first()
    if batch is None:
        raise CannotUndoError(f"There is no import {number}: the admin lists them.")
    if batch.undone:
        raise CannotUndoError(f"Import {number} has been undone already.")
    alike = ImportBatch.objects.filter(source=batch.source, dataset=batch.dataset, undone=None)
    later = alike.filter(pk__gt=number).order_by("-pk").first()
    if later is not None:
        raise CannotUndoError(f"Import {later.pk} of the same data set came later: undo that one first.")
    return batch


def created(batch: ImportBatch) -> Iterator[tuple[type[Model], int, int]]:
    """Yield each model that the batch added rows of, with their first and last key."""
    for label, (first, last) in batch.created.items():
        yield apps.get_model(label), first, last


def edited_since(batch: ImportBatch) -> Edited:
    """Return what curators have changed since an import, by their history and by the admin's log.

    The history has what the log has not, such as merging and edits in bulk; the log, what the admin of another
    project does. That may have no admin.
    """
    edited: Edited = {}
    for model, key in (*recorded_since(batch), *logged_since(batch)):
        edited.setdefault(model, set()).add(key)
    return edited


def recorded_since(batch: ImportBatch) -> Iterator[tuple[type[Model], int]]:
    """Yield what was altered since an import, and what that is part of, such as a credit's film."""
    altered = Alteration.objects.filter(change__made_at__gte=batch.imported)
    for kind, key, owner_kind, owner_key in altered.values_list(
        "kind", "record_id", "owner_kind", "owner_id"
    ).iterator():
        yield apps.get_model("films", kind), key
        if owner_kind and owner_key:
            yield apps.get_model("films", owner_kind), owner_key


def logged_since(batch: ImportBatch) -> Iterator[tuple[type[Model], int]]:
    if apps.is_installed("django.contrib.admin"):
        log: Any = apps.get_model("admin", "LogEntry")
        entries = log.objects.filter(action_time__gte=batch.imported).exclude(content_type=None)
        for entry in entries.select_related("content_type").iterator():
            model = entry.content_type.model_class()
            if model is not None and str(entry.object_id).isdecimal():
                yield model, int(entry.object_id)


def delete(model: type[Model], first: int, last: int, edited: Edited) -> int:
    """Delete a model's rows in a range of keys but for those that must stay; return how many went."""
    rows = model._base_manager.filter(pk__range=(first, last))
    for referring in references(model):
        rows = rows.filter(~Exists(referring.model._base_manager.filter(**{referring.attname: OuterRef("pk")})))
    wholes = [link for link in links(model) if link.remote_field.on_delete is CASCADE]
    keys = [
        key
        for key, *owners in rows.values_list("pk", *(link.attname for link in wholes))
        if key not in edited.get(model, ())
        if not any(owner in edited.get(link.related_model, ()) for link, owner in zip(wholes, owners, strict=True))
    ]
    model._base_manager.filter(pk__in=keys).delete()
    return len(keys)


def links(model: type[Model]) -> list[Any]:
    return [column for column in model._meta.concrete_fields if isinstance(column, models.ForeignKey)]


def references(model: type[Model]) -> Iterator[Any]:
    """Yield every foreign key that points to a model, those of many-to-many tables too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.field


def restore(change: ImportChange, undone: Undone) -> None:
    """Give rows their former values, where they are still as the import left them."""
    model = apps.get_model(change.model)
    here = model._base_manager.in_bulk([key for key, _, _ in change.rows])
    changed: dict[tuple[str, ...], list[Model]] = {}
    dropped: list[Model] = []
    for key, before, after in change.rows:
        row = here.get(key)
        if after is None and row is None:
            dropped.append(model(**values(model, before)))
        elif (
            after is not None
            and row is not None
            and all(getattr(row, column) == value for column, value in values(model, after).items())
        ):
            for column, value in values(model, before).items():
                setattr(row, column, value)
            changed.setdefault(tuple(before), []).append(row)
        else:
            undone.not_restored += 1
    for columns, rows in changed.items():
        model._base_manager.bulk_update(rows, [model._meta.get_field(column).name for column in columns])
        undone.restored += len(rows)
    whole = [row for row in dropped if refers_to_what_exists(row)]
    model._base_manager.bulk_create(whole, ignore_conflicts=True)
    back = model._base_manager.filter(pk__in=[row.pk for row in whole]).count()
    undone.restored += back
    undone.not_restored += len(dropped) - back


def values(model: type[Model], kept: dict[str, Any]) -> dict[str, Any]:
    """Return values as a model holds them, from what JSON made of them."""
    columns: dict[str, Any] = {column.attname: column for column in model._meta.concrete_fields}
    return {name: columns[name].to_python(value) for name, value in kept.items()}


def refers_to_what_exists(row: Model) -> bool:
    return all(
        (key := getattr(row, link.attname)) is None or link.related_model._base_manager.filter(pk=key).exists()
        for link in links(type(row))
    )
