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

    @property
    def line(self) -> str:
        """Return the proposed fact as one line."""
        said = self.form.as_shown(self.proposal.content)
        words = [self.label(name, value) for name, value in said.items() if name in self.form.fields]
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
    def standing(self) -> str:
        """Say which of the names are new, and which could mean several records."""
        said = []
        for name in self.form.names:
            called = str(self.form.get_initial_for_field(self.form.fields[name], name) or "")
            if called:
                bearers = len(self.known.get(called, ()))
                said.append(
                    f"{called}: {'new' if not bearers else 'known' if bearers == 1 else f'{bearers} known'}"
                )
        return "; ".join(said)

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
    called: dict[type[Model], set[str]] = defaultdict(set)
    for card in cards:
        for name, model in card.form.names.items():
            called[model].add(value_of(card.form, name))
    found = {model: records_named(model, names) for model, names in called.items()}
    jobs = job_choices()
    for card in cards:
        for asked in card.form.fields.values():
            if isinstance(asked, JobField):
                asked.choices = jobs
        for name, model in card.form.names.items():
            value = value_of(card.form, name)
            bearers = found[model].get(value, [])
            card.known[value] = bearers
            offer_records(card.form, name, bearers)


def value_of(form: FactForm, name: str) -> str:
    return str(form[name].value() or "")


def offer_records(form: FactForm, name: str, bearers: Iterable[Any]) -> None:
    """Offer the records with a name in a form, if there are any."""
    bearers = list(bearers)
    if not bearers:
        return
    several = [("", "Which one?"), *((str(one.pk), f"{one} [{one.slug}]") for one in bearers)]
    single = [("", f"{bearers[0]}, known")]
    form.fields[f"{name}_is"].widget = forms.Select(
        choices=[*(several if len(bearers) > 1 else single), (NEW, "another, new")]
    )
    form.fields[f"{name}_is"].label = f"{form.fields[name].label} is"
