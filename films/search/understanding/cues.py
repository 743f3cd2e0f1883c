"""What the words beside a name say of it: a person's job, how a place was used, what is asked about a film."""

from collections.abc import Iterator
from dataclasses import replace

from films.models import Job
from films.search import tokens, vocabulary
from films.search.types import FacetName, Kind
from films.search.understanding.entities import AskedWord, Part
from films.search.vocabulary import CONNECTIVES, KIND_NOUNS


def with_cues(words: tuple[AskedWord, ...], part: Part, parts: list[Part]) -> Part:
    """Return the part with what the words beside it say: a person's job, or how a place was used."""
    if part.kind == Kind.PERSON:
        return with_job(words, part, parts)
    if part.kind == Kind.LOCATION:
        first = part.start - (part.start > 0 and words[part.start - 1].text == "the")
        before = [word.text for word in words[max(0, first - 2) : first]]
        use = (
            vocabulary.USE_CUES.get(before[0]) if len(before) > 1 and before[1] in vocabulary.PLACE_CUES else None
        )
        if use:
            used = tuple(tokens.used(use, place) for place in part.records)
            return replace(
                part,
                facet=use.value,
                label=f"{use.label}: {part.label}",
                tokens=used,
                weaker=part.tokens,
                cues=frozenset({first - 2}),
            )
    return part


def with_job(words: tuple[AskedWord, ...], part: Part, parts: list[Part]) -> Part:
    """Return a person's part with the job that a cue beside the name tells, or else one anywhere."""
    before, after = neighbours(words, part)
    texts = [word.text for word in words]
    cue = before if cue_jobs(texts, before) else after if cue_jobs(texts, after) else None
    if cue is not None and cue == after and texts[cue + 1 : cue + 2] == ["by"]:
        cue = None
    people = [one for one in parts if one.kind == Kind.PERSON]
    if cue is None and len(people) == 1 and texts[part.start - 1 : part.start] != ["with"]:
        cue = next((position for position, text in enumerate(texts) if text in vocabulary.DIRECTING), None)
    jobs = cue_jobs(texts, cue)
    if not jobs and part.start and texts[part.start - 1] == "by":
        jobs = (Job.DIRECTOR,)
    if not jobs:
        return part
    credited = tuple(tokens.credited(job, person) for person in part.records for job in jobs)
    return replace(
        part,
        facet=jobs[0].value,
        label=f"{jobs[0].label}: {part.label}",
        tokens=credited,
        weaker=part.tokens,
        cues=frozenset() if cue is None else frozenset({cue}),
    )


def neighbours(words: tuple[AskedWord, ...], part: Part) -> tuple[int | None, int | None]:
    """Return the positions of the nearest words before and after a part that do not merely connect."""
    before, after = part.start - 1, part.end
    while before >= 0 and words[before].text in CONNECTIVES:
        before -= 1
    while after < len(words) and words[after].text in CONNECTIVES:
        after += 1
    return (before if before >= 0 else None), (after if after < len(words) else None)


def cue_jobs(texts: list[str], position: int | None) -> tuple[Job, ...]:
    if position is None:
        return ()
    return next((jobs for cues, jobs in vocabulary.JOB_CUES if texts[position] in cues), ())


def other_parts(words: tuple[AskedWord, ...], parts: list[Part]) -> Iterator[Part]:
    """Give what only means something beside other parts: the job asked about a film, and the kind asked for."""
    taken = {position for part in parts for position in part.positions}
    texts = [word.text for word in words]
    if not parts:
        return
    about_film = any(part.facet == FacetName.FILM.value for part in parts)
    for position, text in enumerate(texts):
        jobs = cue_jobs(texts, position)
        if position in taken:
            continue
        if jobs and about_film:
            asked = tuple(tokens.facet(FacetName.JOB, job) for job in jobs)
            yield Part(FacetName.JOB.value, jobs[0].value, jobs[0].label, position, position + 1, asked)
            about_film = False
        elif (kind := KIND_NOUNS.get(text)) and (kind == Kind.FILM or text.endswith("s") or text == "people"):
            yield Part(
                FacetName.KIND.value,
                kind.value,
                text,
                position,
                position + 1,
                (tokens.facet(FacetName.KIND, kind),),
            )
            return
