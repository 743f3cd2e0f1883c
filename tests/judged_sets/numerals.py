"""Numbers in titles in their three forms: digits, roman numerals and words, cardinal and ordinal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
UNIT_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
ROMAN_DIGITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
HIGHEST_ROMAN = 39
HIGHEST = 199  # higher numbers in titles are mostly years, flights and addresses, which nobody spells out


def roman(number: int) -> str:
    """Write a number from 1 to `HIGHEST_ROMAN` as a roman numeral."""
    letters = ""
    for value, digit in ROMAN_DIGITS:
        count, number = divmod(number, value)
        letters += digit * count
    return letters


def in_words(number: int) -> str:
    """Write a number from 0 to `HIGHEST` in words, with a hyphen where English has one."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return TENS[tens - 2] + (f"-{UNITS[units]}" if units else "")
    rest = number - 100
    return "one hundred" + (f" and {in_words(rest)}" if rest else "")


def ordinal_in_words(number: int) -> str:
    """Write the ordinal of a number in words."""
    words = in_words(number)
    last = re.split(r"[ -]", words)[-1]
    if last in UNITS:
        return words.removesuffix(last) + UNIT_ORDINALS[UNITS.index(last)]
    return f"{words[:-1]}ieth" if last in TENS else f"{words}th"


def ordinal_in_digits(number: int) -> str:
    """Write the ordinal of a number in digits, as in “22nd”."""
    teens = number % 100 in range(11, 14)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


ROMANS = {roman(number): number for number in range(1, HIGHEST_ROMAN + 1)}
CARDINALS = {in_words(number): number for number in range(HIGHEST + 1)}
CARDINALS |= {words.replace("-", " "): number for words, number in CARDINALS.items()}
ORDINALS = {ordinal_in_words(number): number for number in range(1, 100)}
ORDINALS |= {words.replace("-", " "): number for words, number in ORDINALS.items()}

_longest_first = sorted(CARDINALS.keys() | ORDINALS.keys(), key=lambda words: (-len(words), words))
NUMBER = re.compile(
    rf"(?<![\w.,'’/$-])(?:(?P<words>{'|'.join(_longest_first)})"
    r"|(?P<digits>\d{1,3})(?P<suffix>st|nd|rd|th)?)(?![\w'’/%½$-]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numeral:
    """A number as it stands in a text from `start` to `end`, and how else it is written."""

    start: int
    end: int
    value: int
    is_ordinal: bool
    is_in_words: bool

    @property
    def other_form(self) -> str:
        """Return it in digits if it is in words, and else in words."""
        if self.is_ordinal:
            return ordinal_in_digits(self.value) if self.is_in_words else ordinal_in_words(self.value)
        return str(self.value) if self.is_in_words else in_words(self.value)


def numerals(text: str) -> Iterator[Numeral]:
    """Find the numbers of a text, up to `HIGHEST`, that stand as digits or words."""
    for match in NUMBER.finditer(text):
        words, digits = match["words"], match["digits"]
        value = int(digits) if digits else (CARDINALS | ORDINALS)[words.lower()]
        if value <= HIGHEST:
            is_ordinal = bool(match["suffix"]) if digits else words.lower() in ORDINALS
            yield Numeral(match.start(), match.end(), value, is_ordinal, bool(words))
