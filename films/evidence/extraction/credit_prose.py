"""Extract credits from prose: “A composed the score”, “A was the editor”, “producer A”."""

from collections.abc import Iterator, Sequence

import regex

from films.evidence.extraction.article import Statement
from films.evidence.extraction.credit_active import DRAFT, active_credits
from films.evidence.extraction.credit_hiring import HIRED_SURE, credits_for_hiring
from films.evidence.extraction.credit_pairs import RESPECTIVELY, paired_credits
from films.evidence.extraction.credit_passive import (
    LIKELY,
    POSSIBLE,
    SURE,
    alternatives,
    passive_credits,
    work_credits,
)
from films.evidence.extraction.credit_subjects import JOB, is_for_another, names_ending
from films.evidence.extraction.names import NAME, CreditInText, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import JOB_NOUNS, WORK_NOUNS, Topic, as_listed

JOB_NAMED = Pattern(JOB, regex.IGNORECASE)
SONG = Pattern(r"(?i)\bsongs?\b")
OTHER_TRADE = Pattern(
    r"(?i)\b(?:associate|line|record|music|assistant|supervising|television|tv|stage|studio|theat(?:re|"
    r"er)|former|fellow|magazine|book|news|"
    r"co-executive|creative|managing|programme?|video|festival|museum|"
    r"with|by|like|as|story|script|sound|dialogue|second[- ]unit) $"
)
DUBBING = Pattern(r"(?i)\b(?:dub(?:bed|bing)?|English[- ]language|English dialogue|remake|sequel)\b")
SERVES = Pattern(
    rf"(?P<who>{NAME})(?:, who [^,.;]{{2,80}},|,? who)? (?:(?:also|later) )?(?:was|is|were|are|became|"
    rf"served as|serves as|worked as|"
    r"acted as|signed on as|"
    r"joined as|returned as|serving as|(?:took over|stepped in|came (?:on|aboard|on board)) as|(?:was|were) "
    r"(?:hired|signed|"
    r"attached|brought in|brought on|engaged|appointed) as) (?:also )?(?:the |its |a |an )?(?:film['’]s |sole |"
    r"main |"
    rf"chief )?(?P<job>{JOB})s?(?! (?:who|with|named))\b"
)
IS_NAMED = Pattern(
    rf"(?i:(?:the|its) (?P<job>{JOB})s?(?: (?:of|for|on) the (?:film|movie|picture))?) (?:is|was|were|"
    r"are) (?P<names>)"
)
INCLUDE = Pattern(
    rf"(?i:\b(?P<job>{JOB})s\b[^.;]{{0,60}}? (?:were|included?|are|being))(?:,? both)? (?P<names>(?=\p{{Lu}}))"
)
"""“Among its writers were A and B.”"""

EXISTING = Pattern(
    rf"(?P<who>{NAME})['’]s? [^.;]{{0,160}}\b(?:was|were|is|are) (?:also )?(?:used|featured|heard|played|"
    r"included)\b"
)
EXISTING_KIND = Pattern(
    r"(?i)\b(?:movement|symphon\w+|concertos?|sonatas?|cantatas?|overtures?|waltz\w*|requiem|suites?|"
    r"arias?|operas?|"
    r"preludes?|ballets?|quartets?|nocturnes?|fugues?|trio|oratorio|rhapsody)\b"
)
CRAFTS = ("cinematographer", "editor")  # people whom one works with are rarely those of another film
DEBUT_OF = Pattern(r"\bdirectorial debut (?:of|by|for|from) (?P<names>)")
DEBUT = Pattern(
    rf"(?P<who>{NAME})(?:['’]s? (?:\p{{Ll}}+[ -]){{0,3}}| (?:made|makes|making) (?:his|her|"
    rf"their) (?:\p{{Ll}}+[ -]){{0,3}})directorial debut"
)
CREDIT_JOBS = {
    "directorial": "director", "directing": "director", "director": "director", "director's": "director",
    "producer": "producer", "producing": "producer", "producer's": "producer", "production": "producer",
    "screenplay": "screenplay", "writing": "writer", "writer": "writer", "writer's": "writer",
    "script": "screenplay",
    "screenwriting": "screenplay", "story": "story", "composer": "composer", "editing": "editor",
}  # fmt: skip
RECEIVED = Pattern(
    rf"(?P<who>{NAME})(?:,? who)? (?:ended up )?(?:received|receiving|receives|was given|were given|took|"
    rf"shared?|got|"
    r"had|retained|earned|kept) (?:(?:the|a|an|sole|only|full|final|official|main|on-?screen|screen|shared|"
    r"joint) )*"
    rf"(?P<job>{alternatives(CREDIT_JOBS)}) credits?\b"
)
CREDITED_AS = Pattern(
    rf"(?P<who>{NAME})(?:,? who)? (?:was|were|is|are|being) (?:also |solely |officially )?(?:credited|billed|"
    rf"listed|"
    rf"named|announced|confirmed|chosen|selected) as (?:the |its |a )?(?:film['’]s |sole |main "
    rf")?(?P<job>{JOB})s?\b"
)
CREDITED_TO = Pattern(
    rf"(?i:\b(?P<work>{alternatives(WORK_NOUNS)}) (?:is|was|are|were)(?: \p{{Ll}}+ly)? (?:credited|attributed) "
    r"(?:on-?screen )?to) (?P<names>)"
)
FILM_BY = Pattern(
    r"\b(?:is|was) an? [^.;,]{0,90}\b(?:film|movie|documentary|feature|short)(?: (?:made|created))? by "
    r"(?:the )?(?:\p{Ll}+ )?(?:director |film-?maker )?(?P<names>(?=\p{Lu}))"
)
OWNED = Pattern(
    rf"(?P<who>{NAME})['’]s? (?:\p{{Ll}}+ ){{0,2}}(?P<work>cinematography|photography|editing|screenplay|"
    r"script|musical score|score|direction)\b"
)
TRADE = r"(?:(?:co-)?(?:writer|screenwriter|director|producer|composer|editor|cinematographer|actor|star))"
COMPOUND = Pattern(
    rf"(?i:\b(?P<jobs>{TRADE}(?:(?:\s?[-–/]\s?|, )(?:and )?{TRADE}|,? (?:and|&) {TRADE}(?!s)){{1,3}}),?) "
    r"(?P<names>(?=\p{Lu}))"
)
"""“writer-director A”, “producer, writer and editor A”."""

NOT_HIRED = Pattern(
    r",? (?:(?:was|were|had|has|been|being|also|who|later|once|then|at one point) ?)*(?:interested|considered|"
    r"approached|in talks|in negotiations|offered|rumou?red|unavailable|unable|turn(?:ed|ing) down|declin\w+|"
    r"pass(?:ed|ing) on|left|depart\w+|dropped|withdr\w+|refus\w+|praised|fired|replaced by)\b"
)
HIRED_ELSEWHERE = Pattern(
    r",? (?:later |then |had )?(?:hired|engaged|signed|asked|invited|commissioned|approached|cast) [^.;]{2,60}? "
    r"(?:for|in|to (?:direct|write|score|star in|produce|make)) (?:an?|his|her|their)(?: [\p{L}-]+){0,4} "
    r"(?:of|called|titled|entitled) [\"“]?(?P<title>\p{Lu}[\p{L}'’]+)"
)
"""“producer A hired B for a musical version of Title”: a producer of another film, unless that is this one."""

NOT_THEIRS = Pattern(
    r"(?i)\b(?:negotiat\w+|considered|considering|approach\w+|wanted|hoped|instead of|unlike|turned down|declined|"
    r"rejected|interested in|inspired by|influence[ds]?|comparisons?|compared|reminiscent|suggested|offered|"
    r"replaced by|such as|fellow|praised by|works? of|films of|style of|then|fired|dismissed|left the|"
    r"original)\b[^.;]*$"
)
"""Words before a trade that somebody has, but did not practise for this film."""

WITH_DOING = Pattern(
    rf"with (?P<who>{NAME}) (?:also )?(?P<deed>directing|producing|editing|composing)(?! (?:his|her|their|"
    rf"another)\b)"
)
DOING = {"directing": "director", "producing": "producer", "editing": "editor", "composing": "composer"}
ANNOUNCED = Pattern(
    rf"(?i:\b(?:announced|reported|confirmed|revealed)\b[^.;]{{0,60}}?) (?P<who>{NAME}) (?:would|will|was set "
    rf"to|is to) "
    r"(?:be )?(?P<deed>direct|produce|edit|compose)(?:ing)?\b"
)
OWN_FILM = Pattern(
    rf"\b(?:is|was) (?P<who>{NAME})['’]s? (?:(?:\d{{4}}|[\p{{Ll}}-]+) ){{1,4}}?(?:film|feature|movie)\b"
)
ENGAGED = Pattern(
    r"\b(?:hired|hiring|brought (?:in|on|aboard)|engaged|recruited|enlisted|signed|chose|selected|appointed) "
    r"(?:the |\p{Ll}+ )?$"
)
UNDER = Pattern(r"\bunder the direction of (?P<names>)")
WITH_AS = Pattern(
    rf"(?:with|(?<= as [^.;]{{4,60}})and) (?P<who>{NAME}) (?:serving )?as (?:the |its )?(?P<job>{JOB})\b"
)
APPOSED = Pattern(
    rf"(?i:(?<![\w-])(?P<job>{JOB})s?(?:/[\w-]+)?),? (?=\p{{Lu}}|\p{{Ll}}{{1,3}} \p{{Lu}})(?P<names>)"
)
APPOSITION = Pattern(
    rf"(?P<who>{NAME}), (?:the film['’]s |the |its |(?:\p{{Lu}}\p{{L}}+['’]s?|his|her) (?:[\p{{Ll}}-]+ ){{0,2}})"
    rf"(?P<job>{JOB})(?:,| (?:of|on|for) (?:the|this) (?:film|movie|picture)\b)"
)
OF_ONE = Pattern(r"(?:, who [^,.;]{2,80},|,? who)? (?:(?:also|later) )?(?:was|is) ")
"""“… and A was the editor”: the names before belong to another clause."""

ALONGSIDE = Pattern(
    r"s?(?: (?:on|of|for) (?:the|this) (?:film|movie|picture))?,? (?:alongside|along with|together with|with) "
)
BRACKETED = Pattern(rf"(?P<who>{NAME}) \((?:the )?(?P<job>{JOB})s?\)")
DOING_OF = Pattern(r" (?:and \p{L}+ )?of (?:the \p{L}+ )?(?:\p{Lu}|films\b|movies\b)")


def credits_in_prose(statement: Statement, title: str, previous: Sequence[str] = ()) -> Iterator[CreditInText]:
    """Read the credits in a sentence of prose, each with a confidence.

    `previous` are the people whom “he”, “she” or “they” at the start of the sentence means, as far as is known.
    """
    text = statement.text
    paired = list(paired_credits(text))
    if paired or RESPECTIVELY.search(text):
        yield from paired
        return
    in_lead = statement.topic is Topic.LEAD
    sure = SURE if in_lead else LIKELY
    yield from passive_credits(text, title, sure)
    yield from work_credits(text, sure)
    for match in OWNED.finditer(text):
        if not is_for_another(text, match.end(), title):
            job = WORK_NOUNS[match["work"]]
            likely = POSSIBLE + 0.1 * in_lead if job != "screenplay" or in_lead else DRAFT
            yield from ((name, job, likely) for name in names_ending(text, match))
    if statement.topic is not Topic.RECEPTION:
        yield from active_credits(text, title, SURE - 0.05 if in_lead else LIKELY, previous)
        yield from credits_for_hiring(text, title)
        yield from debut_credits(text)
        yield from stated_credits(text)
    if in_lead and (match := FILM_BY.search(text)):
        yield from ((name, "director", LIKELY) for name in read_name_list(text, match.end(), mononyms=False))
    if statement.topic in (Topic.LEAD, Topic.MAKING) and (match := OWN_FILM.search(text)):
        yield from ((name, "director", POSSIBLE) for name in names_ending(text, match))
    if statement.topic not in (Topic.RECEPTION, Topic.RELEASE):
        yield from apposition_credits(text, title)


def stated_credits(text: str) -> Iterator[CreditInText]:
    """Read “A received the directorial credit”, “A is credited as director”, “the script is credited to A”."""
    for pattern, jobs in ((RECEIVED, CREDIT_JOBS), (CREDITED_AS, JOB_NOUNS)):
        for match in pattern.finditer(text):
            yield from ((name, jobs[as_listed(match["job"])], LIKELY) for name in names_ending(text, match))
    for match in WITH_DOING.finditer(text):
        yield from ((name, DOING[match["deed"]], LIKELY - 0.1) for name in names_ending(text, match))
    for match in ANNOUNCED.finditer(text):
        deed = match["deed"].removesuffix("e") + "ing"
        yield from ((name, DOING[deed], POSSIBLE) for name in names_ending(text, match))
    for match in CREDITED_TO.finditer(text):
        job = WORK_NOUNS[as_listed(match["work"])]
        yield from ((name, job, LIKELY) for name in read_name_list(text, match.end()))


def debut_credits(text: str) -> Iterator[CreditInText]:
    """Read a director's debut, and existing music that the film uses."""
    for pattern in (DEBUT_OF, UNDER):
        for match in pattern.finditer(text):
            yield from ((name, "director", LIKELY) for name in read_name_list(text, match.end()))
    for match in DEBUT.finditer(text):
        yield from ((name, "director", LIKELY) for name in names_ending(text, match))
    if EXISTING_KIND.search(text):
        for match in EXISTING.finditer(text):
            if EXISTING_KIND.search(match[0]):
                yield from ((name, "existing_music", LIKELY) for name in names_ending(text, match)[:1])


def apposition_credits(text: str, title: str) -> Iterator[CreditInText]:
    """Read jobs next to names: “A was the editor”, “the writers are A and B”, “cinematographer A”."""
    if not JOB_NAMED.search(text):
        return
    for pattern in (SERVES, WITH_AS, APPOSITION, BRACKETED):
        for match in pattern.finditer(text):
            is_alone = pattern is SERVES and OF_ONE.match(text, match.end("who"))
            names = names_ending(text, match)[-1 if is_alone else 0 :]
            if pattern is SERVES and (beside := ALONGSIDE.match(text, match.end())):
                names = [*names, *read_name_list(text, beside.end(), mononyms=False)]
            if not is_for_another(text, match.end(), title):
                yield from ((name, JOB_NOUNS[as_listed(match["job"])], LIKELY) for name in names)
    for match in IS_NAMED.finditer(text):
        yield from ((name, JOB_NOUNS[as_listed(match["job"])], SURE) for name in read_name_list(text, match.end()))
    for match in INCLUDE.finditer(text):
        yield from ((name, included_job(match["job"]), LIKELY) for name in read_name_list(text, match.end()))
    for match in COMPOUND.finditer(text):
        jobs = [JOB_NOUNS[noun] for noun in regex.findall(TRADE, as_listed(match["jobs"])) if noun in JOB_NOUNS]
        if not NOT_THEIRS.search(text[: match.start()]):
            for name in read_name_list(text, match.end())[:1]:
                yield from ((name, job, POSSIBLE) for job in jobs)
    for match in APPOSED.finditer(text):
        noun = as_listed(match["job"])
        job = JOB_NOUNS[noun]
        before = text[: match.start()]
        is_other_trade = OTHER_TRADE.search(before) and not (job in CRAFTS and before.endswith("with "))
        if (noun == "writer" and before.strip()) or is_other_trade or DUBBING.search(text):
            continue
        if NOT_THEIRS.search(before[-80:]):
            continue
        if job == "composer" and noun != "music director" and SONG.search(text):
            continue
        is_plural = text[match.start() : match.end()].rstrip(", ").endswith("s")
        names = read_name_list(text, match.end(), mononyms=False, is_subject=is_plural)
        if names and is_elsewhere(text, names[-1].end, title):
            continue
        sure = POSSIBLE - 0.05 if job == "director" else LIKELY - 0.15
        if ENGAGED.search(before):
            sure = HIRED_SURE
        yield from ((name, job, sure) for name in (names if is_plural else names[:1]))


def is_elsewhere(text: str, end: int, title: str) -> bool:
    """Tell whether the words after somebody's trade and name say that it was not practised for this film."""
    elsewhere = HIRED_ELSEWHERE.match(text, end)
    is_other = elsewhere is not None and elsewhere["title"] not in title
    return is_other or any(pattern.match(text, end) for pattern in (DOING_OF, NOT_HIRED))


def included_job(noun: str) -> str:
    job = JOB_NOUNS[as_listed(noun)]
    return "writer" if job == "screenplay" else job
