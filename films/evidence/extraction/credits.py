"""Extract the crew: director, writers, producers, composer, cinematographer, editor and others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.credit_passive import LIKELY, POSSIBLE, SURE, alternatives
from films.evidence.extraction.credit_prose import apposition_credits, credits_in_prose
from films.evidence.extraction.names import NAME, CreditInText, names_in, read_name_list, surname
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import (
    AWARD_JOBS,
    CREW_LABELS,
    JOB_NOUNS,
    JOBS_OF_LISTED,
    Topic,
    as_listed,
)

SAME_START = 2  # letters of the first name that distinguish two people with one surname
MARGIN = 0.25  # confidence by which a better sentence for the job rules out a weaker one
CREW = Pattern(
    rf"(?i:(?P<label>{alternatives(CREW_LABELS)})(?:\(s\))?(?: by)?)\s*(?:[:–—]|-\ |\.{{2,}}|…)\s*(?P<names>)"
)
CREW_AFTER = Pattern(
    rf"(?P<who>{NAME})\s*(?:[–—:,(]|-\ |\.{{2,}}|…)\s*(?P<label>(?i:{alternatives(JOB_NOUNS)}))\)?$"
)
AWARDED = [
    (Pattern(
        r"(?:Best|Award for|Outstanding) (?:Achievement in |"
        rf"Film )?(?i:{what})(?:\s*\([^()]{{0,40}}\))?"
        rf"(?:,? (?!Best)\p{{Lu}}(?:(?!Best)[\p{{L}} -]){{0,40}})?\s*(?:[:–—(]|for |"
        r"- )\s*(?P<names>)"), job)
    for what, job in AWARD_JOBS
]  # fmt: skip
CRAFTS = ("composer", "cinematographer", "editor")
SEVERAL_WORDS = Pattern("[ –]")  # a dash joins two people credited under one name
MEANS_SEVERAL = Pattern(r"(?i)(?:together,? )?(?:they|the (?:two|pair|duo))\b")
UNCREDITED = Pattern(r"(?i)\buncredited\b|not credited|without credit")


@dataclass(frozen=True)
class FoundCredit:
    """Hold a credit found in one sentence, before the sentences of the article are compared."""

    statement: Statement
    person: str
    job: str
    confidence: float
    uncredited: bool = False


def extract_crew(article: Article) -> list[ExtractedFact]:
    """Return the crew's credits, each once, from the sentence that states it with most confidence."""
    best: dict[tuple[str, str], FoundCredit] = {}
    for found in found_credits(article):
        key = (found.person.casefold(), found.job)
        same = next(
            (other for other in best if other[1] == found.job and may_be_same_person(other[0], key[0])), key
        )
        if same not in best or found.confidence > best[same].confidence:
            best.pop(same, None)
            best[key] = found
    exact = {
        (credit.person, credit.statement.start)
        for credit in best.values()
        if credit.job in ("screenplay", "story")
    }
    doubled = [
        key
        for key, credit in best.items()
        if credit.job == "writer" and (credit.person, credit.statement.start) in exact
    ]
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
        for found in without_doubtful_credits(list(best.values()))
    ]


def may_be_same_person(name: str, other: str) -> bool:
    """Tell whether two names may be forms of one: “Ray Fox” and “Raymond B. Fox”."""
    return surname(name) == surname(other) and name[:SAME_START] == other[:SAME_START]


def without_doubtful_credits(found: list[FoundCredit]) -> list[FoundCredit]:
    """Drop jobs that another sentence states much more surely, and “producer” for an executive producer."""
    surest: dict[str, float] = {}
    executives: dict[str, float] = {}
    for credit in found:
        surest[credit.job] = max(surest.get(credit.job, 0), credit.confidence)
        if credit.job == "executive_producer":
            executives[credit.person] = credit.confidence
    return [
        credit
        for credit in found
        if credit.confidence > surest[credit.job] - MARGIN
        and not (credit.job == "producer" and credit.confidence <= executives.get(credit.person, 0))
    ]


def found_credits(article: Article) -> Iterator[FoundCredit]:
    previous: Statement | None = None
    for statement in article.outside_sections(Topic.ELSEWHERE, Topic.PLOT):
        subjects = likely_subjects(article, previous, statement)
        previous = statement
        if statement.in_list:
            yield from with_full_names(article, statement, credits_in_crew_line(statement))
            if statement.topic is not Topic.AWARDS:
                continue
        if statement.topic is Topic.AWARDS:
            yield from with_full_names(article, statement, credits_in_award(statement))
            yield from with_full_names(
                article,
                statement,
                (credit for credit in apposition_credits(statement.text, article.title) if credit[1] in CRAFTS),
            )
            continue
        yield from with_full_names(article, statement, credits_in_prose(statement, article.title, subjects))


def likely_subjects(article: Article, previous: Statement | None, statement: Statement) -> tuple[str, ...]:
    """Return whom a pronoun at the start of a sentence probably means.

    “They” are the only two people in the sentence before; “he” is the one who begins it, or the only one in it.
    """
    if previous is None or (previous.paragraph, previous.heading) != (statement.paragraph, statement.heading):
        return ()
    named = {article.full_name(name.name) for name in names_in(previous.text)}
    opening = [article.full_name(name.name) for name in read_name_list(previous.text, 0)]
    first = opening[0] if len(opening) == 1 else ""
    if MEANS_SEVERAL.match(statement.text):
        people = named | {name for name in opening if " " in name}
        return tuple(sorted(people)) if len(people) == 2 else ()
    return (first,) if " " in first else tuple(named) if len(named) == 1 else ()


def with_full_names(
    article: Article, statement: Statement, named: Iterable[CreditInText]
) -> Iterator[FoundCredit]:
    for found_name, job, confidence in named:
        if found_name.is_family:
            family = article.families.get(found_name.name, [])
            yield from (FoundCredit(statement, member, job, confidence) for member in family)
            continue
        name = article.full_name(found_name.name)
        if not SEVERAL_WORDS.search(name):
            name = f"{name} {found_name.family}" if found_name.family else article.given_names.get(name, name)
        if name == article.title:
            continue
        weight = confidence
        if not SEVERAL_WORDS.search(name) and job not in ("director", "composer", "cinematographer", "editor"):
            weight -= 0.25
        uncredited = bool(UNCREDITED.search(found_name.aside))
        yield FoundCredit(statement, name, job, weight, uncredited)


def credits_in_crew_line(statement: Statement) -> Iterator[CreditInText]:
    """Read a line of a crew list: “Editor: A and B”, “A – editor”, or “A – Lisbon” below the heading “Editors”."""
    line = statement.bullet or statement.text
    if statement.topic in (Topic.CAST, Topic.MUSIC):
        return
    match = CREW.match(line)
    if match:
        for name in read_name_list(line, match.end()):
            yield name, CREW_LABELS[as_listed(match["label"])], SURE
        return
    match = CREW_AFTER.match(line)
    if match:
        for name in read_name_list(line, 0):
            yield name, JOB_NOUNS[as_listed(match["label"])], LIKELY
        return
    if job := JOBS_OF_LISTED.get(as_listed(statement.heading)):
        yield from ((name, job, LIKELY) for name in read_name_list(line, 0, mononyms=False))


def credits_in_award(statement: Statement) -> Iterator[CreditInText]:
    """Read a prize for a job: “Best Film Editing (A)”."""
    for pattern, job in AWARDED:
        for match in pattern.finditer(statement.text):
            for name in read_name_list(statement.text, match.end(), mononyms=False):
                yield name, job, LIKELY if job in ("cinematographer", "editor") else POSSIBLE
