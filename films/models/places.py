"""Store locations, the larger places that contain them, and their use in films."""

from collections.abc import Iterable
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.models.facts import Fact, not_blank, one_of
from films.models.films import Film

MAX_DEPTH = 8
"""Levels from a room to its continent: more than any gazetteer uses, few enough to search in one pass."""


class LocationKind(models.TextChoices):
    CONTINENT = "continent", "Continent"
    COUNTRY = "country", "Country"
    REGION = "region", "State or region"
    CITY = "city", "City or town"
    DISTRICT = "district", "District"
    SITE = "site", "Site or building"
    ROOM = "room", "Room"
    IMAGINED = "imagined", "Fictional place"


class Location(Fact):
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=LocationKind.choices)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    latitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True, help_text="Degrees north, WGS 84."
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True, help_text="Degrees east, WGS 84."
    )
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("slug",)

    class Meta(Fact.Meta):
        ordering = ["name", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", LocationKind),
            not_blank("name"),
            not_blank("slug"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="films_location_coordinates_on_earth",
                violation_error_message="Give a latitude from -90 to 90 and a longitude from -180 to 180.",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
                name="films_location_not_in_itself",
                violation_error_message="A place cannot be part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display().lower()}, {self.slug})"

    def clean(self) -> None:
        super().clean()
        above = self.ancestors()
        if self.pk and self in above:
            raise ValidationError({"part_of": f"{self.part_of} is already part of {self.name}."})
        if len(above) >= MAX_DEPTH:
            raise ValidationError({"part_of": f"Places can be nested at most {MAX_DEPTH} levels deep."})

    def ancestors(self) -> "list[Location]":
        """Return the places that contain this one, nearest first, in one query a level, at most `MAX_DEPTH`."""
        above: list[Location] = []
        place = self.part_of
        while place is not None and len(above) < MAX_DEPTH:
            above.append(place)
            place = place.part_of
        return above


def load_ancestors(places: Iterable[Location | None]) -> None:
    """Load the ancestors of places, in one query a level, for `ancestors()` to use; a draft ends the chain."""
    level = [place for place in places if place is not None]
    for _ in range(MAX_DEPTH):
        ids = {place.part_of_id for place in level if place.part_of_id}
        above = {place.pk: place for place in _published_by_key().run(ids)}
        for place in level:
            place.part_of = above.get(place.part_of_id)
        level = list(above.values())
    for place in level:
        place.part_of = None


@cache
def _published_by_key() -> CompiledQuery:
    return CompiledQuery(Location.objects.published().filter(pk__in=[ANY_KEY]).order_by())


class LocationNameKind(models.TextChoices):
    OTHER = "other", "Other name"
    FULL = "full", "Full name"
    SHORT = "short", "Short name"
    ABBREVIATION = "abbreviation", "Abbreviation"
    FORMER = "former", "Former name"
    LOOSE = "loose", "Loosely, though it means another place"


class LocationName(Fact):
    """Give a location another name, by which it is found as well."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=LocationNameKind.choices, default=LocationNameKind.OTHER)
    natural_key_fields = ("location__slug", "name")

    class Meta(Fact.Meta):
        ordering = ["location", "name"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", LocationNameKind),
            not_blank("name"),
            models.UniqueConstraint(fields=["location", "name"], name="films_locationname_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, other name of {self.location.name}"


class LocationUse(models.TextChoices):
    FILMED = "filmed", "Filming location"
    SET = "set", "Setting"


class FilmLocation(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="film_locations")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="film_locations")
    use = models.CharField(max_length=10, choices=LocationUse.choices)
    stands_in_for = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, related_name="doubled_by"
    )
    scene = models.TextField(blank=True, help_text="What was shot there or happens there, in our own words.")
    reason = models.TextField(blank=True, help_text="Why it was chosen, in our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", "use", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("use", LocationUse),
            not_blank("key"),
            models.UniqueConstraint(fields=["film", "key"], name="films_filmlocation_unique"),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(use="filmed"),
                name="films_filmlocation_stand_in_was_filmed",
                violation_error_message="Only a filming location can stand in for another place.",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | ~Q(stands_in_for=F("location")),
                name="films_filmlocation_not_for_itself",
                violation_error_message="A place cannot stand in for itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film}: {self.get_use_display().lower()} {self.location.name} [{self.key}]"
