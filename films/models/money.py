"""Check and write amounts of money with their currencies."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

from films.languages import localized_amount

CURRENCY_CODE_LENGTH = 3  # ISO 4217
CURRENCY_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥"}
"""The signs that readers take for one currency; any other is written with its code, as in “CAD 12,500”."""


def currency_listed(amount: str, currency: str) -> models.CheckConstraint:
    """Build a constraint that an amount is not negative and has a currency code, or that neither is set."""
    neither = Q(**{f"{amount}__isnull": True, currency: ""})
    both = Q(**{f"{amount}__isnull": False, f"{amount}__gte": 0}) & Q(
        Exact(Func(F(currency), function="LENGTH"), CURRENCY_CODE_LENGTH)
    )
    return models.CheckConstraint(
        condition=neither | both,
        name=f"%(app_label)s_%(class)s_{amount}_has_currency",
        violation_error_message="Give an amount of 0 or more, with its currency, such as USD.",
    )


def money_text(amount: Decimal | None, currency: str) -> str:
    """Write an amount as readers expect it: “$8,000,000”, “CAD 12,500.50”; an empty string if there is none."""
    return "" if amount is None else localized_amount(amount, CURRENCY_SIGNS.get(currency, currency))
