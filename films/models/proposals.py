"""Store proposed facts until a curator decides about them."""

import uuid
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from films.models.changes import HistoryRecord
from films.models.documents import Document, Passage
from films.models.fact_kinds import ProposalKind
from films.models.facts import NaturallyKeyed, one_of

LONGEST_NAME = 200


class Decision(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class Proposal(NaturallyKeyed):
    """Hold an extracted fact until a curator accepts, edits or rejects it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="proposals")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    content = models.JSONField(help_text="The proposed values, named as in the output of extract_facts.")
    name = models.CharField(
        max_length=LONGEST_NAME, blank=True, editable=False, help_text="The name in it of a record."
    )
    rule = models.CharField(max_length=30, blank=True, editable=False, help_text="The rule that read it.")
    confidence = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.WAITING)
    reason = models.TextField(blank=True, help_text="Why it was rejected.")
    is_edited = models.BooleanField(
        default=False, editable=False, help_text="Whether it was accepted with other values than proposed."
    )
    meant = models.CharField(
        max_length=160,
        blank=True,
        editable=False,
        help_text="The slug of the record that its name was decided to mean.",
    )
    decided_by = models.CharField(max_length=150, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    natural_key_fields = ("key",)

    class Meta:
        ordering = ["document", "passage__ordinal", "pk"]
        indexes = [
            models.Index(fields=["document", "decision"], name="films_proposal_waiting"),
            models.Index(fields=["rule", "decision", "is_edited", "document"], name="films_proposal_rule"),
            models.Index(fields=["name"], condition=~Q(name=""), name="films_proposal_name"),
        ]
        constraints = [
            one_of("decision", Decision),
            one_of("kind", ProposalKind),
            models.CheckConstraint(
                condition=Q(confidence__range=(0, 1)),
                name="films_proposal_confidence_share",
                violation_error_message="Confidence must be between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="rejected") | ~Q(reason=""),
                name="films_proposal_rejection_explained",
                violation_error_message="Say why the proposal is rejected.",
            ),
        ]

    @property
    def reader(self) -> str:
        """Return who is reading it at present, if anybody is."""
        kept: Reservation | None = getattr(self, "reservation", None)
        return kept.curator if kept is not None and kept.until > timezone.now() else ""

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.passage} ({self.get_decision_display().lower()})"


def reserved_record(model: str) -> Any:
    return models.OneToOneField(model, on_delete=models.CASCADE, related_name="reservation", null=True)


class Reservation(HistoryRecord):
    """Keep something that waits for the curator who is reading it, so that nobody else reads it before `until`.

    It binds nobody: whoever decides first has decided. Nothing of it is history.
    """

    proposal = reserved_record("films.Proposal")
    suggestion = reserved_record("films.Suggestion")
    citation = reserved_record("films.Citation")
    curator = models.CharField(max_length=150)
    until = models.DateTimeField(db_index=True)
    objects: ClassVar[models.Manager["Reservation"]] = models.Manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False, suggestion=None, citation=None)
                | Q(proposal=None, suggestion__isnull=False, citation=None)
                | Q(proposal=None, suggestion=None, citation__isnull=False),
                name="films_reservation_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal or self.suggestion or self.citation} for {self.curator} until {self.until:%H:%M}"
