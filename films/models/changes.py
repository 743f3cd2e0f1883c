"""What was changed, by whom, when and why: whole enough to be told, and to be undone."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class Action(models.TextChoices):
    EDIT = "edit", "Edit"
    BULK_EDIT = "bulk_edit", "Bulk edit"
    MERGE = "merge", "Merge"
    CSV_IMPORT = "csv_import", "CSV import"
    REVERT = "revert", "Revert"
    UNDO = "undo", "Undo"


class Change(models.Model):
    """Everything that somebody changed in one go, which can be undone in one go.

    The curator is named and not linked, so that history outlives an account, and needs none to be installed.
    """

    made_at = models.DateTimeField(default=timezone.now, editable=False)
    curator = models.CharField(
        max_length=150,
        blank=True,
        help_text="The account's name; empty where it was made from the command line.",
    )
    action = models.CharField(max_length=20, choices=Action.choices)
    summary = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    objects: ClassVar[models.Manager["Change"]] = models.Manager()

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
    objects: ClassVar[models.Manager["Alteration"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "record_id"], name="films_alteration_record"),
            models.Index(fields=["owner_kind", "owner_id"], name="films_alteration_owner"),
        ]

    def __str__(self) -> str:
        return self.name
