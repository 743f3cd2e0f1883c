"""Provide the forms with which facts are accepted, whether extracted from a document or entered at the desk."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.forms.models import ModelChoiceIterator

from films.models import Film, Job
from films.models.jobs import job_choices

LONGEST_NAME = 200
NEW = "new"
"""The choice of a new record instead of a stored one with the same name."""
AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2, "min_value": 0}


class FactForm(forms.Form):
    """Hold the fields of a kind of fact. Those in `names` name records; a hidden `<name>_is` says which one.

    The first of `names` is whom or what a fact is about beside its film: earlier decisions about that name say
    whom a proposal means.

    `of_film` names the film of the fact, in documents that are about several films, or about somebody or something
    else.
    """

    names: ClassVar[dict[str, type[Model]]] = {}
    use_required_attribute = False

    reason = forms.CharField(
        label="Why the record’s own value is preferred",
        required=False,
        widget=forms.HiddenInput,
        help_text="If the sentence differs from the record, both values are kept, with this reason.",
    )

    other_words = forms.CharField(
        label="How the sentence says it in other words",
        required=False,
        widget=forms.HiddenInput,
        help_text="Where its words do not say what is entered: this reason is kept and listed.",
    )

    of_film = forms.CharField(
        label="Film",
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.HiddenInput,
        help_text="Empty for the film that the document is about.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.named_records:
            self.fields[f"{name}_is"] = forms.CharField(required=False, widget=forms.HiddenInput)
        last = ("reason", "other_words", "of_film", "of_film_is")
        self.order_fields([part for field in self.fields for part in (field, f"{field}_is") if part not in last])

    @property
    def named_records(self) -> dict[str, type[Model]]:
        """Map the fields that name records to the models of these, with the film that the fact is about."""
        return {**self.names, "of_film": Film}

    def ask(self, name: str) -> None:
        """Show an input that is otherwise hidden, since there is something to explain or to choose."""
        self.fields[name].widget = forms.TextInput()

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return the form's data for an extracted fact."""
        return {field: value for field, value in content.items() if value is not None}

    @classmethod
    def as_shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return an extracted fact as it is shown to a curator."""
        return cls.from_proposal(content)


class JobsByDepartment(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        return iter(job_choices())


class JobField(forms.ModelChoiceField):
    """Offer all jobs. A page with many forms reads them once and sets `choices`."""

    iterator = JobsByDepartment
    default_error_messages: ClassVar[dict[str, Any]] = forms.ChoiceField.default_error_messages

    def __init__(self) -> None:
        super().__init__(Job.objects.all(), label="Job", to_field_name="code")


class MoneyForm(FactForm):
    amount = forms.DecimalField(label="Amount", **AMOUNT)
    currency = forms.RegexField(r"^[A-Z]{3}$", label="Currency", help_text="ISO 4217 code, such as USD.")

    @classmethod
    def as_shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Add separators for thousands to the amount."""
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


def split_at_commas(text: str) -> list[str]:
    """Return the parts of a text that commas separate."""
    return [part.strip() for part in text.split(",") if part.strip()]
