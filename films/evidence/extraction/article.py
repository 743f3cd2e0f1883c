"""An article on a film as its facts are read from it: its sentences with their parts, and the people it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from films.evidence.extraction.names import long_surname, names_in, surname
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import Proposed
from films.evidence.extraction.vocabulary import Topic, part_of
from films.evidence.segmentation import BULLET, Sentence, is_heading, read

MAX_SENTENCE = 2000  # characters read of one sentence: more is no prose, and patterns would take long over it
MAX_TITLE_START = 12  # characters of a heading that tell whether the text begins with it: a title may differ later
ONE_LINE = {ord("\n"): " ", 0xA0: " "}  # of the same length, so that spans stay true
DISAMBIGUATION = Pattern(r"\s*\((?:[^()]*\b)?(?:film|movie)\)$")


@dataclass(frozen=True)
class Statement:
    """One sentence, with its span in the document and its place in the article.

    `line` is the whole text of the line that the sentence begins, and empty elsewhere; `bullet` is the same
    where a bullet stands before it, and `depth` how far it is indented, in characters.
    """

    text: str
    start: int
    end: int
    part: Topic
    heading: str
    paragraph: int
    line: str = ""
    bullet: str = ""
    depth: int = 0
    in_list: bool = False

    def propose(self, kind: str, confidence: float, **fields: object) -> Proposed:
        """Build what this sentence states."""
        return Proposed(kind, fields, (self.start, self.end), round(confidence, 2))


@dataclass(frozen=True)
class Article:
    """The statements of an article in reading order."""

    text: str
    statements: list[Statement]

    @cached_property
    def title(self) -> str:
        """Return the title that stands above the text, without what tells it from others; nothing if none."""
        first = next((line for line in self.text[: MAX_SENTENCE * 2].splitlines() if line.strip()), "")
        if not is_heading(first) or part_of(first) is Topic.CAST:
            return ""
        return DISAMBIGUATION.sub("", first.strip(" #\t"))

    @cached_property
    def full_names(self) -> dict[str, str]:
        """Return full names by their surnames: for each surname the first name of several words that has it."""
        found: dict[str, str] = {}
        for statement in self.statements:
            if statement.part is not Topic.ELSEWHERE:
                for named in names_in(statement.text):
                    found.setdefault(surname(named.name), named.name)
                    if family := long_surname(named.name):
                        found.setdefault(family, named.name)
        return found

    @cached_property
    def given_names(self) -> dict[str, str]:
        """Return full names by their first words, for each first word that only one full name has."""
        found: dict[str, set[str]] = {}
        for name in self.full_names.values():
            found.setdefault(name.split()[0], set()).add(name)
        return {first: names.pop() for first, names in found.items() if len(names) == 1}

    def full_name(self, name: str) -> str:
        """Return the full name of a person whom the article calls by surname, or the name as it is."""
        return self.full_names.get(name, name)

    def of(self, *parts: Topic) -> Iterator[Statement]:
        """Yield the statements of these parts of the article."""
        return (statement for statement in self.statements if statement.part in parts)

    def without(self, *parts: Topic) -> Iterator[Statement]:
        """Yield the statements of all other parts of the article."""
        return (statement for statement in self.statements if statement.part not in parts)


def read_article(text: str) -> Article:
    """Read a document's sentences as those of an article on a film."""
    return Article(text, list(statements(text, read(text))))


def statements(text: str, sentences: list[Sentence]) -> Iterator[Statement]:
    heading: str | None = None
    part = Topic.LEAD
    line_start = previous = 0
    bullet: regex.Match[str] | None = None
    for sentence in sentences:
        if sentence.section != heading:
            above = None if heading is None else part
            part = section_part(sentence, text, above, text[previous : sentence.start])
            heading = sentence.section
        previous = sentence.end
        begins = sentence.sentence == 1
        if begins:
            line_start = text.rfind("\n", 0, sentence.start) + 1
            bullet = BULLET.match(text, line_start)
        line = line_at(text, sentence.start) if begins else ""
        yield Statement(
            text=text[sentence.start : min(sentence.end, sentence.start + MAX_SENTENCE)].translate(ONE_LINE),
            start=sentence.start,
            end=sentence.end,
            part=part,
            heading=heading,
            paragraph=sentence.paragraph,
            line=line,
            bullet=line if bullet else "",
            depth=sentence.start - line_start,
            in_list=bullet is not None,
        )


def section_part(first: Sentence, text: str, above: Topic | None, between: str) -> Topic:
    """Return what the section that begins with this sentence is about; `above` is None for the first section.

    A heading that tells nothing by itself is taken to stand below the one above it, which may be one without text
    of its own: such headings stand in `between`, the text since the section before.
    """
    headings = [line for line in between.splitlines() if line.strip() and is_heading(line)]
    known = next((part for line in [first.section, *reversed(headings)] if (part := part_of(line))), None)
    if above is None:
        is_title = first.section[:MAX_TITLE_START] in text[first.start : first.end]
        return Topic.LEAD if known is None or is_title else known
    return known or (Topic.MAKING if above is Topic.LEAD else above)


def line_at(text: str, start: int) -> str:
    end = text.find("\n", start, start + MAX_SENTENCE)
    return text[start : end if end >= 0 else start + MAX_SENTENCE].rstrip()
