"""List the imports: what each created, and the command that undoes it."""

from typing import Any

from django.contrib import admin

from films.admin.readonly import ReadOnlyAdmin
from films.history.describing import created_counts
from films.models import Change, ImportBatch

NOTHING = "—"


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ["number", "source", "dataset", "file", "imported", "is_finished", "undone"]
    list_display_links = ["number", "source"]
    list_filter = ["source", "dataset", "is_finished"]
    fields = [
        "source",
        "dataset",
        "licence",
        "url",
        "file",
        "imported",
        "is_finished",
        "summary",
        "change",
        "rows",
        "undone",
        "undo_with",
    ]
    readonly_fields = ["rows", "undone", "undo_with"]
    list_per_page = 50

    @admin.display(ordering="pk")
    def number(self, batch: ImportBatch) -> int:
        return int(batch.pk)

    @admin.display(description="Rows created")
    def rows(self, batch: ImportBatch) -> str:
        created = created_counts(batch.change) if batch.change else ()
        return ", ".join(f"{kind}: {count:,}" for kind, count in created) or NOTHING

    @admin.display(description="Undone", ordering="change__undone_by__made_at")
    def undone(self, batch: ImportBatch) -> Any:
        undoing = Change.objects.filter(undoes=batch.change_id).first() if batch.change_id else None
        return undoing.made_at if undoing else None

    @admin.display(description="Undo with")
    def undo_with(self, batch: ImportBatch) -> str:
        return NOTHING if self.undone(batch) else f"manage.py undo_import {batch.pk}"
