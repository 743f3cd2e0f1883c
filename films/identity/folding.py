"""Fold text into its plain form, for comparisons that ignore spelling. SQL folds in the same way.

The tables of letters are imported by the first text that needs them: making them takes longer than most commands
spend on text.
"""

import re
import unicodedata

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Ranges of the scripts that write words without spaces between them, or with fewer than readers look for."""

IN_UNSPACED = re.compile(f"[{UNSPACED}]")
BEYOND_ASCII = re.compile("[^\\x00-\\x7f]+")


def plain(text: str) -> str:
    """Return text in lower case without accents or signs, with single spaces between words."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    from films.identity import letters

    return " ".join(text.translate(letters.PLAIN_TABLE).split())


def key(text: str) -> str:
    """Return the plain form without spaces, by which whole names are looked up."""
    return plain(text).replace(" ", "")


def folded(text: str) -> str:
    """Return the plain form of text, but with its signs and spaces."""
    if text.isascii():
        return text.lower()
    from films.identity import letters

    return _translated_beyond_ascii(text, letters.FOLDED_TABLE).lower()


def aligned(text: str) -> str:
    """Return text in lower case without accents; it has the same length, so positions stay valid."""
    if text.isascii():
        return text.lower()
    from films.identity import letters

    return _translated_beyond_ascii(text, letters.ALIGNED_TABLE).lower()


def _translated_beyond_ascii(text: str, table: dict[int, str]) -> str:
    """Translate only what is not ASCII: there is little of it, and translating every letter is slow."""
    return BEYOND_ASCII.sub(lambda found: found[0].translate(table), text)


def spelled(text: str) -> str:
    """Return text with the letters in `letters.SPELLED` spelled out, and all other characters unchanged."""
    if text.isascii():
        return text
    from films.identity import letters

    return text.translate(letters.SPELLED_TABLE)


def has_unspaced(text: str) -> bool:
    """Tell whether any part of a text is in a script without spaces between words."""
    return not text.isascii() and IN_UNSPACED.search(text) is not None


def token(word: str) -> str:
    """Return a word as the index's tokenizer does: in lower case, without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
