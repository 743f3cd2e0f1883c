"""The list of imports: what each brought, and the command that takes it back."""

from django.apps import apps
from django.contrib import admin

from films.admin.readonly import ReadOnlyAdmin
from films.models import ImportBatch

NOTHING = "—"


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ["number", "source", "dataset", "file", "imported", "undone"]
    list_display_links = ["number", "source"]
    list_filter = ["source", "dataset"]
    fields = ["source", "dataset", "licence", "url", "file", "imported", "summary", "rows", "undone", "undo_with"]
    readonly_fields = ["rows", "undo_with"]
    list_per_page = 50

    @admin.display(ordering="pk")
    def number(self, batch: ImportBatch) -> int:
        return int(batch.pk)

    @admin.display(description="Rows created")
    def rows(self, batch: ImportBatch) -> str:
        named = [
            f"{apps.get_model(label)._meta.verbose_name_plural}: {last - first + 1:,}"
            for label, (first, last) in batch.created.items()
        ]
        return ", ".join(named) or NOTHING

    @admin.display(description="Undo with")
    def undo_with(self, batch: ImportBatch) -> str:
        return NOTHING if batch.undone else f"manage.py undo_import {batch.pk}"
