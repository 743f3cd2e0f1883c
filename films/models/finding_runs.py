"""Store when likely duplicates and relations were last looked for."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from films.models.changes import HistoryRecord
from films.models.facts import one_of

LONGEST_RUN = timedelta(hours=1)
"""After that, a run that has not finished was interrupted."""


class Subject(models.TextChoices):
    DUPLICATES = "duplicates", "Likely duplicates"
    RELATIONS = "relations", "Relations to confirm"


class FindingRun(HistoryRecord):
    """Record when somebody last asked to look for one kind of likely facts, and when that was done."""

    subject = models.CharField(max_length=20, choices=Subject.choices, primary_key=True)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    objects: ClassVar[models.Manager["FindingRun"]] = models.Manager()

    class Meta:
        default_permissions = ()
        constraints = [one_of("subject", Subject)]

    def __str__(self) -> str:
        return self.get_subject_display()

    @property
    def is_underway(self) -> bool:
        return self.finished_at is None and timezone.now() - self.requested_at < LONGEST_RUN
