"""Store pairs of records that may be duplicates."""

from typing import Any, ClassVar

from django.db import models

from films.models.addresses import Addressed
from films.models.announcing import AnnouncedQuerySet


class LikelyDuplicate(models.Model):
    """Pair two records that may be the same film, person or location; a curator may decide that they are not."""

    kind = models.CharField(max_length=10, choices=Addressed.choices)
    one_id = models.BigIntegerField()
    other_id = models.BigIntegerField(help_text="The later of the two.")
    one_name = models.CharField(max_length=300)
    other_name = models.CharField(max_length=300)
    why = models.CharField(max_length=60)
    likeness = models.PositiveSmallIntegerField(help_text="Up to 100.")
    are_different = models.BooleanField("not the same", default=False)
    objects: ClassVar[Any] = AnnouncedQuerySet.as_manager()

    class Meta:
        ordering = ["-likeness", "one_name", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["kind", "one_id", "other_id"], name="films_likelyduplicate_unique"),
            models.CheckConstraint(
                condition=models.Q(one_id__lt=models.F("other_id")), name="films_likelyduplicate_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_name} and {self.other_name}"
