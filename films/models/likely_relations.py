"""Store relations between films that wait to be confirmed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from films.models.announcing import AnnouncedQuerySet
from films.models.films import Film, RelationKind


class LikelyRelation(models.Model):
    """Propose what a film is to an earlier one. A curator confirms it as a relation, or declines it for good."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="likely_relations")
    related_film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="likely_related_from")
    kind = models.CharField("is", max_length=30, choices=RelationKind.choices)
    certainty = models.PositiveSmallIntegerField(help_text="Up to 100.")
    reasons = models.CharField(max_length=300)
    is_declined = models.BooleanField("declined", default=False)
    objects: ClassVar[Any] = AnnouncedQuerySet.as_manager()

    class Meta:
        verbose_name = "relation to confirm"
        verbose_name_plural = "relations to confirm"
        ordering = ["-certainty", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["film", "related_film"], name="films_likelyrelation_unique"),
            models.CheckConstraint(condition=~Q(film=F("related_film")), name="films_likelyrelation_not_itself"),
        ]
        indexes = [
            models.Index(
                fields=["-certainty", "id"], condition=Q(is_declined=False), name="films_likelyrelation_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.film}: {self.get_kind_display().lower()} {self.related_film}"
