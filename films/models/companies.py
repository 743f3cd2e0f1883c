"""Store company credits: who produced, sold and distributed a film, and whose services it used."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from films.models.facts import Fact, not_blank, one_of
from films.models.films import Film
from films.models.people import Organization
from films.models.places import Location


class CompanyRole(models.TextChoices):
    PRODUCTION_COMPANY = "production_company", "Production company"
    STUDIO = "studio", "Studio"
    FINANCIER = "financier", "Financier"
    DISTRIBUTOR = "distributor", "Distributor"
    SALES_AGENT = "sales_agent", "Sales agent"
    EFFECTS_HOUSE = "effects_house", "Effects house"
    ANIMATION_STUDIO = "animation_studio", "Animation studio"
    SOUND_STUDIO = "sound_studio", "Sound studio"
    LABORATORY = "laboratory", "Film laboratory"
    EQUIPMENT_SUPPLIER = "equipment_supplier", "Equipment supplier"


SELLING = (CompanyRole.DISTRIBUTOR, CompanyRole.SALES_AGENT)
"""The roles that may be held for a territory."""


class CompanyCredit(Fact):
    """Record the role of a company in a film; distributors and sales agents may have a territory."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="company_credits")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    company = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="company_credits")
    role = models.CharField(max_length=20, choices=CompanyRole.choices)
    territory = models.ForeignKey(
        Location,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="company_credits",
        help_text="Of a distributor or sales agent; empty if not known to be limited.",
    )
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", "role", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("role", CompanyRole),
            not_blank("key"),
            models.UniqueConstraint(fields=["film", "key"], name="films_companycredit_unique"),
            models.UniqueConstraint(
                F("film"),
                F("company"),
                F("role"),
                Coalesce(F("territory"), Value(0)),
                name="films_companycredit_said_once",
                violation_error_message="This company already has this role.",
            ),
            models.CheckConstraint(
                condition=Q(territory__isnull=True) | Q(role__in=SELLING),
                name="films_companycredit_territory_of_seller",
                violation_error_message="Only a distributor or a sales agent can have a territory.",
            ),
        ]

    def __str__(self) -> str:
        where = f" in {self.territory.name}" if self.territory else ""
        return f"{self.film}: {self.get_role_display().lower()} {self.company.name}{where} [{self.key}]"
