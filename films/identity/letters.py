"""Say how the plain form writes each letter and sign: tables for Python and for SQL.

The index's tokenizer folds letters that Unicode decomposes (é, ś, İ). The plain form also folds letters that
Unicode does not decompose (ł, ø, ß), replaces compatibility characters like NFKC (ﬁ, Ｆ, ½, Ⅲ), drops invisible
characters, spells Cyrillic in Latin letters, reduces Arabic and Indic letters to their base forms, and turns signs
into spaces.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain

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

ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك",
}  # fmt: skip
"""Forms of alef, yeh, waw, teh marbuta and kaf, which writers leave out or exchange."""

ARABIC_MARKS = "".join(map(chr, (0x640, *range(0x64B, 0x656), 0x670)))
"""The stroke that lengthens a word, vowel signs, and the signs that stand on alef, yeh and waw."""

NUKTAS = "".join(map(chr, (0x93C, 0x9BC, 0xA3C, 0xABC, 0xB3C, 0xCBC)))
"""The dot under an Indic letter, which is often left out."""
INDIC_BLOCKS = range(0x900, 0xD00)

# Separators of words. The list for prose is short, since SQL nests a call for each sign.
SIGNS = "!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~\u00a0¡«·»¿‐‑‒–—―‘’‚“”„†•…′″ʼ⁄™℠"
SIGNS_OF_PROSE = "!\"'(),-./:;?&–—‘’“”…"


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


def _without_nukta() -> dict[str, str]:
    decomposed = {letter: unicodedata.normalize("NFD", letter) for letter in map(chr, INDIC_BLOCKS)}
    return {letter: base[0] for letter, base in decomposed.items() if len(base) == 2 and base[1] in NUKTAS}


def _folded(text: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(letter, letter) for letter in text)


def _compatible(letters: dict[str, str]) -> dict[str, str]:
    """Map compatibility characters to their folded NFKC forms, with spaces around fractions and superscripts."""
    blocks = (range(first, last + 1) for first, last in COMPATIBILITY_BLOCKS)
    found = {}
    for letter in map(chr, chain.from_iterable(blocks)):
        composed = unicodedata.normalize("NFKC", letter)
        if composed != letter and letter not in letters:
            is_apart = unicodedata.decomposition(letter).startswith(("<fraction>", "<super>")) and any(
                character.isdigit() for character in composed
            )
            found[letter] = f"{' ' * is_apart}{_folded(composed, letters)}"
    return found


def _ranges(letters: Iterable[str]) -> str:
    """Return letters as the content of a character class, with ranges for consecutive ones."""
    spans: list[list[str]] = []
    for letter in sorted(letters):
        if spans and ord(letter) == ord(spans[-1][1]) + 1:
            spans[-1][1] = letter
        else:
            spans.append([letter, letter])
    return "".join(first if first == last else f"{first}-{last}" for first, last in spans)


def _with_capitals(letters: dict[str, str]) -> dict[str, str]:
    capitals = {letter.upper(): spelled for letter, spelled in letters.items()}
    return letters | {letter: spelled for letter, spelled in capitals.items() if not letter.isascii()}


COMPATIBILITY_BLOCKS = (
    (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x587, 0x587), (0x600, 0x6FF), (0x950, 0xFFF),
    (0x1D00, 0x2DFF), (0x2E80, 0x3130), (0x3190, 0x33FF), (0xA69C, 0xA7FF), (0xAB5C, 0xAB6F),
    (0xF900, 0xFF9D), (0xFFE0, 0xFFEE),
    (0x1D400, 0x1D7FF), (0x1EE00, 0x1F2FF), (0x1FBF0, 0x1FBF9), (0x2F800, 0x2FA1D),
)  # fmt: skip
"""Where the characters are that NFKC changes, but for parts of Hangul syllables, which it only puts together."""

INVISIBLE = "".join(
    map(chr, (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
              *range(0xFE00, 0xFE10), 0xFEFF))
)  # fmt: skip
"""Characters without a shape, which come along when a text is copied: soft hyphens, joiners, directions."""

_LETTERS = (
    LATIN
    | _accented(GREEK)
    | {letter: latin.strip("_") for letter, latin in CYRILLIC.items()}
    | ARABIC
    | _without_nukta()
    | dict.fromkeys(ARABIC_MARKS + NUKTAS, "")
)
CAPITALS = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_SPELLED_OUT = {letter: latin for letter, latin in _with_capitals(_LETTERS).items() if len(letter) == 1}
_FOLDED = {"&": " and "} | dict.fromkeys(SIGNS, " ") | _decomposed() | _marks() | _SPELLED_OUT | CAPITALS
_COMPATIBLE = _compatible(_FOLDED)
SPELLED = (
    _SPELLED_OUT
    | {letter: folded for letter, folded in _COMPATIBLE.items() if folded.strip()}
    | dict.fromkeys(INVISIBLE, "")
)
"""The letters that the index's tokenizer leaves as they are, and how the plain form spells them."""

GREEK_AND_CYRILLIC = re.compile("[Ͱ-ӿἀ-῿]")
SPELLED_CLASS = _ranges(letter for letter in SPELLED if not GREEK_AND_CYRILLIC.match(letter)) + "Ͱ-ӿἀ-῿"
"""The same letters as a class of a pattern, Greek and Cyrillic as ranges."""

COMMON = map(chr, chain(range(0x20, 0x7F), (0xB7,), range(0xC0, 0x100), range(0x2010, 0x2027)))
UNSPELLED_CLASS = _ranges(letter for letter in COMMON if letter not in SPELLED)
"""Most other letters and signs of European texts, as a short class: SQLite reads all of it for each letter."""

PLAIN = _COMPATIBLE | _FOLDED | SPELLED
LETTERS = [(letter, written, SPELLED.get(letter)) for letter, written in PLAIN.items()]
"""Each letter or sign with its plain form, and its spelling where the tokenizer leaves it as it is."""

PLAIN_TABLE = str.maketrans(PLAIN)
ALIGNED_TABLE = str.maketrans(
    {letter: written for letter, written in PLAIN.items() if len(written) == 1} | {sign: sign for sign in SIGNS}
)
FOLDED_TABLE = str.maketrans(PLAIN | {sign: sign for sign in SIGNS})
SPELLED_TABLE = str.maketrans(SPELLED)
