"""Store reviews of films, each with the score on its own scale."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from films.models.facts import Fact, not_blank, one_of
from films.models.films import Film
from films.models.people import Organization, Person


class Scale(models.TextChoices):
    PERCENT = "percent", "Per cent"
    TEN = "ten", "Out of ten"
    FIVE = "five", "Out of five"
    FOUR = "four", "Out of four"
    LETTER = "letter", "Letter grade, A+ to F"


SCALE_TOPS: dict[str, int] = {Scale.PERCENT: 100, Scale.TEN: 10, Scale.FIVE: 5, Scale.FOUR: 4}
LETTER_GRADES = ("A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F")
"""From best to worst; evenly spaced over 0 to 100 when normalised."""


def score_within_scale() -> Q:
    """Build a constraint that a score lies within its scale, or that there is neither."""
    unscored = Q(scale="", score__isnull=True, grade="")
    lettered = Q(scale=Scale.LETTER, score__isnull=True, grade__in=LETTER_GRADES)
    numbered = Q()
    for scale, top in SCALE_TOPS.items():
        numbered |= Q(scale=scale, score__isnull=False, score__range=(0, top), grade="")
    return unscored | lettered | numbered


class ReviewKind(models.TextChoices):
    CRITIC = "critic", "Critic's review"
    AGGREGATE = "aggregate", "Critics in aggregate"
    AUDIENCE_GRADE = "audience_grade", "Audience grade"
    MAKERS_VERDICT = "makers_verdict", "Maker's verdict"


class Review(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="reviews")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    kind = models.CharField(max_length=20, choices=ReviewKind.choices)
    outlet = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    measure = models.CharField(
        max_length=120, blank=True, help_text="What the score measures, such as “share of positive reviews”."
    )
    scale = models.CharField(max_length=10, choices=Scale.choices, blank=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=2, blank=True, choices=[(grade, grade) for grade in LETTER_GRADES])
    sample_size = models.PositiveIntegerField(null=True, blank=True, help_text="Number of reviews or voters.")
    as_of = models.DateField(null=True, blank=True, help_text="The date of the score.")
    summary = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", "kind", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", ReviewKind),
            not_blank("key"),
            models.UniqueConstraint(fields=["film", "key"], name="films_review_unique"),
            models.CheckConstraint(
                condition=score_within_scale(),
                name="films_review_score_within_scale",
                violation_error_message="The score is outside its scale: "
                "give a number that the scale allows, or a letter grade for the letter scale.",
            ),
            models.CheckConstraint(
                condition=Q(outlet__isnull=False) | Q(author__isnull=False),
                name="films_review_by_somebody",
                violation_error_message="Give the outlet, the author, or both.",
            ),
        ]

    def __str__(self) -> str:
        verdict = self.score_text or self.get_kind_display().lower()
        return f"{self.source_text} on {self.film}: {verdict} [{self.key}]"

    @property
    def source_text(self) -> str:
        """Return the author and the outlet, or the one that is known: “Ada Quill, The Gazette”."""
        return ", ".join(source.name for source in (self.author, self.outlet) if source)

    @property
    def score_text(self) -> str:
        """Write the score as readers expect it: “67%”, “5.6/10”, “B”; an empty string if there is none."""
        if self.score is None:
            return self.grade
        figure = f"{self.score.normalize():f}"
        return f"{figure}%" if self.scale == Scale.PERCENT else f"{figure}/{SCALE_TOPS[self.scale]}"

    @property
    def normalised(self) -> Decimal | None:
        """Return the score on a scale from 0 to 100, to one decimal, or None if there is no score."""
        if self.score is not None:
            share = self.score / SCALE_TOPS[self.scale]
        elif self.grade:
            steps = len(LETTER_GRADES) - 1
            share = Decimal(steps - LETTER_GRADES.index(self.grade)) / steps
        else:
            return None
        return (share * 100).quantize(Decimal("0.1"))
