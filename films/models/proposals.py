"""Store proposed facts until a curator decides about them."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from films.models.documents import Document, Passage
from films.models.facts import NaturallyKeyed, one_of


class ProposalKind(models.TextChoices):
    """Name the kinds of facts that are taken from a sentence: extracted, as by `extract_facts`, or entered."""

    FILM = "film", "Film"
    CREDIT = "credit", "Credit"
    CHARACTER = "character", "Character"
    PAY = "pay", "Pay"
    LOCATION = "location", "Location"
    RELEASE = "release", "Release"
    BUDGET = "budget", "Budget"
    BOX_OFFICE = "box_office", "Box office"
    REVIEW = "review", "Review"
    RELATION = "relation", "Related film"
    NOTE = "note", "Note"
    AWARD = "award", "Award"
    COMPANY_CREDIT = "company_credit", "Company credit"
    SONG = "song", "Song"
    CERTIFICATE = "certificate", "Certificate"


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
    confidence = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.WAITING)
    reason = models.TextField(blank=True, help_text="Why it was rejected.")
    decided_by = models.CharField(max_length=150, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    natural_key_fields = ("key",)

    class Meta:
        ordering = ["document", "passage__ordinal", "pk"]
        indexes = [models.Index(fields=["document", "decision"], name="films_proposal_waiting")]
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

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.passage} ({self.get_decision_display().lower()})"
