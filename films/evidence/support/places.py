"""Look for a place by its names, and for a country by its adjective too: “Hungarian”."""

from collections.abc import Iterable, Sequence

from films.evidence.extraction.money_words import TERRITORIES
from films.evidence.support.spans import Span, Word, first_found
from films.origins import WORDS_OF_COUNTRIES


def find_place(names: Iterable[str], words: Sequence[Word]) -> Span | None:
    """Return where one of a place's names stands: “Hungary”, “Hungarian”."""
    return first_found((form for name in names for form in place_forms(name)), words)


def place_forms(name: str) -> list[str]:
    """Return a place's name with and without its article, and other words for the country or territory."""
    bare = name.removeprefix("The ").removeprefix("the ")
    territories = [words for words, territory in TERRITORIES.items() if territory == bare]
    return [name, bare, *WORDS_OF_COUNTRIES.get(bare, "").split(", "), *territories]
