"""Who made a film: its director, writers, producers, composer, cinematographer, editor and others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.names import NAME, Named, names_from, surname
from films.evidence.extraction.types import Proposed
from films.evidence.extraction.vocabulary import (
    AWARD_JOBS,
    CREW_LABELS,
    FILM_NOUNS,
    JOB_NOUNS,
    PARTICIPLES,
    WORK_NOUNS,
    Part,
)

SURE, LIKELY, POSSIBLE = 0.95, 0.8, 0.6
SAME_START = 2  # letters of the first name by which two people of one surname are told apart
MARGIN = 0.25  # a job stated so much more surely elsewhere is not taken from a weaker sentence


def alternatives(words: Iterable[str]) -> str:
    """Return the words as a pattern, the longest first."""
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


DONE = rf"(?:co-?\ ?)?(?:{alternatives(PARTICIPLES)})"
JOB = rf"(?:{alternatives(JOB_NOUNS)})"
WORK = rf"(?:{alternatives(WORK_NOUNS)})"
AND = r"(?:,?\ (?:and|&)\ |,\ |/)"
HOW = r"(?:\ (?:(?:by|under) the)?(?:\p{Ll}+ly|both|again|for the screen|for film|for the film|and conducted|and performed))?"

PASSIVE = regex.compile(
    rf"(?<![\w-])(?P<done>{DONE}(?:{AND}(?:also\ )?(?:then\ )?{DONE})*){HOW}\ (?:jointly\ )?by\ (?P<names>)", regex.IGNORECASE
)
"""“written and directed by”."""

WORK_BY = regex.compile(
    rf"(?<![\w-])(?P<works>{WORK}(?:{AND}(?:the\ |its\ )?(?:\p{{L}}+\ )?{WORK})*)(?:,?\ (?:and\ )?(?:the\ )?(?:dialogues?|lyrics|concept))?"
    r"(?:\ (?:of|for|to|in)\ (?:the|this)\ (?:film|movie|picture))?"
    r"(?:,?\ (?:which\ )?(?:was|were|is|are|has\ been|had\ been|being))?(?:\ \p{Ll}+ly|\ also|\ then)?"
    r"(?:\ (?:written|composed|done|provided|handled|created|scored|crafted|overseen|supervised|supplied|contributed|"
    r"penned|prepared|made|produced|performed|designed|conducted|adapted|credited|scripted|rewritten|developed))?"
    rf"(?:\ (?:and|&)\ (?:\p{{Ll}}+ed|written|done|sung))?{HOW}\ by\ (?P<names>)",
    regex.IGNORECASE,
)
"""“the screenplay was written by”, “with music by”."""

NO_VERDICT = r"(?! (?:[\"“]|was\b|is\b|were\b|had\b|has\b|“))"
MADE = r"(?:(?:also|then|later|originally|himself|herself|co-?)\ ?)?"
ACTIVE = (
    (r"(?:co-)?wrote(?:,| and| &)?(?: \p{Ll}+ed)?(?: and \p{Ll}+ed)? (?:[\p{L}'’-]+ ){0,4}?(?:screenplay|script)", "screenplay"),
    (r"(?:co-)?(?:wrote|penned|scripted)(?: and (?:co-)?(?:directed|produced))? (?:the|this) (?:film|movie)", "writer"),
    (r"adapted (?:[\p{L}'’-]+ ){0,5}?(?:for the screen|for film|into a (?:screenplay|script|film))", "screenplay"),
    (r"directed from (?:his|her|their|a|an)", "director"),
    (r"(?:co-)?(?:wrote|conceived) (?:the|its) (?:original )?story", "story"),
    (r"(?:wrote(?: and \p{Ll}+ed)? and )?(?:co-)?directed (?:and (?:co-)?\p{Ll}+ed )?(?:the|this) (?:film|movie|picture)", "director"),
    (r"(?:\p{Ll}+ed and )?(?:co-)?produced (?:and (?:co-)?\p{Ll}+ed )?(?:the|this) (?:film|movie|picture)", "producer"),
    (r"(?:composed|scored|wrote|created|provided|arranged|did|handled)(?: and \p{Ll}+ed)? (?:[\p{L}'’-]+ ){0,4}?(?:score|music|soundtrack)", "composer"),
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
    (regex.compile(rf"(?P<who>{NAME})(?:,? who)?(?: (?:has|had))? {MADE}(?:{verb})\b{NO_VERDICT}"), job) for verb, job in ACTIVE
]
OTHER_TRADE = regex.compile(
    r"(?i)\b(?:associate|line|record|music|assistant|supervising|television|tv|stage|studio|theat(?:re|er)|former|fellow|magazine|book|news|"
    r"co-executive|creative|managing|programme?|video|festival|museum|with|by|like|as) $"
)
DUBBING = regex.compile(r"(?i)\b(?:dub(?:bed|bing)?|English[- ]language|English dialogue|remake|sequel)\b")
HIRED = regex.compile(
    rf"(?P<who>{NAME})(?:, who [^,.]{{1,80}},)? (?:was|were) (?:\p{{Ll}}+ly )?(?:hired|chosen|brought in|engaged|signed|selected|commissioned|asked|"
    r"assigned|employed|invited)(?: on)?(?: by [\p{L}.' -]{2,40})? to (?P<verb>direct|write|rewrite|co-write|help write|polish|compose|score|edit|produce|photograph|"
    r"shoot|provide the (?:music|score)|adapt)\b(?P<object>[^.;]{0,60})"
)
HIRED_JOBS = {
    "direct": "director", "rewrite": "screenplay", "co-write": "screenplay", "help": "screenplay", "polish": "screenplay", "write": "screenplay", "compose": "composer", "score": "composer", "edit": "editor",
    "produce": "producer", "photograph": "cinematographer", "shoot": "cinematographer", "adapt": "screenplay",
}  # fmt: skip
LIST_BEFORE = regex.compile(rf"(?:{NAME}, )*{NAME},? (?:and|&) $")
SERVES = regex.compile(
    rf"(?P<who>{NAME})(?:,? who)? (?:(?:also|later) )?(?:was|is|were|are|served as|serves as|worked as|acted as|signed on as|"
    rf"joined as|returned as|serving as) (?:also )?(?:the |its |a |an )?(?:film['’]s |sole |main |chief )?(?P<job>{JOB})s?(?! (?:who|with|named))\b"
)
IS_NAMED = regex.compile(
    rf"(?i:(?:the|its) (?P<job>{JOB})s?(?: (?:of|for|on) the (?:film|movie|picture))?) (?:is|was|were|are) (?P<names>)"
)
INCLUDE = regex.compile(
    rf"(?i:\b(?P<job>{JOB})s\b[^.;]{{0,60}}? (?:were|included?|are|being))(?:,? both)? (?P<names>(?=\p{{Lu}}))"
)
"""“Among its writers were A and B.”"""

EXISTING = regex.compile(
    rf"(?P<who>{NAME})['’]s? [^.;]{{0,160}}\b(?:was|were|is|are) (?:also )?(?:used|featured|heard|played|included)\b"
)
EXISTING_KIND = regex.compile(
    r"(?i)\b(?:movement|symphon\w+|concertos?|sonatas?|cantatas?|overtures?|waltz\w*|requiem|suites?|arias?|operas?|"
    r"preludes?|ballets?|quartets?|nocturnes?|fugues?|trio|oratorio|rhapsody)\b"
)
REPLACED = regex.compile(rf"(?P<who>{NAME}) (?:replaced|succeeded|took over from) {NAME} as (?:the )?(?P<job>{JOB})\b")
DEBUT_OF = regex.compile(r"\bdirectorial debut (?:of|by|for|from) (?P<names>)")
DEBUT = regex.compile(
    rf"(?P<who>{NAME})(?:['’]s? (?:\p{{Ll}}+[ -]){{0,3}}| (?:made|makes|making) (?:his|her|their) (?:\p{{Ll}}+[ -]){{0,3}})directorial debut"
)
OWNED = regex.compile(
    rf"(?P<who>{NAME})['’]s? (?:\p{{Ll}}+ ){{0,2}}(?P<work>cinematography|photography|editing|screenplay|script|musical score|score|direction)\b"
)
COMPOUND = regex.compile(r"(?i:\b(?P<one>writer|director|producer)[-/](?P<two>director|producer|writer)) (?P<names>(?=\p{Lu}))")
UNDER = regex.compile(r"\bunder the direction of (?P<names>)")
WITH_AS = regex.compile(rf"with (?P<who>{NAME}) (?:serving )?as (?:the |its )?(?P<job>{JOB})\b")
APPOSED = regex.compile(rf"(?i:(?<![\w-])(?P<job>{JOB})s?(?:/[\w-]+)?),? (?=\p{{Lu}}|\p{{Ll}}{{1,3}} \p{{Lu}})(?P<names>)")
APPOSITION = regex.compile(rf"(?P<who>{NAME}), (?:the film['’]s |the |its )(?P<job>{JOB})\b")
CREW = regex.compile(rf"(?i:(?P<label>{alternatives(CREW_LABELS)})(?:\(s\))?(?: by)?)\s*(?:[:–—]|-\ |\.{{2,}}|…)\s*(?P<names>)")
CREW_AFTER = regex.compile(rf"(?P<who>{NAME})\s*(?:[–—:,(]|-\ |\.{{2,}}|…)\s*(?P<label>(?i:{alternatives(JOB_NOUNS)}))\)?$")
AWARDED = [
    (regex.compile(rf"(?:Best|Award for|Outstanding) (?:Achievement in |Film )?(?i:{what})(?:\s*\([^()]{{0,40}}\))?(?:,? \p{{Lu}}[\p{{L}} -]{{0,40}})?\s*(?:[:–—(]|for |- )\s*(?P<names>)"), job)
    for what, job in AWARD_JOBS
]  # fmt: skip

CRAFTS = ("composer", "cinematographer", "editor")
WRITTEN_THINGS = regex.compile(
    r"(?i)\b(?:novel|book|play|lyrics?|songs?|comics?|short story|novella|poem|memoir|autobiography|article|essay|"
    r"biography|theme|novelization|musical by|stories|dialogues?|reviews?|story|legend|score|music|soundtrack|series|hymn|ballad|tracks?)\b"
)
STAGED_THINGS = regex.compile(
    r"(?i)\b(?:videos?|episodes?|series|sequel|remake of|prequel|pilot|trailer|segment|commercial|followed by|"
    r"spin-off|music video|documentary (?:about|on)|album|single|songs?|comic|poster|game|play)\b"
)
FILM = regex.compile(rf"(?i)\b(?:{FILM_NOUNS}|production|it|written|directed|starring)\b")
MUSIC = regex.compile(r"(?i)\b(?:music|scores?|soundtracks?|background|songs?|themes?)\b")
BORROWED = regex.compile(r"(?i)\b(?:includes?|including|rock|pop|licensed|source|additional|popular|classical|folk|theme|temp|period)\s$")
FOR_ANOTHER = regex.compile(rf" (?:for|of|to) (?:the (?:film |movie )?)?(?P<title>\p{{Lu}}\p{{L}}+)")
NOT_COMPOSED = regex.compile(r"(?i)\b(?:for (?:the )?(?:film )?The \p{Lu}|trailer|remix|single|theme song|title song|title track)\b")
OTHER_FILM = regex.compile(
    r"(?:(?:his|her|another|a similar|earlier|previous|next|\d{4}['’]s|(?:the|a) (?:\d{4}|(?:\p{Lu}\p{Ll}+(?:-language)? )+)\ ?) "
    r"?(?:\p{L}+ ){0,3}(?:film|movie|picture|version|classic)|(?:remake|sequel) (?:of|to))\b|, also $"
)
DEFINES = regex.compile(rf"(?i)\b(?:is|was) (?:an?|the) [^.;]{{0,140}}?\b(?:{FILM_NOUNS})\b")
UNCREDITED = regex.compile(r"(?i)\buncredited\b|not credited|without credit")


@dataclass(frozen=True)
class Found:
    """A person found in a job, before the sentences of the whole article are weighed against each other."""

    statement: Statement
    person: str
    job: str
    confidence: float
    uncredited: bool = False


def credits(article: Article) -> list[Proposed]:
    """Return the credits of those behind the camera, each once, from the sentence that states it most surely."""
    best: dict[tuple[str, str], Found] = {}
    for found in found_credits(article):
        key = (found.person.casefold(), found.job)
        same = next((other for other in best if other[1] == found.job and is_same(other[0], key[0])), key)
        if same not in best or found.confidence > best[same].confidence:
            best.pop(same, None)
            best[key] = found
    exact = {(one.person, one.statement.start) for one in best.values() if one.job in ("screenplay", "story")}
    doubled = [key for key, one in best.items() if one.job == "writer" and (one.person, one.statement.start) in exact]
    for key in doubled:
        del best[key]
    return [
        found.statement.propose(
            "credit",
            found.confidence,
            person=found.person,
            job=found.job,
            character="",
            **({"uncredited": True} if found.uncredited else {}),
        )
        for found in settled(list(best.values()))
    ]


def is_same(name: str, other: str) -> bool:
    """Tell whether two names are forms of one: “Ray Fox” and “Raymond B. Fox”."""
    return surname(name) == surname(other) and name[:SAME_START] == other[:SAME_START]


def settled(found: list[Found]) -> list[Found]:
    """Leave out what a far surer sentence makes doubtful, and a general word for writing beside an exact one."""
    surest: dict[str, float] = {}
    for one in found:
        surest[one.job] = max(surest.get(one.job, 0), one.confidence)
    return [one for one in found if one.confidence > surest[one.job] - MARGIN]


def found_credits(article: Article) -> Iterator[Found]:
    for statement in article.without(Part.ELSEWHERE, Part.PLOT):
        if statement.in_list:
            yield from resolved(article, statement, listed(statement))
            if statement.part is not Part.AWARDS:
                continue
        if statement.part is Part.AWARDS:
            yield from resolved(article, statement, awarded(statement))
            yield from resolved(article, statement, (one for one in apposed(statement.text, statement) if one[1] in CRAFTS))
            continue
        yield from resolved(article, statement, told(statement, article.title))


def resolved(
    article: Article, statement: Statement, named: Iterable[tuple[Named, str, float]]
) -> Iterator[Found]:
    for one, job, confidence in named:
        name = article.full_name(one.name)
        weight = confidence
        if " " not in name and job not in ("director", "composer", "cinematographer", "editor"):
            weight -= 0.25
        uncredited = bool(UNCREDITED.search(one.aside))
        yield Found(statement, name, job, weight, uncredited)


def listed(statement: Statement) -> Iterator[tuple[Named, str, float]]:
    """Read a line of a crew list: “Editor: A and B”, “A – editor”."""
    line = statement.bullet or statement.text
    if statement.part in (Part.CAST, Part.MUSIC):
        return
    match = CREW.match(line)
    if match:
        for one in names_from(line, match.end()):
            yield one, CREW_LABELS[match["label"].casefold()], SURE
        return
    match = CREW_AFTER.match(line)
    if match:
        for one in names_from(line, 0):
            yield one, JOB_NOUNS[match["label"].casefold()], LIKELY


def awarded(statement: Statement) -> Iterator[tuple[Named, str, float]]:
    """Read a prize for a job: “Best Film Editing (A)”."""
    for pattern, job in AWARDED:
        for match in pattern.finditer(statement.text):
            for one in names_from(statement.text, match.end(), mononyms=False):
                yield one, job, LIKELY if job in ("cinematographer", "editor") else POSSIBLE


def told(statement: Statement, title: str) -> Iterator[tuple[Named, str, float]]:
    """Read the prose of a sentence."""
    text = statement.text
    in_lead = statement.part is Part.LEAD
    yield from passive(text, SURE if in_lead else LIKELY)
    for match in WORK_BY.finditer(text):
        works = [work for work in WORK_NOUNS if regex.search(rf"(?i)\b{work}\b", match["works"])]
        if "composer" in (WORK_NOUNS[work] for work in works) and BORROWED.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        if regex.search(r"(?i)\blyrics\b", text[max(0, match.start() - 30) : match.start()]):
            continue
        some = regex.search(r"(?i)\b(?:an?|another|the original|first) (?:\p{L}+ )?$", text[: match.start()][-30:])
        sure = SURE if in_lead else POSSIBLE if some else LIKELY
        for one in names_from(text, match.end()):
            for job in dict.fromkeys(WORK_NOUNS[work] for work in works):
                yield one, job, sure
    for match in OWNED.finditer(text):
        yield from ((one, WORK_NOUNS[match["work"]], POSSIBLE) for one in names_ending(text, match))
    if statement.part is not Part.RECEPTION:
        yield from active(text, title, LIKELY)
        yield from apposed(text, statement)


def passive(text: str, confidence: float) -> Iterator[tuple[Named, str, float]]:
    for match in PASSIVE.finditer(text):
        names = names_from(text, match.end())
        before = text[max(0, match.start() - 240) : match.start()]
        for done in regex.finditer(rf"(?i)(?:{alternatives(PARTICIPLES)})", match["done"]):
            job = PARTICIPLES[done[0].casefold()]
            weight = confidence * likelihood(job, done[0].casefold(), before)
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


def active(text: str, title: str, confidence: float) -> Iterator[tuple[Named, str, float]]:
    for pattern, job in ACTIVE_PATTERNS:
        for match in pattern.finditer(text):
            another = FOR_ANOTHER.match(text, match.end())
            if another and another["title"] not in title:
                continue
            yield from ((one, job, confidence) for one in names_ending(text, match))
            if text.startswith(" with ", match.end()):
                yield from ((one, job, confidence) for one in names_from(text, match.end() + len(" with ")))
    for match in HIRED.finditer(text):
        verb = match["verb"].split()[0]
        job = HIRED_JOBS.get(verb, "composer")
        if not regex.search(r"novel|song|sequel", match["object"]):
            yield from ((one, job, POSSIBLE + 0.1) for one in names_ending(text, match))


def apposed(text: str, statement: Statement) -> Iterator[tuple[Named, str, float]]:
    for pattern in (DEBUT_OF, UNDER):
        for match in pattern.finditer(text):
            yield from ((one, "director", LIKELY) for one in names_from(text, match.end()))
    for match in DEBUT.finditer(text):
        yield from ((one, "director", LIKELY) for one in names_ending(text, match))
    for match in COMPOUND.finditer(text):
        for one in names_from(text, match.end())[:1]:
            yield one, JOB_NOUNS[match["one"].casefold()], 0.65
            yield one, JOB_NOUNS[match["two"].casefold()], 0.65
    for pattern in (SERVES, WITH_AS, APPOSITION, REPLACED):
        for match in pattern.finditer(text):
            yield from ((one, JOB_NOUNS[match["job"].casefold()], LIKELY) for one in names_ending(text, match))
    for match in IS_NAMED.finditer(text):
        for one in names_from(text, match.end()):
            yield one, JOB_NOUNS[match["job"].casefold()], SURE
    for match in INCLUDE.finditer(text):
        for one in names_from(text, match.end()):
            yield one, included_job(match["job"]), LIKELY
    for match in EXISTING.finditer(text):
        if EXISTING_KIND.search(match[0]):
            yield from ((one, "existing_music", LIKELY) for one in names_ending(text, match)[:1])
    for match in APPOSED.finditer(text):
        job = JOB_NOUNS[match["job"].casefold()]
        plural = text[match.start() : match.end()].rstrip(", ").endswith("s")
        if job == "composer" and regex.search(r"(?i)\bsongs?\b", text):
            continue
        if OTHER_TRADE.search(text[: match.start()]) or DUBBING.search(text) or match["job"].casefold() in ("writer", "co-writer"):
            continue
        for one in names_from(text, match.end(), mononyms=False)[: None if plural else 1]:
            yield one, job, 0.7 if job != "director" else POSSIBLE


def included_job(noun: str) -> str:
    job = JOB_NOUNS[noun.casefold()]
    return "writer" if job == "screenplay" else job


def names_ending(text: str, match: regex.Match[str]) -> list[Named]:
    """Return the name that a match holds as “who”, together with those before it that share its verb."""
    before = LIST_BEFORE.search(text, max(0, match.start("who") - 200), match.start("who"))
    start = before.start() if before else match.start("who")
    return names_from(text[: match.end("who")], start)
