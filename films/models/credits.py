"""Store who did what on a film, by the departments and jobs of film credits."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from films.models.facts import Fact, FactQuerySet
from films.models.films import Film
from films.models.jobs import Job
from films.models.money import currency_listed
from films.models.people import Person
from films.models.standard_jobs import CREW_CODES, WITH_CHARACTERS, Department

ONLY_THE_CAST = "Only cast members play characters."


class CreditQuerySet(FactQuerySet):
    def of_participants(self) -> Self:
        """Select the credits of people who took part in a film, and not those of archive material."""
        return self.exclude(job__department=Department.ARCHIVE)


class Credit(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="credits")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="credits", db_column="job")
    part = models.PositiveSmallIntegerField(
        default=1, help_text="1, or 2, 3… if a person has the same job more than once, as in a double role."
    )
    character = models.CharField(max_length=200, blank=True)
    credited_as = models.CharField(max_length=200, blank=True, help_text="The name as credited, if different.")
    billing = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Position in the cast list, from 1."
    )
    uncredited = models.BooleanField(null=True, blank=True, help_text="Unknown if no source tells.")
    team_with = models.ManyToManyField(
        Person,
        blank=True,
        related_name="team_credits",
        help_text="The others of a writing team, whose names credits join by “&”.",
    )
    note = models.TextField(blank=True, help_text="In our own words.")
    pay = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code, such as USD.")
    objects: ClassVar[Any] = CreditQuerySet.as_manager()
    natural_key_fields = ("film__slug", "person__slug", "job_id", "part")

    class Meta(Fact.Meta):
        ordering = ["film", F("billing").asc(nulls_first=True), "pk"]
        constraints = [
            *Fact.Meta.constraints,
            currency_listed("pay", "pay_currency"),
            models.UniqueConstraint(fields=["film", "person", "job", "part"], name="films_credit_unique"),
            models.UniqueConstraint(
                fields=["film", "person", "job", "character"], name="films_credit_character_unique"
            ),
            models.CheckConstraint(
                condition=Q(character="") | ~Q(job__in=CREW_CODES),
                name="films_credit_character_in_cast",
                violation_error_message=ONLY_THE_CAST,
            ),
            models.CheckConstraint(
                condition=(Q(billing__isnull=True) | Q(billing__gt=0)) & Q(part__gt=0),
                name="films_credit_counts_from_one",
                violation_error_message="Billing and part must be 1 or more.",
            ),
        ]

    def __str__(self) -> str:
        role = f"as {self.character}" if self.character else self.job.name.lower()
        return f"{self.person}, {role}, {self.film}"

    def clean(self) -> None:
        """Check the rules about jobs, which the database can check for the standard jobs only."""
        super().clean()
        if not self.character or self.job_id in CREW_CODES:
            return
        is_loaded = Credit.job.is_cached(self)
        job = self.job if is_loaded else Job.objects.filter(pk=self.job_id).first()
        if job is not None and job.department not in WITH_CHARACTERS:
            raise ValidationError(ONLY_THE_CAST)

    @property
    def department(self) -> Department:
        return Department(self.job.department)

    @property
    def is_of_participant(self) -> bool:
        """Tell whether the person took part in the film, which archive material does not show."""
        return self.department != Department.ARCHIVE
