"""Interpret the words next to an entity: a person's job, the use of a place, or a question about a film."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from films.languages import translated
from films.models import Department, JobCode
from films.search import tokens, vocabulary
from films.search.entries import read_entries
from films.search.expressions import all_of, any_kind, any_token
from films.search.jobs import JobCue, KnownJob, KnownJobs
from films.search.sets import entry_ids
from films.search.types import FacetName, Kind, Sort
from films.search.understanding.entities import FILM_FIELD, FRAME, Entity, QueryWord
from films.search.understanding.people import is_director
from films.search.understanding.titles import begins_title, films_titled, films_with_story
from films.search.vocabulary import (
    BETWEEN_WHO_AND_IN,
    CONNECTIVES,
    KIND_NOUNS,
)

PEOPLE_OF_SERIES = 300  # people of films with words in their titles, the most prominent
BY_DATE = (Sort.NEWEST, Sort.OLDEST)
BETWEEN_JOBS = frozenset("and both by in also".split())
"""Words that may stand between two jobs of one person: “directed and starred in”."""


def with_cues(words: tuple[QueryWord, ...], entity: Entity, entities: list[Entity], known: KnownJobs) -> Entity:
    """Add to an entity what the words next to it say: a person's job, or the use of a place."""
    if entity.kind == Kind.PERSON:
        return with_job(words, entity, entities, known)
    return with_use(words, entity) if entity.kind == Kind.LOCATION else entity


def with_use(words: tuple[QueryWord, ...], place: Entity) -> Entity:
    """Add to a place the use that the words before it say: “filmed in the”."""
    first = place.start - (place.start > 0 and words[place.start - 1].text == "the")
    verb, preposition = (words[position].text if position >= 0 else "" for position in (first - 2, first - 1))
    use = vocabulary.USE_CUES.get(verb) if preposition in vocabulary.PLACE_CUES else None
    if use is None:
        return place
    return replace(
        place,
        facet=use.value,
        label=f"{translated(use.label)}: {place.label}",
        tokens=tuple(tokens.used(use, place_id) for place_id in place.records),
        weaker_tokens=place.tokens,
        cues=frozenset({first - 2}),
    )


def with_job(words: tuple[QueryWord, ...], entity: Entity, entities: list[Entity], known: KnownJobs) -> Entity:
    """Add to a person the job of a cue beside the name, or else of a cue anywhere."""
    before, after = nearest_words(words, entity)
    texts = [word.text for word in words]
    cue = known.cue_at(texts, before)
    after_as = known.cue_at(texts, after) if after is not None and texts[entity.end] == "as" else None
    if after_as is not None and after_as.start == after:
        cue = after_as
    if cue is None:
        cue = known.cue_at(texts, after)
        if cue is not None and (texts[cue.end : cue.end + 1] == ["by"] or is_of_the_next(cue, texts, entities)):
            cue = None
    people = [person for person in entities if person.kind == Kind.PERSON]
    if cue is None and len(people) == 1 and not is_with(texts, entity):
        cue = directing_cue(texts, known)
    jobs = cue.jobs if cue else ()
    if not jobs and is_named_as_director(texts, entity):
        jobs = tuple(job for job in known.jobs if job.code == JobCode.DIRECTOR)
    if not jobs:
        return entity
    return in_jobs(entity, jobs, frozenset() if cue is None else frozenset(range(cue.start, cue.end)))


def is_named_as_director(texts: list[str], person: Entity) -> bool:
    """Tell whether a question without a job asks for what somebody directed: “by …”, or “films of” a director."""
    before = texts[max(0, person.start - 2) : person.start]
    is_of_films = before[-1:] == ["of"] and KIND_NOUNS.get(before[0]) == Kind.FILM
    return before[-1:] == ["by"] or (is_of_films and is_director(person))


def as_directors(
    texts: Sequence[str], entities: Sequence[Entity], added: Entity, known: KnownJobs
) -> list[Entity]:
    """Return the entities; a director's films in the order of dates are those that they directed."""
    if not added.order or added.order.sort not in BY_DATE:
        return list(entities)
    directing = [job for job in known.jobs if job.code == JobCode.DIRECTOR]
    return [
        in_jobs(entity, directing)
        if entity.facet == FacetName.PERSON and is_director(entity) and not is_with(texts, entity)
        else entity
        for entity in entities
    ]


def is_with(texts: Sequence[str], person: Entity) -> bool:
    return texts[person.start - 1 : person.start] == ["with"]


def with_films_titled(entities: list[Entity], texts: list[str], known: KnownJobs) -> list[Entity]:
    """Look up the films with words in their titles if a job is asked about them: “directors of rocky films”."""
    own = {position for entity in entities for position in entity.positions}
    taken = own | {entity.start - 1 for entity in entities if begins_title(texts, entity)}
    is_asked = any(known.cue_at(texts, place) for place in range(len(texts)) if place not in taken)
    if not is_asked or any(entity.kind == Kind.PERSON for entity in entities):
        return entities
    return [films_titled(entity, texts) if entity.title else entity for entity in entities]


def second_job(words: tuple[QueryWord, ...], person: Entity, cued: Entity, known: KnownJobs) -> Entity | None:
    """Return the entity for another job that the same person should have had: “wrote and directed”."""
    texts = [word.text for word in words]
    if not cued.cues:
        return None
    after, before = max(cued.cues) + 1, min(cued.cues) - 1
    while texts[after : after + 1] and texts[after] in BETWEEN_JOBS:
        after += 1
    while before >= 0 and texts[before] in BETWEEN_JOBS:
        before -= 1
    for position, between in (
        (after, texts[max(cued.cues) : after]),
        (before, texts[before + 1 : min(cued.cues)]),
    ):
        is_joined = "and" in between and 0 <= position < len(texts)
        cue = known.cue_at(texts, position) if is_joined else None
        if cue and cue.jobs[0].code != cued.facet and cued.positions.isdisjoint(range(cue.start, cue.end)):
            return in_jobs(replace(person, start=cue.start, end=cue.end, kind=None, entries=frozenset()), cue.jobs)
    return None


def in_jobs(person: Entity, jobs: Sequence[KnownJob], cues: frozenset[int] = frozenset()) -> Entity:
    """Return the entity for the work of a person in these jobs."""
    return replace(
        person,
        facet=jobs[0].code,
        label=f"{translated(jobs[0].name)}: {person.label}",
        tokens=tuple(tokens.credited(job.code, record) for record in person.records for job in jobs),
        weaker_tokens=person.tokens,
        nearest_tokens=(),
        cues=cues,
    )


def is_of_the_next(cue: JobCue, texts: list[str], entities: list[Entity]) -> bool:
    """Tell whether a cue belongs to the person after it, as in “by Ince starring Hamilton”."""
    start = cue.end
    while start < len(texts) and texts[start] in CONNECTIVES:
        start += 1
    return any(entity.kind == Kind.PERSON and entity.start == start for entity in entities)


def directing_cue(texts: list[str], known: KnownJobs) -> JobCue | None:
    """Return a cue for directors, wherever it is."""
    cues = (known.cue_at(texts, position) for position in range(len(texts)))
    return next((cue for cue in cues if cue and cue.jobs[0].code == JobCode.DIRECTOR), None)


def nearest_words(words: tuple[QueryWord, ...], entity: Entity) -> tuple[int | None, int | None]:
    """Return the positions of the nearest words before and after an entity, without connecting words."""
    before, after = entity.start - 1, entity.end
    while before >= 0 and words[before].text in CONNECTIVES:
        before -= 1
    while after < len(words) and words[after].text in CONNECTIVES:
        after += 1
    return (before if before >= 0 else None), (after if after < len(words) else None)


def dependent_entities(words: tuple[QueryWord, ...], entities: list[Entity], known: KnownJobs) -> Iterator[Entity]:
    """Yield entities that depend on others: the job asked about a film, and the kind that is asked for."""
    taken = {position for entity in entities for position in entity.positions}
    texts = [word.text for word in words]
    if not entities and not films_with_story(texts):
        return
    is_job_asked = any(entity.facet in (FacetName.JOB, FILM_FIELD) for entity in entities)
    film = next((entity for entity in entities if entity.facet == FacetName.FILM.value and not is_job_asked), None)
    if film and (cue := cast_cue(texts, film.start, known)) and taken.isdisjoint(range(cue.start, cue.end)):
        yield job_on(film, cue, texts)
        film, is_job_asked = None, True
    for position, text in enumerate(texts):
        if position in taken:
            continue
        cue = known.cue_at(texts, position) if film else None
        if film and cue and taken.isdisjoint(range(cue.start, cue.end)):
            yield job_on(film, cue, texts)
            taken.update(range(cue.start, cue.end))
            film, is_job_asked = None, True
        elif is_job_asked and KIND_NOUNS.get(text) == Kind.FILM:  # “who directed the film Heat” is not for films
            continue
        elif (kind := KIND_NOUNS.get(text)) and (
            kind == Kind.FILM or text.endswith("s") or (text == "people" and position + 1 < len(texts))
        ):
            yield Entity(
                FacetName.KIND.value,
                kind.value,
                text,
                position,
                position + 1,
                (tokens.facet(FacetName.KIND, kind),),
            )
            return


def cast_cue(texts: list[str], end: int, known: KnownJobs) -> JobCue | None:
    """Return a cue that asks for the cast of the film whose title begins at `end`."""
    if texts[end - 1 : end] != ["in"]:
        return None
    start = end - 1
    while start and texts[start - 1] in BETWEEN_WHO_AND_IN:
        start -= 1
    asks = start and texts[start - 1] == "who"
    actors = tuple(job for job in known.jobs if job.department == Department.CAST)
    return JobCue(actors, start - 1, end) if asks and actors else None


def job_on(film: Entity, cue: JobCue, texts: list[str]) -> Entity:
    """Return the entity for a job that is asked about a film: the people who had it, and their credits."""
    words = [text for text in texts[cue.start : cue.end] if text not in FRAME]
    worked = tuple(tokens.worked_as(job.code, film_id) for job in cue.jobs for film_id in film.records)
    return Entity(
        FacetName.JOB.value,
        cue.jobs[0].code,
        cue.jobs[0].name,
        cue.start,
        cue.end,
        worked,
        jobs=tuple(job.code for job in cue.jobs),
        job_words=" ".join(words),
        ranked_entries=people_by_films(worked) if len(film.records) > 1 else (),
    )


def people_by_films(worked: Sequence[str]) -> tuple[int, ...]:
    """Return the people with most of these tokens of work on a film, if anybody has several: by their number."""
    is_person = any_kind(Kind.PERSON)
    (found,) = entry_ids([all_of([is_person, any_token(worked)])], PEOPLE_OF_SERIES)
    films = {person.id: len({*worked}.intersection(person.limits.split())) for person in read_entries(found)}
    ordered = sorted(films, key=lambda person: -films[person])
    return tuple(ordered) if ordered and films[ordered[0]] > 1 else ()
