"""The forms that facts are accepted by: checked alike whether read out of a document or typed at the desk."""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.db.models import Model

from films.models.jobs import job_choices

LONGEST_NAME = 200
NEW = "new"
"""The choice of a new record, rather than one of those that have the name."""
AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2, "min_value": 0}


class FactForm(forms.Form):
    """The fields of a kind of fact. Those in `names` name records; the hidden `<name>_is` says which."""

    names: ClassVar[dict[str, type[Model]]] = {}
    use_required_attribute = False

    reason = forms.CharField(
        label="Why the entry’s own value is preferred",
        required=False,
        widget=forms.HiddenInput,
        help_text="Where the sentence differs from the entry: both stay on record, with this reason.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names:
            self.fields[f"{name}_is"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.order_fields([part for field in self.fields for part in (field, f"{field}_is") if part != "reason"])

    def ask_why(self) -> None:
        """Show the input for a reason: there is something to explain."""
        self.fields["reason"].widget = forms.TextInput()

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the form would be sent for what was read out of a sentence."""
        return {field: value for field, value in content.items() if value is not None}

    @classmethod
    def as_shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was read out of a sentence as a curator is shown it."""
        return cls.from_proposal(content)


class JobField(forms.ChoiceField):
    """A choice among all jobs. A page of many forms reads them once and sets `choices`."""

    def __init__(self) -> None:
        super().__init__(label="Job", choices=job_choices)


class MoneyForm(FactForm):
    amount = forms.DecimalField(label="Amount", **AMOUNT)
    currency = forms.RegexField(r"^[A-Z]{3}$", label="Currency", help_text="ISO 4217 code, such as USD.")

    @classmethod
    def as_shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Set the amount's thousands apart."""
        shown = cls.from_proposal(content)
        with suppress(KeyError, InvalidOperation):
            shown["amount"] = f"{Decimal(str(shown['amount'])):,}"
        return shown


def name_field(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(max_length=LONGEST_NAME, label=label, required=required)


def choice_field(label: str, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices if required else [("", "—"), *choices], label=label, required=required
    )


def list_of(text: str) -> list[str]:
    """Return the parts of a text between its commas."""
    return [part.strip() for part in text.split(",") if part.strip()]
