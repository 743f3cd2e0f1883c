"""Expressions, by which entries are found: tokens whose entries are held as sets, and texts that an engine finds.

The tree is made so that what an engine is asked for stands together: of the parts of one node, those that are
textual are one part. The empty expression, which asks for nothing, is false.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from films.kinds.sql import FACET


@dataclass(frozen=True, slots=True)
class Tokens:
    """Entries with at least one of these tokens of `films.search.tokens`, and none where there are no tokens."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Entries that the text index finds by an expression in its engine's own language."""

    match: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Entries that match at least one of the parts."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Entries that match all of the parts and none of what is excluded."""

    parts: tuple["Expression", ...]
    excluded: tuple["Expression", ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


Expression: TypeAlias = Tokens | Text | AnyOf | AllOf

EMPTY: Expression = AllOf(())
"""Asks for nothing, and is left out where expressions are combined."""


def is_textual(expression: Expression) -> bool:
    """Tell whether an expression asks for nothing that is held as a set."""
    match expression:
        case Text():
            return True
        case Tokens(tokens):
            return bool(tokens) and not any(token.startswith(FACET) for token in tokens)
        case AnyOf(parts):
            return all(map(is_textual, parts))
        case AllOf(parts, excluded):
            return bool(parts) and all(map(is_textual, (*parts, *excluded)))


def any_token(tokens: Sequence[str]) -> Expression:
    """Match entries with at least one of these tokens, and none where there are no tokens."""
    held = tuple(token for token in tokens if token.startswith(FACET))
    others = tuple(token for token in tokens if not token.startswith(FACET))
    return AnyOf((Tokens(others), Tokens(held))) if held and others else Tokens(held or others)


def any_of(expressions: Sequence[Expression]) -> Expression:
    """Match entries that match at least one expression, and none where there are no expressions."""
    if len(expressions) == 1:
        return expressions[0]
    flat = [part for each in expressions for part in (each.parts if isinstance(each, AnyOf) else (each,))]
    textual, others = parted([part for part in flat if part])
    if not textual:
        return AnyOf(others) if others else Tokens(())
    together = AnyOf(textual) if len(textual) > 1 else textual[0]
    return AnyOf((together, *others)) if others else together


def all_of(expressions: Sequence[Expression], excluded: Sequence[Expression] = ()) -> Expression:
    """Match entries that match all expressions and none of the excluded; the empty one where nothing is wanted."""
    wanted: list[Expression] = []
    unwanted = [part for part in excluded if part]
    for part in expressions:
        if isinstance(part, AllOf):
            wanted += part.parts
            unwanted += part.excluded
        else:
            wanted.append(part)
    textual, others = parted(wanted)
    if not textual:
        return AllOf(others, tuple(unwanted)) if len(others) > 1 or unwanted else others[0] if others else EMPTY
    textual_unwanted, unwanted_others = parted(unwanted)
    together = AllOf(textual, textual_unwanted) if len(textual) > 1 or textual_unwanted else textual[0]
    return AllOf((together, *others), unwanted_others) if others or unwanted_others else together


def parted(expressions: Sequence[Expression]) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
    """Return which of the expressions are textual, and the others."""
    return (
        tuple(part for part in expressions if is_textual(part)),
        tuple(part for part in expressions if not is_textual(part)),
    )


def textual_parts(expression: Expression) -> Iterator[Expression]:
    """Give the largest parts of an expression that are textual: what an engine has to be asked for it."""
    if is_textual(expression):
        yield expression
    elif isinstance(expression, AnyOf):
        for part in expression.parts:
            yield from textual_parts(part)
    elif isinstance(expression, AllOf):
        for part in (*expression.parts, *expression.excluded):
            yield from textual_parts(part)
