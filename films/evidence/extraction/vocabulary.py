"""List the words that extraction looks for: headings, jobs, genres, countries."""

from enum import Enum, auto

import regex
from babel import Locale

from films.evidence.extraction.patterns import Pattern
from films.origins import COUNTRY_OF, folded

ENGLISH = Locale("en")


DOTTED_AND_LONG = str.maketrans("İıſK", "iisk")


def as_listed(word: str) -> str:
    """Return a word as the tables here spell it, even if a pattern took İ, ſ or the kelvin sign for a letter."""
    return word.translate(DOTTED_AND_LONG).casefold()


class Topic(Enum):
    """Name what a section of an article is about, as far as it matters for extraction."""

    LEAD = auto()
    PLOT = auto()
    CAST = auto()
    MAKING = auto()
    MUSIC = auto()
    RELEASE = auto()
    RECEPTION = auto()
    AWARDS = auto()
    ELSEWHERE = auto()
    """Other works, lists of songs, references: little of what they say is about this film."""


HEADINGS = (
    (
        Topic.ELSEWHERE,
        r"sequels?|prequels?|remakes?|adaptations?|spin-?offs?|franchise|series|legacy|influence",
    ),
    (
        Topic.ELSEWHERE,
        r"in (popular|other) (culture|media)|see also|references|notes|bibliography|external links",
    ),
    (
        Topic.ELSEWHERE,
        r"further reading|merchandis\w+|video games?|novels?|novelizations?|comics?|comic books",
    ),
    (
        Topic.ELSEWHERE,
        r"parod\w+|other versions|alternat\w+ versions|deleted scenes|track ?list\w*|musical numbers",
    ),
    (Topic.AWARDS, r"awards?|accolades?|honou?rs?|nominations?|wins|nominees?"),
    (Topic.CAST, r"cast|characters?|starring|voice (cast|actors)|players|dramatis personae|cameos?"),
    (Topic.CAST, r"supporting|uncredited|special appearances?|guest appearances?|unbilled"),
    (Topic.PLOT, r"plot|synopsis|story|premise|summary|storyline|storylines"),
    (Topic.RECEPTION, r"reception|reviews?|response|critic\w*|reaction|evaluation|ratings?"),
    (
        Topic.RELEASE,
        r"release|box office|distribution|home (media|video)|marketing|premiere|theatrical|screenings?",
    ),
    (Topic.MUSIC, r"music|soundtracks?|score|songs?"),
    (
        Topic.MAKING,
        r"production|development|casting|filming|crew|writing|screenplay|script|shooting|photography",
    ),
    (
        Topic.MAKING,
        r"background|design|effects|editing|locations?|pre-production|post-production|filmmakers",
    ),
)
HEADING_WORDS = [(topic, Pattern(rf"(?<!\w)(?:{words})(?!\w)", regex.IGNORECASE)) for topic, words in HEADINGS]


def topic_of(heading: str) -> Topic | None:
    """Return the topic of a section with this heading, or None if the heading does not tell."""
    if regex.search(r"(?i)\b(novel|book)\b", heading) and regex.search(r"(?i)\bsource\b", heading):
        return Topic.MAKING
    if as_listed(heading) in JOBS_OF_LISTED:
        return Topic.MAKING
    return next((topic for topic, words in HEADING_WORDS if words.search(heading)), None)


JOB_NOUNS = {
    "director of photography": "cinematographer",
    "cinematographer": "cinematographer",
    "cameraman": "cinematographer",
    "executive producer": "executive_producer",
    "assistant director": "assistant_director",
    "casting director": "casting_director",
    "art director": "art_director",
    "music director": "composer",
    "music composer": "composer",
    "production designer": "production_designer",
    "costume designer": "costume_designer",
    "makeup artist": "makeup_artist",
    "make-up artist": "makeup_artist",
    "visual effects supervisor": "visual_effects",
    "visual effects artist": "visual_effects",
    "special effects supervisor": "visual_effects",
    "sound designer": "sound",
    "stunt coordinator": "stunts",
    "film editor": "editor",
    "editor": "editor",
    "screenwriter": "screenplay",
    "scriptwriter": "screenplay",
    "script writer": "screenplay",
    "screenplay writer": "screenplay",
    "co-writer": "writer",
    "writer": "writer",
    "co-producer": "producer",
    "producer": "producer",
    "composer": "composer",
    "co-director": "director",
    "film director": "director",
    "director": "director",
}
"""Nouns for people, each with the job; longer ones first where one ends in another."""

PARTICIPLES = {
    "directed": "director",
    "helmed": "director",
    "written": "writer",
    "penned": "writer",
    "scripted": "writer",
    "adapted": "screenplay",
    "produced": "producer",
    "bankrolled": "producer",
    "executive produced": "executive_producer",
    "executive-produced": "executive_producer",
    "edited": "editor",
    "photographed": "cinematographer",
    "lensed": "cinematographer",
    "filmed": "cinematographer",
    "shot": "cinematographer",
    "cinematographed": "cinematographer",
    "scored": "composer",
    "composed": "composer",
}

VERBS = {
    **dict.fromkeys(
        ("wrote", "writes", "co-wrote", "co-writes", "cowrote", "penned", "scripted", "co-scripted"), "writer"
    ),
    **dict.fromkeys(("directed", "directs", "co-directed", "co-directs", "helmed"), "director"),
    **dict.fromkeys(("produced", "produces", "co-produced", "co-produces"), "producer"),
    **dict.fromkeys(("executive produced", "executive-produced"), "executive_producer"),
    **dict.fromkeys(("edited", "co-edited", "cut"), "editor"),
    **dict.fromkeys(("scored", "composed", "composes", "co-composed"), "composer"),
    **dict.fromkeys(("photographed", "lensed"), "cinematographer"),
    "adapted": "screenplay",
    **dict.fromkeys(
        "starred in|starred|stars in|stars|appeared in|appears in|acted in|performed|conducted|orchestrated|"
        "narrated|"
        "choreographed|created|conceived|developed|rewrote|revised|polished|finished|completed|drafted|redrafted|"
        "provided|provides|contributed|supplied|arranged|did|handled|oversaw|supervised|worked on|financed|"
        "designed|"
        "recorded|animated|shot|filmed".split("|"),
        "",
    ),
}
"""Verbs for work on a film, each with its job, or "" where the object decides."""

WORK_NOUNS = {
    "screenplay": "screenplay",
    "script": "screenplay",
    "scenario": "screenplay",
    "teleplay": "screenplay",
    "dialogue": "writer",
    "dialogues": "writer",
    "original story": "story",
    "story": "story",
    "original idea": "story",
    "background score": "composer",
    "film score": "composer",
    "musical score": "composer",
    "original score": "composer",
    "music score": "composer",
    "score": "composer",
    "soundtrack": "composer",
    "music direction": "composer",
    "music": "composer",
    "cinematography": "cinematographer",
    "photography": "cinematographer",
    "camera work": "cinematographer",
    "camerawork": "cinematographer",
    "editing": "editor",
    "production design": "production_designer",
    "art direction": "art_director",
    "costume design": "costume_designer",
    "costumes": "costume_designer",
    "sets": "production_designer",
    "camera": "cinematographer",
    "direction": "director",
    "production": "producer",
}
"""Nouns for the result of a job, each with the job."""

JOBS_OF_LISTED = {f"{noun}s": job for noun, job in JOB_NOUNS.items()} | {"filmmakers": "director"}
"""Headings of lists of people, each with the job that it says they did."""

CREW_LABELS = (
    {noun: job for noun, job in WORK_NOUNS.items() if noun not in ("production", "scenario")}
    | JOB_NOUNS
    | JOBS_OF_LISTED
    | {"written": "writer", "directed": "director", "produced": "producer", "edited": "editor"}
    | {
        "film editing": "editor",
        "sound": "sound",
        "visual effects": "visual_effects",
        "casting": "casting_director",
    }
    | {"make-up": "makeup_artist", "makeup": "makeup_artist", "cameraperson": "cinematographer"}
)
"""Labels in crew lists, before a colon or after a dash."""

AWARD_JOBS = (
    (r"cinematograph\w*", "cinematographer"),
    (r"(?:film )?editing", "editor"),
    (r"(?:adapted |original )?(?:screenplay|writing)", "screenplay"),
    (r"(?:original |music,? |dramatic |musical )*scor\w*", "composer"),
    (r"music director", "composer"),
    (r"direct(?:or|ing|ion)", "director"),
    (r"picture|motion picture|outstanding production", "producer"),
    (r"costume design", "costume_designer"),
    (r"production design", "production_designer"),
    (r"art direction", "art_director"),
)

GENRES = frozenset(
    "absurdist action adventure animated anime anthology art arthouse biographical biopic blaxploitation black "
    "bollywood buddy caper children's christian christmas comedy comedy-drama coming-of-age concert cop courtroom "
    "crime cult cyberpunk dance detective disaster docudrama documentary drama dramedy dystopian epic erotic "
    "exploitation experimental family fantasy farce folk gangster ghost giallo gothic heist historical "
    "holiday horror "
    "horror-comedy independent kaiju legal martial-arts martial melodrama military mockumentary monster musical "
    "mystery mythological neo-noir neo-western noir nature parody period political pornographic "
    "post-apocalyptic prison propaganda psychological religious road romance romantic romcom samurai satire "
    "satirical sci-fi science-fiction screwball sex-comedy short silent slapstick slasher socio-political social "
    "space-opera splatter spaghetti sport sports spy stoner superhero supernatural surreal surrealist "
    "survival suspense sword swashbuckler swashbuckling techno teen thriller tragedy tragicomedy urban "
    "vampire vigilante war western wuxia zombie".split()
)
GENRE_PHRASES = (
    "science fiction", "martial arts", "film noir", "black comedy", "dark comedy", "buddy cop", "buddy comedy",
    "romantic comedy", "romantic drama", "coming-of-age", "coming of age", "space opera", "spaghetti western",
    "sex comedy", "comedy drama", "action thriller", "slasher", "stop-motion", "road movie", "crime thriller",
    "psychological thriller", "psychological horror", "erotic thriller", "political thriller", "historical drama",
    "period drama", "musical comedy", "action comedy", "horror comedy", "crime drama", "family drama", "war drama",
    "sports drama", "teen comedy", "biographical drama", "legal drama", "monster movie",
)  # fmt: skip
NOT_A_GENRE_ALONE = frozenset("black independent martial sword cop spaghetti urban cult folk short social".split())

FILM_NOUNS = (
    "film|movie|picture|feature|motion picture|drama|comedy|thriller|western|musical|documentary|melodrama|"
    "biopic|romance|swashbuckler|featurette|anime|whodunit|mockumentary|docudrama|comedy-drama|dramedy|adventure|"
    "giallo|cartoon|serial|chiller|anthology|epic|farce|satire|fantasy|tragedy|tragicomedy|short"
)

COUNTRIES = {str(name).casefold(): str(name) for code, name in ENGLISH.territories.items() if len(code) == 2}


def country_name(words: str) -> str:
    """Return the country that words name, also as an adjective or by a former name; "" if none."""
    key = folded(words.removeprefix("the ").removeprefix("The "))
    return COUNTRY_OF.get(key) or COUNTRIES.get(key, "")
