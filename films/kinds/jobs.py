"""What the entries of films, people and credits say alike of jobs: their labels, their words, their tokens."""

from films.kinds.sql import LIMIT, NAME, labels_sql, plain_sql, words_sql
from films.models import Job

CAST = "cast actor actress star stars starring starred plays played role part character"
WRITING = "writer writers wrote written writing script screenwriter"
JOB_WORDS = {
    Job.DIRECTOR: "director directed directs directing filmmaker made",
    Job.ASSISTANT_DIRECTOR: "assistant director",
    Job.STORY: f"story idea original based {WRITING}",
    Job.SCREENPLAY: f"screenplay {WRITING}",
    Job.WRITER: f"screenplay {WRITING}",
    Job.SOURCE_AUTHOR: "author book novel source based wrote written",
    Job.ACTOR: CAST,
    Job.VOICE: f"voice voiced {CAST}",
    Job.SELF: f"himself herself themselves {CAST}",
    Job.STUNTS: "stunt stunts stuntman double",
    Job.PRODUCER: "producer produced produces",
    Job.EXECUTIVE_PRODUCER: "executive producer produced",
    Job.COMPOSER: "composer composed music score scored soundtrack",
    Job.EXISTING_MUSIC: "composer composed music classical piece",
    Job.CINEMATOGRAPHER: "cinematographer photography camera shot lensed",
    Job.EDITOR: "editor edited editing cut",
    Job.CASTING_DIRECTOR: "casting director cast",
    Job.PRODUCTION_DESIGNER: "production designer design sets",
    Job.ART_DIRECTOR: "art director direction",
    Job.COSTUME_DESIGNER: "costume designer costumes clothes wardrobe",
    Job.MAKEUP_ARTIST: "makeup make-up artist",
    Job.SOUND: "sound recordist mixer",
    Job.VISUAL_EFFECTS: "visual special effects",
}
"""The words that each job is found by."""

JOB_LABEL = labels_sql("credit.job", Job.choices)
JOB_WORDS_SQL = words_sql("credit.job", JOB_WORDS)
PUBLISHED_CREDIT = "credit.state = 'published'"
JOB_VALUE = "replace(credit.job, '_', '')"
CREDITED = f"{JOB_VALUE} || credit.person_id"
HAS_CHARACTER = "credit.character <> ''"
CHARACTER = f"'{NAME}' || replace({plain_sql('credit.character')}, ' ', ' {LIMIT}{NAME}')"
