"""Store the releases of a film, and what it cost and earned."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact, IsNull
from django.db.models.sql.compiler import SQLCompiler

from films.languages import localized_date, localized_day, translated, translated_within
from films.models.facts import Fact, not_blank, one_of
from films.models.films import Film
from films.models.money import currency_listed, money_text
from films.models.people import Organization
from films.models.places import Location

DATE_FORMATS = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}


class CalendarDate(Func):
    """Compute the calendar day of a stored date, or NULL; in SQLite, 31 February becomes 2 or 3 March."""

    function = "DATE"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        """Normalise the day: SQLite stores dates as unchecked text, and does so only in arithmetic."""
        return self.as_sql(compiler, connection, template="%(function)s(%(expressions)s, '+0 days')", **context)


def is_day(field: str) -> Q:
    """Build a condition that a date field holds a real calendar day."""
    return Q(IsNull(CalendarDate(field), False)) & Q(Exact(CalendarDate(field), F(field)))


def is_day_or_empty(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | is_day(field)


class ReleaseKind(models.TextChoices):
    PREMIERE = "premiere", "Premiere"
    FESTIVAL = "festival", "Festival"
    THEATRICAL = "theatrical", "Theatrical"
    HOME_VIDEO = "home_video", "Home video"
    TELEVISION = "television", "Television"
    STREAMING = "streaming", "Streaming"


class DatePrecision(models.TextChoices):
    YEAR = "year", "Year"
    MONTH = "month", "Month"
    DAY = "day", "Day"


class Release(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="releases")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    kind = models.CharField(max_length=20, choices=ReleaseKind.choices, default=ReleaseKind.THEATRICAL)
    date = models.DateField(
        null=True, blank=True, help_text="The first day of the month or year if less is known."
    )
    precision = models.CharField(max_length=5, choices=DatePrecision.choices, blank=True)
    place = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, blank=True, related_name="releases")
    distributor = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="releases"
    )
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", F("date").asc(nulls_first=True), "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", ReleaseKind),
            one_of("precision", DatePrecision, blank=True),
            not_blank("key"),
            models.UniqueConstraint(fields=["film", "key"], name="films_release_unique"),
            models.CheckConstraint(
                condition=Q(date__isnull=True, precision="")
                | (Q(date__isnull=False) & ~Q(precision="") & is_day("date")),
                name="films_release_date_parses",
                violation_error_message="Give both the date and its precision: year, month or day.",
            ),
        ]

    def __str__(self) -> str:
        where = f" in {self.place.name}" if self.place else ""
        kind = self.get_kind_display().lower()
        return f"{self.film}, {kind} release{where}, {self.date_text or 'undated'} [{self.key}]"

    @property
    def date_text(self) -> str:
        """Write the date as precisely as it is known: “17 June 1988”, “June 1988”, “1988”, or an empty string."""
        return localized_date(self.date, self.precision) if self.date else ""


class BoxOfficeKind(models.TextChoices):
    BUDGET = "budget", "Budget"
    GROSS = "gross", "Gross"
    OPENING_GROSS = "opening_gross", "Opening gross"
    OPENING_RANK = "opening_rank", "Rank on opening"


class BoxOfficePeriod(models.TextChoices):
    DAY = "day", "Day"
    WEEKEND = "weekend", "Weekend"
    WEEK = "week", "Week"
    CUMULATIVE = "cumulative", "Cumulative"


PERIODS_OF_DAYS = (BoxOfficePeriod.DAY.value, BoxOfficePeriod.WEEKEND.value, BoxOfficePeriod.WEEK.value)


class BoxOffice(Fact):
    """Record what a film cost or earned, or its position in a ranking.

    A figure for a day, weekend or week may have its first and last day; a cumulative one, the day it was counted.
    """

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="box_office")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    kind = models.CharField(max_length=20, choices=BoxOfficeKind.choices)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code, such as USD.")
    territory = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, related_name="box_office"
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    period = models.CharField(
        max_length=10, choices=BoxOfficePeriod.choices, blank=True, help_text="Empty if the source does not say."
    )
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True, help_text="The date of a cumulative figure.")
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", "kind", "pk"]
        verbose_name_plural = "box office"
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", BoxOfficeKind),
            one_of("period", BoxOfficePeriod, blank=True),
            not_blank("key"),
            currency_listed("amount", "currency"),
            models.UniqueConstraint(fields=["film", "key"], name="films_boxoffice_unique"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(rank__isnull=False, rank__gt=0),
                name="films_boxoffice_says_something",
                violation_error_message="Give an amount, or a rank from 1.",
            ),
            models.CheckConstraint(
                condition=is_day_or_empty("first_day") & is_day_or_empty("last_day") & is_day_or_empty("as_of"),
                name="films_boxoffice_days_parse",
                violation_error_message="Give dates that exist in the calendar.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(first_day__isnull=False, last_day__gte=F("first_day")),
                name="films_boxoffice_days_in_order",
                violation_error_message="Give a first day, and a last day that is not before it.",
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(period__in=PERIODS_OF_DAYS),
                name="films_boxoffice_days_of_a_period",
                violation_error_message="A first day needs a period: choose day, weekend or week.",
            ),
            models.CheckConstraint(
                condition=Q(as_of__isnull=True) | ~Q(period__in=PERIODS_OF_DAYS),
                name="films_boxoffice_total_as_of",
                violation_error_message="Only a cumulative figure can have an “as of” date.",
            ),
        ]

    def __str__(self) -> str:
        figure = money_text(self.amount, self.currency) or f"rank {self.rank}"
        where = f" in {self.territory.name}" if self.territory else ""
        when = f", {self.period_text}" if self.period_text else ""
        return f"{self.film}, {self.get_kind_display().lower()}{where}{when}: {figure} [{self.key}]"

    @property
    def period_text(self) -> str:
        """Return the period of the figure: “weekend, 17 June 1988 – 19 June 1988”, or “cumulative”."""
        days = " – ".join(localized_day(day) for day in (self.first_day, self.last_day) if day)
        as_of = translated("as of %(day)s", day=localized_day(self.as_of)) if self.as_of else ""
        return ", ".join(filter(None, [translated_within(self.get_period_display()), days, as_of]))
