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
from films.search.types import Kind

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
    "a about actually after all also am an and any are as at be been before by can could did do does doing "
    "else find for from give had has have he her him his how i im in into is it its kind list m many me name "
    "now of on or other our please s say says she show some t tell that the their them there these they this "
    "those to up us was we were what whats when where which who whom whose why will with would you".split()
)
"""Words that carry a question and not its subject; they are dropped only when asking for all finds nothing."""


GENRE_SYNONYMS: dict[str, tuple[str, ...]] = {
    "animation": ("animated",),
    "anime": ("animated",),
    "biographic": ("biography",),
    "biographical": ("biography",),
    "biopic": ("biography",),
    "cartoon": ("animated",),
    "comedic": ("comedy",),
    "comicbook": ("superhero",),
    "cowboy": ("western",),
    "detective": ("mystery",),
    "docu": ("documentary",),
    "dramatic": ("drama",),
    "espionage": ("spy",),
    "filmnoir": ("noir",),
    "funny": ("comedy",),
    "gangster": ("crime",),
    "hilarious": ("comedy",),
    "history": ("historical",),
    "karate": ("martialarts",),
    "kungfu": ("martialarts",),
    "musical": ("musical",),
    "romantic": ("romance",),
    "romanticcomedy": ("romance", "comedy"),
    "romcom": ("romance", "comedy"),
    "scary": ("horror",),
    "scifi": ("sciencefiction",),
    "sf": ("sciencefiction",),
    "sport": ("sports",),
    "swashbuckler": ("adventure",),
    "whodunit": ("mystery",),
    "whodunnit": ("mystery",),
}
"""What people call a genre, and the keys of the genres they mean; regular plurals need no entry."""

KIND_NOUNS = {
    "film": Kind.FILM, "films": Kind.FILM, "movie": Kind.FILM, "movies": Kind.FILM, "flick": Kind.FILM,
    "flicks": Kind.FILM, "picture": Kind.FILM, "pictures": Kind.FILM,
    "people": Kind.PERSON, "person": Kind.PERSON, "persons": Kind.PERSON,
    "credit": Kind.CREDIT, "credits": Kind.CREDIT,
    "place": Kind.LOCATION, "places": Kind.LOCATION, "location": Kind.LOCATION, "locations": Kind.LOCATION,
    "review": Kind.REVIEW, "reviews": Kind.REVIEW,
    "release": Kind.RELEASE, "releases": Kind.RELEASE,
    "note": Kind.NOTE, "notes": Kind.NOTE,
    "passage": Kind.PASSAGE, "passages": Kind.PASSAGE,
}  # fmt: skip
"""What people call the kinds of entries."""

DIRECTING = frozenset("direct directs directed directing director directors".split())
ACTING = frozenset(
    "star stars starred starring staring actor actors actress actresses act acts acted acting play plays played "
    "playing featuring features featured feature cast appears appeared appear".split()
)
JOB_CUES: tuple[tuple[frozenset[str], tuple[Job, ...]], ...] = (
    (DIRECTING, (Job.DIRECTOR,)),
    (ACTING, (Job.ACTOR, Job.VOICE, Job.SELF)),
    (frozenset("wrote written write writes writer writers screenplay script".split()),
     (Job.WRITER, Job.SCREENPLAY, Job.STORY, Job.SOURCE_AUTHOR)),
    (frozenset("composed composer score scored music soundtrack".split()), (Job.COMPOSER, Job.EXISTING_MUSIC)),
    (frozenset("produced producer produces".split()), (Job.PRODUCER, Job.EXECUTIVE_PRODUCER)),
    (frozenset("edited editor".split()), (Job.EDITOR,)),
    (frozenset("photographed cinematographer cinematography photography".split()), (Job.CINEMATOGRAPHER,)),
    (frozenset("voiced voice voices".split()), (Job.VOICE, Job.ACTOR)),
)  # fmt: skip
"""Words beside a name that say what the person did, and the jobs they mean."""

USE_CUES = {
    "shot": LocationUse.FILMED, "filmed": LocationUse.FILMED, "made": LocationUse.FILMED,
    "set": LocationUse.SET, "happens": LocationUse.SET,
}  # fmt: skip
"""Words before “in” or “at” and a place that say how a film used it."""

CONNECTIVES = frozenset("the a an by is was were are as in of at and also who it that which his her".split())
"""Words that may stand between a name and what it is beside."""

FRAME_WORDS = (
    DIRECTING
    | ACTING
    | frozenset(
        "actors average best big called came character characters come date director famous find first give good "
        "great information know known last latest lead list looking made main make most music name new old out "
        "plot popular produced rating recent release released review reviews role roles score search see show "
        "story tell title titled top want watch written wrote year".split()
    )
)
"""Words that ask about a film, a person or a place without naming it."""

PLACE_CUES = frozenset("in at on near".split())
PERSON_CUES = frozenset("by with starring director actor actress".split())
NAMING = frozenset("called titled named title entitled".split())
TITLE_CUES = frozenset("called titled named film movie movies title entitled".split())
"""Words before a film's title that say it is one."""


def words_sql(column: str, words: Mapping[Any, str]) -> str:
    """Return the SQL expression that spells out the controlled term in `column` as the words it is found by."""
    cases = " ".join(f"WHEN {sql_text(str(term))} THEN {sql_text(spelled)}" for term, spelled in words.items())
    return f"CASE {column} {cases} ELSE '' END"


def labels_sql(column: str, choices: list[tuple[str, str]]) -> str:
    """Return the SQL expression that spells out the controlled term in `column` as its label."""
    return words_sql(column, dict(choices))
