"""Undo a change that was recorded in bulk: delete what it created, except what others now depend on.

An import creates so much that a few records edited since must not prevent its undoing. So rows that another row
refers to, that a curator has edited, or that have changed once more are kept.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import CASCADE, Exists, Model, OuterRef

from films.batching import BATCH
from films.history.planning import altered_since
from films.history.rows import find_model, is_link, model_of
from films.history.watching import references_to
from films.models import BulkAlteration, Change

Progress = Callable[[float], None]
"""Called repeatedly with the share of the work that is done, from 0 to 1."""
Edited = dict[type[Model], set[Any]]
"""The keys of the rows that curators have edited since, by model."""


@dataclass(slots=True)
class UndoCounts:
    """Count the rows that were deleted and restored, and those of each kind that were kept."""

    deleted: int = 0
    restored: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    not_restored: int = 0


def undo_in_bulk(change: Change, progress: Progress) -> UndoCounts:
    """Undo what a change created and changed, within a transaction, and return the counts.

    Changed and deleted rows get their former values back unless they have been changed once more. The record of
    them is deleted, since importing the data set again brings them back.
    """
    counts = UndoCounts()
    edited = edited_since(change)
    created = list(created_rows(change))
    delete_all_created(created, edited, counts, progress)
    for alteration in change.bulk_alterations.filter(first_key=None).order_by("-pk").iterator(chunk_size=1):
        restore_values(alteration, counts)
    delete_all_created(created, edited, counts, progress)  # what only the values that are gone referred to
    for model, first, last in created:
        if count := model._base_manager.filter(pk__range=(first, last)).count():
            name = str(model._meta.verbose_name_plural)
            counts.kept[name] = counts.kept.get(name, 0) + count
    change.bulk_alterations.filter(first_key=None).delete()
    return counts


def delete_all_created(
    created: Sequence[tuple[type[Model], int, int]], edited: Edited, counts: UndoCounts, progress: Progress
) -> None:
    """Delete what a change created and nothing refers to any more, and count it."""
    total = sum(last - first + 1 for _, first, last in created) or 1
    while True:
        before = counts.deleted
        # Later rows usually refer to earlier ones; another round finds those that do not.
        for model, first, last in reversed(created):
            for start in range(first, last + 1, BATCH):
                counts.deleted += delete_created(model, start, min(last, start + BATCH - 1), edited)
                progress(min(1.0, counts.deleted / total))
        if counts.deleted == before:
            break


def created_rows(change: Change) -> Iterator[tuple[type[Model], int, int]]:
    """Yield each model of which a change created rows in bulk, with their first and last key."""
    for alteration in change.bulk_alterations.exclude(first_key=None):
        yield model_of(alteration.kind), alteration.first_key or 0, alteration.last_key or 0


def edited_since(change: Change) -> Edited:
    """Return the rows altered since a change, and the records that they belong to, such as a credit's film."""
    edited: Edited = {}
    later = altered_since(change).values_list("kind", "record_id", "owner_kind", "owner_id")
    for kind, key, owner_kind, owner_key in later.iterator():
        if (model := find_model(kind)) and not is_link(model):
            edited.setdefault(model, set()).add(key)
        if owner_key and (owner := find_model(owner_kind)):
            edited.setdefault(owner, set()).add(owner_key)
    return edited


def delete_created(model: type[Model], first: int, last: int, edited: Edited) -> int:
    """Delete a model's rows in a range of keys, except those that must be kept; return how many."""
    rows = model._base_manager.filter(pk__range=(first, last))
    for link in references_to(model):
        rows = rows.filter(~Exists(link.model._base_manager.filter(**{link.attname: OuterRef("pk")})))
    wholes = [link for link in foreign_keys(model) if link.remote_field.on_delete is CASCADE]
    keys = [
        key
        for key, *owners in rows.values_list("pk", *(link.attname for link in wholes))
        if key not in edited.get(model, ())
        if not any(owner in edited.get(link.related_model, ()) for link, owner in zip(wholes, owners, strict=True))
    ]
    unreferenced = model._base_manager.filter(pk__in=keys)
    unreferenced._raw_delete(unreferenced.db)
    return len(keys)


def foreign_keys(model: type[Model]) -> list[Any]:
    return [column for column in model._meta.concrete_fields if isinstance(column, models.ForeignKey)]


def restore_values(alteration: BulkAlteration, counts: UndoCounts) -> None:
    """Give rows their former values back if they are still as the change left them."""
    model = model_of(alteration.kind)
    here = model._base_manager.in_bulk([key for key, _, _ in alteration.rows])
    changed: dict[tuple[str, ...], list[Model]] = {}
    dropped: list[Model] = []
    for key, before, after in alteration.rows:
        row = here.get(key)
        if after is None and row is None:
            dropped.append(model(**from_json(model, before)))
        elif (
            after is not None
            and row is not None
            and all(getattr(row, column) == value for column, value in from_json(model, after).items())
        ):
            for column, value in from_json(model, before).items():
                setattr(row, column, value)
            changed.setdefault(tuple(before), []).append(row)
        else:
            counts.not_restored += 1
    for columns, rows in changed.items():
        model._base_manager.bulk_update(rows, [model._meta.get_field(column).name for column in columns])
        counts.restored += len(rows)
    whole = [row for row in dropped if refers_to_what_exists(row)]
    model._base_manager.bulk_create(whole, ignore_conflicts=True)
    back = model._base_manager.filter(pk__in=[row.pk for row in whole]).count()
    counts.restored += back
    counts.not_restored += len(dropped) - back


def from_json(model: type[Model], kept: dict[str, Any]) -> dict[str, Any]:
    """Return values by column as the model holds them, given those in JSON."""
    columns: dict[str, Any] = {column.attname: column for column in model._meta.concrete_fields}
    return {name: columns[name].to_python(value) for name, value in kept.items() if name in columns}


def refers_to_what_exists(row: Model) -> bool:
    return all(
        (key := getattr(row, link.attname)) is None or link.related_model._base_manager.filter(pk=key).exists()
        for link in foreign_keys(type(row))
    )
