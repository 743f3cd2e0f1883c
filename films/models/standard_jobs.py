"""List the standard jobs of film credits, each with its department and the words that searches use for it."""

from enum import StrEnum
from typing import NamedTuple

from django.db import models


class Department(models.TextChoices):
    DIRECTING = "directing", "Directing"
    WRITING = "writing", "Writing"
    CAST = "cast", "Cast"
    ARCHIVE = "archive", "Archive material"
    PRODUCTION = "production", "Production"
    MUSIC = "music", "Music"
    CAMERA = "camera", "Camera"
    EDITING = "editing", "Editing"
    ART = "art", "Art"
    COSTUME_AND_MAKEUP = "costume_and_makeup", "Costume and make-up"
    SOUND = "sound", "Sound"
    VISUAL_EFFECTS = "visual_effects", "Visual effects"


class JobCode(StrEnum):
    """Name the standard jobs that the code of this app refers to."""

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
    ARCHIVE_FOOTAGE = "archive_footage"
    ARCHIVE_SOUND = "archive_sound"
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
    """Define a job of a new table of jobs, with the fields of `Job`."""

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
            "direct, directs, directed, directing, director, directors, who made",
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
            "wrote, written, write, writes, writer, writers, screenplay, script, screenwriter, screenwriters, "
            "scriptwriter",
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
    Department.ARCHIVE: (
        StandardJob(
            JobCode.ARCHIVE_FOOTAGE,
            "Archive footage",
            "archive archival stock footage seen",
            "archive footage, archival footage, stock footage",
        ),
        StandardJob(
            JobCode.ARCHIVE_SOUND,
            "Archive sound",
            "archive archival sound audio recording heard voice",
            "archive sound, archive audio, archive recording, archive recordings",
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
            "director of photography, who shot",
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
    """Return the codes of the standard jobs in these departments, in the order of film credits."""
    return tuple(str(job.code) for department in departments for job in STANDARD_JOBS[department])


WITH_CHARACTERS = (Department.CAST, Department.ARCHIVE)
"""The departments whose credits may name a character. Those of archive material are of people whom a film shows or
lets hear without their having taken part in it, perhaps long after their death.
"""
ARCHIVE_CODES = standard_codes(Department.ARCHIVE)
CREW_CODES = standard_codes(*(department for department in Department if department not in WITH_CHARACTERS))

STANDARD_DEPARTMENTS: dict[str, Department] = {
    job.code: department for department, jobs in STANDARD_JOBS.items() for job in jobs
}
