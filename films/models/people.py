"""Store people and organizations, and the other names of people."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from films.models.facts import Fact, not_blank, one_of
from films.models.films import LAST_FILM_YEAR

FIRST_YEAR_OF_LIFE = 1  # Homer and others born before our era have no year of birth here
YEARS_OF_LIFE = [MinValueValidator(FIRST_YEAR_OF_LIFE), MaxValueValidator(LAST_FILM_YEAR)]


def year_of_life(event: str) -> models.CheckConstraint:
    """Build the rule that a year of birth or death is plausible, if it is known."""
    known = {f"{event}_year__range": (FIRST_YEAR_OF_LIFE, LAST_FILM_YEAR)}
    return models.CheckConstraint(
        condition=Q(**{f"{event}_year__isnull": True}) | Q(**known),
        name=f"films_person_{event}_year_plausible",
        violation_error_message=f"A year of {event} must be between {FIRST_YEAR_OF_LIFE} and {LAST_FILM_YEAR}.",
    )


class Person(Fact):
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, help_text="Family name first: “Hill, Walter”.")
    slug = models.SlugField(max_length=160, unique=True)
    disambiguation = models.CharField(
        max_length=120, blank=True, help_text="Distinguishes this person from others of the same name."
    )
    birth_year = models.PositiveSmallIntegerField("year of birth", null=True, blank=True, validators=YEARS_OF_LIFE)
    death_year = models.PositiveSmallIntegerField("year of death", null=True, blank=True, validators=YEARS_OF_LIFE)
    natural_key_fields = ("slug",)

    class Meta(Fact.Meta):
        ordering = ["sort_name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            *Fact.Meta.constraints,
            not_blank("name"),
            not_blank("sort_name"),
            not_blank("slug"),
            year_of_life("birth"),
            year_of_life("death"),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True)
                | Q(death_year__isnull=True)
                | Q(death_year__gte=F("birth_year")),
                name="films_person_lived_forwards",
                violation_error_message="Nobody can have died before they were born.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.disambiguation})" if self.disambiguation else self.name


class NameKind(models.TextChoices):
    CREDITED_AS = "credited_as", "Credited as"
    NICKNAME = "nickname", "Nickname"
    BIRTH_NAME = "birth_name", "Birth name"
    TRANSLITERATION = "transliteration", "Transliteration"
    SPELLING = "spelling", "Other spelling"
    MISSPELLING = "misspelling", "Common misspelling"


class OtherName(Fact):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=NameKind.choices, default=NameKind.CREDITED_AS)
    natural_key_fields = ("person__slug", "name")

    class Meta(Fact.Meta):
        ordering = ["person", "name"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", NameKind),
            not_blank("name"),
            models.UniqueConstraint(fields=["person", "name"], name="films_othername_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display().lower()} of {self.person}"


class OrganizationKind(models.TextChoices):
    PRODUCTION_COMPANY = "production_company", "Production company"
    DISTRIBUTOR = "distributor", "Distributor"
    REVIEW_AGGREGATOR = "review_aggregator", "Review aggregator"
    AUDIENCE_POLL = "audience_poll", "Audience poll"
    PUBLICATION = "publication", "Publication"
    GUILD = "guild", "Guild"
    AWARDING_BODY = "awarding_body", "Awarding body"
    CLASSIFICATION_BOARD = "classification_board", "Classification board"
    SERVICE_COMPANY = "service_company", "Service company"
    PUBLIC_BODY = "public_body", "Public body"


class Organization(Fact):
    """Name a body that makes, sells, rates, reviews or awards films."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=OrganizationKind.choices)
    natural_key_fields = ("slug",)

    class Meta(Fact.Meta):
        ordering = ["name", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", OrganizationKind),
            not_blank("name"),
            not_blank("slug"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display().lower()})"


class OrganizationName(Fact):
    """Give an organization another name, such as an abbreviation or a former one."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    natural_key_fields = ("organization__slug", "name")

    class Meta(Fact.Meta):
        ordering = ["organization", "name"]
        constraints = [
            *Fact.Meta.constraints,
            not_blank("name"),
            models.UniqueConstraint(fields=["organization", "name"], name="films_organizationname_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, other name of {self.organization.name}"
