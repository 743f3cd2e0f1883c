"""Who made a film, as prose tells it: “A composed the score”, “A was the editor”, “producer A”."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Statement
from films.evidence.extraction.credit_passive import (
    LIKELY,
    POSSIBLE,
    SURE,
    alternatives,
    passive,
    works_by,
)
from films.evidence.extraction.names import NAME, Named, names_from
from films.evidence.extraction.vocabulary import JOB_NOUNS, WORK_NOUNS, Part, listed

JOB = rf"(?:{alternatives(JOB_NOUNS)})"
JOB_NAMED = regex.compile(JOB, regex.IGNORECASE)
NO_VERDICT = r"(?! (?:[\"“]|was\b|is\b|were\b|had\b|has\b|titled\b|called\b|entitled\b|“))"
MADE = r"(?:(?:also|then|later|originally|himself|herself|co-?)\ ?)?"
DRAFT = 0.45  # whose script is spoken of may have written one of many
ACTIVE = (
    (
        r"(?:co-)?wrote(?:,| and| &)?(?: \p{Ll}+ed)?(?: and \p{Ll}+ed)? (?:[\p{L}'’-]+ ){0,4}?(?:screenplay|"
        r"script)", "screenplay"),
    (r"(?:co-)?(?:wrote|penned|scripted)(?: and (?:co-)?(?:directed|produced))? (?:the|this) (?:film|movie)",
        "writer"),
    (r"adapted (?:[\p{L}'’-]+ ){0,5}?(?:for the screen|for film|into a (?:screenplay|script|film))", "screenplay"),
    (r"directed from (?:his|her|their|a|an)", "director"),
    (r"(?:co-)?(?:wrote|conceived) (?:the|its) (?:original )?story", "story"),
    (
        r"(?:wrote(?: and \p{Ll}+ed)? and )?(?:co-)?directed (?:and (?:co-)?\p{Ll}+ed )?(?:the|"
        r"this) (?:film|movie|picture)", "director"),
    (r"(?:\p{Ll}+ed and )?(?:co-)?produced (?:and (?:co-)?\p{Ll}+ed )?(?:the|this) (?:film|movie|picture)",
        "producer"),
    (
        r"(?:composed|scored|wrote|created|provided|arranged|did|"
        r"handled)(?: and \p{Ll}+ed)? (?:[\p{L}'’-]+ ){0,4}?(?:score|music|soundtrack)", "composer"),
    (r"(?:\p{Ll}+ed the music and composed the score|worked on the (?:\p{L}+ ){0,2}score)", "composer"),
    (r"scored (?:the|this) (?:film|movie|picture)", "composer"),
    (r"(?:edited|cut) (?:the|this) (?:film|movie|picture)", "editor"),
    (r"(?:handled|did|provided|oversaw|supervised) (?:the )?(?:film )?editing", "editor"),
    (r"(?:photographed|shot|lensed|filmed) (?:the|this) (?:film|movie|picture)", "cinematographer"),
    (r"(?:handled|did|provided|oversaw|cranked) (?:the )?(?:cinematography|camera)", "cinematographer"),
    (r"designed (?:the|its) costumes", "costume_designer"),
    (r"designed (?:the|its) sets", "production_designer"),
)  # fmt: skip
ACTIVE_PATTERNS = [
    (
        regex.compile(verb),
        regex.compile(rf"(?P<who>{NAME})(?:,? who)?(?: (?:has|had))? {MADE}(?:{verb})\b{NO_VERDICT}"),
        job,
    )
    for verb, job in ACTIVE
]
SONG = regex.compile(r"(?i)\bsongs?\b")
OTHER_TRADE = regex.compile(
    r"(?i)\b(?:associate|line|record|music|assistant|supervising|television|tv|stage|studio|theat(?:re|"
    r"er)|former|fellow|magazine|book|news|"
    r"co-executive|creative|managing|programme?|video|festival|museum|with|by|like|as) $"
)
DUBBING = regex.compile(r"(?i)\b(?:dub(?:bed|bing)?|English[- ]language|English dialogue|remake|sequel)\b")
HIRED = regex.compile(
    rf"(?P<who>{NAME})(?:, who [^,.]{{1,80}},)? (?:was|were) (?:\p{{Ll}}+ly )?(?:hired|chosen|brought in|"
    r"engaged|signed|selected|commissioned|asked|"
    r"assigned|employed|invited)(?: on)?(?: by [\p{L}.' -]{2,40})? to (?P<verb>direct|write|rewrite|"
    r"co-write|help write|polish|compose|score|edit|produce|photograph|"
    r"shoot|provide the (?:music|score)|adapt)\b(?P<object>[^.;]{0,60})"
)
HIRED_JOBS = {
    "direct": "director", "rewrite": "screenplay", "co-write": "screenplay", "help": "screenplay", "polish":
        "screenplay", "write": "screenplay", "compose": "composer", "score": "composer", "edit": "editor",
    "produce": "producer", "photograph": "cinematographer", "shoot": "cinematographer", "adapt": "screenplay",
}  # fmt: skip
LIST_BEFORE = regex.compile(rf"(?:{NAME}, )*{NAME},? (?:and|&) $")
SERVES = regex.compile(
    rf"(?P<who>{NAME})(?:,? who)? (?:(?:also|later) )?(?:was|is|were|are|served as|serves as|worked as|"
    r"acted as|signed on as|"
    r"joined as|returned as|serving as) (?:also )?(?:the |its |a |an )?(?:film['’]s |sole |main |"
    rf"chief )?(?P<job>{JOB})s?(?! (?:who|with|named))\b"
)
IS_NAMED = regex.compile(
    rf"(?i:(?:the|its) (?P<job>{JOB})s?(?: (?:of|for|on) the (?:film|movie|picture))?) (?:is|was|were|"
    r"are) (?P<names>)"
)
INCLUDE = regex.compile(
    rf"(?i:\b(?P<job>{JOB})s\b[^.;]{{0,60}}? (?:were|included?|are|being))(?:,? both)? (?P<names>(?=\p{{Lu}}))"
)
"""“Among its writers were A and B.”"""

EXISTING = regex.compile(
    rf"(?P<who>{NAME})['’]s? [^.;]{{0,160}}\b(?:was|were|is|are) (?:also )?(?:used|featured|heard|played|"
    r"included)\b"
)
EXISTING_KIND = regex.compile(
    r"(?i)\b(?:movement|symphon\w+|concertos?|sonatas?|cantatas?|overtures?|waltz\w*|requiem|suites?|"
    r"arias?|operas?|"
    r"preludes?|ballets?|quartets?|nocturnes?|fugues?|trio|oratorio|rhapsody)\b"
)
REPLACED = regex.compile(
    rf"(?P<who>{NAME}) (?:replaced|succeeded|took over from) {NAME} as (?:the )?(?P<job>{JOB})\b"
)
DEBUT_OF = regex.compile(r"\bdirectorial debut (?:of|by|for|from) (?P<names>)")
DEBUT = regex.compile(
    rf"(?P<who>{NAME})(?:['’]s? (?:\p{{Ll}}+[ -]){{0,3}}| (?:made|makes|making) (?:his|her|"
    rf"their) (?:\p{{Ll}}+[ -]){{0,3}})directorial debut"
)
OWNED = regex.compile(
    rf"(?P<who>{NAME})['’]s? (?:\p{{Ll}}+ ){{0,2}}(?P<work>cinematography|photography|editing|screenplay|"
    r"script|musical score|score|direction)\b"
)
COMPOUND = regex.compile(
    r"(?i:\b(?P<one>writer|director|producer)[-/](?P<two>director|producer|writer)) (?P<names>(?=\p{Lu}))"
)
UNDER = regex.compile(r"\bunder the direction of (?P<names>)")
WITH_AS = regex.compile(rf"with (?P<who>{NAME}) (?:serving )?as (?:the |its )?(?P<job>{JOB})\b")
APPOSED = regex.compile(
    rf"(?i:(?<![\w-])(?P<job>{JOB})s?(?:/[\w-]+)?),? (?=\p{{Lu}}|\p{{Ll}}{{1,3}} \p{{Lu}})(?P<names>)"
)
APPOSITION = regex.compile(rf"(?P<who>{NAME}), (?:the film['’]s |the |its )(?P<job>{JOB})\b")
FOR_ANOTHER = regex.compile(
    r" (?:for|of|to|from) (?:(?:the )?(?:film |movie |\d{4}['’]s )?)?(?P<title>\p{Lu}\p{L}+)"
)
DOING_OF = regex.compile(r" (?:and \p{L}+ )?of (?:the \p{L}+ )?(?:\p{Lu}|films\b|movies\b)")


def told(statement: Statement, title: str) -> Iterator[tuple[Named, str, float]]:
    """Read the prose of a sentence: each person with a job, and how sure it is."""
    text = statement.text
    sure = SURE if statement.part is Part.LEAD else LIKELY
    yield from passive(text, sure)
    yield from works_by(text, sure)
    for match in OWNED.finditer(text):
        if not is_for_another(text, match.end(), title):
            job = WORK_NOUNS[match["work"]]
            sure = DRAFT if job == "screenplay" else POSSIBLE
            yield from ((one, job, sure) for one in names_ending(text, match))
    if statement.part is not Part.RECEPTION:
        yield from active(text, title, LIKELY)
        yield from debuts(text)
    if statement.part not in (Part.RECEPTION, Part.RELEASE):
        yield from apposed(text)


def is_for_another(text: str, position: int, title: str) -> bool:
    """Tell whether a score or a script is said to be that of another film."""
    another = FOR_ANOTHER.match(text, position)
    return bool(another and another["title"] not in title)


def active(text: str, title: str, confidence: float) -> Iterator[tuple[Named, str, float]]:
    for verb, pattern, job in ACTIVE_PATTERNS:
        if not verb.search(text):
            continue
        for match in pattern.finditer(text):
            if is_for_another(text, match.end(), title):
                continue
            yield from ((one, job, confidence) for one in names_ending(text, match))
            if text.startswith(" with ", match.end()):
                yield from ((one, job, confidence) for one in names_from(text, match.end() + len(" with ")))
    for match in HIRED.finditer(text):
        job = HIRED_JOBS.get(match["verb"].split()[0], "composer")
        if not regex.search(r"novel|song|sequel", match["object"]):
            yield from ((one, job, POSSIBLE + 0.1) for one in names_ending(text, match))


def debuts(text: str) -> Iterator[tuple[Named, str, float]]:
    """Read a director's debut, and music that was there before the film."""
    for pattern in (DEBUT_OF, UNDER):
        for match in pattern.finditer(text):
            yield from ((one, "director", LIKELY) for one in names_from(text, match.end()))
    for match in DEBUT.finditer(text):
        yield from ((one, "director", LIKELY) for one in names_ending(text, match))
    if EXISTING_KIND.search(text):
        for match in EXISTING.finditer(text):
            if EXISTING_KIND.search(match[0]):
                yield from ((one, "existing_music", LIKELY) for one in names_ending(text, match)[:1])


def apposed(text: str) -> Iterator[tuple[Named, str, float]]:
    """Read jobs that stand beside names: “A was the editor”, “the writers are A and B”, “cinematographer A”."""
    if not JOB_NAMED.search(text):
        return
    for pattern in (SERVES, WITH_AS, APPOSITION, REPLACED):
        for match in pattern.finditer(text):
            yield from ((one, JOB_NOUNS[listed(match["job"])], LIKELY) for one in names_ending(text, match))
    for match in IS_NAMED.finditer(text):
        yield from ((one, JOB_NOUNS[listed(match["job"])], SURE) for one in names_from(text, match.end()))
    for match in INCLUDE.finditer(text):
        yield from ((one, included_job(match["job"]), LIKELY) for one in names_from(text, match.end()))
    for match in COMPOUND.finditer(text):
        for one in names_from(text, match.end())[:1]:
            yield from ((one, JOB_NOUNS[listed(match[name])], POSSIBLE) for name in ("one", "two"))
    for match in APPOSED.finditer(text):
        noun = listed(match["job"])
        job = JOB_NOUNS[noun]
        if noun in ("writer", "co-writer") or OTHER_TRADE.search(text[: match.start()]) or DUBBING.search(text):
            continue
        if job == "composer" and SONG.search(text):
            continue
        names = names_from(text, match.end(), mononyms=False)
        if names and DOING_OF.match(text, names[-1].end):
            continue
        is_plural = text[match.start() : match.end()].rstrip(", ").endswith("s")
        sure = POSSIBLE if job == "director" else LIKELY - 0.1
        yield from ((one, job, sure) for one in (names if is_plural else names[:1]))


def included_job(noun: str) -> str:
    job = JOB_NOUNS[listed(noun)]
    return "writer" if job == "screenplay" else job


def names_ending(text: str, match: regex.Match[str]) -> list[Named]:
    """Return the name that a match holds as “who”, together with those before it that share its verb."""
    before = LIST_BEFORE.search(text, max(0, match.start("who") - 200), match.start("who"))
    is_agent = before is not None and text[: before.start()].endswith("by ")
    start = before.start() if before and not is_agent else match.start("who")
    return names_from(text[: match.end("who")], start)
