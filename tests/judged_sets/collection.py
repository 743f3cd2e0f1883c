"""Reads a collection of films, and draws samples of it that are the same each time."""

import gzip
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key")
Line = dict[str, Any]

PROMINENCE_BANDS = 3
LONGEST_TITLE = 300  # longer ones are no titles, and are not imported
PERSON_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+)+")
GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(frozen=True)
class FilmRecord:
    """A film as its data set describes it. What is told at more length is taken for the more prominent."""

    id: str
    title: str
    year: int
    directors: tuple[str, ...]
    cast: tuple[str, ...]
    genres: frozenset[str]
    length: int

    def __str__(self) -> str:
        return self.id

    @property
    def decade(self) -> int:
        return self.year // 10 * 10


@dataclass(frozen=True)
class Films:
    """The films of a collection, with the sets of ids by which questions are answered."""

    records: tuple[FilmRecord, ...]

    @cached_property
    def by_id(self) -> dict[str, FilmRecord]:
        return {film.id: film for film in self.records}

    @cached_property
    def by_title(self) -> dict[str, frozenset[str]]:
        return index((folded(film.title), film.id) for film in self.records)

    @cached_property
    def by_title_word(self) -> dict[str, frozenset[str]]:
        """Return the films of each word; what follows an apostrophe is a word of its own, as in “Rosemary’s”."""
        words = ((folded(re.sub("['’]", " ", film.title)).split(), film.id) for film in self.records)
        return index((word, film_id) for title, film_id in words for word in title)

    @cached_property
    def directed(self) -> dict[str, frozenset[str]]:
        return index((name, film.id) for film in self.records for name in film.directors)

    @cached_property
    def acted(self) -> dict[str, frozenset[str]]:
        return index((name, film.id) for film in self.records for name in film.cast)

    @cached_property
    def of_genre(self) -> dict[str, frozenset[str]]:
        return index((genre, film.id) for film in self.records for genre in film.genres)

    @cached_property
    def credits(self) -> dict[str, frozenset[str]]:
        """Return the films of each person with a name of two words or more, whatever they did."""
        people = self.directed.keys() | self.acted.keys()
        return {
            name: self.directed.get(name, frozenset()) | self.acted.get(name, frozenset())
            for name in sorted(people)
            if is_person_name(name)
        }

    @cached_property
    def names(self) -> set[str]:
        """Return the names of people and genres, folded."""
        return {folded(name) for name in chain(self.directed, self.acted, self.of_genre)}

    @cached_property
    def by_surname(self) -> dict[str, list[str]]:
        """Return the bearers of each surname, those with most films first."""
        bearers = defaultdict(list)
        for name in sorted(self.credits, key=lambda name: (-len(self.credits[name]), name)):
            bearers[surname(name)].append(name)
        return dict(bearers)

    @cached_property
    def by_year(self) -> dict[int, frozenset[str]]:
        return index((film.year, film.id) for film in self.records)

    def within(self, first: int, last: int) -> frozenset[str]:
        """Return the films of a range of years, both ends included."""
        return frozenset().union(*(self.by_year.get(year, ()) for year in range(first, last + 1)))


def read_films(path: Path) -> Films:
    """Read a collection of JSON lines, plain or gzip."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return Films(
        tuple(
            FilmRecord(
                id=row["id"],
                title=row["title"],
                year=row["year"],
                directors=tuple(row.get("directors", ())),
                cast=tuple(name for name in row.get("cast", ()) if not name[:1].islower()),
                genres=frozenset(row.get("genres", ())),
                length=len(row.get("extract") or ""),
            )
            for row in rows
            if row["year"] and len(row["title"]) <= LONGEST_TITLE
        )
    )


def index(pairs: Iterable[tuple[Key, str]]) -> dict[Key, frozenset[str]]:
    """Return the second of each pair by the first."""
    collected: dict[Key, set[str]] = defaultdict(set)
    for key, value in pairs:
        collected[key].add(value)
    return {key: frozenset(values) for key, values in collected.items()}


@cache
def folded(text: str) -> str:
    """Return a text in small letters without accents, and with a space for each run of signs."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("&", " and "))
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"['’]", "", letters).translate(_SPACED).split())


class _Spaced(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


_SPACED = _Spaced()


def typed(title: str) -> str:
    """Return a title as people type it: in small letters, and without signs that only part it."""
    return " ".join(re.sub(r"[:;,!?“”\"()…]|\s[–—-]\s|\.\.+|\.(?=\s|$)", " ", title.lower()).split())


def is_person_name(text: str) -> bool:
    """Tell names of two words and more from remarks among them, which begin small or have other signs."""
    return bool(PERSON_NAME.fullmatch(text)) and not text[0].islower()


def surname(name: str) -> str:
    """Return the last word of a name that is no mark of a generation."""
    words = folded(name).split()
    return next((word for word in reversed(words) if word not in GENERATIONS), words[-1])


def shuffled(items: Iterable[Item], seed: str) -> list[Item]:
    """Return the items in an order that looks random, and is the same everywhere and always."""
    return sorted(items, key=lambda item: sha256(f"{seed} {item}".encode()).digest())


def drawn(items: Iterable[Item], stratum: Callable[[Item], Hashable], seed: str) -> list[Item]:
    """Return all items shuffled, such that any beginning has about as many of each stratum."""
    strata: dict[Hashable, list[Item]] = defaultdict(list)
    for item in shuffled(items, seed):
        strata[stratum(item)].append(item)
    turns = zip_longest(*(strata[key] for key in shuffled(strata, seed)))
    return [item for item in chain.from_iterable(turns) if item is not None]


def drawn_films(films: Iterable[FilmRecord], seed: str) -> list[FilmRecord]:
    """Return the films shuffled, evenly over decades and, within each, over bands of prominence."""
    by_decade: dict[int, list[FilmRecord]] = defaultdict(list)
    for film in films:
        by_decade[film.decade].append(film)
    bands = {
        film.id: (decade, rank * PROMINENCE_BANDS // len(members))
        for decade, members in by_decade.items()
        for rank, film in enumerate(sorted(members, key=lambda film: (film.length, film.id)))
    }
    return drawn((film for members in by_decade.values() for film in members), lambda film: bands[film.id], seed)


def judged(kind: str, query: str, relevant: Iterable[str], **more: Any) -> Line:
    """Return a judged query but for its qid, which `numbered` gives."""
    return {"query": query, "relevant": sorted(relevant, key=id_order), "kind": kind, **more}


def id_order(identifier: str) -> tuple[str, int]:
    """Sort ids of a letter and a number by the number."""
    return identifier.rstrip("0123456789"), int(re.sub(r"\D", "", identifier) or 0)


def numbered(name: str, lines: Iterable[Line]) -> list[Line]:
    """Give the lines of a set their qids, and drop those whose query was there before."""
    unique = {line["query"]: line for line in reversed(list(lines))}
    return [{"qid": f"{name}-{number}", **line} for number, line in enumerate(reversed(unique.values()), 1)]
