"""Make the plausible readings of a query, and score how well each explains its words.

A reading takes some spans of words as names, and the other words literally. Readings compete: each has a prior,
the average belief in its reading of each word, by the word's weight; and the index is asked how many entries have
everything that it asks for. A reading that finds nothing loses to one that finds something.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from films.search.jobs import KnownJobs, known_jobs
from films.search.types import FacetName, Kind
from films.search.understanding.characters import character_in
from films.search.understanding.companions import with_companions
from films.search.understanding.cues import (
    as_directors,
    dependent_entities,
    second_job,
    with_cues,
    with_films_titled,
)
from films.search.understanding.entities import FRAME, Entity, Interpretation, QueryWord
from films.search.understanding.exclusions import with_exclusions
from films.search.understanding.film_fields import field_entity
from films.search.understanding.names import LONGEST_TITLED
from films.search.understanding.orders import order_in
from films.search.understanding.recognition import Recognised, recognised
from films.search.understanding.titles import LONGEST_QUESTION

READINGS = 6  # readings that are compared
SPANS_KEPT = 12  # best readings of the words so far that are continued
AS_WORD = 0.45  # belief in a word that is meant literally
AS_FRAME = 0.3  # the same for a word that only frames the question, such as “story” or “best”
NOT_TOGETHER = 0.5  # share of the prior of a reading without full matches, if there are entries for its parts
WORDS_BY_CHANCE = 0.9  # what it counts that an entry has most of the words, where nothing has all
DIGITS = 6  # by which scores of readings differ, but for rounding
NO_WORDS = 0.25  # share of the prior of the literal reading, if no entry has all the words


@dataclass(frozen=True)
class Reading:
    """Hold a reading with its prior, from 0 to 1."""

    interpretation: Interpretation
    prior: float

    def score(self, found: int, share: float | None = None) -> float:
        """Return the score of a reading with this number of full matches.

        Where no reading has any, it is the share of the words, by the belief in them, that one entry explains.
        """
        if found:
            return self.prior
        if share is not None:
            return share * (1.0 if self.interpretation.entities else WORDS_BY_CHANCE)
        return self.prior * (NOT_TOGETHER if self.interpretation.entities else NO_WORDS)


def readings(
    words: tuple[QueryWord, ...], frequencies: Mapping[str, int], weights: Mapping[str, float]
) -> tuple[Reading, ...]:
    """Return the plausible readings of the words, the likeliest first; one of them takes all words literally.

    `frequencies` has the number of entries with each word, and `weights` its weight.
    """
    known = recognised(words, frequencies)
    jobs = known_jobs()
    literal = Reading(Interpretation(words, (), known.named_exactly), literal_prior(known))
    entities = [completed(words, chosen, jobs) for chosen in combinations_of(words, known.entities, weights)]
    others = [
        Reading(Interpretation(words, combination, known.named_exactly), prior(words, combination, weights))
        for combination in entities
    ]
    distinct = {reading.interpretation.entities: reading for reading in others if reading.interpretation.entities}
    best = sorted(distinct.values(), key=by_prior)[: READINGS - 1]
    return tuple(sorted([literal, *best], key=by_prior))


def by_prior(reading: Reading) -> tuple[float, int]:
    """Return the key that sorts the likeliest reading first; among equals, the one of the longest names."""
    return -reading.prior, len(reading.interpretation.entities)


def literal_prior(known: Recognised) -> float:
    """Return the belief that all words are meant literally; it is high if together they name a film or a place."""
    return 1.0 if any(record.kind != Kind.PERSON for record in known.named_exactly) else AS_WORD


def combinations_of(
    words: Sequence[QueryWord], entities: Sequence[Entity], weights: Mapping[str, float]
) -> list[list[Entity]]:
    """Return the best combinations of entities that do not overlap; among equals, those of the longest names.

    A year in the words is a year or part of a name, and never a mere word: texts mention years for many reasons.
    """
    starting: dict[int, list[Entity]] = {}
    for entity in entities:
        starting.setdefault(entity.start, []).append(entity)
    reached: dict[int, list[tuple[float, list[Entity]]]] = {0: [(0.0, [])]}
    for position, word in enumerate(words):
        for gained, chosen in best_of(reached.pop(position, [])):
            meant = starting.get(position, ())
            if not any(entity.facet == FacetName.YEAR for entity in meant):
                as_word = weights[word.text] * (AS_FRAME if word.text in FRAME else AS_WORD)
                reached.setdefault(position + 1, []).append((gained + as_word, chosen))
            for entity in meant:
                explained = sum(weights[named.text] for named in words[position : entity.end]) * entity.belief
                reached.setdefault(entity.end, []).append((gained + explained, [*chosen, entity]))
    return [chosen for _, chosen in best_of(reached.get(len(words), []))]


def best_of(reached: list[tuple[float, list[Entity]]]) -> list[tuple[float, list[Entity]]]:
    return sorted(reached, key=lambda gained: (-round(gained[0], DIGITS), len(gained[1])))[:SPANS_KEPT]


def completed(words: tuple[QueryWord, ...], chosen: list[Entity], jobs: KnownJobs) -> tuple[Entity, ...]:
    """Complete entities by what the words around them say, and add what these words ask for."""
    texts = [word.text for word in words]
    cued = [with_cues(words, entity, chosen, jobs) for entity in with_films_titled(chosen, texts, jobs)]
    pairs = zip(chosen, cued, strict=True)
    cued += [second for person, in_job in pairs if (second := second_job(words, person, in_job, jobs))]
    if character := character_in(texts, cued, jobs):
        outside = [entity for entity in cued if entity.positions.isdisjoint(character.positions)]
        cued = [*outside, character]
    if len(words) <= LONGEST_QUESTION:
        added = field_entity(texts, cued) or order_in(words, cued)
        cued = [*as_directors(texts, cued, added, jobs), added] if added else cued
    every = with_companions(texts, [*cued, *dependent_entities(words, cued, jobs)])
    marked = tuple(every if len(words) > LONGEST_TITLED else with_exclusions(words, every, jobs))
    return marked if any(not entity.is_excluded for entity in marked) or has_rest(words, marked) else ()


def has_rest(words: tuple[QueryWord, ...], entities: tuple[Entity, ...]) -> bool:
    return bool(Interpretation(words, entities).rest)


def prior(words: Sequence[QueryWord], entities: tuple[Entity, ...], weights: Mapping[str, float]) -> float:
    """Return the belief in a reading: the average over its words, by their weights."""
    believed = {position: entity.belief for entity in entities for position in entity.positions}
    total = sum(weights[word.text] for word in words) or 1.0
    explained = sum(
        weights[word.text] * believed.get(position, AS_FRAME if word.text in FRAME else AS_WORD)
        for position, word in enumerate(words)
    )
    return round(explained / total, DIGITS)
