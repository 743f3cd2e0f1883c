"""Store what classification boards decided about films."""

from django.db import models
from django.db.models import F, Q

from films.languages import localized_date
from films.models.facts import Fact, not_blank, one_of
from films.models.films import Film
from films.models.people import Organization
from films.models.places import Location
from films.models.releases import DatePrecision, is_day


class Certificate(Fact):
    """Record the rating that a board gave a film, or that it refused one, and the cuts it required."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="certificates")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    board = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    country = models.ForeignKey(
        Location,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        limit_choices_to={"kind": "country"},
        help_text="Where the rating applies.",
    )
    rating = models.CharField(max_length=40, help_text="As the board writes it: “R”, “18”, “refused”.")
    cuts = models.CharField(
        max_length=200, blank=True, help_text="What was cut for this rating, in our own words."
    )
    date = models.DateField(
        null=True, blank=True, help_text="The first day of the month or year if less is known."
    )
    precision = models.CharField(max_length=5, choices=DatePrecision.choices, blank=True)
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", F("date").asc(nulls_first=True), "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("precision", DatePrecision, blank=True),
            not_blank("key"),
            not_blank("rating"),
            models.UniqueConstraint(fields=["film", "key"], name="films_certificate_unique"),
            models.CheckConstraint(
                condition=Q(board__isnull=False) | Q(country__isnull=False),
                name="films_certificate_of_somewhere",
                violation_error_message="Give the board, the country where the rating applies, or both.",
            ),
            models.CheckConstraint(
                condition=Q(date__isnull=True, precision="")
                | (Q(date__isnull=False) & ~Q(precision="") & is_day("date")),
                name="films_certificate_date_parses",
                violation_error_message="Give both the date and its precision: year, month or day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film}: {self.rating_text} [{self.key}]"

    @property
    def rating_text(self) -> str:
        """Return the rating with its board, or with the country if the board is unknown: “R (MPAA)”."""
        source = self.board or self.country
        return f"{self.rating} ({source.name})" if source else self.rating

    @property
    def date_text(self) -> str:
        """Return the date as precisely as it is known, or an empty string."""
        return localized_date(self.date, self.precision) if self.date else ""
