"""Store the history: who changed what, when and why, so that it can be shown and undone."""

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class Action(models.TextChoices):
    """Name the actions that change data; the history can be filtered by them."""

    EDIT = "edit", "Edit"
    BULK_EDIT = "bulk_edit", "Bulk edit"
    PUBLISH = "publish", "Publish or return to draft"
    DELETE = "delete", "Delete"
    MERGE = "merge", "Merge"
    DISTINGUISH = "distinguish", "Decide on likely duplicates"
    RELATE = "relate", "Decide on relations to confirm"
    ACCEPT = "accept", "Accept a proposal"
    REJECT = "reject", "Reject a proposal"
    ENTER = "enter", "Enter a fact from a sentence"
    SET_ASIDE = "set_aside", "Set a sentence aside"
    CITE = "cite", "Cite another sentence"
    PREFER = "prefer", "Prefer another value"
    DOCUMENT = "document", "Import a document"
    REVISION = "revision", "New revision of a document"
    CSV_IMPORT = "csv_import", "CSV import"
    IMPORT = "import", "Import a data set"
    SUGGEST = "suggest", "Suggest a change"
    DECIDE = "decide", "Decide on a suggestion"
    REVERT = "revert", "Revert"
    UNDO = "undo", "Undo"


class HistoryRecord(models.Model):
    """Mark a model as part of the history, so that its rows are not recorded in turn."""

    class Meta:
        abstract = True


class Change(HistoryRecord):
    """Group everything that one action changed, so that it can be undone together.

    The curator is a name and not a link, so that the history survives the account; so is the document at whose
    desk the change was made.
    """

    made_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    curator = models.CharField(
        max_length=150,
        blank=True,
        help_text="The account's name; empty for changes from the command line.",
    )
    action = models.CharField(max_length=20, choices=Action.choices)
    summary = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    document_id = models.BigIntegerField(
        "document", null=True, blank=True, help_text="The document at whose desk this change was made."
    )
    is_finished = models.BooleanField(
        default=True, db_default=True, help_text="Whether no part is lacking, if it was stored in parts."
    )
    objects: ClassVar[models.Manager["Change"]] = models.Manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("publish", "Can publish facts and change published ones"),
            ("merge", "Can merge records"),
            ("import_csv", "Can import CSV files"),
            ("undo", "Can undo changes"),
        ]
        indexes = [models.Index(fields=["document_id", "curator"], name="films_change_desk")]

    def __str__(self) -> str:
        return self.summary


class RecordKeyField(models.CharField):
    """Store the primary key of a record of any model, and return it as a number if it is one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 40} | options)

    def from_db_value(self, value: str | None, *args: Any) -> int | str | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> Any:
        return int(value) if isinstance(value, str) and value.isdecimal() else value

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)


class Alteration(HistoryRecord):
    """Record one row before and after a change.

    `before` and `after` map field names to values: all of them for a row that was created or deleted, otherwise
    those that changed. A link of a many-to-many field is a row of its own, identified by the two records that it
    joins and listed under the first. A long text is replaced by its hash (see `LongText`).
    """

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="alterations")
    kind = models.CharField(max_length=40, help_text="The model's name.")
    record_id: Any = RecordKeyField()
    owner_kind = models.CharField(max_length=40, blank=True)
    owner_id: Any = RecordKeyField(null=True, help_text="The record that this row belongs to.")
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


class BulkAlteration(HistoryRecord):
    """Record many rows of one model before and after a change in little space, as imports of data sets need.

    Created rows are a range from the first to the last key, so a million films take no more space than one: only
    one transaction writes at a time, which makes the keys consecutive, and no key is used twice. `rows` lists each
    row that was changed or deleted: its key, its former values by column, and its new ones, or null if it was
    deleted.
    """

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="bulk_alterations")
    model = models.CharField(max_length=80, help_text="The model's label.")
    first_key = models.BigIntegerField(null=True)
    last_key = models.BigIntegerField(null=True)
    rows: Any = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    objects: ClassVar[models.Manager["BulkAlteration"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        if self.first_key is None or self.last_key is None:
            return f"{len(self.rows)} rows of {self.model} changed"
        return f"{self.last_key - self.first_key + 1} rows of {self.model} created"

    @property
    def kind(self) -> str:
        """Return the model's name, as an `Alteration` has it."""
        return self.model.rpartition(".")[2]


class LongText(HistoryRecord):
    """Keep a long text that a change replaced or deleted: compressed, and only once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    compressed = models.BinaryField(help_text="UTF-8, compressed by zlib.")
    objects: ClassVar[models.Manager["LongText"]] = models.Manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256
