"""Recognise questions for the people who worked beside somebody: “who starred with Bogart in Casablanca”."""

from collections.abc import Sequence
from dataclasses import replace

from films.languages import translated
from films.models import Department
from films.search import tokens
from films.search.expressions import Entries, all_of, any_token
from films.search.jobs import known_jobs
from films.search.labels import value_label
from films.search.sets import entry_ids
from films.search.types import FacetName, Kind
from films.search.understanding.entities import Entity

BESIDE = frozenset("with opposite alongside beside".split())
"""Words before the name of somebody whose companions are asked for."""


def with_companions(texts: Sequence[str], entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities; those who had a job on a film are asked for without the person whom they worked with.

    Of films with one title, those on which the person worked are meant. A person who worked on none of them stays
    among the entities, so that nobody is shown as having been beside.
    """
    job = next((entity for entity in entities if entity.facet == FacetName.JOB and not entity.character), None)
    beside = [entity for entity in entities if entity.kind == Kind.PERSON and is_beside(texts, entity)]
    film = next((entity for entity in entities if entity.facet == FacetName.FILM), None)
    if not job or not film or len(beside) != 1:
        return list(entities)
    (person,) = beside
    shared = films_with(person, film)
    if not shared:
        return list(entities)
    companions = replace(
        job,
        label=translated(
            "%(job)s besides %(person)s", job=value_label(job.label, FacetName.JOB), person=person.name
        ),
        tokens=tuple(tokens.worked_as(code, film_id) for code in job.jobs for film_id in shared),
        besides=person.tokens,
        cues=job.cues | person.positions | {person.start - 1},
    )
    others = [entity for entity in entities if entity not in (person, job)]
    return [*others, companions]


def is_beside(texts: Sequence[str], person: Entity) -> bool:
    return person.start > 0 and texts[person.start - 1] in BESIDE


def films_with(person: Entity, film: Entity) -> list[int]:
    """Return the ids of those of the films with one title in which a person took part."""
    themselves = Entries(tuple(sorted(person.entries)))
    jobs = [job.code for job in known_jobs().jobs if job.department != Department.ARCHIVE]
    on_films = [
        all_of([themselves, any_token([tokens.worked_as(job, film_id) for job in jobs])])
        for film_id in film.records
    ]
    return [film_id for film_id, ids in zip(film.records, entry_ids(on_films, 1), strict=True) if ids]
