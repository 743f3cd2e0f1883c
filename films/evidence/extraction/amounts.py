"""Recognise sums of money in text, with their currencies."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from films.evidence.extraction.money_words import CURRENCY_NAMES, CURRENCY_SIGNS, SCALES
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import as_listed

SIGN = "|".join(sorted(map(regex.escape, CURRENCY_SIGNS), key=len, reverse=True))
SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
NUMBER = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,12}(?:\.\d+)?"
RANGE = rf"(?P<number>{NUMBER})(?:\s?(?:–|-|—|to)\s?(?:{SIGN})?(?P<upper>{NUMBER}))?"
SIGNED = Pattern(
    rf"(?<![\w.])(?P<sign>{SIGN})\s?{RANGE}(?:[\s-]?(?P<scale>{SCALE})\b)?(?![\d,]*\d)", regex.IGNORECASE
)
WORDED = Pattern(
    rf"(?<![\w.$£€¥₹,]){RANGE}(?:[\s-](?P<scale>{SCALE}))?\s(?P<name>(?:\p{{L}}+\s){{0,2}}?\p{{L}}+)\b",
    regex.IGNORECASE,
)
WORD_NUMBERS = {"half a": "0.5", "a": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6",
                "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twenty": "20"}  # fmt: skip
SPELLED = Pattern(
    rf"(?i)\b(?P<number>{'|'.join(WORD_NUMBERS)}) (?P<scale>million|billion|crore|"
    rf"lakh) (?P<name>(?:\p{{L}}+ )?\p{{L}}+)\b"
)


@dataclass(frozen=True)
class AmountInText:
    """Hold a sum of money with its span in the text; `upper` is the end of a range."""

    amount: Decimal
    upper: Decimal | None
    currency: str
    start: int
    end: int


def amounts_in(text: str) -> list[AmountInText]:
    """Return the sums of money in a text, in order: “$1.5 million”, “₹90 crore”, “two million marks”."""
    found: list[AmountInText] = []
    for match in SIGNED.finditer(text):
        code = next(code for sign, code in CURRENCY_SIGNS.items() if sign.casefold() == as_listed(match["sign"]))
        found += read_amount(match, match["number"], code, match.end())
    for pattern in (WORDED, SPELLED):
        for match in pattern.finditer(text):
            words = as_listed(match["name"]).split()
            for count in range(len(words), 0, -1):
                name = " ".join(words[:count])
                if name in CURRENCY_NAMES and not any(
                    match.start() < amount.end and amount.start < match.end() for amount in found
                ):
                    number = WORD_NUMBERS.get(as_listed(match["number"]), match["number"])
                    found += read_amount(match, number, CURRENCY_NAMES[name], match.start("name") + len(name))
                    break
    return sorted(found, key=lambda amount: amount.start)


def read_amount(match: regex.Match[str], number: str, currency: str, end: int) -> Iterator[AmountInText]:
    groups = match.groupdict()
    scale = Decimal(SCALES[as_listed(groups["scale"])]) if groups.get("scale") else Decimal(1)
    upper = groups.get("upper")
    yield AmountInText(
        Decimal(number.replace(",", "")) * scale,
        Decimal(upper.replace(",", "")) * scale if upper else None,
        currency,
        match.start(),
        end,
    )
