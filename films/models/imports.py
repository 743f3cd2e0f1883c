"""What data sets brought in and changed, so that it can be taken back."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from films.models.facts import not_blank


class ImportBatch(models.Model):
    """One import that changed something.

    `created` maps the label of each model to the first and last key of the rows that the import added: they follow
    each other, since one transaction at a time writes, and keys are never given twice. So a million films cost
    no more here than one.
    """

    source = models.CharField(max_length=40, help_text="What was imported, such as films.")
    dataset = models.CharField(max_length=40, blank=True, help_text="The scheme of its identifiers.")
    licence = models.CharField(max_length=100, blank=True, help_text="The data set's, such as CC BY-SA 4.0.")
    url = models.URLField("address", max_length=500, blank=True, help_text="Where the data set is published.")
    file = models.CharField(max_length=300)
    imported = models.DateTimeField(auto_now_add=True)
    summary = models.TextField(blank=True)
    created = models.JSONField(default=dict)
    undone = models.DateTimeField(null=True, blank=True)
    objects: ClassVar[models.Manager["ImportBatch"]] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "import batches"
        constraints = [not_blank("source")]

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.source} from {self.file}"


class ImportChange(models.Model):
    """Some rows of one model that an import changed or dropped.

    `rows` lists the key of each, its former values by column, and what the import made of them: null if it
    dropped the row.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=80)
    rows = models.JSONField(encoder=DjangoJSONEncoder)
    objects: ClassVar[models.Manager["ImportChange"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [not_blank("model")]

    def __str__(self) -> str:
        return f"{len(self.rows)} rows of {self.model} changed by import {self.batch_id}"
