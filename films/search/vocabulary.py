"""List the words of queries that carry a question, and those that say what it asks for.

The words by which facts are found are declared with their kinds, in `films.kinds`.
"""

from films.kinds.registry import DECLARATIONS
from films.models.places import LocationUse
from films.models.standard_jobs import STANDARD_JOBS, JobCode

QUESTION_WORDS = frozenset(
    "a about actually after all also am an and any are as at be been before both by can could did do does doing "
    "d else find for from give had has have he her him his how i im in into is it its kind list m many me name "
    "now of on or other our please s say says she show some t tell that the their them there these they this "
    "those to up us was we were what whats when where which who whom whose why will with would you".split()
)
"""Words that form a question without being its subject. They are dropped only if all words find nothing."""

KIND_NOUNS = {noun: kind for kind, declared in DECLARATIONS.items() for noun in declared.words.nouns}
"""The words by which people name the kinds of entries."""

STANDARD_CUES: dict[str, frozenset[str]] = {
    job.code: frozenset(job.cues.split(", ")) for jobs in STANDARD_JOBS.values() for job in jobs
}
"""Words next to a name that ask for a standard job; they work before editors have added any."""
JOB_CUES = frozenset(cue for cues in STANDARD_CUES.values() for cue in cues)
DIRECTING = STANDARD_CUES[JobCode.DIRECTOR]
ACTING = STANDARD_CUES[JobCode.ACTOR]

USE_CUES = {
    "shot": LocationUse.FILMED, "filmed": LocationUse.FILMED, "made": LocationUse.FILMED,
    "set": LocationUse.SET, "happens": LocationUse.SET,
}  # fmt: skip
"""Words before “in” or “at” and a place that say how a film used the place."""

BETWEEN_WHO_AND_IN = frozenset("all else is are was were s".split())
"""Words that may come before “in” and a film, as in “who was in”."""

CONNECTIVES = frozenset("the a an by is was were are as in of at and also ever who it that which his her".split())
"""Words that may come between a name and the word that says something about it."""

JOINING_WORDS = frozenset("a an and at by for from in of on or the to with".split())
"""Words that are taken out of a text together with what follows them."""

FRAME_WORDS = (
    DIRECTING
    | ACTING
    | frozenset(
        "actors anything average award awards best big called came character characters come coming complete "
        "considered date dates details director each entire ever every everything famous filmography find "
        "first genre give good great hear heard here hey highest information know known last latest lead like "
        "list longest looking lowest made main make might more most must movie mpaa music name named new "
        "newest nominated old oldest only opposite original oscar oscars out played plot popular produced "
        "quote quotes rate rated rating ratings recent recommend release released review reviews role roles "
        "suggest score search see seen set show shown some something soon story summarize summary take takes "
        "taking tell title titled together top trailer type want watch watched win won works written wrote "
        "year".split()
    )
)
"""Words that ask about a film, a person or a place without naming it."""

PLACE_CUES = frozenset("in at on near".split())
PERSON_CUES = frozenset("by with starring director actor actress".split())
NAMING = frozenset("called titled named title entitled".split())
TITLE_CUES = frozenset("called titled named film movie movies title entitled".split())
"""Words that announce a film's title."""

BEFORE_FILM = frozenset(("of", "in"))
"""Words before a film's title in a question about the film: “director of”, “who was in”."""

NEGATIONS = frozenset("without not no non except excluding minus nor arent didnt doesnt dont isnt wasnt".split())
"""Words that exclude what follows."""

NEGATING_PAIRS = frozenset(
    (("other", "than"), ("apart", "from"), *((verb, "t") for verb in "aren didn doesn don isn wasn".split()))
)
"""Pairs of words that exclude what follows; the plain form of a contraction is two words."""

BEFORE_NEGATION = frozenset(("but", "and"))
BETWEEN_NEGATION_AND_NAME = (
    DIRECTING
    | ACTING
    | frozenset(
        "a about an any are be by contain containing feature featuring filmed for from have having in include "
        "including involve involving is made of on set shot the with written".split()
    )
)
"""Words that may come between a negation and what it excludes: “not directed by”, “no films from”."""

LACKING = frozenset("without no about contain containing featuring have having in involving on with".split())
"""Negations after which a word is part of the story, not a title: “without vampires”."""
