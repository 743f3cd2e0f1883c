"""Store which data sets were imported, and under which licence."""

from typing import ClassVar

from django.db import models

from films.models.changes import Change, HistoryRecord
from films.models.facts import not_blank


class ImportBatch(HistoryRecord):
    """Record an import of a data set that changed something; its change in the history says what."""

    source = models.CharField(max_length=40, help_text="What was imported, such as films.")
    dataset = models.CharField(
        max_length=40, blank=True, help_text="The data set's name, which is the scheme of its identifiers."
    )
    licence = models.CharField(
        max_length=100, blank=True, help_text="The data set's licence, such as CC BY-SA 4.0."
    )
    url = models.URLField("address", max_length=500, blank=True, help_text="Where the data set is published.")
    file = models.CharField(max_length=300)
    imported = models.DateTimeField(auto_now_add=True)
    summary = models.TextField(blank=True)
    is_finished = models.BooleanField(
        "finished", default=True, help_text="An import that was interrupted holds what it stored until then."
    )
    change = models.OneToOneField(
        Change, on_delete=models.PROTECT, null=True, blank=True, related_name="import_batch"
    )
    objects: ClassVar[models.Manager["ImportBatch"]] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "import batches"
        constraints = [not_blank("source")]

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.source} from {self.file}"
