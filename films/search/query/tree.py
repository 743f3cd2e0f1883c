"""Define the tree of a query: words, phrases and fields, each required, excluded or one of several."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Span = tuple[int, int]  # position of a clause in the query's text, with its minus sign and quotation marks
Comparison = Literal["<", "<=", "=", ">=", ">"]


class Field(StrEnum):
    """Name the fields that a query can ask about, as `field:value`."""

    TITLE = "title"
    PERSON = "person"
    DIRECTOR = "director"
    ACTOR = "actor"
    CHARACTER = "character"
    JOB = "job"
    PLACE = "place"
    GENRE = "genre"
    OUTLET = "outlet"
    NOTE = "note"
    SOURCE = "source"
    EVIDENCE = "evidence"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Word:
    """Match a word, or with `prefix` any word that begins with it. With `typing`, the word may be unfinished."""

    text: str
    prefix: bool = False
    typing: bool = False
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Match words next to each other, in this order."""

    text: str
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class FieldIs:
    """Match a word or phrase in one field."""

    field: Field
    operand: Word | Phrase
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class YearRange:
    """Match the years from the first to the last, both included; None is an open end."""

    first: int | None
    last: int | None
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class ScoreIs:
    """Compare a score, from 0 to 100, with a value."""

    comparison: Comparison
    value: float
    span: Span = dataclasses.field(default=(0, 0), compare=False)


class Mark(StrEnum):
    """Name the states of a fact's evidence: it is cited, has a conflict, or has an orphaned citation."""

    CITED = "cited"
    CONFLICT = "conflict"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Match facts whose evidence is, or is not, in a state."""

    mark: Mark
    holds: bool
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class IdentifierIs:
    """Match the film or person with an identifier of another catalogue, in any of its spellings."""

    scheme: str
    values: tuple[str, ...]
    span: Span = dataclasses.field(default=(0, 0), compare=False)


Leaf = Word | Phrase | FieldIs | YearRange | ScoreIs | Evidence | IdentifierIs


@dataclass(frozen=True, slots=True)
class Not:
    """Exclude what a clause matches."""

    operand: Leaf

    @property
    def span(self) -> Span:
        return self.operand.span


@dataclass(frozen=True, slots=True)
class Either:
    """Match at least one of several clauses."""

    options: tuple[Leaf | Not, ...]

    @property
    def span(self) -> Span:
        return self.options[0].span[0], self.options[-1].span[1]


Node = Leaf | Not | Either


@dataclass(frozen=True)
class Query:
    """Match all clauses of a query. They are in the order typed, and their spans are positions in `text`."""

    clauses: tuple[Node, ...] = ()
    text: str = dataclasses.field(default="", compare=False)

    @property
    def wanted(self) -> tuple[Node, ...]:
        return tuple(clause for clause in self.clauses if not isinstance(clause, Not))

    @property
    def excluded(self) -> tuple[Leaf, ...]:
        return tuple(clause.operand for clause in self.clauses if isinstance(clause, Not))

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(clause for clause in self.clauses if isinstance(clause, Word))

    @property
    def identifier(self) -> IdentifierIs | None:
        """Return the identifier if the query is only that, or None."""
        return next((clause for clause in self.clauses if isinstance(clause, IdentifierIs)), None)

    @property
    def is_plain(self) -> bool:
        return all(isinstance(clause, Word) for clause in self.clauses)
