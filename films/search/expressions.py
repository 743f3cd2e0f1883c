"""Define the expressions by which entries are found: tokens and texts, and what joins these.

The empty expression, which asks for nothing, is false.
"""

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from films.search.tokens import facet
from films.search.types import FacetName, Kind


class Tokens(Struct, frozen=True):
    """Match entries with at least one of these tokens of `films.search.tokens`, or none if there are no tokens."""

    tokens: tuple[str, ...]


class Text(Struct, frozen=True):
    """Match entries that the text index finds by an expression in its engine's own language."""

    match: str


class Entries(Struct, frozen=True):
    """Match the entries with these ids."""

    ids: tuple[int, ...]


class AnyOf(Struct, frozen=True):
    """Match entries that match at least one of the parts."""

    parts: tuple["Expression", ...]


class AllOf(Struct, frozen=True):
    """Match entries that match all of the parts and none of what is excluded."""

    parts: tuple["Expression", ...]
    excluded: tuple["Expression", ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


Expression: TypeAlias = Tokens | Text | Entries | AnyOf | AllOf

EMPTY: Expression = AllOf(())
"""Asks for nothing, and is left out where expressions are combined."""


def any_token(tokens: Sequence[str]) -> Expression:
    """Match entries with at least one of these tokens, and none where there are no tokens."""
    return Tokens(tuple(tokens))


def any_kind(*kinds: Kind) -> Expression:
    """Match entries of these kinds."""
    return any_token([facet(FacetName.KIND, kind) for kind in kinds])


def any_of(expressions: Sequence[Expression]) -> Expression:
    """Match entries that match at least one expression, and none where there are no expressions."""
    wanted = tuple(part for part in expressions if part)
    return wanted[0] if len(wanted) == 1 else AnyOf(wanted)


def all_of(expressions: Sequence[Expression], excluded: Sequence[Expression] = ()) -> Expression:
    """Match entries that match all expressions and none of the excluded; the empty one where nothing is wanted."""
    wanted = tuple(part for part in expressions if part)
    unwanted = tuple(part for part in excluded if part)
    return wanted[0] if len(wanted) == 1 and not unwanted else AllOf(wanted, unwanted)
