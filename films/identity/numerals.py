"""Rewrite names that can be written in several ways, with numbers as digits, numerals or words, in one form.

*Rocky II*, *Rocky 2* and *Rocky: Part Two* have the same key, `#rocky2`. First `READINGS` replaces each word, a
number by `#` and its digits; then `REWRITES` decides what depends on neighbouring words. The index builds this
form in SQL, from the same two tables, so that names and queries agree.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from films.identity.articles import ARTICLES_BY_LANGUAGE

REWRITTEN = "#"
"""Begins what is written in several ways: the number 2 is `#2`, “versus” is `#vs`. No plain form has this sign."""

PLACE, LETTER, BEGINNING, END = "_", "?", "^", "|"
"""In a form that is not settled yet: the place of a digit still to come, a letter that may be a Roman numeral, and
where a name begins and ends. A name ends before its subtitle, too."""

SIGNS = (" ", "#", BEGINNING, END)
"""What is left of them in a settled form, which its key is without."""

ARTICLES = ARTICLES_BY_LANGUAGE["en"]
UNITS = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th".split(),
        strict=True,
    )
)
ORDINAL_NUMBERS = {form: int(digits[:-2]) for word, digits in ORDINALS.items() for form in (word, digits)}
"""The number that each ordinal means, in letters or digits."""

ENDINGS = ("st", "nd", "rd", "th")
ROMAN_LETTERS = {"i": 1, "v": 5, "x": 10}
REMEMBERED = 4096  # names whose keys were made last; every letter that is typed asks for the same ones
WORDS_REMEMBERED = 16_384  # an import reads the common ones again and again
HIGHEST_ROMAN = 39  # the highest that these letters can write; numerals with other letters are mostly words

LEFT_OUT = tuple("part pt volume vol chapter ch episode ep".split())
"""Words that people leave out before a number: *The Godfather Part II* is “godfather 2”."""

NUMBERED = (*LEFT_OUT, "book")
"""Words after which a letter is a Roman numeral."""

DIGITS_AS_LETTERS = {"13": "te", "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "v"}
"""What digits stand for inside a word, as in *Se7en* and *Thir13en Ghosts*."""


def roman_numeral(number: int) -> str:
    """Write a number up to `HIGHEST_ROMAN` in lower-case Roman numerals."""
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + units[number % 10]


def all_readings() -> dict[str, str]:
    """Map each word that is a number, may be one, or is an abbreviation to its reading."""
    romans = {roman_numeral(number): f"#{number}" for number in range(2, HIGHEST_ROMAN + 1)}
    return (
        romans
        | {letter: f"{LETTER}{letter}" for letter in ROMAN_LETTERS}
        | {word: f"#{number}" for number, word in enumerate([*UNITS, *TEENS])}
        | {word: f"#{tens}{PLACE}" for tens, word in enumerate(TENS, 2)}
        | {word: f"#{number}" for word, number in ORDINALS.items()}
        | {"hundred": f"#{PLACE * 2}", "thousand": f"#{PLACE * 3}", "vs": "#vs", "versus": "#vs"}
    )


def all_rewrites() -> list[tuple[str, str]]:
    """Return the replacements, in order, for a form in which each word has a space on both sides.

    They are for whole names: where the letter “x” is not a numeral, the result does not show that it might be.
    """
    digits = [str(digit) for digit in range(1, 10)]
    return [
        (" a  #__", " #1  #__"),  # a hundred
        ("_  and  #", "_  #"),  # a hundred and one
        ("  and  a  half ", "  #1  #2 "),
        *((f"_  #{digit}{ending} ", f"{digit}{ending} ") for digit in digits for ending in ("", *ENDINGS)),
        ("#___  #", "#0"),  # a thousand and twenty
        ("#__  #", "#"),
        (PLACE, "0"),
        *((f" {word}  {LETTER}", f" {word}  #") for word in NUMBERED),
        *((f"{edge} {LETTER}", f"{edge} ") for edge in (BEGINNING, END)),  # X-Men
        *((f"{LETTER}{letter} {END}", f"#{number} {END}") for letter, number in ROMAN_LETTERS.items()),
        *((f"#{letter} ", f"#{number} ") for letter, number in ROMAN_LETTERS.items()),
        (f"{LETTER}v ", "#vs "),
        (LETTER, ""),
        *((f"{before} {word}  #", f"{before} #") for word in LEFT_OUT for before in (" ", END)),
        *((f"{BEGINNING} {article} ", BEGINNING) for article in ARTICLES),
    ]


READINGS = all_readings()
REWRITES = all_rewrites()
_SPELLED_WITH_DIGITS = re.compile(r"[a-z].*[0-9].*[a-z]")
_NUMBER = re.compile(r"([0-9]+)(?:st|nd|rd|th)?")


@lru_cache(maxsize=WORDS_REMEMBERED)
def reading(word: str) -> str:
    """Return the reading of a plain word."""
    if _NUMBER.fullmatch(word):
        return f"#{word}"
    if _SPELLED_WITH_DIGITS.fullmatch(word):
        for digits, letters in DIGITS_AS_LETTERS.items():
            word = word.replace(digits, letters)
    return READINGS.get(word, word)


def rewritten_word(word: str) -> str:
    """Return the rewritten form of a single word, “2” for “ii”, “two” and “2”; '' for letters and other words."""
    written = reading(word)
    return written.removeprefix(REWRITTEN).replace(PLACE, "0") if written.startswith(REWRITTEN) else ""


def number_written(word: str) -> int:
    """Return the number that a plain word by itself writes, as a digit, numeral, word or ordinal; 0 for any other.

    “I” is mostly a word, and not counted.
    """
    if digits := _NUMBER.fullmatch(rewritten_word(word)):
        return int(digits[1])
    return ROMAN_LETTERS.get(word, 0) if word != "i" else 0


def rewritten_keys(words: Sequence[str]) -> set[str]:
    """Return the keys of a name with numbers, however these are written; none if the name has no numbers.

    There are two if a letter between words may be a numeral: *Saw V: …* is also typed without the colon.
    """
    written = [reading(word) for word in words]
    if written == list(words):
        return set()
    text = BEGINNING + "".join(f" {word} " for word in written) + END
    return {rewritten_key(text), rewritten_key(text.replace(f"  {LETTER}", "  #"))} - {"".join(words)}


@lru_cache(maxsize=REMEMBERED)
def rewritten_key(text: str) -> str:
    """Return the key of a name whose words are in their readings."""
    for old, new in REWRITES:
        text = text.replace(old, new)
    mark = REWRITTEN if REWRITTEN in text else ""
    return mark + "".join(character for character in text if character not in SIGNS)
