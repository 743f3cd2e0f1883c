"""Define what can be recognised in a query: words that name a record, a genre, years, a job or a kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from films.identity.folding import plain
from films.search import tokens
from films.search.backends.base import NamedRecord
from films.search.query.tree import Query, Word
from films.search.types import FacetName, Kind, Sort
from films.search.vocabulary import FRAME_WORDS, JOB_CUES, KIND_NOUNS, QUESTION_WORDS

FILM_FIELD = "field"
"""The facet of the entity for a field that is asked of a film."""

OWN_FACET = {Kind.FILM: FacetName.FILM, Kind.PERSON: FacetName.PERSON, Kind.LOCATION: FacetName.LOCATION}
"""The facet in which an entry of a kind that is known by name has itself as a value."""

FRAME = QUESTION_WORDS | KIND_NOUNS.keys() | FRAME_WORDS
"""Words that frame a question: what is left without them may be a name."""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """Hold a word of the query in its plain form, its clause, and its form with the possessive ending."""

    text: str
    clause: Word
    raw: str


@dataclass(frozen=True, slots=True)
class Order:
    """Hold the order that a query asks for; with `nth`, only the film at that position, from 1."""

    sort: Sort
    nth: int = 0


@dataclass(frozen=True)
class Entity:
    """Hold the words, from `start` to before `end`, that name something, and the tokens of entries that have it.

    `belief`, from 0 to 1, is how likely the words mean this. With a `title`, the entity stands for the films that
    have these words in a name, and others that have one of its tokens; with a `phrase`, for entries that have
    these words next to each other anywhere. Entries with one of `weaker_tokens` almost have it: they have the
    person in another job. Entries with one of `nearest_tokens` have it most exactly: the genre itself and not a
    narrower one, the person in the cast and not in the crew. With `is_excluded`, the query asks for entries
    without it.

    `records` are the ids of the records with this name, `entries` those of their entries, and `cues` the positions
    of other words that tell more about it. `jobs` are the codes of jobs asked about a film, and `job_words` the
    words for them that other facts may have, such as “special effects”; people with one of the tokens in `besides`
    are left out. With a `character`, `records` are the people who played it. With `are_films`, the entity stands
    for films themselves and not for facts about them; `ranked_entries` are these in the order of their relevance.
    An entity with nothing but an `order` restricts nothing.
    """

    facet: str
    value: str
    label: str
    start: int
    end: int
    tokens: tuple[str, ...] = ()
    belief: float = 1.0
    title: str = ""
    phrase: str = ""
    weaker_tokens: tuple[str, ...] = ()
    nearest_tokens: tuple[str, ...] = ()
    is_excluded: bool = False
    records: tuple[int, ...] = ()
    entries: frozenset[int] = frozenset()
    cues: frozenset[int] = frozenset()
    kind: Kind | None = None
    jobs: tuple[str, ...] = ()
    job_words: str = ""
    besides: tuple[str, ...] = ()
    character: str = ""
    order: Order | None = None
    are_films: bool = False
    ranked_entries: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Return the label without the job or the use that cues put before it."""
        return self.label.rpartition(": ")[2]

    @property
    def positions(self) -> frozenset[int]:
        return frozenset(range(self.start, self.end)) | self.cues

    @property
    def is_doubtful(self) -> bool:
        """Tell whether this is a single word that just happens to be a title or a surname."""
        return self.kind in (Kind.FILM, Kind.PERSON) and self.end - self.start == 1


@dataclass(frozen=True)
class Interpretation:
    """Hold the entities in one reading of a query, and the records that the whole query names."""

    words: tuple[QueryWord, ...] = ()
    entities: tuple[Entity, ...] = ()
    named_exactly: tuple[NamedRecord, ...] = ()

    @property
    def wanted(self) -> tuple[Entity, ...]:
        return tuple(entity for entity in self.entities if not entity.is_excluded and narrows(entity))

    @property
    def order(self) -> Order | None:
        """Return the order that is asked for, by words that ask for nothing else if there are any."""
        return next((entity.order for entity in sorted(self.entities, key=narrows) if entity.order), None)

    @property
    def ranked_entries(self) -> tuple[int, ...]:
        """Return the entries of which an entity knows the order by relevance."""
        return next((entity.ranked_entries for entity in self.entities if entity.ranked_entries), ())

    @property
    def excluded(self) -> tuple[Entity, ...]:
        return tuple(entity for entity in self.entities if entity.is_excluded)

    @property
    def understood(self) -> frozenset[int]:
        """Return the positions of the words that entities explain."""
        return frozenset(position for entity in self.entities for position in entity.positions)

    @property
    def theme(self) -> QueryWord | None:
        """Return the word that what films are about ends in: “documentaries about music”."""
        texts = [word.text for word in self.words[-2:]]
        is_theme = texts[:-1] == ["about"] and texts[-1] not in QUESTION_WORDS
        return self.words[-1] if is_theme else None

    @property
    def rest(self) -> tuple[Word, ...]:
        """Return the clauses of the words that no entity explains and that do not merely frame the question."""
        understood = self.understood
        left = [word for position, word in enumerate(self.words) if position not in understood]
        framing = FRAME if self.entities else FRAME - JOB_CUES
        telling = [word for word in left if word.text not in framing or word is self.theme]
        if not telling and not self.entities:
            telling = [word for word in left if word.text not in QUESTION_WORDS]
        return tuple(dict.fromkeys(word.clause for word in telling))


def narrows(entity: Entity) -> bool:
    """Tell whether an entity restricts the results, and does not only order them."""
    return bool(entity.tokens or entity.title or entity.phrase)


def query_words(query: Query) -> tuple[QueryWord, ...]:
    """Return the plain words of a query's word clauses, in order."""
    return tuple(word for clause in query.words for word in clause_words(clause, query.text))


def clause_words(clause: Word, text: str) -> Iterator[QueryWord]:
    """Yield the plain words of a clause; a possessive ending belongs to the last of them."""
    pieces, written = plain(clause.text).split(), plain(text[slice(*clause.span)]).split()
    for number, piece in enumerate(pieces, 1):
        is_last = number == len(pieces)
        yield QueryWord(piece, clause, "".join(written[number - 1 :]) or piece if is_last else piece)


def record_tokens(facet: FacetName, object_id: int) -> Iterator[str]:
    """Yield the tokens of entries that belong to a record; people belong to the films that they worked on."""
    yield tokens.facet(facet, object_id)
    if facet == FacetName.FILM:
        yield tokens.worked_on(object_id)
