"""Declare how pay is entered at the desk: it is not a kind of its own, but belongs to somebody's first credit."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F

from films.kinds.accept_context import AcceptContext
from films.kinds.declaration import DeskForm, Statement, build_statement
from films.kinds.forms import MoneyForm, name_field
from films.kinds.marked_words import amount_in, decimal_or_none
from films.models import Credit, Person, ProposalKind


class PayForm(MoneyForm):
    names = {"person": Person}
    person = name_field("Person")
    field_order = ["person", "amount", "currency"]


def accept_pay(context: AcceptContext) -> Credit:
    """Add what somebody was paid to their first credit on the film."""
    values = context.cleaned_data
    person = context.chosen_record("person", Person)
    fact: Credit | None = (
        Credit.objects.filter(film=context.film, person=person)
        .order_by(F("billing").asc(nulls_first=True), "pk")
        .first()
    )
    if fact is None:
        raise context.refusal("person", f"{values['person']} has no credit on this film yet: accept that first.")
    if fact.pay is None:
        context.writer.update(fact, pay=values["amount"], pay_currency=values["currency"])
    else:
        context.reconcile(fact, "pay", "amount", values["amount"])
    context.cite(fact, "pay")
    return fact


def proposed_pay(fields: Mapping[str, Any]) -> Iterator[Statement]:
    yield build_statement(
        "pay", fields.get("existing") or fields["person"], decimal_or_none(fields["amount"]), fields["currency"]
    )


PAY_DESK_FORM = DeskForm(
    ProposalKind.PAY, PayForm, accept_pay, main_field="person", reads=amount_in, shortcut="i", states=proposed_pay
)
