"""Record many rows in little space: what an import writes without any signal."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, Min, Model

from films.batching import batched
from films.history.publication import check_may_publish
from films.models import BulkAlteration, Change

Columns = Mapping[str, Any]
BulkRow = tuple[int, Columns, Columns | None]
"""A row's key, its former values by column, and its new ones, or None if it was deleted."""


class BulkRecording:
    """Record a change of many rows, as reported by the code that writes them, in one transaction or in several.

    Of created rows, only the first and last key of each model and transaction are stored: only one transaction at
    a time writes, so the keys are consecutive. The change is saved as soon as there is something to record.
    """

    def __init__(self, change: Change) -> None:
        self.change = change
        self.last_keys_before: dict[type[Model], int] = {}

    def prepare(self, model: type[Model]) -> None:
        """Note the last key of a model before rows of it are created or deleted."""
        if model not in self.last_keys_before:
            self.last_keys_before[model] = last_key(model)

    def record_rows(self, model: type[Model], rows: Iterable[BulkRow]) -> None:
        """Store the former and new values of rows."""
        for some in batched(rows):
            self.save_change()
            BulkAlteration.objects.create(change=self.change, model=model._meta.label_lower, rows=some)

    def save_change(self) -> None:
        if self.change._state.adding:
            check_may_publish(self.change.curator, self.change.summary)
            self.change.save()

    def close(self) -> bool:
        """Store which rows a transaction created, at its end; return whether anything was recorded at all."""
        for model, last_before in self.last_keys_before.items():
            if keys := keys_after(model, last_before):
                self.save_change()
                first, last = keys
                BulkAlteration.objects.create(
                    change=self.change, model=model._meta.label_lower, first_key=first, last_key=last
                )
        self.last_keys_before.clear()
        return not self.change._state.adding


def last_key(model: type[Model]) -> int:
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0


def keys_after(model: type[Model], key: int) -> tuple[int, int] | None:
    """Return the first and last key after a key, or None; the next key may belong to a deleted row."""
    found = model._base_manager.filter(pk__gt=key).aggregate(first=Min("pk"), last=Max("pk"))
    return (found["first"], found["last"]) if found["last"] else None
