"""Recognise which field of a film a question asks for: “how long is Titanic”, “budget of Heat”."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from films.models import Film
from films.search import tokens
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FILM_FIELD, FRAME, Entity

ASKED_FIELD = 0.9  # belief in words that ask for a field, if all other words name a film


@dataclass(frozen=True)
class FilmField:
    """Define a field, the sets of words that ask for it, and where its value is recorded.

    The value is in facts of a kind, perhaps with a word in their headings, or in the film itself (`recorded`).
    """

    name: str
    asked_by: tuple[frozenset[str], ...]
    kind: Kind | None = None
    word: str = ""
    recorded: Q | None = None

    @property
    def is_several(self) -> bool:
        return self.name.endswith("s")


def any_of_words(*texts: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(text.split()) for text in texts)


FILM_FIELDS = (
    FilmField(
        "running time",
        any_of_words("how long", "running time", "run time", "runtime", "running length"),
        recorded=Q(runtime__isnull=False),
    ),
    FilmField(
        "budget",
        any_of_words("budget", "how much cost", "what cost", "how expensive"),
        kind=Kind.BOX_OFFICE,
        word="budget",
    ),
    FilmField(
        "box office",
        any_of_words("box office", "how much make", "how much made", "how much gross", "how much earn", "gross"),
        kind=Kind.BOX_OFFICE,
        word="gross",
    ),
    FilmField(
        "filming locations",
        any_of_words("where filmed", "where shot", "where made", "filming location", "filming locations"),
        kind=Kind.FILM_LOCATION,
        word="filming",
    ),
    FilmField("settings", any_of_words("where set", "where place"), kind=Kind.FILM_LOCATION, word="setting"),
    FilmField("awards", any_of_words("oscar", "oscars", "win award", "win awards"), kind=Kind.AWARD),
    FilmField("certificate", any_of_words("mpaa", "age rating"), kind=Kind.CERTIFICATE),
    FilmField("rating", any_of_words("rating", "ratings", "score", "how good"), kind=Kind.REVIEW),
    FilmField(
        "release date",
        any_of_words("when release", "when released", "when out", "when made", "release date", "what year"),
        kind=Kind.RELEASE,
        recorded=Q(year__isnull=False),
    ),
    FilmField("genre", any_of_words("genre", "what kind"), recorded=Q(genres__isnull=False)),
    FilmField("language", any_of_words("what language", "which language"), recorded=Q(languages__isnull=False)),
    FilmField("plot", any_of_words("plot", "what about", "what story", "summary"), recorded=~Q(synopsis="")),
)
"""The fields of films that questions ask for; those with more words come first."""

ADDED_WORDS = frozenset(
    "any average being come came cost long money much out place running time total win".split()
)
"""Words that only such questions have."""


def field_asked(words: Collection[str]) -> FilmField | None:
    """Return the field that these words, all but a title, ask for, or None."""
    if not FRAME.union(ADDED_WORDS, *(cue for field in FILM_FIELDS for cue in field.asked_by)).issuperset(words):
        return None
    return next((field for field in FILM_FIELDS if any(cue.issubset(words) for cue in field.asked_by)), None)


def field_entity(texts: Sequence[str], entities: Sequence[Entity]) -> Entity | None:
    """Return the entity for the field that a question asks for, if the only thing it names is a film."""
    film = entities[0] if len(entities) == 1 else None
    if film is None or film.kind != Kind.FILM:
        return None
    others = [place for place in range(len(texts)) if place not in film.positions]
    field = field_asked({texts[place] for place in others})
    if field is None:
        return None
    asking = next(cue for cue in field.asked_by if cue.issubset(texts[place] for place in others)) | ADDED_WORDS
    places = [place for place in others if texts[place] in asking]
    return Entity(
        facet=FILM_FIELD,
        value=field.name,
        label=field.name,
        start=places[0],
        end=places[0] + 1,
        tokens=(tokens.facet(FacetName.KIND, field.kind or Kind.FILM),),
        belief=ASKED_FIELD,
        entries=film.entries,
        cues=frozenset(places[1:]),
    )


def field_named(name: str) -> FilmField:
    return next(field for field in FILM_FIELDS if field.name == name)


def films_with_value(field: FilmField, film_ids: Iterable[int]) -> set[int]:
    """Return the ids of the films that have a value in the field themselves."""
    if field.recorded is None:
        return set()
    return set(Film.objects.filter(field.recorded, pk__in=list(film_ids)).values_list("pk", flat=True))
