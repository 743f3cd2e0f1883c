"""Store former addresses of films, people and locations, so that old links still work."""

from typing import Any

from django.db import models
from django.db.models import Q

from films.models.facts import NaturallyKeyed, one_of
from films.models.films import Film
from films.models.people import Person
from films.models.places import Location


class Addressed(models.TextChoices):
    FILM = "film", "Film"
    PERSON = "person", "Person"
    LOCATION = "location", "Location"


class FormerAddress(NaturallyKeyed):
    """Keep a slug that a film, person or location had before it was renamed or merged."""

    kind = models.CharField(max_length=10, choices=Addressed.choices)
    slug = models.SlugField(max_length=160)
    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    location = models.ForeignKey(
        Location, on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    natural_key_fields = ("kind", "slug")

    class Meta:
        ordering = ["kind", "slug"]
        verbose_name_plural = "former addresses"
        constraints = [
            one_of("kind", Addressed),
            models.UniqueConstraint(fields=["kind", "slug"], name="films_formeraddress_unique"),
            models.CheckConstraint(
                condition=Q(kind="film", film__isnull=False, person__isnull=True, location__isnull=True)
                | Q(kind="person", film__isnull=True, person__isnull=False, location__isnull=True)
                | Q(kind="location", film__isnull=True, person__isnull=True, location__isnull=False),
                name="films_formeraddress_of_its_kind",
                violation_error_message="Choose one record of this kind, to which the address now leads.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().lower()} {self.slug}, now {self.record}"

    @property
    def record(self) -> Any:
        """Return the record that had this slug."""
        return getattr(self, self.kind)


def keep_former_address(record: Any, former: str) -> None:
    """Let a slug that a record, or another that was merged into it, had lead to the record, if it has a page."""
    kind = record._meta.model_name
    if kind in Addressed.values:
        FormerAddress.objects.filter(kind=kind, slug=record.slug).delete()
        FormerAddress.objects.update_or_create(kind=kind, slug=former, defaults={kind: record})
