"""Recognise which field of a film a question asks for: “how long is Titanic”, “budget of Heat”."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from films.kinds.declaration import FilmQuestion
from films.kinds.registry import DECLARATIONS
from films.models import Film
from films.search import tokens
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FILM_FIELD, FRAME, Entity

ASKED_FIELD = 0.9  # belief in words that ask for a field, if all other words name a film


@dataclass(frozen=True)
class FilmField:
    """Hold a question with the sets of words that ask it, and its kind, which is None for the film itself."""

    question: FilmQuestion
    asked_by: tuple[frozenset[str], ...]
    kind: Kind | None

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def is_several(self) -> bool:
        return self.name.endswith("s")


FILM_FIELDS = tuple(
    FilmField(
        question,
        tuple(frozenset(text.split()) for text in question.asked_by),
        None if declared.kind == Kind.FILM else declared.kind,
    )
    for declared in DECLARATIONS.values()
    for question in declared.words.questions
)
"""The fields of films that questions ask for, as the kinds declare them."""

ADDED_WORDS = frozenset(
    "any average being come came cost critical get got long money much out place running time total win".split()
)
"""Words that only such questions have."""


FIELDS_BY_WORDS = {words: field for field in FILM_FIELDS for words in field.asked_by}
WORDS_OF_QUESTIONS = FRAME.union(ADDED_WORDS, *FIELDS_BY_WORDS)
"""All that a question for a field may have beside the title."""


def words_asking(words: Collection[str]) -> frozenset[str] | None:
    """Return those of the words, all but a title, that ask for a field, by the longest question, or None."""
    if not WORDS_OF_QUESTIONS.issuperset(words):
        return None
    return max((asking for asking in FIELDS_BY_WORDS if asking.issubset(words)), key=len, default=None)


def field_entity(texts: Sequence[str], entities: Sequence[Entity]) -> Entity | None:
    """Return the entity for the field that a question asks for, if the only thing it names is a film."""
    film = entities[0] if len(entities) == 1 else None
    if film is None or film.kind != Kind.FILM:
        return None
    others = [place for place in range(len(texts)) if place not in film.positions]
    asking = words_asking({texts[place] for place in others})
    if asking is None:
        return None
    field = FIELDS_BY_WORDS[asking]
    places = [place for place in others if texts[place] in asking | ADDED_WORDS]
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
    if field.question.recorded is None:
        return set()
    return set(Film.objects.filter(field.question.recorded, pk__in=list(film_ids)).values_list("pk", flat=True))
