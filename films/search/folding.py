"""Folds text into its plain form, which is compared where spelling must not matter; SQL folds it alike.

The index's tokenizer folds letters that Unicode decomposes (é, ś, İ). The plain form folds as well those it
keeps (ł, ø, ß), spells Cyrillic in Latin letters, and turns every sign into a space.
"""

import re
import unicodedata

LATIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ſ": "s", "ș": "s", "ț": "t", "ə": "e",
}  # fmt: skip
"""Letters without a decomposition, as people type them."""

CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "
        "i yi ye g u dj j lj nj c dz".split(),
        strict=True,
    )
)
"""Cyrillic letters in the Latin letters that English texts use (the system of BGN/PCGN, without its signs)."""

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
"""Greek letters in Latin ones (ELOT 743, letter by letter)."""

# What parts words. That of prose is short, since SQL nests a call for each sign.
SIGNS = "!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~\u00a0¡«·»¿‐‑‒–—―‘’‚“”„†•…′″ʼ"
SIGNS_OF_PROSE = "!\"'(),-./:;?&–—‘’“”…"

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Ranges of the scripts that write words without spaces between them, or with fewer than readers look for."""


def _decomposed() -> dict[str, str]:
    letters = (chr(code) for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00)) for code in block)
    bases = {letter: unicodedata.normalize("NFD", letter)[0].lower() for letter in letters}
    return {letter: base for letter, base in bases.items() if base.isascii() and base != letter}


def _accented(letters: dict[str, str]) -> dict[str, str]:
    forms = (chr(code) for block in (range(0x370, 0x400), range(0x1F00, 0x2000)) for code in block)
    bases = {letter: unicodedata.normalize("NFD", letter)[0] for letter in forms}
    return letters | {letter: letters[base] for letter, base in bases.items() if base in letters}


def _marks() -> dict[str, str]:
    return dict.fromkeys((chr(code) for code in range(0x300, 0x370)), "")


def _with_capitals(letters: dict[str, str]) -> dict[str, str]:
    capitals = {letter.upper(): spelled for letter, spelled in letters.items()}
    return letters | {letter: spelled for letter, spelled in capitals.items() if not letter.isascii()}


_LETTERS = LATIN | _accented(GREEK) | {letter: latin.strip("_") for letter, latin in CYRILLIC.items()}
SPELLED = {letter: latin for letter, latin in _with_capitals(_LETTERS).items() if len(letter) == 1}
"""The letters that the index's tokenizer leaves as they are, and how the plain form spells them."""

GREEK_AND_CYRILLIC = re.compile("[Ͱ-ӿἀ-῿]")
SPELLED_CLASS = "".join(letter for letter in SPELLED if not GREEK_AND_CYRILLIC.match(letter)) + "Ͱ-ӿἀ-῿"
"""The same letters as a class of a pattern, Greek and Cyrillic as ranges."""

CAPITALS = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
PLAIN = {"&": " and "} | dict.fromkeys(SIGNS, " ") | _decomposed() | _marks() | SPELLED | CAPITALS
LETTERS = [(letter, written, SPELLED.get(letter)) for letter, written in PLAIN.items()]
"""Each letter or sign with its plain form, and its spelling where the tokenizer leaves it as it is."""

_PLAIN_TABLE = str.maketrans(PLAIN)
_ALIGNED_TABLE = str.maketrans(
    {letter: written for letter, written in PLAIN.items() if len(written) == 1} | {sign: sign for sign in SIGNS}
)
_SPELLED_TABLE = str.maketrans(SPELLED)
_UNSPACED = re.compile(f"[{UNSPACED}]")


def plain(text: str) -> str:
    """Return text in small letters without accents or signs, its words separated by single spaces."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    return " ".join(text.translate(_PLAIN_TABLE).split())


def key(text: str) -> str:
    """Return the plain form without its spaces, under which whole names are looked up."""
    return plain(text).replace(" ", "")


def aligned(text: str) -> str:
    """Return text in small letters without accents, of the same length, so that positions in it stay."""
    return text.lower() if text.isascii() else text.translate(_ALIGNED_TABLE)


def spelled(text: str) -> str:
    """Return text with the letters of `SPELLED` spelled out, and every other character as it is."""
    return text if text.isascii() else text.translate(_SPELLED_TABLE)


def has_unspaced(text: str) -> bool:
    """Tell whether some of a text is in a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def token(word: str) -> str:
    """Return a word as the index's tokenizer stores it: in lower case, without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
