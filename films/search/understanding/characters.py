"""Recognise the character that a question asks about: “who played the joker in batman”, “who plays shrek”."""

from collections.abc import Sequence

from films.identity.numerals import ARTICLES
from films.languages import translated
from films.models import Department
from films.search import tokens
from films.search.jobs import KnownJobs
from films.search.players import players_recorded, players_stated
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FRAME, Entity
from films.search.understanding.years import year_of

PLAYING = frozenset("played play plays playing portrayed portrays portraying voiced voices".split())
BEING = frozenset("was is were".split())  # “who was ripley in alien”
ASKING = frozenset("who actor actress person whom which".split())
PREPOSITIONS = frozenset("against alongside beside by in opposite with".split())
LONGEST_CHARACTER = 5  # words of a name
BETWEEN_IN_AND_TITLE = frozenset("the film movie".split())


def character_in(texts: Sequence[str], chosen: Sequence[Entity], known: KnownJobs) -> Entity | None:
    """Return who played a character in one of the films named, or in any film; None if nothing asks."""
    films = [entity for entity in chosen if entity.kind == Kind.FILM]
    in_films = (entity for film in films if (entity := asked_of(film, texts, known)))
    return next(in_films, None) or asked_of_any(texts, known)


def asked_of(film: Entity, texts: Sequence[str], known: KnownJobs) -> Entity | None:
    """Return who played the character that stands before “in” and a film's title."""
    end = film.start
    while end and texts[end - 1] in BETWEEN_IN_AND_TITLE:
        end -= 1
    if not end or texts[end - 1] != "in":
        return None
    return character(texts, end - 1, PLAYING | BEING, range(end - 1, film.start), film, known)


def asked_of_any(texts: Sequence[str], known: KnownJobs) -> Entity | None:
    """Return who played the character that stands at the end, if nothing limits the films: no year and no “in”."""
    if "in" in texts or any(map(year_of, texts)):
        return None
    return character(texts, len(texts), PLAYING, range(0), None, known)


def character(
    texts: Sequence[str],
    end: int,
    verbs: frozenset[str],
    between: range,
    film: Entity | None,
    known: KnownJobs,
) -> Entity | None:
    """Return the entity for the character that is named after one of the verbs and before `end`, or None.

    It stands for the character's credits and the people who have them.
    """
    verb = next((place for place in range(end - 1, -1, -1) if texts[place] in verbs), -1)
    asking = [place for place in range(max(0, verb)) if texts[place] in ASKING]
    start = verb + 1
    start += start < end and texts[start] in ARTICLES
    words = texts[start:end]
    is_name = 0 < len(words) <= LONGEST_CHARACTER and words[0] not in PREPOSITIONS
    if not asking or not is_name or all(word in FRAME for word in words):
        return None
    name = " ".join(words)
    jobs = known.of(Department.CAST)
    film_ids = film.records if film else ()
    in_cast = tuple(tokens.worked_as(job.code, film_id) for job in jobs for film_id in film_ids)
    credited = in_cast or tuple(tokens.facet(FacetName.JOB, job.code) for job in jobs)
    recorded = players_recorded(name, credited)
    stated = [] if recorded else players_stated(name, film_ids)
    return Entity(
        FacetName.JOB.value,
        jobs[0].code,
        translated("character “%(name)s”, by synopses", name=name)
        if stated
        else translated("character “%(name)s”", name=name),
        start,
        end,
        credited,
        weaker_tokens=in_cast,
        records=tuple(recorded or stated),
        cues=frozenset((*asking, verb, *between)),
        jobs=tuple(job.code for job in jobs),
        character=name,
    )
