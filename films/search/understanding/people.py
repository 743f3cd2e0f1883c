"""Find out whether people mostly direct or act."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from films.models import JobCode
from films.search import tokens
from films.search.entries import read_entries
from films.search.types import Candidate, Kind
from films.search.understanding.entities import Entity

PEOPLE_LOOKED_UP = 24  # people whose usual job is looked up


def with_usual_jobs(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the entities; those of people get the token of the job they did on most films, directing or acting."""
    ids = [entry_id for entity in entities if entity.kind == Kind.PERSON for entry_id in sorted(entity.entries)]
    people = read_entries(ids[:PEOPLE_LOOKED_UP]) if ids else []
    usual = {person.id: tokens.credited(usual_job(person), person.object_id) for person in people}
    for entity in entities:
        known = tuple(usual[entry_id] for entry_id in sorted(entity.entries) if entry_id in usual)
        yield replace(entity, nearest_tokens=known) if known else entity


def usual_job(person: Candidate) -> JobCode:
    """Return the director's job if somebody directed more films than they acted in, or else the actor's."""
    directed, acted = (tokens.films_of(person.limits, job) for job in (JobCode.DIRECTOR, JobCode.ACTOR))
    return JobCode.DIRECTOR if directed > acted else JobCode.ACTOR


def is_director(person: Entity) -> bool:
    """Tell whether directing is the usual job of all whom an entity of `with_usual_jobs` may mean."""
    directing = [tokens.credited(JobCode.DIRECTOR, person_id) for person_id in person.records]
    return bool(directing) and set(directing).issubset(person.nearest_tokens)
