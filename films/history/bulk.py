"""Recording many rows in little room: what an import of a data set writes, which no signal tells of."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, Min, Model

from films.batching import batched
from films.models import BulkAlteration, Change

Columns = Mapping[str, Any]
BulkRow = tuple[int, Columns, Columns | None]
"""A row's key, its former values by column, and its new ones, or None where it was dropped."""


class BulkRecording:
    """A change of many rows in the making. Whoever writes them tells of each, within one transaction.

    Of rows that are created, only the first and the last key of each model are kept: one transaction at a time
    writes, so they follow each other. The change is saved once there is anything to record.
    """

    def __init__(self, change: Change) -> None:
        self.change = change
        self.last_keys_before: dict[type[Model], int] = {}

    def expect(self, model: type[Model]) -> None:
        """Note where the keys of a model end, before rows of it are created or deleted."""
        if model not in self.last_keys_before:
            self.last_keys_before[model] = last_key(model)

    def record(self, model: type[Model], rows: Iterable[BulkRow]) -> None:
        """Keep the former and the new values of rows."""
        for some in batched(rows):
            self.save()
            BulkAlteration.objects.create(change=self.change, model=model._meta.label_lower, rows=some)

    def save(self) -> None:
        if self.change._state.adding:
            self.change.save()

    def close(self) -> bool:
        """Keep which rows were created, and tell whether anything was recorded at all."""
        for model, last_before in self.last_keys_before.items():
            if keys := keys_after(model, last_before):
                self.save()
                first, last = keys
                BulkAlteration.objects.create(
                    change=self.change, model=model._meta.label_lower, first_key=first, last_key=last
                )
        return not self.change._state.adding


def last_key(model: type[Model]) -> int:
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0


def keys_after(model: type[Model], key: int) -> tuple[int, int] | None:
    """Return the first and the last key after a key, if any: the next one may belong to a row that is gone."""
    found = model._base_manager.filter(pk__gt=key).aggregate(first=Min("pk"), last=Max("pk"))
    return (found["first"], found["last"]) if found["last"] else None
