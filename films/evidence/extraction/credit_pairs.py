"""Extract credits from lists in one order: “A and B did the editing and the music, respectively”."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.credit_passive import WORK, alternatives
from films.evidence.extraction.credit_subjects import JOB, names_ending
from films.evidence.extraction.names import NAME, CreditInText, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import JOB_NOUNS, PARTICIPLES, WORK_NOUNS, as_listed

PAIRED_SURE = 0.65  # the same words are often about a dubbed version, or about other films of these people
RESPECTIVELY = Pattern(r"(?i)\brespectively\b")
DUTY = rf"(?:(?:{alternatives(JOB_NOUNS)})s?|{WORK}|{alternatives(PARTICIPLES)})"
DUTIES = Pattern(rf"(?i:\b(?:the )?{DUTY}(?:(?:, | and |, and )(?:the )?{DUTY})+)\b")
DUTY_NAMED = Pattern(DUTY, regex.IGNORECASE)
AS_JOBS = Pattern(
    rf"(?P<who>{NAME}) (?:were|served|worked|joined|are|signed|came)\b[^.;,]{{0,40}}? as (?:the |its )?"
    rf"(?P<duties>{JOB}(?:, (?:the )?{JOB})*,? and (?:the )?{JOB})\b"
)
JOBS = {**PARTICIPLES, **WORK_NOUNS, **JOB_NOUNS}


def paired_credits(text: str) -> Iterator[CreditInText]:
    """Yield each name with the job in the same place of its list, if a sentence has as many names as jobs."""
    for match in AS_JOBS.finditer(text):
        names = names_ending(text, match)
        jobs = [JOBS[as_listed(duty)] for duty in DUTY_NAMED.findall(match["duties"])]
        if len(names) == len(jobs):
            yield from ((name, job, PAIRED_SURE) for name, job in zip(names, jobs, strict=True))
            return
    if not RESPECTIVELY.search(text):
        return
    for duties in DUTIES.finditer(text):
        jobs = [JOBS[as_listed(duty)] for duty in DUTY_NAMED.findall(duties[0])]
        for start in regex.finditer(rf"(?<![\p{{L}}-])(?={NAME},? (?:and|&|{NAME}))", text):
            names = read_name_list(text, start.start(), mononyms=False, is_subject=True)
            if len(names) == len(jobs):
                yield from ((name, job, PAIRED_SURE) for name, job in zip(names, jobs, strict=True))
                return
