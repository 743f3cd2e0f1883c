"""Prepare an article on a film for extraction: its sentences by section, and the full names in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from films.evidence.extraction.names import long_surname, names_in, surname
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic, topic_of
from films.evidence.segmentation import BULLET, Sentence, is_heading, split_document

MAX_SENTENCE = 2000  # characters read of a sentence: anything longer is not prose, and slow to match
MAX_TITLE_START = 12  # characters compared of a heading and the text below it: titles may differ further on
ONE_LINE = {ord("\n"): " ", 0xA0: " "}  # replaced one for one, so that spans stay valid
DISAMBIGUATION = Pattern(r"\s*\((?:[^()]*\b)?(?:film|movie)\)$")


@dataclass(frozen=True)
class Statement:
    """Hold one sentence with its span in the document and its place in the article.

    `line` is the whole line that the sentence begins, and empty if it begins none. `bullet` is the same for a line
    with a bullet, and `depth` counts the characters that the line is indented by.
    """

    text: str
    start: int
    end: int
    topic: Topic
    heading: str
    paragraph: int
    line: str = ""
    bullet: str = ""
    depth: int = 0
    in_list: bool = False

    def propose(self, kind: str, confidence: float, **fields: object) -> ExtractedFact:
        """Return an extracted fact that points to this sentence."""
        return ExtractedFact(kind, fields, (self.start, self.end), round(confidence, 2))


@dataclass(frozen=True)
class Article:
    """Hold the sentences of an article in reading order."""

    text: str
    statements: list[Statement]

    @cached_property
    def title(self) -> str:
        """Return the title above the text without a suffix such as “(1988 film)”; an empty string if there is
        none.
        """
        first = next((line for line in self.text[: MAX_SENTENCE * 2].splitlines() if line.strip()), "")
        title = DISAMBIGUATION.sub("", first.strip(" #\t"))
        return "" if not is_heading(title) or topic_of(title) is Topic.CAST else title

    @cached_property
    def full_names(self) -> dict[str, str]:
        """Map each surname to the first full name in the text that has it."""
        found: dict[str, str] = {}
        for statement in self.statements:
            if statement.topic is not Topic.ELSEWHERE:
                for named in names_in(statement.text):
                    found.setdefault(surname(named.name), named.name)
                    if family := long_surname(named.name):
                        found.setdefault(family, named.name)
        return found

    @cached_property
    def given_names(self) -> dict[str, str]:
        """Map first names to full names, leaving out first names that several people share."""
        found: dict[str, set[str]] = {}
        for name in self.full_names.values():
            found.setdefault(name.split()[0], set()).add(name)
        return {first: names.pop() for first, names in found.items() if len(names) == 1}

    @cached_property
    def makers(self) -> set[str]:
        """Return the surnames of those whom the lead and the sections on the cast and the making name."""
        return {
            surname(named.name)
            for statement in self.in_sections(Topic.LEAD, Topic.CAST, Topic.MAKING, Topic.MUSIC)
            for named in names_in(statement.text)
        }

    @cached_property
    def name_counts(self) -> Counter[str]:
        """Count how often each full name stands in the text."""
        return Counter(named.name for statement in self.statements for named in names_in(statement.text))

    @cached_property
    def families(self) -> dict[str, list[str]]:
        """Map surnames to the full names in the text that have them, in the order of the text."""
        found: dict[str, list[str]] = {}
        for name in self.name_counts:
            found.setdefault(surname(name), []).append(name)
        return found

    def full_name(self, name: str) -> str:
        """Return the full name for a surname that the article has introduced, or else the name itself."""
        return self.full_names.get(name, name)

    def in_sections(self, *topics: Topic) -> Iterator[Statement]:
        """Return the sentences in sections on these topics."""
        return (statement for statement in self.statements if statement.topic in topics)

    def outside_sections(self, *topics: Topic) -> Iterator[Statement]:
        """Yield the sentences of all sections but those on these topics."""
        return (statement for statement in self.statements if statement.topic not in topics)


def read_article(text: str) -> Article:
    """Split a document into the sentences of an article on a film."""
    return Article(text, list(split_statements(text, split_document(text))))


def split_statements(text: str, sentences: list[Sentence]) -> Iterator[Statement]:
    heading: str | None = None
    topic = Topic.LEAD
    line_start = previous = 0
    bullet: regex.Match[str] | None = None
    for sentence in sentences:
        if sentence.section != heading:
            above = None if heading is None else topic
            topic = section_topic(sentence, text, above, text[previous : sentence.start])
            heading = sentence.section
        previous = sentence.end
        begins = sentence.sentence == 1
        if begins:
            line_start = text.rfind("\n", 0, sentence.start) + 1
            bullet = BULLET.match(text, line_start)
        line = line_from(text, sentence.start) if begins else ""
        yield Statement(
            text=text[sentence.start : min(sentence.end, sentence.start + MAX_SENTENCE)].translate(ONE_LINE),
            start=sentence.start,
            end=sentence.end,
            topic=topic,
            heading=heading,
            paragraph=sentence.paragraph,
            line=line,
            bullet=line if bullet else "",
            depth=sentence.start - line_start,
            in_list=bullet is not None,
        )


def section_topic(first: Sentence, text: str, above: Topic | None, between: str) -> Topic:
    """Return the topic of the section that `first` begins; `above` is that of the section before, if any.

    A heading that says nothing by itself belongs under the heading above it. That one may have no text of its own
    and then stands in `between`, the text since the section before.
    """
    headings = [line for line in between.splitlines() if line.strip() and is_heading(line)]
    known = next((topic for line in [first.section, *reversed(headings)] if (topic := topic_of(line))), None)
    if above is None:
        is_title = first.section[:MAX_TITLE_START] in text[first.start : first.end]
        return Topic.LEAD if known is None or is_title else known
    return known or (Topic.MAKING if above is Topic.LEAD else above)


def line_from(text: str, start: int) -> str:
    end = text.find("\n", start, start + MAX_SENTENCE)
    return text[start : end if end >= 0 else start + MAX_SENTENCE].rstrip()
