"""Store the CSV files that curators import."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from films.models.changes import Change, HistoryRecord
from films.models.documents import Passage
from films.models.evidence import Basis


class CsvBatch(HistoryRecord):
    """Record a CSV file that was tried, and perhaps imported. Its text is kept until all is imported, or a day."""

    made_at = models.DateTimeField(default=timezone.now, editable=False)
    curator = models.CharField(max_length=150)
    sheet = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    content = models.TextField(blank=True)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="batches")
    reason = models.TextField(blank=True)
    outcomes: Any = models.JSONField(default=list)
    change = models.OneToOneField(Change, on_delete=models.PROTECT, null=True, blank=True, related_name="batch")
    imported = models.PositiveIntegerField(
        default=0, db_default=0, help_text="How many rows have been imported so far, in the order of the file."
    )
    objects: ClassVar[models.Manager["CsvBatch"]] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        verbose_name = "CSV import"

    def __str__(self) -> str:
        return f"{self.sheet.replace('_', ' ')} from {self.file_name}"

    @property
    def is_interrupted(self) -> bool:
        """Tell whether some rows have been imported, and the others can be."""
        return bool(self.change_id and self.content) and not Change.objects.filter(undoes=self.change_id).exists()
