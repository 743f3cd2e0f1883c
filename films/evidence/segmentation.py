"""Split a plain-text document into sections, paragraphs and sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from sentencex import segment

DOUBLE_QUOTES = dict.fromkeys(map(ord, '"“”„«»'), " ")
MARKED_HEADING = re.compile(r"#{1,6} +(\S[^\n]*)")
LONGEST_HEADING = 190  # characters kept, which leaves room for a number
HEADING_LENGTH = 60  # characters; a longer line has more likely lost its full stop
SENTENCE_END = re.compile(r"[.!?:;…\"”')\]]$")
BULLET = re.compile(r"\s*[•·‣◦▪●○*\-–]\s+")
PARTED = re.compile(r"\S\s+as\s+\S|\s[–—-]+\s|\.{3}|…|:\s+\S|\t|\S {3,}\S|\||\S \([^()]{2,60}\)$")
LONG_ITEM = re.compile(
    r"(?:[^\W_a-z]\S*\s+(?:(?:de|da|di|van|von|al|el|bin|and|&)\s+)*){1,6}(?:as\s+\S|\.\.|[–—-]+\s)"
)
"""The start of an item longer than a heading, in a list such as “Actor as Role, who …”."""

FEWEST_ITEMS = 2  # short lines in two parts; a single one may be a heading
FEWEST_APART = 5  # short lines separated by empty ones, below “Cast”
FEWEST_BARE = 3  # consecutive short lines
LINE = re.compile(r"[^\n]+")
LOST_HEADING = re.compile(r"\n[ \t]*\n[ \t]*\n")
NARROWEST_WRAPPED, WIDEST_WRAPPED = 60, 120  # characters of the widest line in a wrapped text
FEWEST_FULL = 0.8  # share of the lines followed by another that are full, in a text wrapped to less than that
LEADER = re.compile(r"\S\s*(?:\.{2,}|…)\s*(?=\w)")
"""The dots between an actor and a character in a list."""

LONGEST_ITEM = 120  # characters of an item that is not looked at for several sentences
RUNS_ON = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|starring|stars|that|the|to|was|were|which|who|with))$"
)
"""The end of a line that cannot be that of a sentence or an item."""
LONGEST_PIECE = 10_000  # characters; the time that the segmenter takes may grow with their square
OPENING_QUOTE = re.compile(r"(?<=\s)[\"“„«]\s*$")


@dataclass(frozen=True)
class Sentence:
    """Locate a sentence: its place in the document and its span `text[start:end]`, in characters."""

    section: str
    section_inferred: bool
    paragraph: int
    sentence: int
    start: int
    end: int


@dataclass
class Section:
    """Collect paragraphs, as spans, under a heading that the text has or has lost."""

    heading: str
    paragraphs: list[tuple[int, int]]
    items: int = 0

    def is_list(self, text: str) -> bool:
        return self.items == len(self.paragraphs) or all(BULLET.match(text, start) for start, _ in self.paragraphs)


def split_document(text: str) -> list[Sentence]:
    """Split a document into sentences in reading order.

    A paragraph is a line, or several lines if the text was wrapped to a width. A heading is a line that begins
    with one to six `#` and a space; if a text has none of these, any short line without sentence punctuation. Two
    or more empty lines without a heading mean that it was lost; its name is then inferred from the usual order of
    an article on a film.
    """
    sections = list(split_sections(text))
    inferred = inferred_headings([(section.heading, section.is_list(text)) for section in sections])
    return [
        Sentence(heading, not section.heading, number, position, start, end)
        for section, heading in zip(sections, inferred, strict=True)
        for number, span in enumerate(section.paragraphs, 1)
        for position, (start, end) in enumerate(split_sentences(text, *span), 1)
    ]


def split_sections(text: str) -> Iterator[Section]:
    section = Section("", [])
    is_marked = any(MARKED_HEADING.match(line[0]) for line in LINE.finditer(text))
    previous_end = 0
    lines = list(unwrapped_lines(text))
    items = set() if is_marked else list_items(text, lines)
    for start, end in lines:
        heading = "" if start in items else heading_in(text[start:end], is_marked=is_marked)
        is_lost = not is_marked and LOST_HEADING.search(text, previous_end, start)
        if heading or is_lost:
            if section.paragraphs:
                yield section
                section = Section("", [])
            section.heading = heading or section.heading
        if not heading:
            section.paragraphs.append((start, end))
            section.items += start in items
        previous_end = end
    if section.paragraphs:
        yield section


def list_items(text: str, lines: list[tuple[int, int]]) -> set[int]:
    """Return the starts of short lines that belong to a list and are not headings: “Actor as Role”, or many names.

    A few consecutive lines in two parts make a list. Other short lines belong to it if no empty line separates
    them, except the first, which is the list's heading unless another heading is above it.
    """
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for span in [*lines, (len(text), len(text))]:
        line = text[slice(*span)]
        if line and (is_heading(line) or LONG_ITEM.match(line)):
            run.append(span)
        else:
            found |= items_in_run(text, run[1:] if run and run[0] == lines[0] else run)
            run = []
    return found


def items_in_run(text: str, run: list[tuple[int, int]]) -> set[int]:
    """Return the starts of list items among consecutive short lines."""
    parted = {start for start, end in run if PARTED.search(text[start:end].strip())}
    found = set(parted) if len(parted) >= FEWEST_ITEMS else set()
    blocks = list(split_at_blank_lines(text, run))
    are_apart = sum(len(block) for block in blocks if len(block) > 1) <= len(run) / 2
    if found and are_apart:
        first, last = min(found), max(found)
        rest = [start for start, _ in run if start > last]
        found |= {start for start, _ in run if first < start < last}
        found |= set(rest[:-1] if len(rest) > FEWEST_BARE else [])
    elif len(run) > FEWEST_APART and text[slice(*run[0])].strip().casefold() == "cast" and are_apart:
        # The last line is the heading of the next section.
        return {start for start, _ in run[1:-1]}
    for block in blocks:
        starts_list = block[0][0] in parted or (block[0] != run[0] and len(block) > 1)
        items = block if starts_list else block[1:]
        if len(items) >= FEWEST_BARE or (found and any(start in found for start, _ in items)):
            found |= {start for start, _ in items}
    return found


def split_at_blank_lines(text: str, run: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Group lines that have no empty line between them."""
    block: list[tuple[int, int]] = []
    for span in run:
        if block and text.count("\n", block[-1][1], span[0]) > 1:
            yield block
            block = []
        block.append(span)
    if block:
        yield block


def unwrapped_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line with words, joining lines that were wrapped to a width.

    Lines belong together if the next one's first word would not have fitted within the widest line of the text, or
    if a long one ends amid a sentence.
    """
    lines = [line for line in LINE.finditer(text) if line[0].strip()]
    width = max((len(line[0]) for line in lines), default=0)
    is_wrapped = width <= WIDEST_WRAPPED and (width >= NARROWEST_WRAPPED or is_wrapped_narrowly(lines, width))
    start: int | None = None
    for line, following in zip_longest(lines, lines[1:]):
        start = line.start() if start is None else start
        is_broken = (
            following is not None
            and is_continued(line, following)
            and (
                (is_wrapped and is_full(line, following, width))
                or (len(line[0]) > HEADING_LENGTH and RUNS_ON.search(line[0].rstrip()) is not None)
            )
        )
        if not is_broken:
            yield start, line.end()
            start = None


def is_continued(line: re.Match[str], following: re.Match[str]) -> bool:
    """Tell whether the next line follows without an empty line between them, and without a bullet."""
    return following.start() == line.end() + 1 and not BULLET.match(following[0])


def is_full(line: re.Match[str], following: re.Match[str], width: int) -> bool:
    """Tell whether the next line's first word would not have fitted into a line."""
    return len(line[0].rstrip()) + 1 + len(following[0].split(maxsplit=1)[0]) > width


def is_wrapped_narrowly(lines: list[re.Match[str]], width: int) -> bool:
    """Tell whether short lines are those of wrapped sentences, by how full they are and how they begin."""
    pairs = [pair for pair in pairwise(lines) if is_continued(*pair)]
    full = [pair for pair in pairs if is_full(*pair, width)]
    runs_on = any(
        not SENTENCE_END.search(line[0].rstrip()) and following[0][0].islower() for line, following in full
    )
    return runs_on and len(full) >= FEWEST_FULL * len(pairs)


def heading_in(line: str, *, is_marked: bool) -> str:
    """Return the heading in a line, or "" if it is none; if headings are marked, unmarked lines are none."""
    if is_marked:
        found = MARKED_HEADING.match(line)
        return found[1].rstrip(" #")[:LONGEST_HEADING] if found else ""
    return line.strip() if is_heading(line) else ""


def is_heading(line: str) -> bool:
    bare = line.strip()
    return len(bare) <= HEADING_LENGTH and not BULLET.match(line) and not SENTENCE_END.search(bare)


def inferred_headings(sections: list[tuple[str, bool]]) -> list[str]:
    """Name each section, given its heading (or an empty string) and whether it is a list.

    An article on a film begins with a lead, followed by plot, cast (a list), production and release.
    """
    names: list[str] = []
    taken: set[str] = set()
    expected = iter(["Production", "Release", "Reception"])
    cast_seen = False
    for number, (heading, is_list) in enumerate(sections):
        if heading:
            name = heading
        elif number == 0:
            name = "Lead"
        elif is_list and not cast_seen:
            name = "Cast"
        elif not cast_seen:
            name = "Plot"
        else:
            name = next(expected, "Further section")
        cast_seen = cast_seen or name.casefold() == "cast"
        name = name if name not in taken else f"{name} {number + 1}"
        names.append(name)
        taken.add(name)
    return names


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence in a paragraph, without surrounding white space and bullet.

    Quotation marks are hidden from the segmenter, which would not split quoted speech. A short item of a list that
    has no full stop at its end is one sentence, whatever dots it has: “Ada Quill … Dr. Tanuki”.
    """
    bullet = BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    words = text[begin:end].strip()
    is_item = 0 < len(words) <= LONGEST_ITEM and (bullet or LEADER.search(words))
    if is_item and not SENTENCE_END.search(words):
        left = text.index(words, begin)
        yield left, left + len(words)
        return
    boundary = begin
    for part in parts(text[begin:end].translate(DOUBLE_QUOTES)):
        boundary += len(part)
        # An opening quotation mark at the very end belongs to the sentence after it.
        stray = OPENING_QUOTE.search(text[begin:boundary]) if boundary < end else None
        cut = begin + stray.start() if stray else boundary
        sentence = text[begin:cut].strip()
        if sentence:
            left = text.index(sentence, begin)
            yield left, left + len(sentence)
        begin = cut


def parts(paragraph: str) -> Iterator[str]:
    """Yield the sentences of a paragraph, of which the segmenter takes no more than it can read in good time."""
    begin = 0
    while begin < len(paragraph):
        end = begin + LONGEST_PIECE
        if end < len(paragraph):
            end = paragraph.rfind(" ", begin, end) + 1 or end
        yield from segment("en", paragraph[begin:end])
        begin = end
