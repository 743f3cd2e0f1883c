"""Look for sums of money and for currencies."""

from decimal import Decimal

from films.evidence.extraction.amounts import amounts_in
from films.evidence.support.spans import Span


def find_amount(value: str, text: str) -> Span | None:
    """Return where a sum stands: “$35,000,000”, “35 million dollars”. Either end of a range counts."""
    amount = Decimal(value)
    found = (one for one in amounts_in(text) if amount in (one.amount, one.upper))
    return next((Span(one.start, one.end) for one in found), None)


def find_currency(code: str, text: str) -> Span | None:
    """Return where a sum in a currency stands."""
    return next((Span(one.start, one.end) for one in amounts_in(text) if one.currency == code), None)
