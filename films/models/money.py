"""The rule for amounts of money: an amount names its currency, and a currency has an amount."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

CURRENCY_CODE_LENGTH = 3  # ISO 4217


def currency_listed(amount: str, currency: str) -> models.CheckConstraint:
    """Build the rule that `amount` is not negative and comes with a currency code, or neither is set."""
    neither = Q(**{f"{amount}__isnull": True, currency: ""})
    both = Q(**{f"{amount}__isnull": False, f"{amount}__gte": 0}) & Q(
        Exact(Func(F(currency), function="LENGTH"), CURRENCY_CODE_LENGTH)
    )
    return models.CheckConstraint(
        condition=neither | both,
        name=f"%(app_label)s_%(class)s_{amount}_has_currency",
        violation_error_message="An amount is not negative and names its currency, such as USD.",
    )
