"""Recognises the people, titles, places, genres, years, jobs and kinds that the words of a query name.

Nothing is decided here that a visitor cannot undo: an entity says which words it was read from, and the words
themselves are searched for as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR
from films.search import tokens, vocabulary
from films.search.backends import engine
from films.search.backends.base import NamedRecord, NameForm
from films.search.jobs import known_jobs
from films.search.numerals import ARTICLES, rewritten_keys
from films.search.types import FacetName, Kind
from films.search.understanding.cues import dependent_entities, with_cues
from films.search.understanding.entities import FRAME, OWN_FACET, Entity, Interpretation, QueryWord
from films.search.understanding.years import YearsFound, find_years
from films.search.vocabulary import KIND_NOUNS

LONGEST_TITLED = 14  # words of a query in which any title is taken for one; a longer one tells a story
LONGEST_GENRE = 2  # words of a genre
LONGEST_NAME = 8  # words of a name that is looked for inside a query
RARE_TITLE = 30  # entries that have a word which, inside a query, is taken for the title it is
LONGEST_COMMON = 3  # letters; shorter words are seldom names

RANK_OF_KIND = {Kind.PERSON: 3, Kind.FILM: 2, Kind.LOCATION: 1}
"""Which kind a name is taken for that records of several kinds bear, the highest."""


def interpret(words: tuple[QueryWord, ...], frequencies: Mapping[str, int]) -> Interpretation:
    """Look the words up among names and genres, and read years, jobs and kinds in them.

    `frequencies` tells in how many entries each word stands.
    """
    keys = span_keys(words)
    names: dict[tuple[int, int], list[NamedRecord]] = {}
    for found in engine().records_named(keys):
        for span in keys[found.key]:
            names.setdefault(span, []).append(found)
    named_exactly = tuple(names.get((0, len(words)), ()))
    recognised = [
        *(entity for span, found in names.items() if (entity := named_entity(words, span, found, frequencies))),
        *genre_entities(words, keys),
        *(years_entity(years) for years in find_years([word.text for word in words], joined_positions(words))),
    ]
    entities = without_overlaps(recognised)
    jobs = known_jobs()
    entities = [with_cues(words, entity, entities, jobs) for entity in entities]
    return Interpretation(words, (*entities, *dependent_entities(words, entities, jobs)), named_exactly)


def joined_positions(words: tuple[QueryWord, ...]) -> frozenset[int]:
    """Return the positions of words that a sign joins to the next, as in 1993-1995."""
    return frozenset(place for place, pair in enumerate(pairwise(words)) if pair[0].clause is pair[1].clause)


def span_keys(words: tuple[QueryWord, ...]) -> dict[str, list[tuple[int, int]]]:
    """Return the keys of the names that spans of words may be, each with its spans.

    A span is looked up as typed, without possessive endings, without a last “s” that may be one unmarked, and
    rewritten; but for a single word inside a query, which may be a number of anything.
    """
    keys: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(words)):
        plain_key = raw_key = ""
        for end in range(start + 1, min(len(words), start + LONGEST_NAME) + 1):
            plain_key += words[end - 1].text
            raw_key += words[end - 1].raw
            ends = {plain_key, raw_key}
            if plain_key.endswith("s") and end - start > 1:
                ends.add(plain_key[:-1])
            if end - start == len(words) or (end - start > 1 and words[start].text not in ARTICLES):
                ends |= rewritten_keys([word.raw for word in words[start:end]])
            for one in ends:
                keys.setdefault(one, []).append((start, end))
    if len(words) > LONGEST_NAME:
        for one in rewritten_keys([word.raw for word in words]):
            keys.setdefault(one, []).append((0, len(words)))
    return keys


def named_entity(
    words: tuple[QueryWord, ...], span: tuple[int, int], found: list[NamedRecord], frequencies: Mapping[str, int]
) -> Entity | None:
    """Return what a span names, or None where its words are too common for a name inside a query."""
    start, end = span
    texts = [word.text for word in words[start:end]]
    others = {word.text for word in (*words[:start], *words[end:])}
    if all(is_common(text) for text in texts) and others:
        return None
    before = words[start - 1].text if start else ""
    kind = max((record.kind for record in found), key=RANK_OF_KIND.__getitem__)
    if kind == Kind.PERSON and before in vocabulary.TITLE_CUES and before not in KIND_NOUNS:
        kind = next((record.kind for record in found if record.kind == Kind.FILM), kind)
    if end - start == 1 and not others <= FRAME and not is_introduced(kind, before, texts[0], frequencies):
        is_last = end == len(words) and kind == Kind.FILM and before in KIND_NOUNS
        if not is_last:
            return None
    if kind == Kind.FILM and len(words) > LONGEST_TITLED and before not in vocabulary.TITLE_CUES:
        return None
    if kind == Kind.FILM and others and find_years(texts) and before not in vocabulary.NAMING:
        return None
    bearers = [record for record in found if record.kind == kind]
    nearest = min(max(record.form, NameForm.OTHER_NAME) for record in bearers)
    return record_entity(kind, [record for record in bearers if record.form <= nearest], start, end)


def is_common(text: str) -> bool:
    """Tell whether a word is too common to be a name by itself."""
    return text in FRAME or len(text) == 1


def is_introduced(kind: Kind, before: str, text: str, frequencies: Mapping[str, int]) -> bool:
    """Tell whether a single word inside a query is a name: by the word before it, or because it is so rare."""
    if kind == Kind.LOCATION:
        return before in vocabulary.PLACE_CUES or before == "the"
    if kind == Kind.FILM:
        cued = before in vocabulary.TITLE_CUES and before not in KIND_NOUNS
        return cued or (
            not text.isdigit() and frequencies.get(text, 0) <= RARE_TITLE and len(text) > LONGEST_COMMON
        )
    return before in vocabulary.PERSON_CUES and len(text) > LONGEST_COMMON


def record_entity(kind: Kind, found: list[NamedRecord], start: int, end: int) -> Entity:
    """Return the entity of records that bear one name."""
    facet = OWN_FACET[kind]
    return Entity(
        facet=facet.value,
        value=found[0].slug,
        label=found[0].title,
        start=start,
        end=end,
        tokens=tuple(token for record in found for token in record_tokens(facet, record.object_id)),
        records=tuple(record.object_id for record in found),
        entries=frozenset(record.entry_id for record in found),
        kind=kind,
    )


def record_tokens(facet: FacetName, object_id: int) -> Iterator[str]:
    """Give the tokens of entries that belong to a record: of a film, also those of the people who worked on it."""
    yield tokens.facet(facet, object_id)
    if facet == FacetName.FILM:
        yield tokens.worked_on(object_id)


def genre_entities(words: tuple[QueryWord, ...], keys: dict[str, list[tuple[int, int]]]) -> Iterator[Entity]:
    """Give the genres that spans of up to two words name, by their own names, plurals and synonyms."""
    meant: dict[str, list[tuple[int, int]]] = {}
    for one, spans in keys.items():
        short = [(start, end) for start, end in spans if end - start <= LONGEST_GENRE]
        for genre in genre_keys(one) if short else ():
            meant.setdefault(genre, []).extend(short)
    for genre, genre_id, slug, label in engine().genres_named(meant):
        for start, end in sorted(set(meant[genre])):
            token = tokens.facet(FacetName.GENRE, genre_id)
            yield Entity(FacetName.GENRE.value, slug, label, start, end, (token,))


def genre_keys(text: str) -> set[str]:
    """Return the keys of the genres that a word may mean: comedies → comedy, sci-fi → sciencefiction."""
    singular = {text, text.removesuffix("s"), text.removesuffix("es")}
    if text.endswith("ies"):
        singular.add(f"{text[:-3]}y")
    return {genre for one in singular for genre in (one, *vocabulary.GENRE_SYNONYMS.get(one, ()))}


def years_entity(years: YearsFound) -> Entity:
    """Return the entity of a year or a range of years."""
    return Entity(
        FacetName.YEAR.value,
        f"{years.first or ''}..{years.last or ''}" if years.first != years.last else str(years.first),
        years_label(years.first, years.last),
        years.start,
        years.end,
        tuple(year_tokens(years.first, years.last)),
    )


def years_label(first: int | None, last: int | None) -> str:
    """Return a range of years as readers write it."""
    if first is None or last is None:
        return f"until {last}" if first is None else f"since {first}"
    return f"{first}" if first == last else f"{first}–{last}"


def year_tokens(first: int | None, last: int | None) -> Iterator[str]:
    """Give the tokens of a range of years: of whole decades where it has them, and of single years."""
    year = max(first or FIRST_FILM_YEAR, FIRST_FILM_YEAR)
    last = min(last or LAST_FILM_YEAR, LAST_FILM_YEAR)
    while year <= last:
        if year % 10 == 0 and year + 9 <= last:
            yield tokens.facet(FacetName.DECADE, f"{year}s")
            year += 10
        else:
            yield tokens.facet(FacetName.YEAR, year)
            year += 1


def without_overlaps(entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities that explain most: the longest, and of equals people before titles before the rest."""
    order = {FacetName.YEAR.value: 1.5, FacetName.GENRE.value: 2.5}
    kept: list[Entity] = []
    for entity in sorted(
        entities, key=lambda other: (other.start - other.end, -order.get(other.facet, rank_of(other)))
    ):
        same_words = [
            other for other in kept if (other.start, other.end, other.facet) == (entity.start, entity.end, "genre")
        ]
        if not any(entity.start < other.end and other.start < entity.end for other in kept) or (
            entity.facet == FacetName.GENRE.value and same_words
        ):
            kept.append(entity)
    return sorted(kept, key=lambda entity: entity.start)


def rank_of(entity: Entity) -> int:
    """Return which of several entities of the same words goes first, the highest."""
    return RANK_OF_KIND[entity.kind] if entity.kind else 0
