"""Undo a change that was recorded in bulk: delete what it created, except what others now depend on.

An import creates so much that a few records edited since must not prevent its undoing. So rows that another row
refers to, that a curator has edited, or that have changed once more are kept.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.db import models
from django.db.models import CASCADE, Exists, Max, Model, OuterRef

from films.batching import BATCH
from films.history.planning import altered_since
from films.history.rows import find_model, is_link, model_of
from films.history.watching import references_to
from films.models import BulkAlteration, Change

Progress = Callable[[float], None]
"""Called repeatedly with the share of the work that is done, from 0 to 1."""
Transaction = Callable[[], AbstractContextManager[None]]
"""Opens a transaction for a part of the work, after which others may write."""
SECONDS_AT_ONCE = 0.7  # in one transaction, for which others who write wait
CreatedRows = tuple[type[Model], int, int]
"""A model, and the first and last key of rows that a change created at once."""
Edited = dict[type[Model], set[Any]]
"""The keys of the rows that curators have edited since, by model."""


@dataclass(slots=True)
class UndoCounts:
    """Count the rows that were deleted and restored, and those of each kind that were kept."""

    deleted: int = 0
    restored: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    not_restored: int = 0


def undo_in_bulk(change: Change, progress: Progress, stored_in: Transaction) -> UndoCounts:
    """Undo what a change created and changed, in transactions that `stored_in` opens, and return the counts.

    Changed and deleted rows get their former values back unless they have been changed once more. The record of
    them is deleted, since importing the data set again brings them back. What an interrupted undoing has left
    stays undone; undoing the change again goes on.
    """
    undoing = BulkUndoing(change, progress)
    steps = undoing.steps()
    is_over = False
    while not is_over:
        undoing.keep_up_to_date()  # before the transaction as well, since it may take as long
        with stored_in():
            undoing.keep_up_to_date()
            is_over = go_on(steps)
    return undoing.counts


def go_on(steps: Iterator[None]) -> bool:
    """Take steps for as long as others may wait; return whether none is left."""
    started = monotonic()
    return all(monotonic() - started <= SECONDS_AT_ONCE for _ in steps)


class BulkUndoing:
    """Undo a change recorded in bulk, step by step."""

    def __init__(self, change: Change, progress: Progress) -> None:
        self.change = change
        self.progress = progress
        self.counts = UndoCounts()
        self.edited: Edited = {}
        self.last_change = 0

    def keep_up_to_date(self) -> None:
        """Look up again what curators have edited if anybody has changed facts since the last call."""
        last = Change.objects.aggregate(last=Max("pk"))["last"]
        if last != self.last_change:
            self.last_change, self.edited = last, edited_since(self.change)

    def steps(self) -> Iterator[None]:
        """Undo the change, with a pause after each step, between which a transaction may end."""
        created = list(created_rows(self.change))
        yield from self.delete_all(created)
        alterations = self.change.bulk_alterations.filter(first_key=None).order_by("-pk")
        for key in list(alterations.values_list("pk", flat=True)):
            alteration = BulkAlteration.objects.get(pk=key)
            restore_values(alteration, self.counts, created)
            alteration.delete()  # with what it restored, so that this is not done twice
            yield
        yield from self.delete_all(created)  # what only the values that are gone referred to
        for model, first, last in created:
            if count := model._base_manager.filter(pk__range=(first, last)).count():
                name = str(model._meta.verbose_name_plural)
                self.counts.kept[name] = self.counts.kept.get(name, 0) + count

    def delete_all(self, created: Sequence[CreatedRows]) -> Iterator[None]:
        """Delete what the change created and nothing refers to any more, and count it, step by step."""
        total = sum(last - first + 1 for _, first, last in created) or 1
        while True:
            before = self.counts.deleted
            # Later rows usually refer to earlier ones; another round finds those that do not.
            for model, first, last in reversed(created):
                for start in range(first, last + 1, BATCH):
                    end = min(last, start + BATCH - 1)
                    self.counts.deleted += delete_created(model, start, end, self.edited)
                    self.progress(min(1.0, self.counts.deleted / total))
                    yield
            if self.counts.deleted == before:
                break


def created_rows(change: Change) -> Iterator[CreatedRows]:
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


def restore_values(alteration: BulkAlteration, counts: UndoCounts, created: Sequence[CreatedRows]) -> None:
    """Give rows their former values back if they are still as the change left them.

    What the change created in one part, changed in a later one, and lost to its undoing needs none.
    """
    model = model_of(alteration.kind)
    own = [range(first, last + 1) for some, first, last in created if some is model]
    here = model._base_manager.in_bulk([key for key, _, _ in alteration.rows])
    changed: dict[tuple[str, ...], list[Model]] = {}
    dropped: list[Model] = []
    for key, before, after in alteration.rows:
        row = here.get(key)
        if row is None and any(key in keys for keys in own):
            continue
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
