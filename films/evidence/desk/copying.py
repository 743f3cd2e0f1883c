"""Tell texts in our own words from copies of their source."""

import re

COPIED_WORDS = 7  # consecutive words; shorter runs are often the only way to say a thing
WORD = re.compile(r"\w+")


def copies_source(text: str, source: str) -> bool:
    """Tell whether a text has a run of `COPIED_WORDS` words from its source."""
    return not runs_of_words(text).isdisjoint(runs_of_words(source))


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    """Return all runs of `COPIED_WORDS` words in a text."""
    words = WORD.findall(text.casefold())
    return {tuple(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1)}
