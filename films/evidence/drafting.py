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
from films.evidence.extraction.vocabulary import Topic, topic_of

LONGEST_PART = 6  # words on either side of the verb; more would repeat the sentence
PARTICIPLES = {
    "began": "begun", "bought": "bought", "brought": "brought", "built": "built", "chose": "chosen", "cut": "cut",
    "drew": "drawn", "found": "found",  "kept": "kept", "lost": "lost", "made": "made",
    "met": "met",  "rewrote": "rewritten", "saw": "seen", "sent": "sent", "shot": "shot",
    "sold": "sold",  "threw": "thrown",  "took": "taken", "won": "won",
    "wore": "worn", "wrote": "written",
} | {
    verb: verb for verb in (
        "abandoned accepted adapted added announced approached approved asked assembled attended banned "
        "borrowed cancelled canceled changed chased completed composed conceived constructed contacted "
        "contributed convinced created criticised criticized delayed delivered described designed destroyed "
        "developed directed discovered edited enlisted established expanded expressed featured filmed financed "
        "finished followed funded helped hired imagined improvised influenced inspired introduced "
        "invented invited joined launched modelled modified narrated opposed ordered painted performed "
        "persuaded photographed planned played praised preferred prepared presented produced promoted proposed "
        "provided published purchased received recommended recorded recruited refused rejected released removed "
        "rented replaced restored retained retitled reused revised scored selected shared signed staged "
        "suggested supervised supplied supported tested trained translated used visited watched wanted"
    ).split()
}  # fmt: skip
"""Verbs that take an object and can be turned round: the past tense, and the participle."""

PASTS = {participle: past for past, participle in PARTICIPLES.items()}
DETERMINERS = "the|a|an|his|her|their|its|some|several|many|most|both|two|three|four|five"
NOUNS = rf"(?:(?i:{DETERMINERS}) (?:[\p{{L}}'’-]+ ){{0,3}}[\p{{L}}'’-]+|{NAME}(?:,? (?:and|&) {NAME})?)"
"""A phrase for somebody or something: a name, two, or a few words after an article or the like."""
OPENERS = (
    "Having|While|When|Where|After|Before|As|Although|Though|If|Since|Because|But|And|However|Instead|It|Its|"
    "Others|They|This|That|These|Those|There|We|I|You|Who|What"
)
"""Words that begin a sentence with a capital letter and are no names."""
DID = Pattern(
    rf"^(?!(?:{OPENERS})\b)(?P<who>{NOUNS}|[Hh]e|[Ss]he) (?:also |then |first )?"
    rf"(?P<verb>{'|'.join(PARTICIPLES)}) (?P<what>{NOUNS}(?: of {NOUNS})?)(?![\w'’])"
)
DONE_BY = Pattern(
    rf"^(?!(?:{OPENERS})\b)(?P<what>{NOUNS}) (?:was|were|had been) (?:\p{{Ll}}+ly )?"
    rf"(?P<verb>{'|'.join(PASTS)}) by (?P<who>{NOUNS})(?![\w'’])"
)
OPENING = Pattern(r"^(?:[^,]{1,60}, )(?=\p{L}+ )")
MOMENT = Pattern(r"(?i)\b(?:in|on|by|since|from|until|during|of) (?:early |late |mid-)?$")
LINKS = frozenset(
    "in on at to for from with by as that which who or but is was were has had have be after before during while "
    "when where because so since until about into over under like despite without between among through "
    "using".split()
)
"""Words at which a phrase is cut: what follows says more about it."""
UNFINISHED = Pattern(rf"(?i)^(?:{DETERMINERS}|of|and)$|['’]s?$")
"""Words that no phrase ends with."""


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
        for heading, statement in (*turned_passive(clause), *turned_active(clause, before)):
            topic = TOPICS.get(topic_of(section) or Topic.MAKING, TOPICS[Topic.MAKING])
            return DraftNote(capitalized(heading), f"{capitalized(statement)}{moment(words, statement)}.", topic)
    return None


def turned_active(clause: str, before: str) -> Iterator[tuple[str, str]]:
    """Turn “A did X” into “X was done by A”, after X as its heading."""
    if did := DID.match(clause):
        what, who = shortened(did["what"]), doer(did["who"], before)
        if what and who:
            was = "were" if is_plural(what) else "was"
            yield what, f"{what} {was} {PARTICIPLES[did['verb']]} by {who}"


def turned_passive(clause: str) -> Iterator[tuple[str, str]]:
    """Turn “X was done by A” into “A did X”, after X as its heading."""
    if done := DONE_BY.match(clause):
        what, who = lowered(shortened(done["what"])), shortened(done["who"])
        if what and who:
            yield what, f"{who} {PASTS[done['verb']]} {what}"


def moment(words: str, statement: str) -> str:
    """Return in brackets when a sentence says that something happened, if the statement does not say so."""
    for date in dates_in(words):
        said = words[date.start : date.end]
        if MOMENT.search(words[: date.start]) and said not in statement:
            return f" ({said})"
    return ""


def shortened(phrase: str) -> str:
    """Return a phrase up to the first word that says more about it; nothing if no noun is left."""
    kept: list[str] = []
    for word in phrase.split()[:LONGEST_PART]:
        if kept and word in LINKS:
            break
        kept.append(word)
    while kept and UNFINISHED.search(kept[-1]):
        kept.pop()
    return " ".join(kept)


def doer(phrase: str, before: str) -> str:
    """Return who does something; for “he” and “she”, the only person whom the sentence before names."""
    if phrase.casefold() not in ("he", "she"):
        return lowered(shortened(phrase))
    meant = {named.name for named in names_in(before)}
    return meant.pop() if len(meant) == 1 else ""


def lowered(phrase: str) -> str:
    """Return a phrase without the capital letter that began its sentence, unless it is a name."""
    first, space, rest = phrase.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.casefold() in DETERMINERS.split("|") else phrase


def capitalized(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


def is_plural(phrase: str) -> bool:
    """Tell whether a phrase means several things, as far as its words tell."""
    last = phrase.split(" of ")[0].split()[-1]
    return " and " in phrase or (
        last[0].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    )
