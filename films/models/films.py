"""Store films, their languages and other titles, and relations between films."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from films.models.facts import Fact, NaturallyKeyed, not_blank, one_of
from films.models.genres import Genre

FIRST_FILM_YEAR = 1874  # Janssen's transit of Venus, the earliest chronophotographic sequence that survives
LAST_FILM_YEAR = 2100


class Language(NaturallyKeyed):
    """Name a spoken language, identified by its BCP 47 tag."""

    tag = models.CharField(max_length=35, unique=True, help_text="BCP 47 tag, such as en or ru.")
    name = models.CharField(max_length=60)
    natural_key_fields = ("tag",)

    class Meta:
        ordering = ["name"]
        constraints = [not_blank("tag"), not_blank("name")]

    def __str__(self) -> str:
        return self.name


class Film(Fact):
    title = models.CharField(max_length=300)
    original_title = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_FILM_YEAR), MaxValueValidator(LAST_FILM_YEAR)],
        help_text="Year of the first release.",
    )
    slug = models.SlugField(max_length=160, unique=True)
    synopsis = models.TextField(blank=True, help_text="In our own words, never a source's sentence.")
    runtime = models.PositiveSmallIntegerField(null=True, blank=True, help_text="In minutes.")
    is_adult = models.BooleanField(
        "for adults only", null=True, blank=True, help_text="Pornographic or alike; unknown if no source tells."
    )
    genres = models.ManyToManyField(Genre, blank=True, related_name="films")
    languages = models.ManyToManyField(Language, blank=True, related_name="films")
    countries = models.ManyToManyField(
        "films.Location",
        blank=True,
        related_name="films_produced",
        limit_choices_to={"kind": "country"},
        help_text="Countries of production.",
    )
    natural_key_fields = ("slug",)

    class Meta(Fact.Meta):
        ordering = ["title", F("year").asc(nulls_first=True), "pk"]
        indexes = [
            models.Index(fields=["title"], name="films_film_title"),
            models.Index(fields=["year"], name="films_film_year"),
        ]
        constraints = [
            *Fact.Meta.constraints,
            not_blank("title"),
            not_blank("slug"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_FILM_YEAR, LAST_FILM_YEAR)),
                name="films_film_year_plausible",
                violation_error_message=f"A film's year must be between {FIRST_FILM_YEAR} and {LAST_FILM_YEAR}.",
            ),
            models.CheckConstraint(
                condition=Q(runtime__isnull=True) | Q(runtime__gt=0),
                name="films_film_runtime_positive",
                violation_error_message="A runtime must be at least one minute.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year or 'year unknown'})"


class TitleKind(models.TextChoices):
    ALTERNATIVE = "alternative", "Alternative title"
    WORKING = "working", "Working title"
    TRANSLATED = "translated", "Translated title"
    TRANSLITERATED = "transliterated", "Transliterated title"
    MISSPELLING = "misspelling", "Common misspelling"


class OtherTitle(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="other_titles")
    title = models.CharField(max_length=300)
    language = models.ForeignKey(Language, on_delete=models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=20, choices=TitleKind.choices, default=TitleKind.ALTERNATIVE)
    regions = models.CharField(
        max_length=300, blank=True, help_text="ISO 3166 codes of the countries that use this title: “AR MX”."
    )
    natural_key_fields = ("film__slug", "title")

    class Meta(Fact.Meta):
        ordering = ["film", "title"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", TitleKind),
            not_blank("title"),
            models.UniqueConstraint(fields=["film", "title"], name="films_othertitle_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.get_kind_display().lower()} of {self.film}"


class RelationKind(models.TextChoices):
    SEQUEL = "sequel", "Sequel to"
    REMAKE = "remake", "Remake of"
    SPIN_OFF = "spin_off", "Spin-off of"
    VERSION_OF = "version_of", "Version of"
    INSPIRED_BY = "inspired_by", "Inspired by"
    REFERENCES = "references", "References"
    MODEL_FOR_PERFORMANCE = "model_for_performance", "Performance modelled on"
    EARLIER_WORK = "earlier_work", "Earlier film by the same director"
    OUTGROSSED_BY = "outgrossed_by", "Outgrossed by"
    COMPARED_WITH = "compared_with", "Compared with"


INVERSE_LABELS: dict[str, str] = {
    RelationKind.SEQUEL: "Sequel",
    RelationKind.REMAKE: "Remake",
    RelationKind.SPIN_OFF: "Spin-off",
    RelationKind.VERSION_OF: "Other version",
    RelationKind.INSPIRED_BY: "Inspired",
    RelationKind.REFERENCES: "Referenced by",
    RelationKind.MODEL_FOR_PERFORMANCE: "Model for a performance in",
    RelationKind.EARLIER_WORK: "Later film by the same director",
    RelationKind.OUTGROSSED_BY: "Outgrossed",
    RelationKind.COMPARED_WITH: "Compared with",
}
"""What `film` is called on the page of `related_film`."""


class FilmRelation(Fact):
    """Relate `film` to `related_film`: the page of a sequel, `film`, says “Sequel to: The Tanuki”."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="relations")
    related_film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="related_from")
    kind = models.CharField(max_length=30, choices=RelationKind.choices)
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "related_film__slug", "kind")

    class Meta(Fact.Meta):
        ordering = ["film", "kind", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", RelationKind),
            models.UniqueConstraint(fields=["film", "related_film", "kind"], name="films_filmrelation_unique"),
            models.CheckConstraint(
                condition=~Q(film=F("related_film")),
                name="films_filmrelation_not_itself",
                violation_error_message="A film cannot be related to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film}: {self.get_kind_display().lower()} {self.related_film}"

    @property
    def inverse_label(self) -> str:
        """Return what `film` is called on the page of `related_film`."""
        return INVERSE_LABELS[self.kind]
