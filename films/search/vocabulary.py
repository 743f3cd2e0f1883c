"""The words under which controlled terms are found: what people type for a job, a topic, a kind of money."""

from collections.abc import Mapping
from typing import Any

from films.models import Job
from films.models.films import RelationKind
from films.models.notes import Topic
from films.models.places import LocationUse
from films.models.reception import ReviewKind
from films.models.releases import BoxOfficeKind, ReleaseKind
from films.search.folding import sql_text

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
PAY_WORDS = "pay paid salary fee wage earned earn money cost much"
FILM_WORDS = "film movie picture motion genre kind sort country from year"
USE_WORDS = {
    LocationUse.FILMED: "filmed filming shot shooting location locations where place made",
    LocationUse.SET: "set setting takes place story happens where location",
}
REVIEW_WORDS = {
    ReviewKind.CRITIC: "review critic critics rating score reception opinion",
    ReviewKind.AGGREGATE: "reviews critics critical rating rated score reception aggregate consensus average",
    ReviewKind.AUDIENCE_GRADE: "audience audiences viewers public poll polled grade rating score reception",
    ReviewKind.MAKERS_VERDICT: "verdict opinion thought said think view success failure",
}
OUT = "release released opened opening open date day when where come came out"
RELEASE_WORDS = dict.fromkeys(ReleaseKind, OUT) | {
    ReleaseKind.THEATRICAL: f"theatrical cinema cinemas {OUT}",
    ReleaseKind.PREMIERE: f"premiere premiered first {OUT}",
    ReleaseKind.HOME_VIDEO: f"home video cassette tape vhs dvd {OUT}",
}
DISTRIBUTION_WORDS = "distributor distributed distribution studio company"
EARNING = "box office gross grossed earn earned earnings make made take took money takings much"
BOX_OFFICE_WORDS = {
    BoxOfficeKind.BUDGET: "budget cost costs money spent much expensive",
    BoxOfficeKind.GROSS: EARNING,
    BoxOfficeKind.OPENING_GROSS: f"opening weekend {EARNING}",
    BoxOfficeKind.OPENING_RANK: "box office rank ranking opening opened number one first top spot chart",
}
RELATION_WORDS = {
    RelationKind.SEQUEL: "sequel follow-up",
    RelationKind.REMAKE: "remake",
    RelationKind.SPIN_OFF: "spin-off",
    RelationKind.REFERENCES: "reference references mentions",
    RelationKind.MODEL_FOR_PERFORMANCE: "model inspiration performance watch watched study influence",
    RelationKind.EARLIER_WORK: "earlier previous director work",
    RelationKind.OUTGROSSED_BY: "outgrossed outpaced beaten more successful box office",
    RelationKind.COMPARED_WITH: "compared comparison like similar",
}
TOPIC_WORDS = {
    Topic.PLOT: "plot story happens scene",
    Topic.CHARACTER: "character role",
    Topic.CASTING: "casting cast chosen role why",
    Topic.PERFORMANCE: "performance acting accent role",
    Topic.SCRIPT: f"screenplay idea {WRITING}",
    Topic.PRODUCTION: "production making of behind the scenes",
    Topic.FILMING: "filming filmed shot shooting location",
    Topic.MUSIC: "music score soundtrack",
    Topic.RELEASE: "release released",
    Topic.RECEPTION: "reception success box office opinion audience",
    Topic.THEME: "theme meaning style interpretation",
}

QUESTION_WORDS = frozenset(
    "a about after all an and any are as at be been before by can could did do does doing else for from had "
    "has have he her him his how i in into is it its many of on or other our say says she tell that the their "
    "them there they this those to up us was we were what when where which who whom whose why will with would "
    "you".split()
)
"""Words that carry a question and not its subject; they are dropped only when asking for all finds nothing."""


def words_sql(column: str, words: Mapping[Any, str]) -> str:
    """Return the SQL expression that spells out the controlled term in `column` as the words it is found by."""
    cases = " ".join(f"WHEN {sql_text(str(term))} THEN {sql_text(spelled)}" for term, spelled in words.items())
    return f"CASE {column} {cases} ELSE '' END"


def labels_sql(column: str, choices: list[tuple[str, str]]) -> str:
    """Return the SQL expression that spells out the controlled term in `column` as its label."""
    return words_sql(column, dict(choices))
