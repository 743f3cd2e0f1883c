"""The tree of a query: words, phrases and fields, required, left out, or one of several."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Span = tuple[int, int]  # where a clause stands in the query's text, with its minus and quotation marks
Comparison = Literal["<", "<=", "=", ">=", ">"]


class Field(StrEnum):
    """What a `field:value` can ask about."""

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
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Word:
    """A word; with `prefix` any that begins with it. `typing` says that it may be unfinished: it ends the text."""

    text: str
    prefix: bool = False
    typing: bool = False
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in this order."""

    text: str
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A word or phrase that has to stand in one field."""

    field: Field
    operand: Word | Phrase
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class YearRange:
    """From the first year to the last, both included; None is an open end."""

    first: int | None
    last: int | None
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class ScoreIs:
    """A score from 0 to 100, compared with a value."""

    comparison: Comparison
    value: float
    span: Span = dataclasses.field(default=(0, 0), compare=False)


class Mark(StrEnum):
    """What can be said of a fact's evidence: it has some, some of it says otherwise, some of it is lost."""

    CITED = "cited"
    CONFLICT = "conflict"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Facts of whose evidence something can be said, or cannot."""

    mark: Mark
    holds: bool
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class IdentifierIs:
    """The film or person that another catalogue identifies by one of these values, all of one identifier."""

    scheme: str
    values: tuple[str, ...]
    span: Span = dataclasses.field(default=(0, 0), compare=False)


Leaf = Word | Phrase | FieldIs | YearRange | ScoreIs | Evidence | IdentifierIs


@dataclass(frozen=True, slots=True)
class Not:
    """A clause that must not hold."""

    operand: Leaf

    @property
    def span(self) -> Span:
        return self.operand.span


@dataclass(frozen=True, slots=True)
class Either:
    """Clauses of which one has to hold."""

    options: tuple[Leaf | Not, ...]

    @property
    def span(self) -> Span:
        return self.options[0].span[0], self.options[-1].span[1]


Node = Leaf | Not | Either


@dataclass(frozen=True)
class Query:
    """A query: all of its clauses have to hold. They are in the order typed, and their spans point into `text`."""

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
        """Return the identifier that the whole query is, or None where it asks for anything else."""
        return next((clause for clause in self.clauses if isinstance(clause, IdentifierIs)), None)

    @property
    def is_plain(self) -> bool:
        return all(isinstance(clause, Word) for clause in self.clauses)
