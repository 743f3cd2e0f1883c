"""Link facts to the passages that support them."""

import re
from functools import reduce
from operator import add
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from films.models.documents import Passage
from films.models.fact_kinds import FACT_MODELS, FactLinks
from films.models.facts import Fact, one_of


class Basis(models.TextChoices):
    DOCUMENT = "document", "A document"
    GENERAL_KNOWLEDGE = "general_knowledge", "General knowledge"
    NO_SOURCE = "no_source", "No source held"


UNSOURCED = (Basis.GENERAL_KNOWLEDGE.value, Basis.NO_SOURCE.value)
"""What a citation without a document rests on."""


class Support(models.TextChoices):
    """Name how far a cited sentence is known to say a value."""

    SENTENCE = "sentence", "The sentence stands"
    WORDS = "words", "The words say the value"
    OTHER_WORDS = "other_words", "A curator confirmed it in other words"


class Citation(FactLinks):
    """Record what somebody confirmed about one fact, or one field of it, and from where.

    It either cites a sentence of a document or says why it cites none: the value is generally known, or no source
    is held. If the sentence gives a different value from the record's, `reading` holds that value and `reason`
    says why the record's own is preferred, so that neither is lost.

    `claims` maps each confirmed field to the `value` as it was then, which `films.kinds.claims` compares with the
    present one; to the `support` for it in the sentence; and, where words of the sentence are known to say it, to
    their `start` and `end` in the normalised sentence and their `sha256`.
    """

    field = models.CharField(max_length=40, blank=True, help_text="Empty for the whole record.")
    claims: Any = models.JSONField(default=dict, blank=True, editable=False)
    confirmed_by = models.CharField(max_length=150, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    basis = models.CharField(max_length=20, choices=Basis.choices, default=Basis.DOCUMENT)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    reading = models.CharField(
        max_length=300,
        blank=True,
        help_text="The value in the sentence, if it differs from the record's.",
    )
    reason = models.TextField(
        blank=True, help_text="Why this can be trusted without a document, or why the record's value is preferred."
    )
    natural_key_fields = ("key",)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["reading"], condition=~Q(reading=""), name="films_citation_reading")]
        constraints = [
            one_of("basis", Basis),
            models.CheckConstraint(
                condition=Exact(
                    reduce(
                        add,
                        [
                            Case(When(**{f"{name}__isnull": False}, then=Value(1)), default=Value(0))
                            for name in FACT_MODELS
                        ],
                    ),
                    Value(1),
                ),
                name="films_citation_of_one_fact",
                violation_error_message="A citation must support exactly one fact.",
            ),
            models.CheckConstraint(
                condition=Q(basis="document", passage__isnull=False)
                | (Q(basis__in=UNSOURCED, passage__isnull=True, reading="") & ~Q(reason="")),
                name="films_citation_has_source",
                violation_error_message="Choose the passage that states this, "
                "or choose general knowledge or no source held, and give the reason.",
            ),
            models.CheckConstraint(
                condition=Q(reading="") | ~(Q(reason="") | Q(field="")),
                name="films_citation_reading_explained",
                violation_error_message="If the reading differs, choose its field and say why it is not kept.",
            ),
            models.UniqueConstraint(
                *[Coalesce(F(name), Value(0)) for name in FACT_MODELS],
                F("field"),
                F("reading"),
                Coalesce(F("passage"), Value(0)),
                name="films_citation_unique",
                violation_error_message="This citation already exists.",
            ),
        ]

    def __str__(self) -> str:
        source = self.passage or Basis(self.basis).label.lower()
        return f"{self.fact}{f', {self.field}' if self.field else ''} ← {source}"

    def clean(self) -> None:
        super().clean()
        if self.passage is not None and self.passage.lost_sentence:
            raise ValidationError({"passage": "This sentence is no longer in its document: choose another one."})
        if self.field and self.fact is not None and self.field not in field_names(type(self.fact)):
            raise ValidationError({"field": f"{self.fact_kind.replace('_', ' ')} has no field {self.field!r}."})
        if self.basis in UNSOURCED and self.reason and not says_something(self.reason):
            raise ValidationError({"reason": SAY_WHY})

    @property
    def fact_kind(self) -> str:
        """Return the name of the fact field that is set, or None for an incomplete citation."""
        return next((name for name in FACT_MODELS if getattr(self, f"{name}_id") is not None), "")

    @property
    def fact(self) -> Fact | None:
        return getattr(self, self.fact_kind) if self.fact_kind else None


def field_names(model: type[Fact]) -> set[str]:
    """Return the fields of a fact that can be cited by themselves."""
    return {field.name for field in model._meta.get_fields() if not field.auto_created} - {
        "id",
        "state",
        "data_set",
    }


LEAST_WORDS = 2
SAY_WHY = "Say why in a few words."


def says_something(reason: str) -> bool:
    """Tell whether a reason has words that somebody else could judge it by; “.” and “n/a” have none."""
    return len(re.findall(r"\w{2,}", reason)) >= LEAST_WORDS
