"""Show proposals at the desk: each as a line to decide on, and as a form that knows the records with its names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Model

from films.admin.forms import RENDERER
from films.evidence.desk.forms import FORMS, value_as_text
from films.evidence.lookup import records_named
from films.evidence.near_names import records_nearly_named
from films.kinds.forms import NEW, FactForm, JobField
from films.models import Proposal
from films.models.jobs import job_choices

SPEAK_FOR_THEMSELVES = {"year", "amount", "average"}


@dataclass
class Card:
    """Hold a proposal with its form, and what is known about the names in it."""

    proposal: Proposal
    form: FactForm
    sentence: str = ""
    known: dict[str, list[Any]] = field(default_factory=dict)
    near: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def proposed_fact(self) -> str:
        """Return the proposed fact as one line."""
        shown = self.form.as_shown(self.proposal.content)
        words = [self.label(name, value) for name, value in shown.items() if name in self.form.fields]
        return " · ".join(word for word in words if word) or ", ".join(map(str, self.proposal.content.values()))

    def label(self, name: str, value: Any) -> str:
        if value in ("", False, []):
            return ""
        if value is True:
            return str(self.form.fields[name].label).lower()
        if isinstance(self.form.fields[name], forms.IntegerField) and name not in SPEAK_FOR_THEMSELVES:
            return f"{str(self.form.fields[name].label).lower()} {value}"
        choices: Any = getattr(self.form.fields[name], "choices", None)
        if choices:
            return labels(choices).get(str(value), str(value))
        return value_as_text(value)

    @property
    def known_names(self) -> str:
        """Say which of the names are new, with records of nearly the same name, and which could mean several."""
        texts = []
        for name_field in self.form.named_records:
            name = str(self.form.get_initial_for_field(self.form.fields[name_field], name_field) or "")
            if name:
                count = len(self.known.get(name, ()))
                near = f", but there is {', '.join(map(str, self.near[name]))}" if self.near.get(name) else ""
                texts.append(
                    f"{name}: {f'new{near}' if not count else 'known' if count == 1 else f'{count} known'}"
                )
        return "; ".join(texts)

    @property
    def is_sure(self) -> bool:
        return self.proposal.confidence >= 0.8


def labels(choices: Any) -> dict[str, str]:
    flat: dict[str, str] = {}
    for value, label in choices:
        flat |= labels(label) if isinstance(label, list | tuple) else {str(value): str(label)}
    return flat


def unbound(proposal: Proposal) -> FactForm:
    form = FORMS[proposal.kind].form
    return form(initial=form.from_proposal(proposal.content), auto_id=f"p{proposal.pk}_%s", renderer=RENDERER)


def add_known_records(cards: Sequence[Card]) -> None:
    """Look up the names in all cards, and offer in each form the records found, and the jobs."""
    names_by_model: dict[type[Model], set[str]] = defaultdict(set)
    for card in cards:
        for name, model in card.form.named_records.items():
            names_by_model[model].add(value_of(card.form, name))
    found = {model: records_named(model, names) for model, names in names_by_model.items()}
    near = {
        model: records_nearly_named(model, names - found[model].keys()) for model, names in names_by_model.items()
    }
    jobs = job_choices()
    for card in cards:
        for form_field in card.form.fields.values():
            if isinstance(form_field, JobField):
                form_field.choices = jobs
        for name, model in card.form.named_records.items():
            value = value_of(card.form, name)
            records = found[model].get(value, [])
            card.known[value], card.near[value] = records, near[model].get(value, [])
            offer_records(card.form, name, records, card.near[value])


def value_of(form: FactForm, name: str) -> str:
    return str(form[name].value() or "")


def offer_records(form: FactForm, name: str, found: Iterable[Any], near: Iterable[Any] = ()) -> None:
    """Offer the records with a name in a form or, if there are none, those with nearly the same."""
    records = list(found)
    if not records:
        offer_near_records(form, name, near)
        return
    several = [("", "Which one?"), *((str(record.pk), f"{record} [{record.slug}]") for record in records)]
    single = [("", f"{records[0]}, known")]
    form.fields[f"{name}_is"].widget = forms.Select(
        choices=[*(several if len(records) > 1 else single), (NEW, "another, new")]
    )
    form.fields[f"{name}_is"].label = f"{form.fields[name].label} is"


def offer_near_records(form: FactForm, name: str, near: Iterable[Any]) -> None:
    """Offer records with nearly a name in place of a new one, if there are any."""
    offered = [(str(record.pk), f"{record} [{record.slug}]") for record in near]
    if offered:
        form.fields[f"{name}_is"].widget = forms.Select(choices=[("", "new"), *offered])
        form.fields[f"{name}_is"].label = f"{form.fields[name].label} is"
