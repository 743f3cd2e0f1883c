"""Reading a plain-text document: its sections, paragraphs and sentences, with spans into the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sentencex import segment

DOUBLE_QUOTES = dict.fromkeys(map(ord, '"“”„«»'), " ")
HEADING_LENGTH = 60  # characters; a longer line without a full stop is more likely a lost ending
SENTENCE_END = re.compile(r"[.!?:;…\"”')\]]$")
BULLET = re.compile(r"\s*[•*\-–]\s+")
LINE = re.compile(r"[^\n]+")
LOST_HEADING = re.compile(r"\n[ \t]*\n[ \t]*\n")
OPENING_QUOTE = re.compile(r"(?<=\s)[\"“„«]\s*$")


@dataclass(frozen=True)
class Sentence:
    """One sentence, with its place in the document and its span: `text[start:end]`, in characters."""

    section: str
    section_inferred: bool
    paragraph: int
    sentence: int
    start: int
    end: int


@dataclass
class Section:
    """Paragraphs, as spans, under a heading that the text has or has lost."""

    heading: str
    paragraphs: list[tuple[int, int]]

    def is_list(self, text: str) -> bool:
        return all(BULLET.match(text, start) for start, _ in self.paragraphs)


def read(text: str) -> list[Sentence]:
    """Split a document into sentences in reading order.

    A heading is a short line without a sentence's ending. Where two empty lines or more stand without one, the
    text has lost a heading: its name is inferred from its place, by the usual order of an article on a film.
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
    previous_end = 0
    for line in LINE.finditer(text):
        if not line[0].strip():
            continue
        heading = line[0].strip() if is_heading(line[0]) else ""
        if heading or LOST_HEADING.search(text, previous_end, line.start()):
            if section.paragraphs:
                yield section
                section = Section("", [])
            section.heading = heading or section.heading
        if not heading:
            section.paragraphs.append(line.span())
        previous_end = line.end()
    if section.paragraphs:
        yield section


def is_heading(line: str) -> bool:
    bare = line.strip()
    return len(bare) <= HEADING_LENGTH and not BULLET.match(line) and not SENTENCE_END.search(bare)


def inferred_headings(sections: list[tuple[str, bool]]) -> list[str]:
    """Return a heading for each section, given its heading or nothing, and whether it is a list.

    An article on a film opens with a lead and goes on with plot, cast (a list), production and release.
    """
    names: list[str] = []
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
        names.append(name if name not in names else f"{name} {number + 1}")
    return names


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence of a paragraph, without the white space and bullet around it.

    Quotation marks are hidden from the segmenter, which would keep a quoted speech of many sentences whole.
    """
    bullet = BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    boundary = begin
    for part in segment("en", text[begin:end].translate(DOUBLE_QUOTES)):
        boundary += len(part)
        # An opening quotation mark at the very end belongs to the sentence after it.
        stray = OPENING_QUOTE.search(text[begin:boundary]) if boundary < end else None
        cut = begin + stray.start() if stray else boundary
        sentence = text[begin:cut].strip()
        if sentence:
            left = text.index(sentence, begin)
            yield left, left + len(sentence)
        begin = cut
