"""Recognise people by their surnames alone, and find out whether people mostly direct or act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from films.identity.folding import plain
from films.models import JobCode
from films.search import tokens, vocabulary
from films.search.backends import engine
from films.search.backends.base import NamedRecord
from films.search.expressions import all_of, any_kind
from films.search.query.tree import Phrase
from films.search.sets import entry_ids
from films.search.types import Candidate, FacetName, Kind
from films.search.understanding.entities import FRAME, Entity, QueryWord
from films.search.understanding.names import INTRODUCED, LONGEST_COMMON
from films.search.understanding.titles import LONGEST_QUESTION

SURNAME = 0.6  # belief in a surname alone
DIRECTOR = 0.85  # belief in a director's surname, since films are called by it: “hitchcock films”
KNOWN_SHARE = 0.3  # a word counts as a surname from this ratio of its bearers' films to entries with the word
FAR_MORE = 3  # somebody with this many times the films of the next person is meant by a surname alone
BEARERS = 24  # people with a surname that are looked at, the most prominent ones
SURNAMES_READ = 4  # words of a query that are looked up as surnames
GIVEN_NAME = 6  # a word in the names of this many people counts as a given name
PEOPLE_LOOKED_UP = 24  # people whose usual job is looked up


def surnames(
    words: tuple[QueryWord, ...],
    named: Mapping[tuple[int, int], list[NamedRecord]],
    frequencies: Mapping[str, int],
) -> Iterator[Entity]:
    """Yield people whom the query names only by their surnames.

    A word counts as a surname after a cue, as in “by Kubrick”, or if many of the entries with the word are films
    of people with this surname. It does not count after a given name, where it is somebody else's surname, nor
    after a word that it follows in the title of a film, as in “indiana jones”.
    """
    whole = {
        position
        for (start, end), found in named.items()
        if end - start > 1 and any(record.kind == Kind.PERSON for record in found)
        for position in range(start, end)
    }
    asked = [
        position
        for position, word in enumerate(words)
        if 1 < len(words) <= LONGEST_QUESTION
        and position not in whole
        and word.text not in FRAME
        and word.text.isalpha()
        and len(word.text) > LONGEST_COMMON
    ][:SURNAMES_READ]
    is_person = any_kind(Kind.PERSON)
    looked_up = sorted({place for position in asked for place in (position - 1, position) if place >= 0})
    bearing = [all_of([engine().in_names(Phrase(words[place].text)), is_person]) for place in looked_up]
    found = dict(zip(looked_up, entry_ids(bearing, BEARERS) if asked else [], strict=True))
    in_titles = positions_in_titles(words, [position for position in asked if found[position]])
    ids = [entry_id for position in asked for entry_id in found[position]]
    people = {person.id: person for person in engine().candidates(ids)}
    for position in asked:
        named_so = [people[person_id] for person_id in found[position]]
        bearers = [person for person in named_so if surname_of(person) == words[position].text]
        before = words[position - 1].text if position else ""
        follows_name = before and before not in FRAME and len(found[position - 1]) >= GIVEN_NAME
        if bearers and not follows_name and position not in in_titles:
            entity = surname_entity(words, position, well_known(bearers), frequencies)
            if entity.belief:
                yield entity


def positions_in_titles(words: Sequence[QueryWord], positions: Sequence[int]) -> set[int]:
    """Return the positions of words that follow the word before them in the title of a film too."""
    following = [position for position in positions if position and words[position - 1].text not in FRAME]
    is_film = any_kind(Kind.FILM)
    pairs = [Phrase(f"{words[position - 1].text} {words[position].text}") for position in following]
    titled = [all_of([engine().in_names(pair), is_film]) for pair in pairs]
    found = entry_ids(titled, 1) if titled else []
    return {position for position, ids in zip(following, found, strict=True) if ids}


def well_known(bearers: Sequence[Candidate]) -> list[Candidate]:
    """Return the person who has far more films than others with the same surname, or else all of them."""
    ordered = sorted(bearers, key=lambda person: -tokens.films_of(person.limits))
    films = [tokens.films_of(person.limits) for person in ordered]
    is_alone = len(films) < 2 or films[0] >= films[1] * FAR_MORE
    return ordered[:1] if is_alone else ordered


def surname_of(person: Candidate) -> str:
    """Return the last word of a person's name."""
    return plain(person.texts["title"]).rpartition(" ")[2]


def surname_entity(
    words: tuple[QueryWord, ...], position: int, bearers: Sequence[Candidate], frequencies: Mapping[str, int]
) -> Entity:
    """Return the entity for the people with a surname."""
    text = words[position].text
    films = sum(tokens.films_of(person.limits) for person in bearers)
    is_cued = position > 0 and words[position - 1].text in vocabulary.PERSON_CUES
    is_known = films >= frequencies.get(text, 0) * KNOWN_SHARE
    is_director = len(bearers) == 1 and usual_job(bearers[0]) == JobCode.DIRECTOR
    names = [person.texts["title"] for person in bearers]
    return Entity(
        facet=FacetName.PERSON.value,
        value=bearers[0].slug,
        label=names[0] if len(names) == 1 else f"{text.capitalize()} ({names[0]} and others)",
        start=position,
        end=position + 1,
        tokens=tuple(tokens.facet(FacetName.PERSON, person.object_id) for person in bearers),
        belief=INTRODUCED if is_cued else 0.0 if not is_known else DIRECTOR if is_director else SURNAME,
        records=tuple(person.object_id for person in bearers),
        entries=frozenset(person.id for person in bearers),
        kind=Kind.PERSON,
    )


def with_usual_jobs(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the entities; those of people get the token of the job they did on most films, directing or acting."""
    ids = [entry_id for entity in entities if entity.kind == Kind.PERSON for entry_id in sorted(entity.entries)]
    people = engine().candidates(ids[:PEOPLE_LOOKED_UP]) if ids else []
    usual = {person.id: tokens.credited(usual_job(person), person.object_id) for person in people}
    for entity in entities:
        known = tuple(usual[entry_id] for entry_id in sorted(entity.entries) if entry_id in usual)
        yield replace(entity, nearest_tokens=known) if known else entity


def usual_job(person: Candidate) -> JobCode:
    """Return the director's job if somebody directed more films than they acted in, or else the actor's."""
    directed, acted = (tokens.films_of(person.limits, job) for job in (JobCode.DIRECTOR, JobCode.ACTOR))
    return JobCode.DIRECTOR if directed > acted else JobCode.ACTOR
