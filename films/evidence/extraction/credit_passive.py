"""Credits in the passive: “written and directed by A”, “the screenplay was written by A”, “with music by A”."""

from collections.abc import Iterable, Iterator

import regex

from films.evidence.extraction.names import Named, names_from
from films.evidence.extraction.vocabulary import FILM_NOUNS, PARTICIPLES, WORK_NOUNS, listed

SURE, LIKELY, POSSIBLE = 0.95, 0.8, 0.6


def alternatives(words: Iterable[str]) -> str:
    """Return the words as a pattern, the longest first."""
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


DONE = rf"(?:co-?\ ?)?(?:{alternatives(PARTICIPLES)})"
WORK = rf"(?:{alternatives(WORK_NOUNS)})"
WORKS = regex.compile(WORK, regex.IGNORECASE)
AND = r"(?:,?\ (?:and|&)\ |,\ |/)"
HOW = (
    r"(?:\ (?:(?:by|under) the)?(?:\p{Ll}+ly|both|again|for the screen|for film|for the film|and conducted|"
    r"and performed))?"
)
DEEDS = regex.compile(f"{alternatives(PARTICIPLES)}|{WORK}", regex.IGNORECASE)
PASSIVE = regex.compile(
    rf"(?<![\w-])(?P<done>(?:{WORK}{AND}){{0,4}}{DONE}"
    rf"(?:{AND}(?:also\ )?(?:then\ )?{DONE})*){HOW}\ (?:jointly\ )?by\ (?P<names>)",
    regex.IGNORECASE,
)
"""“written and directed by”."""

WORK_BY = regex.compile(
    rf"(?<![\w-])(?P<works>{WORK}(?:{AND}(?:the\ |its\ )?(?:\p{{L}}+\ )?{WORK})*)(?:,?\ (?:and\ )?(?:the"
    r"\ )?(?:dialogues?|lyrics|concept))?"
    r"(?:\ (?:of|for|to|in)\ (?:the|this)\ (?:film|movie|picture))?"
    r"(?:,?\ (?:which\ )?(?:was|were|is|are|has\ been|had\ been|being))?(?:\ \p{Ll}+ly|\ also|\ then)?"
    r"(?:\ (?:written|composed|done|provided|handled|created|scored|crafted|overseen|supervised|"
    r"supplied|contributed|"
    r"penned|prepared|made|produced|performed|designed|conducted|adapted|credited|scripted|rewritten|developed))?"
    rf"(?:\ (?:and|&)\ (?:\p{{Ll}}+ed|written|done|sung))?{HOW},?\ by\ (?P<names>)",
    regex.IGNORECASE,
)
"""“the screenplay was written by”, “with music by”."""

WRITTEN_THINGS = regex.compile(
    r"(?i)\b(?:novel|book|play|lyrics?|songs?|comics?|short story|novella|poem|memoir|autobiography|article|essay|"
    r"biography|theme|novelization|musical by|stories|dialogues?|reviews?|story|legend|score|music|"
    r"soundtrack|series|hymn|ballad|tracks?)\b"
)
STAGED_THINGS = regex.compile(
    r"(?i)\b(?:videos?|episodes?|series|sequel|remake of|prequel|pilot|trailer|segment|commercial|followed by|"
    r"spin-off|music video|documentary (?:about|on)|album|single|songs?|comic|poster|game|play)\b"
)
FILM = regex.compile(rf"(?i)\b(?:{FILM_NOUNS}|production|it|written|directed|starring)\b")
MUSIC = regex.compile(r"(?i)\b(?:music|scores?|soundtracks?|background|songs?|themes?)\b")
BORROWED = regex.compile(
    r"(?i)\b(?:includes?|including|rock|pop|licensed|source|additional|popular|classical|folk|theme|"
    r"temp|period)\s$"
)
LYRICS = regex.compile(r"(?i)\blyrics\b[^,;]*$")
SOME = regex.compile(r"(?i)\b(?:an?|another|the original|first) (?:\p{L}+ )?$")
NOT_COMPOSED = regex.compile(
    r"(?i)\b(?:for (?:the )?(?:film )?The \p{Lu}|trailer|remix|single|theme song|title song|title track)\b"
)
OTHER_FILM = regex.compile(
    r"(?:(?:his|her|another|a similar|earlier|previous|next|\d{4}['’]s|(?:the|a) (?:\d{4}|"
    r"(?:\p{Lu}\p{Ll}+(?:-language)? )+)\ ?) "
    r"?(?:\p{L}+ ){0,3}(?:film|movie|picture|version|classic)|(?:remake|sequel) (?:of|to))\b|, also $"
)
DEFINES = regex.compile(
    rf"(?i)\b(?:is|was) (?:an?|the) (?:(?!remake|sequel|version|adaptation|follow-up)[^.;]){{0,140}}?"
    rf"\b(?:{FILM_NOUNS})\b"
)


def works_by(text: str, sure: float) -> Iterator[tuple[Named, str, float]]:
    """Read “the screenplay was written by A” and “with music by A”; “a script by A” may be another script."""
    for match in WORK_BY.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        jobs = list(dict.fromkeys(WORK_NOUNS[listed(work)] for work in WORKS.findall(match["works"])))
        if LYRICS.search(before) or ("composer" in jobs and BORROWED.search(before)):
            continue
        likely = POSSIBLE if sure < SURE and SOME.search(before) else sure
        for one in names_from(text, match.end()):
            yield from ((one, job, likely) for job in jobs)


def passive(text: str, confidence: float) -> Iterator[tuple[Named, str, float]]:
    for match in PASSIVE.finditer(text):
        names = names_from(text, match.end())
        before = text[max(0, match.start() - 240) : match.start()]
        for done in DEEDS.findall(match["done"]):
            deed = listed(done)
            job = PARTICIPLES.get(deed) or WORK_NOUNS[deed]
            weight = confidence * likelihood(job, deed, before)
            if weight > 0:
                for one in names:
                    yield one, job, weight


def likelihood(job: str, done: str, before: str) -> float:
    """Return how likely what was “directed by” somebody is the film, judging by the words before it."""
    recent = before[-60:]
    defined = DEFINES.search(before)
    if any(not defined or other.start() >= defined.end() for other in OTHER_FILM.finditer(before)):
        return 0.0
    if job == "composer":
        if not (MUSIC.search(before) or done == "scored") or NOT_COMPOSED.search(recent):
            return 0.0
        return 0.9
    unlike = WRITTEN_THINGS if job in ("writer", "screenplay") else STAGED_THINGS
    things = [match.end() for match in unlike.finditer(before)]
    films = [match.end() for match in FILM.finditer(before)]
    if things and max(things) > max(films, default=0):
        return 0.0
    if films or not before.strip():
        return 1.0
    return 0.7
