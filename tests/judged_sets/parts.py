"""Questions of two and three parts, in varied wording."""

from collections.abc import Iterator, Mapping, Sequence

from tests.judged_sets.collection import Films, Line
from tests.judged_sets.patterns import questions

OF_A_KIND = 22
OF_A_KIND_IN_NUMBERS = 20

PATTERNS: Mapping[str, Sequence[str]] = {
    "genre+decade": (
        "{decade} {genres}",
        "{genres} from the {decade}",
        "{genres} of the {decade}",
        "what {genres} were made in the {decade}",
    ),
    "genre+year": ("{genres} from {year}", "{year} {genres}", "{genres} released in {year}"),
    "genre+years": ("{genres} between {years}", "{genres} made between {years}"),
    "origin+genre+year": (
        "american {genres} from {year}",
        "american {genres} of {year}",
        "{year} american {genres}",
    ),
    "genre+genre+year": (
        "{genre} {other_genres} from {year}",
        "movies that have {genre} and {other_genre} from {year}",
        "{year} films that are both {genre} and {other_genre}",
    ),
    "genre+actor": (
        "{genres} with {actor}",
        "{genres} starring {actor}",
        "{actor} {genres}",
        "what {genres} was {actor} in",
        "{actor} in {genres}",
    ),
    "genre+director": (
        "{genres} directed by {director}",
        "{genres} by {director}",
        "{director} {genres}",
        "which {genres} did {director} direct",
    ),
    "director+decade": (
        "{director} films from the {decade}",
        "films directed by {director} in the {decade}",
        "{decade} movies by {director}",
        "what did {director} direct in the {decade}",
    ),
    "actor+years": (
        "{actor} movies from the {decade}",
        "{decade} films starring {actor}",
        "{actor} films between {years}",
        "movies with {actor} from {year}",
    ),
    "actor+actor": (
        "films with {actor} and {other_actor}",
        "{actor} and {other_actor} movies",
        "{actor} {other_actor}",
        "movies starring both {actor} and {other_actor}",
    ),
    "actor+director": (
        "{director} films with {actor}",
        "{actor} movies directed by {director}",
        "films by {director} starring {actor}",
        "{actor} in a film by {director}",
    ),
    "genre+actor+decade": (
        "{decade} {genres} with {actor}",
        "{genres} starring {actor} from the {decade}",
        "{actor} {genres} of the {decade}",
    ),
    "genre+director+decade": (
        "{decade} {genres} directed by {director}",
        "{genres} by {director} from the {decade}",
        "{director} {genres} of the {decade}",
    ),
    "genre+actor+actor": ("{genres} with {actor} and {other_actor}", "{actor} and {other_actor} {genres}"),
}

KINDS_IN_NUMBERS = ("genre+decade", "genre+year", "genre+years", "genre+director", "director+decade")


def parts(films: Films) -> Iterator[Line]:
    """Ask questions of every kind."""
    for kind, patterns in PATTERNS.items():
        yield from questions(kind, patterns, films, OF_A_KIND)


def numbers_parts(films: Films) -> Iterator[Line]:
    """Ask the kinds of questions that a collection without casts can answer."""
    for kind in KINDS_IN_NUMBERS:
        yield from questions(kind, PATTERNS[kind], films, OF_A_KIND_IN_NUMBERS)
