"""Store suggestions: changes to published facts that wait for an editor."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from films.models.changes import Alteration
from films.models.facts import NaturallyKeyed, one_of


class SuggestionState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    AMENDED = "amended", "Accepted with amendments"
    DECLINED = "declined", "Declined"


class Suggestion(NaturallyKeyed):
    """Hold a change to a published fact until an editor accepts, amends or declines it.

    One by a curator holds the rows that the change would write in `alterations`, citations among them, each as an
    `Alteration` has it. One by a visitor, called a correction, says `what` is wrong in words, and names no author.
    The fact is named by kind and key, and not by a link, so that the suggestion outlives it.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40, help_text="The model's name.")
    record_id = models.BigIntegerField("record")
    name = models.CharField(max_length=300, help_text="What the record was called.")
    alterations: Any = models.JSONField(default=list, blank=True)
    field = models.CharField(
        max_length=40, blank=True, help_text="What a visitor says is wrong; empty for the whole record."
    )
    what = models.TextField(blank=True, help_text="What is wrong, in a visitor's words.")
    why = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text="Where a visitor has it from.")
    made_by = models.CharField(max_length=150, blank=True, help_text="The account's name; empty for a visitor.")
    made_at = models.DateTimeField(default=timezone.now)
    sender = models.CharField(
        max_length=32,
        blank=True,
        editable=False,
        help_text="A hash that tells visitors apart until the day is over.",
    )
    state = models.CharField(
        max_length=10, choices=SuggestionState.choices, default=SuggestionState.WAITING, db_index=True
    )
    remark = models.TextField(blank=True, help_text="What the editor said to it.")
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    natural_key_fields = ("key",)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(fields=["kind", "record_id"], name="films_suggestion_record"),
            models.Index(fields=["made_by", "decided_at"], name="films_suggestion_author"),
            models.Index(fields=["sender"], name="films_suggestion_sender", condition=~Q(sender="")),
        ]
        constraints = [
            one_of("state", SuggestionState),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(remark=""),
                name="films_suggestion_decline_explained",
                violation_error_message="Say why the suggestion is declined.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display().lower()})"

    @property
    def is_correction(self) -> bool:
        """Tell whether a visitor sent it."""
        return not self.made_by

    def suggested_alterations(self) -> list[Alteration]:
        """Return what accepting it would alter, unsaved."""
        return [Alteration(**row) for row in self.alterations]
