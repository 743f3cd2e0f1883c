"""Recognise the character that a query asks about in a film: “who played the joker in batman”."""

from collections.abc import Sequence

from films.identity.numerals import ARTICLES
from films.models import Department
from films.search import tokens
from films.search.backends import engine
from films.search.expressions import all_of, any_token
from films.search.jobs import KnownJobs
from films.search.sets import entry_ids
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FRAME, Entity

PLAYING = frozenset("played play plays playing portrayed portrays voiced voices".split())
ASKING = frozenset("who actor actress person whom which".split())
PREPOSITIONS = frozenset("against alongside beside in opposite with".split())
BETWEEN_IN_AND_TITLE = frozenset("the film movie".split())
CREDITS_READ = 20  # credits of a character in films of one title


def character_in(texts: Sequence[str], chosen: Sequence[Entity], known: KnownJobs) -> Entity | None:
    """Return who played a character in one of the films named, as credits record it, or None if nothing asks."""
    films = [entity for entity in chosen if entity.kind == Kind.FILM]
    return next((entity for film in films if (entity := asked_of(film, texts, known))), None)


def asked_of(film: Entity, texts: Sequence[str], known: KnownJobs) -> Entity | None:
    """Return who played the character that stands before “in” and a film's title."""
    end = film.start
    while end and texts[end - 1] in BETWEEN_IN_AND_TITLE:
        end -= 1
    if not end or texts[end - 1] != "in":
        return None
    end -= 1
    start = next((place + 1 for place in range(end - 1, -1, -1) if texts[place] in PLAYING), 0)
    cues = frozenset(
        (*(place for place in range(start) if texts[place] in ASKING), start - 1, *range(end, film.start))
    )
    start += start < end and texts[start] in ARTICLES
    words = texts[start:end]
    is_asked = start and any(text in ASKING for text in texts[:start])
    if not is_asked or not words or words[0] in PREPOSITIONS or all(word in FRAME for word in words):
        return None
    return character(" ".join(words), (start, end), cues, film, known)


def character(name: str, span: tuple[int, int], cues: frozenset[int], film: Entity, known: KnownJobs) -> Entity:
    """Return the entity for the credits of a character in a film, and for the people who have them."""
    jobs = known.of(Department.CAST)
    in_cast = tuple(tokens.worked_as(job.code, film_id) for job in jobs for film_id in film.records)
    played = all_of([engine().token_phrase(tokens.character_words(name)), any_token(in_cast)])
    (credits_found,) = entry_ids([played], CREDITS_READ)
    beginning = tokens.facet(FacetName.PERSON, "")
    people = [
        int(token.removeprefix(beginning))
        for credit in engine().candidates(credits_found)
        for token in tokens.values_of(FacetName.PERSON, credit.facets)
    ]
    return Entity(
        FacetName.JOB.value,
        jobs[0].code,
        f"character “{name}”",
        *span,
        in_cast,
        weaker_tokens=in_cast,
        records=tuple(dict.fromkeys(people)),
        cues=cues,
        jobs=tuple(job.code for job in jobs),
        character=name,
    )
