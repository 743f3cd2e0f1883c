"""Parse the query language into clauses. Any text is valid.

All clauses have to match; `OR` in capitals between two clauses asks for either of them, and binds tighter:

    red heat            words            "wooden leg"       a phrase, also unclosed
    -twins -"red sea"   leave out        danko OR ridzik    one or the other
    dang*               words that begin so
    title:heat place:"new york"          what the fields of `Field` say
    year:1988 year:1985..1990 year:>1985 score:>60 score:40..60 cited:no conflict:yes

A text that is only an identifier in another catalogue (`tt0095963`), or the address of a page there, asks for the
film or person that it identifies. Anything outside the language is read as words: `foo:bar` is `foo` and `bar`. An
`OR` without a clause on both sides is ignored, and so are signs without a letter or digit.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain, product
from typing import TypeVar, cast

from films.identity.letters import INVISIBLE
from films.search.query.identifiers import identifier_in
from films.search.query.tree import (
    Comparison,
    Either,
    Evidence,
    Field,
    FieldIs,
    Leaf,
    Mark,
    Node,
    Not,
    Phrase,
    Query,
    ScoreIs,
    Span,
    Word,
    YearRange,
)

MAX_LENGTH = 1000  # characters read: a paragraph, longer than any title or question that people type
MAX_CLAUSES = 120  # leaves read; each costs a look-up in the index

CLAUSE = re.compile(
    r"""
    (?P<minus>-(?=\S))?
    (?:(?P<field>[A-Za-z]++):(?=\S))?
    (?:"(?P<straight>[^"]*)"?|[“”„](?P<curly>[^"“”]*)["“”]?|(?P<word>[^\s"“”„]++))
    """,
    re.VERBOSE,
)
QUOTATION_MARKS = '"“”„'
"""What begins or ends a phrase."""
PIECE = re.compile(r"[^:/]+")  # parts of a word with colons, such as a web address
POSSESSIVE = re.compile(r"(?<=\w)(?<!\d0)['’]s\b", re.IGNORECASE)  # the ending in “80's” makes a decade
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
RANGE = r"(?P<sign>[<>]=?|=)?(?P<one>{number})|(?P<first>{number})?\.\.(?P<last>{number})?"
YEARS = re.compile(RANGE.replace("{number}", r"\d{4}"), re.ASCII)
SCORES = re.compile(RANGE.replace("{number}", r"\d{1,3}(?:\.\d+)?"), re.ASCII)

Number = TypeVar("Number", int, float)
Operand = list[tuple[Leaf | Not, ...]]  # what one typed clause asks: all of the list, of each tuple one


def parse(text: str) -> Query:
    """Parse a text. Characters beyond `MAX_LENGTH` and leaves beyond `MAX_CLAUSES` are ignored."""
    readable = without_controls(text[:MAX_LENGTH])
    if identifier := identifier_in(readable):
        return Query((identifier,), readable)
    alternatives: list[list[Operand]] = []
    joining = False
    for found in CLAUSE.finditer(readable):
        if found[0] == "OR":
            joining = True
        elif operand := operand_of(found):
            if joining and alternatives:
                alternatives[-1].append(operand)
            else:
                alternatives.append([operand])
            joining = False
    return Query(tuple(conjoined(alternatives)), readable)


def without_controls(text: str) -> str:
    """Replace each control character by a space, so that positions stay valid.

    Characters that folding drops, such as a soft hyphen, do not separate words and are kept.
    """
    if text.isprintable():  # neither in Unicode's categories C* nor Z*, apart from the space itself
        return text
    return "".join(character if character.isprintable() or character in INVISIBLE else " " for character in text)


def conjoined(alternatives: list[list[Operand]]) -> Iterator[Node]:
    """Yield clauses that all have to match: (a and b) or c is (a or c) and (b or c)."""
    left = MAX_CLAUSES
    for operands in alternatives:
        for options in product(*operands):
            flat = tuple(chain.from_iterable(options))[:left]
            yield flat[0] if len(flat) == 1 else Either(flat)
            left -= len(flat)
            if not left:
                return


def operand_of(found: re.Match[str]) -> Operand:
    """Return what a typed clause asks for, or nothing if it has no letter or digit."""
    leaves = leaves_of(found)
    if found["minus"] and leaves:  # not (a and b) is (not a or not b)
        return [tuple(Not(leaf) for leaf in leaves)]
    return [(leaf,) for leaf in leaves]


def leaves_of(found: re.Match[str]) -> list[Leaf]:
    """Return the leaves of a typed clause: its field or, without a field, its words and phrases."""
    name = found["field"]
    if name and (reader := READERS.get(name.lower())) and (asked := reader(found)):
        return asked
    if ":" in found[0] and found.lastgroup == "word":
        return parted(found)
    return [*(words(found, name, found.span("field")) if name else ()), *operands(found)]


def operands(found: re.Match[str]) -> Iterator[Word | Phrase]:
    """Yield the word or phrase of a typed clause, without its field, if there is one."""
    span = (found.end("field") + 1, found.end()) if found["field"] else found.span()
    if found.lastgroup == "word":
        yield from words(found, found["word"], span)
    elif LETTER_OR_DIGIT.search(content(found)):
        yield Phrase(content(found).strip(), span)


def parted(found: re.Match[str]) -> list[Leaf]:
    """Split a typed clause at colons and slashes."""
    start = found.start("field" if found["field"] else "word")
    leaves: list[Leaf] = []
    for piece in PIECE.finditer(found.string, start, found.end()):
        leaves += words(found, piece[0], piece.span())
    return leaves


def words(found: re.Match[str], text: str, span: Span) -> Iterator[Word]:
    """Yield a word without its star and possessive ending, if it has a letter or digit.

    “&” and “and” are the same in names.
    """
    bare = text.rstrip("*")
    prefix = len(bare) < len(text)
    bare = "and" if bare == "&" else POSSESSIVE.sub("", bare)
    if LETTER_OR_DIGIT.search(bare):
        typing = span[1] == len(found.string) and not prefix and not found["minus"]
        yield Word(bare, prefix, typing, span)


def content(found: re.Match[str]) -> str:
    """Return the text between a clause's quotation marks, or its word."""
    return found["word"] or found["straight"] or found["curly"] or ""


def field_is(found: re.Match[str]) -> list[Leaf]:
    """Parse a field with its value."""
    return [FieldIs(Field(found["field"].lower()), operand, found.span()) for operand in operands(found)]


def years(found: re.Match[str]) -> list[Leaf]:
    """Parse the value of `year:`; the ends of a range can be in either order."""
    value = YEARS.fullmatch(content(found))
    if not value or value[0] == "..":
        return []
    if not value["one"]:
        return [YearRange(*ends(value, int), found.span())]
    year, sign = int(value["one"]), value["sign"] or "="
    first = None if "<" in sign else year + (sign == ">")
    last = None if ">" in sign else year - (sign == "<")
    return [YearRange(first, last, found.span())]


def scores(found: re.Match[str]) -> list[Leaf]:
    """Parse the value of `score:`; a range, with its ends in either order, becomes two comparisons."""
    value = SCORES.fullmatch(content(found).rstrip("%"))
    if not value or value[0] == "..":
        return []
    if value["one"]:
        return [ScoreIs(cast(Comparison, value["sign"] or "="), float(value["one"]), found.span())]
    first, last = ends(value, float)
    above: list[Leaf] = [] if first is None else [ScoreIs(">=", first, found.span())]
    return above if last is None else [*above, ScoreIs("<=", last, found.span())]


def ends(value: re.Match[str], number: Callable[[str], Number]) -> tuple[Number | None, Number | None]:
    """Return the ends of a range, the lower first; None is an open end."""
    first, last = (number(end) if end else None for end in value.group("first", "last"))
    return (last, first) if first is not None and last is not None and last < first else (first, last)


def evidence_is(found: re.Match[str]) -> list[Leaf]:
    """Parse the value of `cited:`, `conflict:` or `orphaned:`."""
    holds = {"yes": True, "no": False}.get(content(found).lower())
    return [] if holds is None else [Evidence(Mark(found["field"].lower()), holds, found.span())]


Reader = Callable[[re.Match[str]], list[Leaf]]
READERS: dict[str, Reader] = {
    **dict.fromkeys(Field, field_is),
    **dict.fromkeys(Mark, evidence_is),
    "year": years,
    "score": scores,
}
