"""Recognise the people, titles, places, genres and years that the words of a query may name.

Each has a belief, from 0 to 1: how likely the words mean it. `films.search.understanding.readings` then decides
among readings of the whole query.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from django.utils import timezone

from films.languages import translated
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR
from films.search import tokens
from films.search.backends import engine
from films.search.backends.base import NamedRecord
from films.search.records import genres_named
from films.search.types import FacetName, Kind
from films.search.understanding.articles import with_titles_but_for_articles
from films.search.understanding.entities import Entity, QueryWord
from films.search.understanding.film_relations import numbered_series, related_film_entities
from films.search.understanding.names import (
    dated_titles,
    named_entities,
    records_by_span,
    span_keys,
)
from films.search.understanding.nationalities import COUNTRIES
from films.search.understanding.nicknames import nicknamed_entities
from films.search.understanding.people import with_usual_jobs
from films.search.understanding.surnames import surname_entities
from films.search.understanding.titles import LONGEST_QUESTION, titled_entities, with_films_of_series
from films.search.understanding.years import YearsFound, find_years, relative_years
from films.search.vocabulary import ACTING, KIND_NOUNS

LONGEST_GENRE = 3  # words in the name of a genre

CERTAIN_YEARS = 0.9  # belief in a decade or a range
YEAR_AMONG_YEARS = 0.5  # in each of several years that no word joins to a range
GENRE = 0.85  # in a genre
GENRE_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("iest", "y"))
"""Endings of plurals and superlatives, and what the name of a genre has instead."""
SETTING = ("in", "during", "around")
NATIONALITY = 0.7  # in the country of an adjective
NATIONALITY_OF_FILMS = 0.85  # the same before “films”


@dataclass(frozen=True)
class Recognised:
    """Hold what spans of the words may mean, and the records that all words together name."""

    entities: tuple[Entity, ...]
    named_exactly: tuple[NamedRecord, ...]


def recognised(words: tuple[QueryWord, ...], frequencies: Mapping[str, int]) -> Recognised:
    """Look the words up among names and genres, and recognise years in them.

    `frequencies` has the number of entries with each word.
    """
    keys = span_keys(words)
    named = with_titles_but_for_articles(words, records_by_span(keys))
    whole = tuple(named.get((0, len(words)), ()))
    genres = list(genre_entities(words, keys))
    entities = [
        *(entity for span, found in named.items() for entity in named_entities(words, span, found, frequencies)),
        *dated_titles(words, named),
        *related_film_entities(words, named, genres),
        *titled_entities(words, named),
        *surname_entities(words, named, frequencies),
        *nicknamed_entities(words, named),
        *(numbered_series(words, genres) if not whole else ()),
        *genres,
        *nationalities(words),
        *years_entities(words),
    ]
    records = chain.from_iterable(named.values())
    return Recognised(tuple(with_usual_jobs(with_films_of_series(entities), records)), whole)


def joined_positions(words: tuple[QueryWord, ...]) -> frozenset[int]:
    """Return the positions of words that a hyphen or dash joins to the next, as in 1993-1995."""
    return frozenset(place for place, pair in enumerate(pairwise(words)) if pair[0].clause is pair[1].clause)


def genre_entities(words: tuple[QueryWord, ...], keys: dict[str, list[tuple[int, int]]]) -> Iterator[Entity]:
    """Yield the genres that spans of a few words name, by their names, other names and plurals.

    Where the same words name several genres, as “sports” names Sport and Sports, either will do.
    """
    spans_of_key: dict[str, list[tuple[int, int]]] = {}
    for name_key, spans in keys.items():
        short = [(start, end) for start, end in spans if end - start <= LONGEST_GENRE]
        for genre in genre_keys(name_key) if short else ():
            spans_of_key.setdefault(genre, []).extend(short)
    genres: dict[tuple[int, int], set[tuple[str, str, int]]] = {}
    for genre, genre_id, slug, name in genres_named(spans_of_key):
        for span in spans_of_key[genre]:
            genres.setdefault(span, set()).add((name, slug, genre_id))
    for (start, end), named in sorted(genres.items()):
        names, slugs, ids = zip(*sorted(named), strict=True)
        yield Entity(
            FacetName.GENRE.value,
            slugs[0],
            " or ".join(names),
            start,
            end,
            tuple(tokens.facet(FacetName.GENRE, genre_id) for genre_id in ids),
            GENRE,
            nearest_tokens=tuple(map(tokens.own_genre, ids)),
        )


def nationalities(words: tuple[QueryWord, ...]) -> Iterator[Entity]:
    """Yield the countries of adjectives beside other words: “french comedies”, but not “french actress”."""
    texts = [word.text for word in words]
    meant = {
        position: COUNTRIES[text]
        for position, text in enumerate(texts)
        if text in COUNTRIES and not ACTING.intersection(texts[position + 1 : position + 2])
    }
    keys = {key for countries in meant.values() for key in countries}
    found = engine().records_named(keys) if keys and 1 < len(words) <= LONGEST_QUESTION else []
    places = {record.key: record for record in found if record.kind == Kind.LOCATION}
    for position, countries in meant.items():
        is_of_films = KIND_NOUNS.get("".join(texts[position + 1 : position + 2])) == Kind.FILM
        if records := [places[key] for key in countries if key in places]:
            yield Entity(
                FacetName.COUNTRY.value,
                records[0].slug,
                " or ".join(record.title for record in records),
                position,
                position + 1,
                tuple(tokens.facet(FacetName.COUNTRY, record.object_id) for record in records),
                NATIONALITY_OF_FILMS if is_of_films else NATIONALITY,
            )


def genre_keys(text: str) -> set[str]:
    """Return the keys of the genres that a text may mean: comedies → comedy, scariest → scary."""
    others = {ending: f"{text[: -len(ending)]}{own}" for ending, own in GENRE_ENDINGS if text.endswith(ending)}
    return {text, *others.values()}


def years_entities(words: tuple[QueryWord, ...]) -> Iterator[Entity]:
    """Yield the years, decades and ranges of years in the words, except those in which a story is set."""
    texts = [word.text for word in words]
    found = [years for years in find_years(texts, joined_positions(words)) if not is_setting(texts, years.start)]
    single = [years for years in found if years.end - years.start == 1 and years.first == years.last]
    for years in found:
        yield years_entity(years, YEAR_AMONG_YEARS if years in single and len(single) > 1 else CERTAIN_YEARS)
    for years in relative_years(texts, timezone.now().year) if len(words) <= LONGEST_QUESTION else ():
        yield years_entity(years, CERTAIN_YEARS)


def is_setting(texts: Sequence[str], start: int) -> bool:
    """Tell whether words before a year say that a story is set then: “set in the 1930s”."""
    before = texts[max(0, start - 3) : start]
    before = before[:-1] if before[-1:] == ["the"] else before
    return before[-2:-1] == ["set"] and before[-1] in SETTING


def years_entity(years: YearsFound, belief: float) -> Entity:
    """Return the entity for a year or a range of years."""
    return Entity(
        FacetName.YEAR.value,
        f"{years.first or ''}..{years.last or ''}" if years.first != years.last else str(years.first),
        years_label(years.first, years.last),
        years.start,
        years.end,
        tuple(year_tokens(years.first, years.last)),
        belief,
    )


def years_label(first: int | None, last: int | None) -> str:
    """Write a range of years for people."""
    if first is None or last is None:
        return (
            translated("until %(year)s", year=last) if first is None else translated("since %(year)s", year=first)
        )
    return f"{first}" if first == last else f"{first}–{last}"


def year_tokens(first: int | None, last: int | None) -> Iterator[str]:
    """Yield the tokens of a range of years: for whole decades, and for the remaining single years."""
    year = max(first or FIRST_FILM_YEAR, FIRST_FILM_YEAR)
    last = min(last or LAST_FILM_YEAR, LAST_FILM_YEAR)
    while year <= last:
        if year % 10 == 0 and year + 9 <= last:
            yield tokens.facet(FacetName.DECADE, f"{year}s")
            year += 10
        else:
            yield tokens.facet(FacetName.YEAR, year)
            year += 1
