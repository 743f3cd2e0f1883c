"""Draft a note on a sentence: who did what, to what and when, in an order of words that is not the sentence's.

A draft is for a curator to edit. The first clause is taken apart and put together the other way round: what
somebody did becomes what was done by somebody, and the other way. What would repeat the sentence is cut, so that a
draft can be accepted as it stands. Sentences of another build get none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from films.evidence.extraction.dates import dates_in
from films.evidence.extraction.names import NAME, names_in
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.quotations import TOPICS
from films.evidence.extraction.vocabulary import JOB_NOUNS, Topic, topic_of

LONGEST_PART = 6  # words on either side of the verb; more would repeat the sentence
PARTICIPLES = {
    "began": "begun", "broke": "broken", "drew": "drawn", "drove": "driven", "oversaw": "overseen", "ran": "run",
    "rewrote": "rewritten", "saw": "seen", "showed": "shown", "stole": "stolen", "threw": "thrown",
    "took": "taken", "wore": "worn", "wrote": "written", "chose": "chosen",
} | {
    verb: verb for verb in (
        "abandoned accepted achieved adapted added announced animated approached approved arranged asked "
        "assembled attended attracted banned borrowed bought built cancelled canceled captured caught "
        "caused changed chased coined collected commissioned completed composed conceived conducted "
        "constructed contacted contributed convinced covered created criticised criticized cut damaged "
        "declined delayed delivered depicted designed destroyed developed devised directed discovered discussed "
        "earned edited employed encouraged enjoyed enlisted established expanded explored expressed featured "
        "filmed financed finished followed forced founded funded handled helped hired imagined improvised "
        "included influenced inspired introduced invented invited joined launched led loved lost "
        "marketed met mixed modelled modified narrated obtained opposed ordered organised organized "
        "outgrossed painted performed persuaded photographed pitched planned played portrayed postponed praised "
        "preferred prepared presented produced promoted proposed provided published purchased raised received "
        "recommended recorded recreated recruited reduced refused rehearsed rejected released removed rented "
        "replaced required restored retained retitled reused reviewed revised saved scored screened "
        "secured selected sent shared shot signed sold sought spent staged studied submitted suggested supervised "
        "supplied supported taught tested trained translated trimmed urged used visited voiced "
        "watched won"
    ).split()
}  # fmt: skip
"""Verbs that take an object and can be turned round: the past tense, and the participle."""

PRESENTS = {
    "begins": "begun", "builds": "built", "chooses": "chosen", "draws": "drawn",
    "leads": "led", "meets": "met", "sees": "seen",
    "shows": "shown", "takes": "taken", "teaches": "taught", "wears": "worn", "wins": "won",
    "writes": "written", "depicts": "depicted",
    "directs": "directed", "explores": "explored", "features": "featured", "follows": "followed",
    "includes": "included", "introduces": "introduced", "narrates": "narrated", "performs": "performed",
    "plays": "played", "portrays": "portrayed", "praises": "praised", "presents": "presented",
    "produces": "produced", "provides": "provided", "shares": "shared", "supports": "supported", "uses": "used",
    "visits": "visited", "voices": "voiced",
}  # fmt: skip
"""The present tense of some, and the participle."""

STARTS = "began|started|commenced|resumed|continued|ended|concluded|finished|wrapped|took place|opened|premiered"
"""Verbs without an object: when or where may come before them."""

AIMS = {
    "wanted": "The wish of {} was {}", "wants": "The wish of {} is {}", "hoped": "The hope of {} was {}",
    "decided": "The decision of {} was {}", "chose": "The decision of {} was {}",
    "planned": "The plan of {} was {}", "intended": "The plan of {} was {}", "agreed": "{} gave consent {}",
    "tried": "{} made an attempt {}", "attempted": "{} made an attempt {}", "refused": "{} was not willing {}",
    "declined": "{} was not willing {}", "offered": "{} made an offer {}",
    "not want": "{} had no wish {}",
}  # fmt: skip
"""What somebody wanted to do, by the verb, in a statement with other words."""

PASTS = {participle: past for past, participle in PARTICIPLES.items()}
DETERMINERS = "the|a|an|his|her|their|its|some|several|many|most|both|two|three|four|five"
NOUNS = rf"(?:(?i:{DETERMINERS}) (?:[\p{{L}}'’-]+ ){{0,3}}?[\p{{L}}'’-]+|{NAME}(?:,? (?:and|&) {NAME})?)"
"""A phrase for somebody or something: a name, two, or a few words after an article or the like."""
PLURAL = (
    rf"(?!(?:{DETERMINERS}|to|that|as|is|was|this|has|does|us|always|perhaps|less|across|besides)\b)"
    r"(?:(?!as\b)[\p{Ll}-]+ ){0,2}(?!his\b|its\b|as\b|is\b|was\b|this\b|has\b|always\b)\p{Ll}{3,}s"
)
"""Several things without an article: “mixed reviews”."""

STAGES = (
    "filming shooting photography production pre-production post-production editing casting development "
    "rehearsals work"
).split()
STAGE = rf"(?i:(?:principal )?(?:{'|'.join(STAGES)}))"
OPENERS = (
    "Having|While|When|Where|After|Before|As|Although|Though|If|Since|Because|But|And|However|Instead|It|Its|"
    "Others|They|This|That|These|Those|There|We|I|You|Who|What"
)
"""Words that begin a sentence with a capital letter and are no names."""
LINKS = frozenset(
    "in on at to for from with by as that which who or but is was were has had have be after before during while "
    "when where because so since until about into over under like despite without between among through "
    "using".split()
)
"""Words at which a phrase is cut: what follows says more about it."""
NO_OPENER = rf"^(?!(?:{OPENERS})\b)"
DOER = rf"(?P<who>{NOUNS}|[Hh]e|[Ss]he|[Cc]ritics|[Aa]udiences|[Rr]eviewers)"
SAYS = (
    r"(?:,? (?:later |also |has )?(?:says?|said|stated|explained|explains|recalled|recalls|admitted|revealed)"
    r"(?: that)? (?:he|she))?"
)
OBJECT = NOUNS.replace("{0,3}?", "{0,3}")
FINITE = "was|were|is|are|had|has|have|would|could|will|did|should|might"
"""Verbs after which what seemed to be an object is the subject of another clause."""

INVOLVED = Pattern(r"\p{Ll}s \p{Ll}+ing\b| (?:out|off|up|down|back)$")
"""“three weeks learning”, “the light out”: phrases that go on differently than they begin."""

COMPLETED = "as|into|out|off|up|down|that|onto|back|by"
"""Words with which an object says only half of what was done."""

DEED = "|".join((*PARTICIPLES, *PRESENTS))
DID = Pattern(
    rf"{NO_OPENER}{DOER}{SAYS} (?:also |then |first |later |\p{{Ll}}+ly )?(?P<verb>{DEED}) "
    rf"(?P<what>(?>{OBJECT}(?: of {OBJECT})?|{PLURAL}))(?![\w'’$-]| [\"“]| (?:{FINITE}|{COMPLETED})\b)"
    rf"(?P<aim> to (?!{DETERMINERS}\b)\p{{Ll}}[\p{{L}}'’ -]+(?=[.,;:]|$))?"
)
DONE_BY = Pattern(
    rf"{NO_OPENER}(?P<what>{NOUNS}) (?:was|were|is|are|had been|has been) (?:\p{{Ll}}+ly )?"
    rf"(?P<verb>{'|'.join(PASTS)}) by (?P<who>(?>{OBJECT}))"
    rf"(?![\w'’-]| (?!(?:{'|'.join(LINKS)}|and)\b)\p{{Ll}})"
)
DAY = r"(?:\p{Lu}\p{L}+ \d{1,2}, \d{4})"
DATE = Pattern(DAY)
ADJUNCT = (
    rf"(?P<when>(?:in|on|at|during|from|after|before|since|throughout|near|over|across|for) "
    rf"(?:{DAY}|(?:[\p{{L}}\d'’-]+ ){{0,4}}[\p{{L}}\d'’-]+))"
)
TOOK_PLACE = Pattern(rf"{NO_OPENER}(?P<what>{NOUNS}|{STAGE}) (?P<deed>{STARTS}) {ADJUNCT}")
WAS_DONE = Pattern(
    rf"{NO_OPENER}(?P<what>{NOUNS}|{STAGE}) (?P<deed>(?:was|were|is|are|had been|has been) (?:\p{{Ll}}+ly )?"
    rf"(?:{'|'.join(PASTS)})) {ADJUNCT}"
)
AIMED = Pattern(
    rf"{NO_OPENER}{DOER}{SAYS} (?:also |then |first |later |originally |initially |\p{{Ll}}+ly )?"
    rf"(?:(?P<verb>{'|'.join(AIMS)})|(?:did not|does not|didn['’]t|doesn['’]t) (?P<not>want)) "
    rf"(?P<aim>to (?!be\b)\p{{Ll}}[\p{{L}}'’ -]+)(?=[.,;:]|$)"
)
OPENING = Pattern(r"^(?:[^,]{1,60}, )(?=\p{L}+ )")
MOMENT = Pattern(r"(?i)\b(?:in|on|by|since|from|until|during|of) (?:early |late |mid-)?$")
NEXT_CLAUSE = Pattern(r"; |, (?:but|and|who|which|while|although|though|where|when)\b")
UNFINISHED = Pattern(rf"(?i)^(?:{DETERMINERS}|of)$|['’]s?$|\p{{Ll}}ly$")
"""Words that no phrase ends with."""

PAST_VERBS = frozenset((*PARTICIPLES, "said", "gave", "felt", "noted", "stated", "wanted", "called", "made"))
SOMEBODYS = Pattern(r"(?i)^(?:his|her|their|its)\b")
"""Words that mean somebody named later, once a statement is turned round."""


@dataclass(frozen=True)
class DraftNote:
    """Hold the heading, text and topic of a note that is for a sentence."""

    heading: str
    text: str
    topic: str


def draft_note(sentence: str, section: str = "", before: str = "") -> DraftNote | None:
    """Return a note on a sentence, or None if its first clause cannot be turned round.

    `before` is the sentence before, which may say whom “he” or “she” means.
    """
    words = " ".join(sentence.split())
    for clause in (words, OPENING.sub("", words, 1)):
        for turn in (told_aim, turned_passive, turned_active, told_elsewhere):
            for heading, statement in turn(clause, before):
                topic = TOPICS.get(topic_of(section) or Topic.MAKING, TOPICS[Topic.MAKING])
                told = f"{capitalized(statement)}{moment(words, statement)}."
                return DraftNote(capitalized(heading), told, topic)
    return None


def turned_active(clause: str, before: str) -> Iterator[tuple[str, str]]:
    """Turn “A did X” into “X was done by A”, after X as its heading."""
    if did := DID.match(clause):
        what, who = without_details(did["what"]), doer(did["who"], before)
        is_clear = not SOMEBODYS.match(what) and PAST_VERBS.isdisjoint(did["who"].split()[1:])
        if what and who and is_clear and what.split()[0] not in LINKS:
            verb = did["verb"]
            singular, plural = ("is", "are") if verb in PRESENTS else ("was", "were")
            was = plural if is_plural(what) else singular
            aim = f" {purpose(did['aim'])}" if did["aim"] else ""
            yield what, f"{what} {was} {PRESENTS.get(verb) or PARTICIPLES[verb]} by {who}{aim.rstrip()}"


def turned_passive(clause: str, before: str) -> Iterator[tuple[str, str]]:
    """Turn “X was done by A” into “A did X”, after X as its heading."""
    if done := DONE_BY.match(clause):
        what, who = lowered(without_details(done["what"])), without_details(done["who"])
        if what and who:
            yield what, f"{who} {PASTS[done['verb']]} {what}"


def told_aim(clause: str, before: str) -> Iterator[tuple[str, str]]:
    """Turn “A wanted to do X” into “The wish of A was to do X”, after A as its heading."""
    if aimed := AIMED.match(clause):
        who, aim = doer(aimed["who"], before), purpose(aimed["aim"])
        if who and aim:
            yield who, AIMS[aimed["verb"] or f"not {aimed['not']}"].format(who, aim)


def told_elsewhere(clause: str, before: str) -> Iterator[tuple[str, str]]:
    """Begin with when or where something happened or was done, after that as its heading."""
    for pattern in (TOOK_PLACE, WAS_DONE):
        if happened := pattern.match(clause):
            what, (first, _, rest) = lowered(happened["what"]), happened["when"].partition(" ")
            told = rest if DATE.match(rest) else without_details(rest)
            following = clause[happened.start("when") + len(f"{first} {told}") :]
            if what and told and not following.startswith(" of") and " and " not in told:
                yield what, f"{first} {told}, {what} {happened['deed']}"
                return


def purpose(words: str) -> str:
    """Return “to” with what somebody wanted to do, as far as it stands without what follows; or nothing."""
    aim = without_details(words.strip().removeprefix("to "))
    return f"to {aim}" if " " in aim else ""


def moment(words: str, statement: str) -> str:
    """Return in brackets when a sentence says that something happened, if the statement does not say so."""
    for date in dates_in(NEXT_CLAUSE.split(words, 1)[0]):
        said = words[date.start : date.end]
        if MOMENT.search(words[: date.start]) and said not in statement:
            return f" ({said})"
    return ""


def without_details(phrase: str) -> str:
    """Return a phrase up to the first word that says more about it; nothing if that leaves half a phrase."""
    kept: list[str] = []
    for word in phrase.split():
        if kept and (word in LINKS or (kept[-1] == "and" and word in PAST_VERBS)):
            break
        kept.append(word)
    if kept and kept[-1] == "and":
        kept.pop()
    is_whole = kept and len(kept) <= LONGEST_PART and not UNFINISHED.search(kept[-1])
    return " ".join(kept) if is_whole and not INVOLVED.search(" ".join(kept)) else ""


def doer(phrase: str, before: str) -> str:
    """Return who does something; for “he” and “she”, the only person whom the sentence before names."""
    if phrase.casefold() not in ("he", "she"):
        return lowered(without_details(phrase))
    meant = {named.name for named in names_in(before)}
    return meant.pop() if len(meant) == 1 else ""


def lowered(phrase: str) -> str:
    """Return a phrase without the capital letter that began its sentence, unless it is a name."""
    first, space, rest = phrase.partition(" ")
    noun = first.casefold()
    is_name = (
        noun not in (*DETERMINERS.split("|"), "principal", *STAGES) and noun.removesuffix("s") not in JOB_NOUNS
    )
    return phrase if is_name else f"{first.lower()}{space}{rest}"


def capitalized(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


SINGLE_OR_SEVERAL = Pattern(r"(?i)(?:an?|(?P<several>many|most|several|some|both|two|three|four|five)) ")


def is_plural(phrase: str) -> bool:
    """Tell whether a phrase is in the plural, as far as its words show."""
    if first_word := SINGLE_OR_SEVERAL.match(phrase):
        return first_word["several"] is not None
    last = phrase.split(" of ")[0].split()[-1]
    return " and " in phrase or (
        last[0].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    )
