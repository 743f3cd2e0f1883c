"""What words that a curator marks in a document say for the form of a fact, as far as their shape tells."""

import re
from datetime import datetime
from typing import Any

from films.models import ProposalKind
from films.models.places import LocationUse
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
SCALES_OF_MONEY = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
MONEY = (ProposalKind.PAY, ProposalKind.BUDGET, ProposalKind.BOX_OFFICE)
MAIN_FIELD = {
    ProposalKind.FILM: "title",
    ProposalKind.CREDIT: "person",
    ProposalKind.PAY: "person",
    ProposalKind.LOCATION: "name",
    ProposalKind.RELEASE: "place",
    ProposalKind.BOX_OFFICE: "territory",
    ProposalKind.REVIEW: "outlet",
    ProposalKind.RELATION: "title",
    ProposalKind.NOTE: "speaker",
}
"""Where words go that are neither a date, nor a score, nor an amount: they are then taken for a name."""
LONGEST_NAME = 8  # words; more of them are no name


def prefilled(kind: str, words: str) -> dict[str, Any]:
    """Return what a form of this kind starts with, given the words that were marked, which may be none."""
    words = " ".join(words.split())
    started: dict[str, Any] = {"use": LocationUse.FILMED} if kind == ProposalKind.LOCATION else {}
    found = read(kind, words)
    if found:
        return started | found
    name = words.strip(" ,.;:“”\"'()")
    if name and kind in MAIN_FIELD and len(name.split()) <= LONGEST_NAME:
        started[MAIN_FIELD[ProposalKind(kind)]] = name
    return started


def read(kind: str, words: str) -> dict[str, Any]:
    """Return the date, score or amount that the words are, in the fields of the kind; nothing if they are none."""
    if kind == ProposalKind.RELEASE:
        return date_in(words)
    if kind == ProposalKind.REVIEW and (score := SCORE.search(words)):
        return {"score": score["score"], "scale": SCALES.get(score["top"] or "", Scale.PERCENT)}
    if kind in (ProposalKind.PAY, ProposalKind.BUDGET, ProposalKind.BOX_OFFICE) and (
        amount := AMOUNT.search(words)
    ):
        number = float(amount["number"].replace(",", "")) * SCALES_OF_MONEY.get(amount["scale"] or "", 1)
        return {
            "amount": int(number) if number == int(number) else number,
            "currency": CURRENCIES.get(amount["sign"], amount["sign"]),
        }
    return {}


def date_in(words: str) -> dict[str, Any]:
    for form, precision in DATES:
        try:
            found = datetime.strptime(words.strip(" ,."), form)
        except ValueError:
            continue
        return {"date": found.date().isoformat(), "precision": precision}
    return {}
