"""Parse the words that a curator marks in a document: a date, a score, an amount."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from films.models.reception import Scale

DATES = (
    ("%d %B %Y", "day"),
    ("%B %d, %Y", "day"),
    ("%B %d %Y", "day"),
    ("%Y-%m-%d", "day"),
    ("%B %Y", "month"),
    ("%Y", "year"),
)
SCORE = re.compile(r"(?P<score>\d{1,3}(?:\.\d+)?)\s?(?:(?P<percent>%|per ?cent)|/\s?(?P<top>10|5|4)\b)")
SCALES = {"10": Scale.TEN, "5": Scale.FIVE, "4": Scale.FOUR}
AMOUNT = re.compile(
    r"(?P<sign>[$£€]|[A-Z]{3})\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>thousand|million|billion))?"
)
CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR"}
MULTIPLES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def date_in(words: str) -> dict[str, Any]:
    """Return the date in these words and its precision, or nothing."""
    for form, precision in DATES:
        try:
            found = datetime.strptime(words.strip(" ,."), form)
        except ValueError:
            continue
        return {"date": found.date().isoformat(), "precision": precision}
    return {}


def score_in(words: str) -> dict[str, Any]:
    """Return the score in these words and its scale, or nothing."""
    score = SCORE.search(words)
    return {"score": score["score"], "scale": SCALES.get(score["top"] or "", Scale.PERCENT)} if score else {}


def amount_in(words: str) -> dict[str, Any]:
    """Return the amount of money in these words and its currency, or nothing."""
    amount = AMOUNT.search(words)
    if amount is None:
        return {}
    number = float(amount["number"].replace(",", "")) * MULTIPLES.get(amount["scale"] or "", 1)
    return {
        "amount": int(number) if number == int(number) else number,
        "currency": CURRENCIES.get(amount["sign"], amount["sign"]),
    }


def decimal_or_none(number: Any) -> Decimal | None:
    """Return an extracted number as a decimal."""
    return None if number is None else Decimal(str(number))
