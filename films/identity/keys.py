"""Make the keys by which names and titles are one, in imports, proposals, duplicates and slugs."""

from html import unescape

from films.identity.folding import plain
from films.identity.numerals import BEGINNING, END, reading, rewritten_key

GENERATIONS = {"junior": "jr", "senior": "sr"}


def name_key(name: str) -> str:
    """Return what the spellings of one personal name share: “J.J. Abrams”, “J. J. Abrams”; “Renée”, “Renee”.

    A name without letters or digits is its own key.
    """
    words = [GENERATIONS.get(word, word) for word in plain(unescape(name)).split()]
    return "".join(words) or name


def title_key(title: str) -> str:
    """Return what the spellings of one title share: “WALL·E”, “WALL-E”; “Rocky II”, “Rocky 2”; “The Us”, “Us”.

    A title without letters or digits is its own key.
    """
    words = (reading(word) for word in plain(unescape(title)).split())
    return rewritten_key(BEGINNING + "".join(f" {word} " for word in words) + END) or plain(title) or title
