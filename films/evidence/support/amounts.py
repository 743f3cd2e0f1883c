"""Look for sums of money and for currencies."""

from decimal import Decimal

from films.evidence.extraction.amounts import amounts_in
from films.evidence.support.spans import Span


def find_amount(value: str, text: str) -> Span | None:
    """Return where a sum stands: “$35,000,000”, “35 million dollars”. Either end of a range counts."""
    amount = Decimal(value)
    stated = (in_text for in_text in amounts_in(text) if amount in (in_text.amount, in_text.upper))
    return next((Span(in_text.start, in_text.end) for in_text in stated), None)


def find_currency(code: str, text: str) -> Span | None:
    """Return where a sum in a currency stands."""
    return next((Span(amount.start, amount.end) for amount in amounts_in(text) if amount.currency == code), None)
