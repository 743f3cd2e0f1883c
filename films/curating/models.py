"""What was changed, by whom, when and why: whole enough to be told, and to be undone."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from films.models import Passage
from films.models.addresses import Addressed
from films.models.evidence import Basis


class Action(models.TextChoices):
    EDIT = "edit", "Edit"
    BULK_EDIT = "bulk_edit", "Bulk edit"
    MERGE = "merge", "Merge"
    CSV_IMPORT = "csv_import", "CSV import"
    REVERT = "revert", "Revert"
    UNDO = "undo", "Undo"


class Change(models.Model):
    """Everything that somebody changed in one go, which can be undone in one go."""

    made_at = models.DateTimeField(default=timezone.now, editable=False)
    curator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,  # an account that made history is made inactive, never deleted
        null=True,
        blank=True,
        related_name="changes",
        help_text="Empty where it was made from the command line.",
    )
    action = models.CharField(max_length=20, choices=Action.choices)
    summary = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("publish", "Can publish facts and change published ones"),
            ("merge", "Can merge records"),
            ("import_csv", "Can import CSV files"),
            ("undo", "Can undo changes"),
        ]

    def __str__(self) -> str:
        return self.summary


class Batch(models.Model):
    """A CSV file that was tried, and perhaps imported. Its text is kept until then, for a day."""

    made_at = models.DateTimeField(default=timezone.now, editable=False)
    curator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="batches")
    sheet = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    content = models.TextField(blank=True)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="batches")
    reason = models.TextField(blank=True)
    outcomes: Any = models.JSONField(default=list)
    change = models.OneToOneField(Change, on_delete=models.PROTECT, null=True, blank=True, related_name="batch")

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        verbose_name = "CSV import"

    def __str__(self) -> str:
        return f"{self.sheet.replace('_', ' ')} from {self.file_name}"


class LikelyDuplicate(models.Model):
    """Two films, people or locations that may be one, until somebody says that they are not."""

    kind = models.CharField(max_length=10, choices=Addressed.choices)
    one_id = models.BigIntegerField()
    other_id = models.BigIntegerField(help_text="The later of the two.")
    one_name = models.CharField(max_length=300)
    other_name = models.CharField(max_length=300)
    why = models.CharField(max_length=60)
    likeness = models.PositiveSmallIntegerField(help_text="Up to 100.")
    are_different = models.BooleanField("not the same", default=False)

    class Meta:
        ordering = ["-likeness", "one_name", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["kind", "one_id", "other_id"], name="curating_likelyduplicate_unique"),
            models.CheckConstraint(
                condition=models.Q(one_id__lt=models.F("other_id")), name="curating_likelyduplicate_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_name} and {self.other_name}"


class Alteration(models.Model):
    """One record before and after a change: its fields by name, links by key, or nothing where there was none."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="alterations")
    kind = models.CharField(max_length=40, help_text="The model's name.")
    record_id = models.BigIntegerField()
    owner_kind = models.CharField(max_length=40, blank=True)
    owner_id = models.BigIntegerField(null=True, help_text="The record that it is part of.")
    name = models.CharField(max_length=300)
    before: Any = models.JSONField(null=True)
    after: Any = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "record_id"], name="curating_alteration_record"),
            models.Index(fields=["owner_kind", "owner_id"], name="curating_alteration_owner"),
        ]

    def __str__(self) -> str:
        return self.name
