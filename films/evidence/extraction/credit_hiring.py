"""Extract whom the makers of a film engaged for a job, and who replaced whom."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.credit_passive import LIKELY, POSSIBLE
from films.evidence.extraction.credit_subjects import JOB, TITLED, WORK, is_for_another, names_ending
from films.evidence.extraction.names import NAME, CreditInText, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import JOB_NOUNS, WORK_NOUNS, as_listed

HIRED_SURE = 0.77
HIRED = Pattern(
    rf"(?P<who>{NAME})(?:, who [^,.]{{1,80}},)? (?:(?:was|were) (?:\p{{Ll}}+ly )?(?:later |then |also |"
    rf"eventually )?"
    r"(?:hired|chosen|roped in|brought (?:in|on|on board|aboard|back)|engaged|signed|selected|commissioned|"
    r"asked|assigned|"
    r"employed|invited|tapped|enlisted|recruited|attached|set|confirmed|announced)|(?:returned|came back|"
    r"signed on|"
    r"signed|agreed|came (?:on board|aboard|on)|joined|stepped in|went on|helped))(?: on)?(?: by [\p{L}.' "
    r"-]{2,40})?(?: to|(?<=helped)) "
    r"(?P<verb>direct|write|rewrite|co-write|help (?:write|with)|polish|revise|compose|score|edit|produce|"
    r"photograph|"
    r"co-direct|co-produce|helm|shoot|provide|create|adapt|do|lens)\b(?P<object>[^.;]{0,60})"
)
HIRES = Pattern(
    r"\b(?P<how>hired|hiring|roped in|commissioned|brought in|brought on|enlisted|recruited|chose|selected|signed|"
    r"tapped|engaged|"
    r"employed|assigned|approached|asked|invited)(?: the)? (?:(?!by\b|as\b|to\b)\p{Ll}+ ){0,3}"
    r"(?P<names>(?=\p{Lu}))"
)
TO_DO = Pattern(
    r"(?:, [^,.;]{2,80},)? to (?P<verb>direct|write|rewrite|co-write|polish|revise|compose|score|edit|produce|"
    r"photograph|"
    r"co-direct|co-produce|helm|shoot|provide|create|adapt|do)\b(?P<object>[^.;]{0,60})"
)
HANDED_TO = Pattern(
    r"\b(?:passed|gave|handed|sent|took|brought|entrusted) (?:the|his|her|their|this|an?) (?:\p{L}+ ){0,2}?"
    r"(?:story|script|idea|novel|book|play|treatment|screenplay|outline) to (?:(?:the |an? )?(?:\p{Lu}\p{Ll}+n )?"
    r"(?:\p{Ll}+ ){1,4})?(?P<names>(?=\p{Lu}))"
)
"""“passed the story to the writer A”, who was then to adapt it."""

HIRED_JOBS = {
    "direct": "director", "co-direct": "director", "helm": "director", "rewrite": "screenplay",
    "co-write": "screenplay", "polish": "screenplay", "revise": "screenplay", "write": "screenplay",
    "compose": "composer", "score": "composer", "edit": "editor", "produce": "producer", "co-produce": "producer",
    "photograph": "cinematographer", "shoot": "cinematographer", "lens": "cinematographer", "adapt": "screenplay",
}  # fmt: skip
"""The job that follows from “hired to …”; with other verbs it follows from the work named after them."""

FOR_WORK = Pattern(
    rf"\b[Ff]or the (?:film['’]s )?(?P<work>{WORK}), {NAME} (?:\p{{Ll}}+ )?(?:chose|hired|selected|enlisted|"
    rf"engaged|"
    r"turned to|went to|brought in|recruited) (?:\p{Ll}+ ){0,3}(?P<names>(?=\p{Lu}))"
)
AS_JOB = Pattern(rf"(?:, [^,.;]{{2,80}},)? (?:on board |aboard )?as (?:the |its |his |her |an? )?(?P<job>{JOB})\b")
REPLACED = Pattern(
    rf"(?P<who>{NAME}) (?:(?:was|were) (?:brought in|hired) to )?(?:replaced?|succeeded?|took over from) {NAME} "
    rf"as (?:the )?(?P<job>{JOB})\b"
)
REPLACED_BY = Pattern(
    rf"(?:\bto (?P<verb>{'|'.join(HIRED_JOBS)})|\b(?:as|as the|as its|the original|the first) (?P<job>{JOB})|"
    r"\bto make (?:his|her|their) (?P<debut>direct)orial debut)\b"
    r"[^.;]{0,90}?\b(?:replaced|succeeded) (?:by|with) (?P<names>(?=\p{Lu}|\p{Ll}+ \p{Lu}))"
)
"""“A was hired to score it, but was replaced by B”."""

GAVE_UP = Pattern(
    r"(?i)\b(?:but|until|however|only to|although)\b[^.]{0,80}\b(?:left|leave|dropped|departed|declin\w+|refused|"
    r"withdrew|quit|fired|replaced|exit\w*|turned|passed|backed|unavailable|not)\b|\bbefore (?:(?:he|she|they) )?"
    r"(?:(?:was |were |being )?(?:replaced|fired)|dropp\w+|left|leaving|depart\w+|withdr\w+|quit\w*|exit\w*)\b"
)
AT_FIRST = Pattern(
    r"(?i)\b(?:initially|originally|at first|wanted|hop(?:ed|ing)|considered|tried|attempted|plann?ed|intended|"
    r"would)\b"
)


def credits_for_hiring(text: str, title: str) -> Iterator[CreditInText]:
    """Read who was hired for a job, unless the sentence goes on to say that it fell through."""
    for match in HIRED.finditer(text):
        yield from (
            (name, job, HIRED_SURE)
            for job in jobs_hired_for(text, match, title)
            for name in names_ending(text, match)
        )
    for match in HIRES.finditer(text):
        names = read_name_list(text, match.end())
        if names and (task := TO_DO.match(text, names[-1].end)):
            sure = POSSIBLE if match["how"] in ("approached", "asked", "invited") else HIRED_SURE
            yield from ((name, job, sure) for job in jobs_hired_for(text, task, title) for name in names)
        elif names and (post := AS_JOB.match(text, names[-1].end)):
            job = JOB_NOUNS[as_listed(post["job"])]
            fell_through = gave_up(text, match.start(), post.end())
            if not fell_through and not is_for_another(text, post.end(), title):
                yield from ((name, job, HIRED_SURE) for name in names)
    for match in HANDED_TO.finditer(text):
        names = read_name_list(text, match.end())
        if names and (task := TO_DO.match(text, names[-1].end)):
            yield from ((name, job, POSSIBLE) for job in jobs_hired_for(text, task, title) for name in names)
    for match in FOR_WORK.finditer(text):
        job = WORK_NOUNS[as_listed(match["work"])]
        yield from ((name, job, HIRED_SURE) for name in read_name_list(text, match.end()))
    for match in REPLACED.finditer(text):
        yield from ((name, JOB_NOUNS[as_listed(match["job"])], LIKELY) for name in names_ending(text, match))
    for match in REPLACED_BY.finditer(text):
        verb = match["verb"] or match["debut"]
        job = HIRED_JOBS[verb] if verb else JOB_NOUNS[as_listed(match["job"])]
        yield from ((name, job, POSSIBLE) for name in read_name_list(text, match.end())[:1])


def gave_up(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence says that somebody was only meant to do the job that is named up to `end`."""
    return AT_FIRST.search(text[:start]) is not None or GAVE_UP.search(text[end:]) is not None


def jobs_hired_for(text: str, task: regex.Match[str], title: str) -> Iterator[str]:
    if gave_up(text, task.start(), task.end("verb")):
        return
    verb, aim = task["verb"], task["object"]
    work = regex.search(rf"\b(?:{WORK})\b", aim)
    of_work = WORK_NOUNS[as_listed(work[0])] if work else None
    job = (
        "screenplay"
        if verb.startswith("help")
        else of_work
        if of_work == "composer"
        else HIRED_JOBS.get(verb, of_work)
    )
    another = TITLED.match(aim)
    if another and another["title"] not in title:
        return
    if job and not regex.search(r"novel|song|sequel|treatment", aim):
        yield job
