"""A question as it was read: its plain words, and the parts of it that name something."""

from dataclasses import dataclass

from films.search.backends.base import NamedRecord
from films.search.folding import plain
from films.search.query.tree import Query, Word
from films.search.types import FacetName, Kind
from films.search.vocabulary import FRAME_WORDS, JOB_CUES, KIND_NOUNS, QUESTION_WORDS

WORDS_READ = 40  # of a long text; names stand where the question is put

OWN_FACET = {Kind.FILM: FacetName.FILM, Kind.PERSON: FacetName.PERSON, Kind.LOCATION: FacetName.LOCATION}
"""The facet in which an entry of a kind that is known by name has itself as a value."""

CUES = frozenset(cue for cues, _ in JOB_CUES for cue in cues)
FRAME = QUESTION_WORDS | KIND_NOUNS.keys() | FRAME_WORDS
"""Words that leave the rest of a question alone to be a name."""


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A plain word of the question, and the clause it is from."""

    text: str
    clause: Word
    raw: str


@dataclass(frozen=True)
class Part:
    """Words from `start` to before `end` that name something, and the tokens of entries that have it.

    An entry with one of `tokens` has it; one of `weaker` is nearly as good. `records` are the ids of what bears
    the name, and `entries` those of its entries.
    """

    facet: str
    value: str
    label: str
    start: int
    end: int
    tokens: tuple[str, ...]
    weaker: tuple[str, ...] = ()
    records: tuple[int, ...] = ()
    entries: frozenset[int] = frozenset()
    cues: frozenset[int] = frozenset()
    kind: Kind | None = None

    @property
    def positions(self) -> frozenset[int]:
        return frozenset(range(self.start, self.end)) | self.cues


@dataclass(frozen=True)
class Reading:
    """A question as it was understood: its words, the parts found in them, and what bears all of it as a name."""

    words: tuple[AskedWord, ...] = ()
    parts: tuple[Part, ...] = ()
    whole: tuple[NamedRecord, ...] = ()

    @property
    def understood(self) -> frozenset[int]:
        return frozenset(position for part in self.parts for position in part.positions)

    @property
    def rest(self) -> tuple[Word, ...]:
        """Return the clauses of the words that no part explains and that carry more than the question."""
        known = self.understood
        left = [word for position, word in enumerate(self.words) if position not in known]
        telling = [word for word in left if word.text not in (FRAME if self.parts else FRAME - CUES)]
        if not telling and not self.parts:
            telling = [word for word in left if word.text not in QUESTION_WORDS]
        return tuple(dict.fromkeys(word.clause for word in telling))


def asked_words(query: Query) -> tuple[AskedWord, ...]:
    """Return the plain words of a query's word clauses, in their order."""
    return tuple(
        AskedWord(piece, clause, plain(query.text[slice(*clause.span)]).replace(" ", "") or piece)
        for clause in query.words[:WORDS_READ]
        for piece in plain(clause.text).split()
    )


def is_doubtful(part: Part) -> bool:
    """Tell whether a part is a lone word that happens to be a title."""
    return part.kind == Kind.FILM and part.end - part.start == 1
