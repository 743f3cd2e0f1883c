"""Find out whether people mostly direct or act."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from films.models import JobCode
from films.search import tokens
from films.search.backends.base import NamedRecord
from films.search.entries import read_entries
from films.search.entry_ids import object_id_of
from films.search.types import Kind
from films.search.understanding.entities import Entity

PEOPLE_LOOKED_UP = 24  # people whose usual job is looked up


def with_usual_jobs(entities: Sequence[Entity], named: Iterable[NamedRecord]) -> Iterator[Entity]:
    """Yield the entities; those of people get the token of the job they did on most films, directing or acting.

    People who are among the records `named` are known already.
    """
    ids = [entry_id for entity in entities if entity.kind == Kind.PERSON for entry_id in sorted(entity.entries)]
    known = {record.entry_id: record.limits for record in named}
    read = read_entries([entry_id for entry_id in ids[:PEOPLE_LOOKED_UP] if entry_id not in known])
    known |= {person.id: person.limits for person in read}
    usual = {
        entry_id: tokens.credited(usual_job(known[entry_id]), object_id_of(entry_id))
        for entry_id in ids[:PEOPLE_LOOKED_UP]
        if entry_id in known
    }
    for entity in entities:
        did = tuple(usual[entry_id] for entry_id in sorted(entity.entries) if entry_id in usual)
        yield replace(entity, nearest_tokens=did) if did else entity


def usual_job(limits: str) -> JobCode:
    """Return the director's job if somebody with these tokens directed more films, or else the actor's."""
    directed, acted = (tokens.films_of(limits, job) for job in (JobCode.DIRECTOR, JobCode.ACTOR))
    return JobCode.DIRECTOR if directed > acted else JobCode.ACTOR


def is_director(person: Entity) -> bool:
    """Tell whether directing is the usual job of all whom an entity of `with_usual_jobs` may mean."""
    directing = [tokens.credited(JobCode.DIRECTOR, person_id) for person_id in person.records]
    return bool(directing) and set(directing).issubset(person.nearest_tokens)
