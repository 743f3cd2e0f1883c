"""Read titles of series and of versions, and what texts say of a film's relation to another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from films.identity.folding import plain
from films.identity.numerals import ARTICLES, LEFT_OUT, ROMAN_LETTERS, number_written

MOST_BETWEEN = 80  # letters from “sequel” to the title: “to the 1979 science fiction horror film”
BEFORE_SUBTITLE = re.compile(r": | [–—-] ")
EDITIONS = (
    "anniversary|collector[’']?s|colou?ri[sz]ed|director[’']?s|dubbed|extended|final|international|original|"
    "producer[’']?s|remastered|restored|silent|sound|special|subtitled|theatrical|ultimate|uncut|unrated"
)
VERSION = re.compile(
    rf"""(?:^|[\s:–—-]+) [(\[]? (?:the\s)? (?:
        (?:in\s)?3-?d
        | imax(?:\s3-?d)?(?:\s(?:experience|version))?
        | (?:\d+(?:st|nd|rd|th)\s | (?<=[(\[])\w+\s)? (?:{EDITIONS}) \s (?:cut|edition|(?:re-?)?release|version)
        | \d+(?:st|nd|rd|th)\sanniversary
        | colou?ri[sz]ed | dubbed | redux | re-?cut | re-?issued? | re-?mastered | re-?released? | restored
        | uncut | unrated
        | \w+ (?:[\s-]language)? \s (?:dub|version)
        | (?<=[(\[]) [^\W\d]+ (?=[)\]])
    ) [)\]]? $""",
    re.IGNORECASE | re.VERBOSE,
)
"""The words for a version at the end of a title: “3D”, “(Director’s Cut)”, “French version” or “(Hindi)”."""


@dataclass(frozen=True)
class SeriesTitle:
    """Hold the name of a series in plain words, as a title gives it, and the number in it, or 0 for none."""

    words: tuple[str, ...]
    number: int
    has_subtitle: bool


def without_version(title: str) -> tuple[str, str]:
    """Split a title into that of the film and the words for its version, which are empty if there are none."""
    original = title
    while (found := VERSION.search(original)) and plain(original[: found.start()]):
        original = original[: found.start()]
    return original, title[len(original) :].strip(" :–—-")


def read_series_title(title: str) -> SeriesTitle:
    """Read the name of a series and the number in it out of a title, as far as it has them.

    The number may begin a subtitle, as in *Kill Bill: Volume 2*.
    """
    name, *subtitles = BEFORE_SUBTITLE.split(title)
    every = without_article(plain(name).split())
    words = series_words(title)
    number = number_before(every[len(words) :])
    if not number and subtitles:
        number = number_before(plain(subtitles[0]).split())
    return SeriesTitle(tuple(words), number, bool(subtitles))


def number_before(words: Sequence[str]) -> int:
    """Return the number that words begin with, which may follow a word such as “part”, or 0."""
    is_part = bool(words) and words[0] in LEFT_OUT
    number = next(iter(words[is_part:]), "")
    return number_written(number) or (ROMAN_LETTERS.get(number, 0) if is_part else 0)


def series_words(title: str) -> list[str]:
    """Return the words of a title up to its number or its subtitle, without the article."""
    words = without_article(plain(BEFORE_SUBTITLE.split(title)[0]).split())
    numbered = next((place for place, word in enumerate(words) if place and number_written(word)), len(words))
    while numbered > 1 and words[numbered - 1] in LEFT_OUT:
        numbered -= 1
    return words[:numbered]


def without_article(words: list[str]) -> list[str]:
    return words[1:] if words[:1] and words[0] in ARTICLES and len(words) > 1 else words


def text_states(text: str, words: Sequence[str], title: str, year: int | None) -> bool:
    """Tell whether a text has one of the words shortly before the title of a film of a year.

    A year next to the title has to be the film's, and the title must not be part of a longer name.
    """
    word_and_title = (
        rf"\b(?i:{'|'.join(words)})s?\b([^.;]{{0,{MOST_BETWEEN}}}?)"
        rf"(?<!\w){re.escape(title)}(?!\w|:? (?:[A-Z0-9]|vs?\b))(.{{0,7}})"
    )
    for match in re.finditer(word_and_title, text):
        before = match[1].split()[-1:]
        is_in_longer_name = bool(before) and before[0][:1].isupper() and not before[0].endswith(("s", "’", "'"))
        years = re.findall(r"\b(?:18|19|20)\d\d\b", match[1] + match[2])
        if not is_in_longer_name and (not years or not year or str(year) in years):
            return True
    return False
