"""Makes questions of several parts out of a film, each with the exact set of films that answers it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from tests.judged_sets.collection import FilmRecord, Films, Line, drawn_films, judged, shuffled
from tests.judged_sets.vocabulary import GENRE_PLURALS, NARROWER, decade_name, genre_plural

LARGEST_SET = 60  # larger ones say nothing more, and a page shows no more than 100 films
FEWEST_CREDITS = 6  # of people who are asked for
FIRST_DECADE = 1910  # “1900s” is a century as well
NEGATED = "not_"  # begins the fields of a pattern that are not wanted


@dataclass(frozen=True)
class Part:
    """One part of a question: its words, and the films that have it.

    `broadly` has also those that only some would count: a narrower genre, or another job than the one asked for.
    """

    words: str
    ids: frozenset[str]
    broadly: frozenset[str]


def parts_of(film: FilmRecord, films: Films, number: int) -> dict[str, Part]:
    """Return every part that the film itself lends to a question, by the names that patterns give them."""
    parts = {}
    if film.decade >= FIRST_DECADE:
        parts["decade"] = part(decade_name(film.decade, number), films.within(film.decade, film.decade + 9))
    parts["year"] = part(str(film.year), films.within(film.year, film.year))
    parts["years"] = part(f"{film.year - 2} and {film.year + 2}", films.within(film.year - 2, film.year + 2))
    genres = shuffled((genre for genre in film.genres if genre in GENRE_PLURALS), film.id)
    for name, genre in zip(("genre", "other_genre"), genres, strict=False):
        ids, broadly = films.of_genre[genre], with_narrower(genre, films)
        parts[name] = Part(genre.lower(), ids, broadly)
        parts[f"{name}s"] = Part(genre_plural(genre, number), ids, broadly)
    cast = shuffled((name for name in film.cast if is_known(name, films) and name not in film.directors), film.id)
    for name, actor in zip(("actor", "other_actor"), cast, strict=False):
        parts[name] = Part(actor.lower(), films.acted[actor], films.credits[actor])
    directors = [name for name in film.directors if is_known(name, films)]
    if directors:
        director = directors[0]
        parts["director"] = Part(director.lower(), films.directed[director], films.credits[director])
    return parts


def part(words: str, ids: frozenset[str]) -> Part:
    return Part(words, ids, ids)


def with_narrower(genre: str, films: Films) -> frozenset[str]:
    """Return the films of a genre and of those that some hold to be parts of it."""
    narrower = [films.of_genre.get(name, frozenset()) for name in NARROWER.get(genre, ())]
    return films.of_genre[genre].union(*narrower)


def is_known(name: str, films: Films) -> bool:
    return len(films.credits.get(name, ())) >= FEWEST_CREDITS


def question(kind: str, pattern: str, parts: Mapping[str, Part]) -> Line | None:
    """Return the pattern filled in, or None where a part is missing or the answer is not beyond doubt.

    It is beyond doubt where a broad reading of the parts gives the same films, and says something where it is
    a smaller set than that of any part.
    """
    fields = [name for _, name, _, _ in Formatter().parse(pattern) if name]
    if any(name.removeprefix(NEGATED) not in parts for name in fields):
        return None
    wanted = [parts[name] for name in fields if not name.startswith(NEGATED)]
    unwanted = [parts[name.removeprefix(NEGATED)] for name in fields if name.startswith(NEGATED)]
    positive = frozenset.intersection(*(one.ids for one in wanted))
    relevant = positive.difference(*(one.ids for one in unwanted))
    broadly = frozenset.intersection(*(one.broadly for one in wanted)).difference(
        *(one.broadly for one in unwanted)
    )
    narrowest = min(len(one.ids) for one in wanted)
    if relevant != broadly or not 0 < len(relevant) <= LARGEST_SET or len(relevant) == narrowest:
        return None
    text = pattern.format(**{name: parts[name.removeprefix(NEGATED)].words for name in fields})
    excluded = {"excluded": sorted(positive - relevant)} if unwanted else {}
    return judged(kind, text, relevant, exact=True, **excluded)


def questions(kind: str, patterns: Sequence[str], films: Films, count: int) -> Iterator[Line]:
    """Yield so many questions of a kind, with its patterns in turn, made of films drawn evenly."""
    made = 0
    for number, film in enumerate(drawn_films(films.records, kind)):
        pattern = patterns[made % len(patterns)]
        line = question(kind, pattern, parts_of(film, films, number))
        if line is not None:
            yield line
            made += 1
        if made == count:
            return
