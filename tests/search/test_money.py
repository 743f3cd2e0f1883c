"""Amounts are found under all their spellings, and shown in the one that pages use."""

from decimal import Decimal

import pytest

from films.models import BoxOffice, State
from films.models.money import money_text
from films.models.releases import BoxOfficeKind
from tests.cast import credit, director, tanuki_film
from tests.search.finding import titles_found

pytestmark = pytest.mark.django_db

AMOUNTS = [
    ("8000000", "USD", "$8,000,000"),
    ("12500.50", "GBP", "£12,500.50"),
    ("0.07", "EUR", "€0.07"),
    ("1234567890.00", "JPY", "¥1,234,567,890"),
    ("12500", "CAD", "CAD 12,500"),
]


@pytest.mark.parametrize(("amount", "currency", "text"), AMOUNTS)
def test_a_result_shows_an_amount_as_its_page_does(amount: str, currency: str, text: str) -> None:
    budget(amount, currency)
    assert money_text(Decimal(amount), currency) == text
    assert titles_found("budget") == [f"Budget: {text}"]


@pytest.mark.parametrize("typed", ["$8,250,000", "8.25 million", "USD 8.25 million", "8250000", "usd 8250000"])
def test_an_amount_is_found_however_it_is_written(typed: str) -> None:
    budget("8250000", "USD")
    assert titles_found(typed) == ["Budget: $8,250,000"]


def test_pay_is_found_in_millions() -> None:
    credit(tanuki_film(), director(), pay=8_000_000, pay_currency="USD")
    assert titles_found("paid 8 million usd") == ["Žofie Ørsted, director"]


def budget(amount: str, currency: str) -> None:
    BoxOffice.objects.create(
        film=tanuki_film(),
        key="budget",
        kind=BoxOfficeKind.BUDGET,
        amount=amount,
        currency=currency,
        state=State.PUBLISHED,
    )
