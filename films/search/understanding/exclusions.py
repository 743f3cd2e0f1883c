"""Recognise what a query excludes: “without James Stewart”, “not directed by Ford”, “not set in Vietnam”."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from films.languages import translated
from films.search.jobs import KnownJobs
from films.search.labels import value_label
from films.search.types import FacetName, Kind
from films.search.understanding.cues import in_jobs
from films.search.understanding.entities import FRAME, Entity, QueryWord
from films.search.understanding.titles import films_of_series
from films.search.vocabulary import (
    ACTING,
    BEFORE_NEGATION,
    BETWEEN_NEGATION_AND_NAME,
    CONNECTIVES,
    DIRECTING,
    JOINING_WORDS,
    KIND_NOUNS,
    LACKING,
    NEGATING_PAIRS,
    NEGATIONS,
    QUESTION_WORDS,
)

PRONOUNS = frozenset("by in him her them himself herself".split())
"""Words after a job that name nobody but the person named before."""

WORDS_LEFT_OUT = 0.6  # belief in words that entries should not have
LONGEST_LEFT_OUT = 3  # words; more tell a story: “not what she seems”
ALTERNATIVES = frozenset(("or", "nor"))
ENDING_WORDS = CONNECTIVES | JOINING_WORDS | BETWEEN_NEGATION_AND_NAME | BEFORE_NEGATION | ALTERNATIVES
"""Words that end the excluded words."""

BETWEEN_FILMS_AND_NEGATION = BEFORE_NEGATION | frozenset(
    "are did do does he in is she that they was were which who with".split()
)


def with_exclusions(words: Sequence[QueryWord], entities: Sequence[Entity], known: KnownJobs) -> list[Entity]:
    """Mark the entities that a negation excludes, and add an entity for each group of other excluded words.

    What follows “or” is excluded as well: “without aliens or robots”.
    """
    texts = [word.text for word in words]
    found = list(entities)
    place = 0
    while place < len(texts):
        length = length_of_negation(texts, place)
        if not length or any(place in entity.positions for entity in found):
            place += 1
            continue
        start = start_of_negation(texts, place)
        place += length
        while entity := excluded_at(texts, start, place, found, known):
            others = [
                other if other.positions.isdisjoint(entity.positions) else in_any_job(other) for other in found
            ]
            found = [other for other in others if other.positions.isdisjoint(entity.positions)] + [entity]
            start = place = max(entity.positions) + 1
            if texts[place : place + 1] and texts[place] in ALTERNATIVES:
                place += 1
            else:
                break
    return found


def start_of_negation(texts: Sequence[str], place: int) -> int:
    """Return where the words begin that lead up to a negation, “but which he did not”, or where it stands."""
    before = place
    while before and texts[before - 1] in BETWEEN_FILMS_AND_NEGATION:
        before -= 1
    return next((start for start in range(before, place) if texts[start] in BEFORE_NEGATION), place)


def length_of_negation(texts: Sequence[str], place: int) -> int:
    """Return how many words at a position are a negation, or 0."""
    if tuple(texts[place : place + 2]) in NEGATING_PAIRS:
        return 2
    return int(texts[place] in NEGATIONS)


def excluded_at(
    texts: Sequence[str], start: int, place: int, entities: Iterable[Entity], known: KnownJobs
) -> Entity | None:
    """Return the entity that a negation from `start` on excludes, which may follow words that lead up to it."""
    starting = {min(entity.positions): entity for entity in entities}
    taken = {position for entity in entities for position in entity.positions}
    begin = place
    while begin < len(texts) and begin not in taken and texts[begin] in BETWEEN_NEGATION_AND_NAME:
        begin += 1
    entity, leading_up = starting.get(begin), set(texts[start:begin])
    if not entity and (job := excluded_job(texts, start, place, entities, known)):
        return job
    is_person = entity is not None and entity.kind == Kind.PERSON
    if not is_person and not leading_up.isdisjoint(DIRECTING | ACTING):  # “not star wars”
        return None
    is_what_happens = entity is not None and entity.kind == Kind.FILM and not leading_up.isdisjoint(LACKING)
    if entity and not is_what_happens:
        return excluded_entity(texts, start, entity)
    end = end_of_words(texts, begin, starting)
    is_of_films = follows_films(texts, start, entities)
    return excluded_words(texts, start, begin, end) if end > begin and is_of_films else None


def excluded_job(
    texts: Sequence[str], start: int, place: int, entities: Iterable[Entity], known: KnownJobs
) -> Entity | None:
    """Return the entity that excludes a job of the one person named before: “but which he did not direct”.

    The negation begins at `start`, and what it excludes at `place`.
    """
    people = [entity for entity in entities if entity.kind == Kind.PERSON and entity.end <= start]
    cue = known.cue_at(texts, place)
    if len(people) != 1 or not cue:
        return None
    after = cue.end
    while after < len(texts) and texts[after] in PRONOUNS:
        after += 1
    if after < len(texts) and texts[after] not in ENDING_WORDS:  # “but not star wars”
        return None
    job = in_jobs(replace(people[0], label=people[0].name, start=cue.start, end=cue.end, kind=None), cue.jobs)
    return excluded_entity(texts, start, replace(job, weaker_tokens=(), cues=frozenset(range(cue.end, after))))


def in_any_job(person: Entity) -> Entity:
    """Return the entity without the job that words elsewhere gave it, which a negation takes."""
    if person.kind != Kind.PERSON or not person.weaker_tokens:
        return person
    return replace(
        person,
        facet=FacetName.PERSON.value,
        label=person.name,
        tokens=person.weaker_tokens,
        weaker_tokens=(),
        cues=frozenset(),
    )


def excluded_entity(texts: Sequence[str], start: int, entity: Entity) -> Entity:
    """Return the entity, to be excluded; for a film, with others of its title or series."""
    if entity.kind == Kind.FILM:
        titled = replace(entity, title=" ".join(texts[entity.start : entity.end]), tokens=())
        ((_, others),) = films_of_series([titled])
        entity = replace(titled, tokens=others)
    return replace(
        entity,
        is_excluded=True,
        label=translated("not %(what)s", what=value_label(entity.label, entity.facet)),
        cues=entity.cues | frozenset(range(start, min(entity.positions))),
    )


def excluded_words(texts: Sequence[str], start: int, begin: int, end: int) -> Entity:
    """Return the entity that excludes entries with these words next to each other."""
    phrase = " ".join(texts[begin:end])
    return Entity(
        facet="words",
        value=phrase,
        label=translated("not “%(words)s”", words=phrase),
        start=begin,
        end=end,
        belief=WORDS_LEFT_OUT,
        phrase=phrase,
        is_excluded=True,
        cues=frozenset(range(start, begin)),
    )


def end_of_words(texts: Sequence[str], begin: int, starting: Mapping[int, Entity]) -> int:
    """Return the end of the excluded words: before words such as “and”, or before another part of the query.

    A genre or a title that begins within them belongs to them: “about World War II”.
    """
    end = begin
    while (
        end < len(texts) and texts[end] not in ENDING_WORDS and (end == begin or not ends_words(starting.get(end)))
    ):
        end += 1
    is_named = end - begin <= LONGEST_LEFT_OUT and not QUESTION_WORDS.intersection(texts[begin:end])
    return end if is_named and any(text not in FRAME for text in texts[begin:end]) else begin


def ends_words(entity: Entity | None) -> bool:
    return entity is not None and entity.kind != Kind.FILM and entity.facet != FacetName.GENRE


def follows_films(texts: Sequence[str], start: int, entities: Iterable[Entity]) -> bool:
    """Tell whether a negation follows what the query asks for; elsewhere it belongs to a title or a story."""
    before = start - 1
    while before >= 0 and texts[before] in BETWEEN_FILMS_AND_NEGATION:
        before -= 1
    is_noun = before >= 0 and KIND_NOUNS.get(texts[before]) == Kind.FILM
    return is_noun or any(before in entity.positions for entity in entities)
