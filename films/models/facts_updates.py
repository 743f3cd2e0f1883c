"""Remember which facts were taken from a release, so that a later one can be told from what was edited here."""

from base64 import b64decode, b64encode
from typing import Any, ClassVar
from zlib import compress, decompress

from django.db import models
from django.utils import timezone

from films.models.announcing import AnnouncedQuerySet


class FactsUpdate(models.Model):
    """Hold the facts of a fixture or data release as they were taken."""

    name = models.CharField(max_length=200, help_text="The release or the file.")
    taken_at = models.DateTimeField(default=timezone.now, editable=False)
    facts = models.TextField(help_text="The fixture in JSON Lines, compressed by zlib, in base64.")
    objects: ClassVar[Any] = AnnouncedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def packed(lines: str) -> str:
        return b64encode(compress(lines.encode())).decode()

    def unpacked(self) -> str:
        return decompress(b64decode(self.facts)).decode()
