"""Announce rows that are written without Django's signals, so that the history records them too."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.dispatch import Signal

rows_changing = Signal()
"""Sent by a model before many of its rows change at once; `rows` is the query for them."""
rows_created = Signal()
"""Sent by a model after many of its rows were created at once; `rows` are the records."""


class AnnouncedQuerySet(models.QuerySet[Any]):
    """Send signals for `update`, `bulk_update` and `bulk_create`, for which Django sends none."""

    def update(self, **values: Any) -> int:
        rows_changing.send(self.model, rows=self)
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        created = super().bulk_create(objs, *args, **options)
        rows_created.send(self.model, rows=created)
        return created
