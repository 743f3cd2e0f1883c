"""Store the jobs of credits, which begin with the standard jobs and to which editors add."""

from typing import Any, ClassVar

from django.apps import apps as installed
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Replace

from films.models.announcing import AnnouncedQuerySet
from films.models.facts import not_blank, one_of
from films.models.standard_jobs import STANDARD_DEPARTMENTS, STANDARD_JOBS, WITH_CHARACTERS, Department

LAST_POSITION = 100
"""Where a job stands in its department until an editor says otherwise: after the standard ones."""


class Job(models.Model):
    """Name what somebody can be credited for. The key is the code, so that fixtures say “director”.

    `broader` is the job that this one is a kind of: a search for writers also finds authors of stories.
    """

    code = models.CharField(
        max_length=30,
        primary_key=True,
        validators=[
            RegexValidator(r"^[a-z]+(_[a-z]+)*$", "Use lower-case letters a to z, with “_” between words.")
        ],
        help_text="Identifies the job in fixtures, exports and addresses: “casting_director”. Never changes.",
    )
    name = models.CharField(max_length=60, unique=True)
    department = models.CharField(max_length=20, choices=Department.choices)
    position = models.PositiveSmallIntegerField(
        default=LAST_POSITION, help_text="Position among the jobs of its department, from 1."
    )
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        help_text="A more general job: a search for that one also finds this one.",
    )
    cues = models.TextField(
        blank=True,
        help_text="Words that mean this job next to a person's name, separated by commas: “directed, director”.",
    )
    words = models.TextField(
        blank=True,
        help_text="Words by which its credits are found. If empty, those of its name and its cues.",
    )
    objects: ClassVar[Any] = AnnouncedQuerySet.as_manager()
    natural_key_fields = ("code",)

    class Meta:
        ordering = ["department", "position", "name"]
        constraints = [
            one_of("department", Department),
            not_blank("code"),
            not_blank("name"),
            models.UniqueConstraint(
                Replace(F("code"), Value("_"), Value("")),
                name="films_job_code_unique_as_one_word",
                violation_error_message="Another job has this code, except for the underscores.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def listing_order(self) -> tuple[int, int, str]:
        """Return the sort key of the job, as in film credits: by department, then by position in it."""
        return list(Department).index(Department(self.department)), self.position, self.name

    def clean(self) -> None:
        super().clean()
        if not self.words:
            self.words = " ".join(f"{self.name} {self.cues.replace(',', ' ')}".casefold().split())
        standard = STANDARD_DEPARTMENTS.get(self.code)
        if standard and self.department != standard:
            raise ValidationError(
                {"department": f"A standard job cannot leave its department, “{standard.label}”."}
            )
        if self.department not in WITH_CHARACTERS and self.credits.exclude(character="").exists():
            raise ValidationError(
                {"department": "It has credits with characters, and only cast members play those."}
            )
        if self.broader_id == self.code or (self.broader and self.broader.broader_id):
            raise ValidationError({"broader": "Choose a job that has no broader job itself."})


def install_standard_jobs(*, using: str, apps: Any = installed, **kwargs: Any) -> None:
    """Add the standard jobs that are missing; existing jobs stay as editors left them."""
    try:
        model = apps.get_model("films", "Job")
    except LookupError:  # the database is migrated back to before there was such a table
        return
    jobs = model._base_manager.using(using)
    known = set(jobs.values_list("code", flat=True))
    missing = [
        model(
            code=job.code,
            name=job.name,
            department=department,
            position=position,
            broader_id=job.broader or None,
            cues=job.cues,
            words=job.words,
        )
        for department, standard in STANDARD_JOBS.items()
        for position, job in enumerate(standard, 1)
        if job.code not in known
    ]
    jobs.bulk_create(missing, ignore_conflicts=True)


def job_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the codes and names of all jobs as choices, grouped by department."""
    by_department: dict[str, list[tuple[str, str]]] = {department: [] for department in Department}
    for job in Job.objects.all():
        by_department[job.department].append((job.code, job.name))
    return [(department.label, by_department[department]) for department in Department]
