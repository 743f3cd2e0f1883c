"""Store the awards that films and people won or were nominated for."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from films.models.facts import Fact, not_blank, one_of
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR, Film
from films.models.people import Organization, Person


class AwardResult(models.TextChoices):
    WON = "won", "Won"
    NOMINATED = "nominated", "Nominated"


class Award(Fact):
    """Record a prize that a film, or a person for their work on it, won or was nominated for."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="awards")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    body = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="awards",
        help_text="The organization that gives the prize.",
    )
    prize = models.CharField(max_length=120, help_text="The name of the prize, such as “Academy Award”.")
    category = models.CharField(max_length=200, blank=True, help_text="Such as “Best Sound”.")
    ceremony = models.CharField(max_length=120, blank=True, help_text="Such as “61st Academy Awards”.")
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_FILM_YEAR), MaxValueValidator(LAST_FILM_YEAR)],
        help_text="Year of the ceremony.",
    )
    result = models.CharField(max_length=10, choices=AwardResult.choices, default=AwardResult.WON)
    people = models.ManyToManyField(
        Person,
        blank=True,
        related_name="awards",
        help_text="The people honoured, if any; otherwise it is the film.",
    )
    work = models.CharField(
        max_length=200, blank=True, help_text="What it was for, if the category does not say: a role, a song."
    )
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", F("year").asc(nulls_first=True), "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("result", AwardResult),
            not_blank("key"),
            not_blank("prize"),
            models.UniqueConstraint(fields=["film", "key"], name="films_award_unique"),
            models.CheckConstraint(
                condition=Q(year__isnull=False) | ~Q(ceremony=""),
                name="films_award_dated",
                violation_error_message="Give the ceremony, the year, or both.",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_FILM_YEAR, LAST_FILM_YEAR)),
                name="films_award_year_plausible",
                violation_error_message=f"The year must be between {FIRST_FILM_YEAR} and {LAST_FILM_YEAR}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film}: {self.prize_text}, {self.get_result_display().lower()} [{self.key}]"

    @property
    def prize_text(self) -> str:
        """Return the prize with its category and year: “Academy Award for Best Sound, 1989”."""
        category = f" for {self.category}" if self.category else ""
        return f"{self.prize}{category}, {self.year or self.ceremony}"
