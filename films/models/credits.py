"""Who did what on a film, in the departments and jobs of the trade's credit lists."""

from django.db import models
from django.db.models import Q

from films.models.facts import Fact, one_of
from films.models.films import Film
from films.models.money import currency_listed
from films.models.people import Person


class Job(models.TextChoices):
    DIRECTOR = "director", "Director"
    ASSISTANT_DIRECTOR = "assistant_director", "Assistant director"
    STORY = "story", "Story"
    SCREENPLAY = "screenplay", "Screenplay"
    WRITER = "writer", "Writer"
    SOURCE_AUTHOR = "source_author", "Author of the source"
    ACTOR = "actor", "Actor"
    VOICE = "voice", "Voice"
    SELF = "self", "Self"
    STUNTS = "stunts", "Stunts"
    PRODUCER = "producer", "Producer"
    EXECUTIVE_PRODUCER = "executive_producer", "Executive producer"
    COMPOSER = "composer", "Composer"
    EXISTING_MUSIC = "existing_music", "Composer of existing music"
    CINEMATOGRAPHER = "cinematographer", "Cinematographer"
    EDITOR = "editor", "Editor"
    CASTING_DIRECTOR = "casting_director", "Casting director"
    PRODUCTION_DESIGNER = "production_designer", "Production designer"
    ART_DIRECTOR = "art_director", "Art director"
    COSTUME_DESIGNER = "costume_designer", "Costume designer"
    MAKEUP_ARTIST = "makeup_artist", "Make-up artist"
    SOUND = "sound", "Sound"
    VISUAL_EFFECTS = "visual_effects", "Visual effects"


class Department(models.TextChoices):
    DIRECTING = "directing", "Directing"
    WRITING = "writing", "Writing"
    CAST = "cast", "Cast"
    PRODUCTION = "production", "Production"
    MUSIC = "music", "Music"
    CAMERA = "camera", "Camera"
    EDITING = "editing", "Editing"
    ART = "art", "Art"
    COSTUME_AND_MAKEUP = "costume_and_makeup", "Costume and make-up"
    SOUND = "sound", "Sound"
    VISUAL_EFFECTS = "visual_effects", "Visual effects"


JOBS: dict[Department, tuple[Job, ...]] = {
    Department.DIRECTING: (Job.DIRECTOR, Job.ASSISTANT_DIRECTOR),
    Department.WRITING: (Job.STORY, Job.SCREENPLAY, Job.WRITER, Job.SOURCE_AUTHOR),
    Department.CAST: (Job.ACTOR, Job.VOICE, Job.SELF, Job.STUNTS),
    Department.PRODUCTION: (Job.PRODUCER, Job.EXECUTIVE_PRODUCER, Job.CASTING_DIRECTOR),
    Department.MUSIC: (Job.COMPOSER, Job.EXISTING_MUSIC),
    Department.CAMERA: (Job.CINEMATOGRAPHER,),
    Department.EDITING: (Job.EDITOR,),
    Department.ART: (Job.PRODUCTION_DESIGNER, Job.ART_DIRECTOR),
    Department.COSTUME_AND_MAKEUP: (Job.COSTUME_DESIGNER, Job.MAKEUP_ARTIST),
    Department.SOUND: (Job.SOUND,),
    Department.VISUAL_EFFECTS: (Job.VISUAL_EFFECTS,),
}
"""Every job belongs to one department, so a credit stores its job alone."""

DEPARTMENT_OF: dict[str, Department] = {job: department for department, jobs in JOBS.items() for job in jobs}
JOB_CHOICES = [(department.label, [(job.value, job.label) for job in jobs]) for department, jobs in JOBS.items()]


class Credit(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="credits")
    job = models.CharField(max_length=30, choices=JOB_CHOICES)
    part = models.PositiveSmallIntegerField(
        default=1, help_text="1, or 2, 3… where one person holds the same job twice, as in a double role."
    )
    character = models.CharField(max_length=200, blank=True)
    credited_as = models.CharField(max_length=200, blank=True, help_text="Where it differs from the name.")
    billing = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Place in the cast list, from 1.")
    uncredited = models.BooleanField(default=False)
    note = models.TextField(blank=True, help_text="In our own words.")
    pay = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code, such as USD.")
    natural_key_fields = ("film__slug", "person__slug", "job", "part")

    class Meta(Fact.Meta):
        ordering = ["film", "billing", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("job", Job),
            currency_listed("pay", "pay_currency"),
            models.UniqueConstraint(fields=["film", "person", "job", "part"], name="films_credit_unique"),
            models.UniqueConstraint(
                fields=["film", "person", "job", "character"], name="films_credit_character_unique"
            ),
            models.CheckConstraint(
                condition=Q(character="") | Q(job__in=JOBS[Department.CAST]),
                name="films_credit_character_in_cast",
                violation_error_message="Only the cast plays characters.",
            ),
            models.CheckConstraint(
                condition=(Q(billing__isnull=True) | Q(billing__gt=0)) & Q(part__gt=0),
                name="films_credit_counts_from_one",
                violation_error_message="Billing and part count from 1.",
            ),
        ]

    def __str__(self) -> str:
        role = f"as {self.character}" if self.character else self.get_job_display().lower()
        return f"{self.person}, {role}, {self.film}"

    @property
    def department(self) -> Department:
        return DEPARTMENT_OF[self.job]
