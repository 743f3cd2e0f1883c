"""The jobs that credits are for: a table that editors add to, and the standard jobs that it begins with."""

from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from django.apps import apps as installed
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Replace

from films.models.facts import not_blank, one_of
from films.models.writing import AnnouncedQuerySet

LAST_POSITION = 100
"""Where a job stands in its department until an editor says otherwise: after the standard ones."""


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


class JobCode(StrEnum):
    """The jobs that this app's own code refers to; all of them are standard."""

    DIRECTOR = "director"
    ASSISTANT_DIRECTOR = "assistant_director"
    STORY = "story"
    SCREENPLAY = "screenplay"
    WRITER = "writer"
    SOURCE_AUTHOR = "source_author"
    ACTOR = "actor"
    VOICE = "voice"
    SELF = "self"
    STUNTS = "stunts"
    PRODUCER = "producer"
    EXECUTIVE_PRODUCER = "executive_producer"
    CASTING_DIRECTOR = "casting_director"
    COMPOSER = "composer"
    EXISTING_MUSIC = "existing_music"
    CINEMATOGRAPHER = "cinematographer"
    EDITOR = "editor"
    PRODUCTION_DESIGNER = "production_designer"
    ART_DIRECTOR = "art_director"
    COSTUME_DESIGNER = "costume_designer"


class StandardJob(NamedTuple):
    """A job as it is first put into the table; see the fields of `Job`."""

    code: str
    name: str
    words: str
    cues: str = ""
    broader: str = ""


PLAYING = "cast actor actress star stars starring starred plays played role part character"
WRITING = "writer writers wrote written writing script screenwriter"

STANDARD_JOBS: dict[Department, tuple[StandardJob, ...]] = {
    Department.DIRECTING: (
        StandardJob(
            JobCode.DIRECTOR,
            "Director",
            "director directed directs directing filmmaker made",
            "direct, directs, directed, directing, director, directors",
        ),
        StandardJob(
            JobCode.ASSISTANT_DIRECTOR,
            "Assistant director",
            "assistant director",
            "assistant director, assistant directors",
        ),
        StandardJob(
            "choreographer",
            "Choreographer",
            "choreographer choreographed choreography dance dances",
            "choreographed, choreographer, choreographers",
        ),
    ),
    Department.WRITING: (
        StandardJob(JobCode.STORY, "Story", f"story idea original based {WRITING}", broader=JobCode.WRITER),
        StandardJob(JobCode.SCREENPLAY, "Screenplay", f"screenplay {WRITING}", broader=JobCode.WRITER),
        StandardJob(
            "dialogue_writer",
            "Dialogue writer",
            f"dialogue dialogues dialog {WRITING}",
            "dialogue writer, dialogue writers",
            JobCode.WRITER,
        ),
        StandardJob(
            JobCode.WRITER,
            "Writer",
            f"screenplay {WRITING}",
            "wrote, written, write, writes, writer, writers, screenplay, script",
        ),
        StandardJob(
            JobCode.SOURCE_AUTHOR,
            "Author of the source",
            "author book novel source based wrote written",
            broader=JobCode.WRITER,
        ),
    ),
    Department.CAST: (
        StandardJob(
            JobCode.ACTOR,
            "Actor",
            PLAYING,
            "star, stars, starred, starring, staring, actor, actors, actress, actresses, act, acts, acted, "
            "acting, play, plays, played, playing, featuring, features, featured, feature, cast, appears, "
            "appeared, appear",
        ),
        StandardJob(JobCode.VOICE, "Voice", f"voice voiced {PLAYING}", "voiced, voice, voices", JobCode.ACTOR),
        StandardJob(
            "narrator", "Narrator", "narrator narrated narration voice", "narrated, narrates, narrator, narrators"
        ),
        StandardJob(JobCode.SELF, "Self", f"himself herself themselves {PLAYING}", broader=JobCode.ACTOR),
        StandardJob(
            JobCode.STUNTS,
            "Stunts",
            "stunt stunts stuntman double",
            "stuntman, stuntmen, stuntwoman, stunt double",
        ),
    ),
    Department.PRODUCTION: (
        StandardJob(
            JobCode.PRODUCER, "Producer", "producer produced produces", "produced, producer, produces, producers"
        ),
        StandardJob(
            JobCode.EXECUTIVE_PRODUCER,
            "Executive producer",
            "executive producer produced",
            "executive producer, executive producers",
            JobCode.PRODUCER,
        ),
        StandardJob(
            JobCode.CASTING_DIRECTOR,
            "Casting director",
            "casting director cast",
            "casting director, casting directors",
        ),
    ),
    Department.MUSIC: (
        StandardJob(
            JobCode.COMPOSER,
            "Composer",
            "composer composed music score scored soundtrack",
            "composed, composer, composers, score, scored, music, soundtrack",
        ),
        StandardJob(
            JobCode.EXISTING_MUSIC,
            "Composer of existing music",
            "composer composed music classical piece",
            broader=JobCode.COMPOSER,
        ),
        StandardJob(
            "lyricist",
            "Lyricist",
            "lyricist lyrics lyric songs words",
            "lyricist, lyricists, lyrics, lyrics writer",
        ),
        StandardJob(
            "playback_singer",
            "Playback singer",
            "playback singer singers sang sung sings vocals songs",
            "playback singer, playback singers, singer, singers, sung",
        ),
    ),
    Department.CAMERA: (
        StandardJob(
            JobCode.CINEMATOGRAPHER,
            "Cinematographer",
            "cinematographer photography camera shot lensed",
            "photographed, cinematographer, cinematographers, cinematography, photography, "
            "director of photography",
        ),
    ),
    Department.EDITING: (
        StandardJob(JobCode.EDITOR, "Editor", "editor edited editing cut", "edited, editor, editors"),
    ),
    Department.ART: (
        StandardJob(
            JobCode.PRODUCTION_DESIGNER,
            "Production designer",
            "production designer design sets",
            "production designer, production designers, production design",
        ),
        StandardJob(
            JobCode.ART_DIRECTOR,
            "Art director",
            "art director direction",
            "art director, art directors, art direction",
        ),
        StandardJob(
            "set_decorator",
            "Set decorator",
            "set decorator decoration dresser",
            "set decorator, set decorators, set decoration",
        ),
        StandardJob(
            "character_designer",
            "Character designer",
            "character designer design animation",
            "character designer, character designers, character design",
        ),
    ),
    Department.COSTUME_AND_MAKEUP: (
        StandardJob(
            JobCode.COSTUME_DESIGNER,
            "Costume designer",
            "costume designer costumes clothes wardrobe",
            "costume designer, costume designers, costume design",
        ),
        StandardJob(
            "makeup_artist",
            "Make-up artist",
            "makeup make-up artist",
            "makeup, makeup artist, makeup artists, make up artist, make up artists",
        ),
    ),
    Department.SOUND: (
        StandardJob(
            "sound", "Sound", "sound recordist mixer", "sound recordist, sound mixer, sound designer, sound design"
        ),
    ),
    Department.VISUAL_EFFECTS: (
        StandardJob(
            "visual_effects",
            "Visual effects",
            "visual special effects",
            "visual effects, visual effects supervisor",
        ),
        StandardJob(
            "special_effects",
            "Special effects",
            "special practical effects",
            "special effects, special effects supervisor",
        ),
        StandardJob("animator", "Animator", "animator animated animation", "animator, animators"),
    ),
}
"""In the order in which the departments and their jobs are listed."""


def standard_codes(*departments: Department) -> tuple[str, ...]:
    """Return the codes of the standard jobs in these departments, in the order of the lists."""
    return tuple(str(job.code) for department in departments for job in STANDARD_JOBS[department])


CREW_CODES = standard_codes(*(department for department in Department if department is not Department.CAST))

STANDARD_DEPARTMENTS: dict[str, Department] = {
    job.code: department for department, jobs in STANDARD_JOBS.items() for job in jobs
}


class Job(models.Model):
    """What somebody may be credited for. Its key is its code, so that fixtures say “director” and no number.

    `broader` is the job that this one is a kind of: who asks for writers is given authors of stories as well.
    """

    code = models.CharField(
        max_length=30,
        primary_key=True,
        validators=[
            RegexValidator(
                r"^[a-z]+(_[a-z]+)*$", "Write the code in small letters a to z, with “_” between words."
            )
        ],
        help_text="Names the job in fixtures, exports and addresses, as “casting_director” does; never changes.",
    )
    name = models.CharField(max_length=60, unique=True)
    department = models.CharField(max_length=20, choices=Department.choices)
    position = models.PositiveSmallIntegerField(
        default=LAST_POSITION, help_text="Place among the jobs of its department, from 1."
    )
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        help_text="The job that it is a kind of: searches for that one find this one too.",
    )
    cues = models.TextField(
        blank=True,
        help_text="What asks for it beside a person's name, with commas between: “directed, director”.",
    )
    words = models.TextField(
        blank=True,
        help_text="Words that its credits are found by. Left empty: those of its name and of what asks for it.",
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
                violation_error_message="Another job has this code, but for its underscores.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def listing_order(self) -> tuple[int, int, str]:
        """Return what to sort jobs by as the trade's lists do: by department, then by their place in it."""
        return list(Department).index(Department(self.department)), self.position, self.name

    def clean(self) -> None:
        super().clean()
        if not self.words:
            self.words = " ".join(f"{self.name} {self.cues.replace(',', ' ')}".casefold().split())
        standard = STANDARD_DEPARTMENTS.get(self.code)
        if standard and self.department != standard:
            raise ValidationError({"department": f"A standard job stays where it is: under “{standard.label}”."})
        if self.department != Department.CAST and self.credits.exclude(character="").exists():
            raise ValidationError({"department": "It has credits with characters, and only the cast plays those."})
        if self.broader_id == self.code or (self.broader and self.broader.broader_id):
            raise ValidationError({"broader": "Choose a job that is no kind of another one itself."})


def install_standard_jobs(*, using: str, apps: Any = installed, **kwargs: Any) -> None:
    """Add the standard jobs that the table lacks; what editors made of those it has stays."""
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
    """Return the codes and names of all jobs, under the names of their departments."""
    by_department: dict[str, list[tuple[str, str]]] = {department: [] for department in Department}
    for job in Job.objects.all():
        by_department[job.department].append((job.code, job.name))
    return [(department.label, by_department[department]) for department in Department]
