"""Show proposals at the desk: each as a line to decide on, and as a form that knows the records with its names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Model

from films.admin.autocomplete import SEPARATOR, Details, details_of
from films.admin.forms import RENDERER
from films.evidence.desk.certainty import Certainty, Experience, experience_with
from films.evidence.desk.forms import form_for_proposal, value_as_text
from films.evidence.desk.recorded import RecordedFacts
from films.evidence.lookup import records_named
from films.evidence.near_names import records_nearly_named
from films.kinds.forms import NEW, FactForm, JobField
from films.kinds.registry import DESK_FORMS, naming_field
from films.models import Proposal
from films.models.jobs import job_choices

SPEAK_FOR_THEMSELVES = {"year", "amount", "average"}


@dataclass(frozen=True)
class NameMatches:
    """Hold a name in a proposal with the records that have it or, if there are none, nearly have it."""

    name: str
    known: Sequence[Any]
    near: Sequence[Any]
    details: Details
    """What tells each record from others, by key."""
    decided: Any = None
    """The record that the name was decided to mean before, if that is none of them or one of several."""

    def __str__(self) -> str:
        if self.decided:
            known_by = [str(self.decided), *self.details.get(self.decided.pk, ())]
            return f"{self.name}: {SEPARATOR.join(known_by)}, as decided before"
        if len(self.known) > 1:
            return f"{self.name}: {len(self.known)} known"
        if self.known:
            return SEPARATOR.join([f"{self.name}: known", *self.details.get(self.known[0].pk, ())])
        return f"{self.name}: new{f', but there is {self.named_nearly}' if self.near else ''}"

    @property
    def named_nearly(self) -> str:
        return ", ".join(map(str, self.near))

    def choices(self, records: Iterable[Any]) -> list[tuple[str, str]]:
        """Return choices of records, told apart by their details, or else their slugs."""
        return [
            (str(record.pk), SEPARATOR.join([str(record), *(self.details.get(record.pk) or [record.slug])]))
            for record in records
        ]


@dataclass
class Card:
    """Hold a proposal with its form, and the records that the names in it may mean."""

    proposal: Proposal
    form: FactForm
    sentence: str
    certainty: Certainty
    who_is_meant: list[NameMatches] = field(default_factory=list)
    is_recorded: bool = False
    """Whether the film's record says so already, so that accepting only cites one sentence more."""

    @property
    def is_complete(self) -> bool:
        """Tell whether the form takes the proposal as it stands, and does not want our own words or a year."""
        return form_for_proposal(self.proposal.kind, self.proposal.content).is_valid()

    @property
    def proposed_fact(self) -> str:
        """Return the proposed fact as one line."""
        shown = self.form.as_shown(self.proposal.content)
        words = [self.label(name, shown[name]) for name in self.form.fields if name in shown]
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


def labels(choices: Any) -> dict[str, str]:
    flat: dict[str, str] = {}
    for value, label in choices:
        flat |= labels(label) if isinstance(label, list | tuple) else {str(value): str(label)}
    return flat


def cards_of(
    proposals: Sequence[Proposal], refused: Mapping[int, FactForm | None], words: Mapping[int, str]
) -> list[Card]:
    """Return the cards of proposals, with refused forms instead of new ones, and the words of their passages."""
    if not proposals:
        return []
    experience = experience_with(proposals)
    cards = [
        Card(
            proposal,
            refused.get(proposal.pk) or unbound(proposal),
            words.get(proposal.passage_id, ""),
            experience.certainty(proposal),
        )
        for proposal in proposals
    ]
    add_known_records(cards, experience)
    return cards


def mark_recorded(cards: Sequence[Card]) -> None:
    """Mark the cards of facts that the films of their documents have already."""
    kinds = {card.proposal.kind for card in cards}
    films = {film for card in cards if (film := card.proposal.document.film)}
    recorded = {film: RecordedFacts(film, kinds) for film in films}
    for card in cards:
        if film := card.proposal.document.film:
            card.is_recorded = recorded[film].have(card.proposal.kind, card.proposal.content | existing(card))


def existing(card: Card) -> dict[str, str]:
    """Return the slug of the record that a card's name means, where that is clear."""
    name = card.proposal.name
    meant = next((matches for matches in card.who_is_meant if name and matches.name == name), None)
    if meant is None:
        return {}
    records = [meant.decided] if meant.decided else meant.known
    return {"existing": records[0].slug} if len(records) == 1 else {}


def unbound(proposal: Proposal) -> FactForm:
    form = DESK_FORMS[proposal.kind].form
    return form(initial=form.from_proposal(proposal.content), auto_id=f"p{proposal.pk}_%s", renderer=RENDERER)


def add_known_records(cards: Sequence[Card], experience: Experience) -> None:
    """Look up the names in all cards, and offer in each form the records found, and the jobs."""
    names_by_model: dict[type[Model], set[str]] = defaultdict(set)
    for card in cards:
        for name, model in card.form.named_records.items():
            names_by_model[model].add(value_of(card.form, name))
    found = {model: records_named(model, names) for model, names in names_by_model.items()}
    near = {
        model: records_nearly_named(model, names - found[model].keys()) for model, names in names_by_model.items()
    }
    decided = experience.records_meant(card.proposal for card in cards)
    told_apart = {
        model: details_of(
            [
                *(record for some in (found, near) for records in some[model].values() for record in records),
                *(record for record in decided.values() if type(record) is model),
            ]
        )
        for model in names_by_model
    }
    jobs = job_choices()
    for card in cards:
        for form_field in card.form.fields.values():
            if isinstance(form_field, JobField):
                form_field.choices = jobs
        for name, model in card.form.named_records.items():
            value = value_of(card.form, name)
            known = found[model].get(value, [])
            is_decided = value == card.proposal.name and name == naming_field(card.proposal.kind)
            record = decided.get(card.proposal.pk) if is_decided and not card.form.is_bound else None
            before = record if record is not None and known != [record] else None
            matches = NameMatches(value, known, near[model].get(value, []), told_apart[model], before)
            offer_records(card.form, name, matches)
            if value:
                card.who_is_meant.append(matches)


def names_in_form(kind: str, values: Mapping[str, Any]) -> set[str]:
    """Return the names of records among the values of a form of this kind."""
    return {str(values[name]) for name in (*DESK_FORMS[kind].form.names, "of_film") if values.get(name)}


def value_of(form: FactForm, name: str) -> str:
    return str(form[name].value() or "")


def offer_records(form: FactForm, name: str, matches: NameMatches) -> None:
    """Offer the records with a name in a form or, if there are none, those with nearly the same."""
    choices: list[tuple[str, str]]
    if matches.decided:
        others = [record for record in matches.known if record != matches.decided]
        choices = [*matches.choices([matches.decided, *others]), (NEW, "another, new")]
        form.initial[f"{name}_is"] = matches.decided.pk
    elif len(matches.known) > 1:
        choices = [("", "Which one?"), *matches.choices(matches.known), (NEW, "another, new")]
    elif matches.known:
        choices = [("", f"{matches.known[0]}, known"), (NEW, "another, new")]
    elif matches.near:
        choices = [("", "new"), *matches.choices(matches.near)]
    else:
        return
    form.fields[f"{name}_is"].widget = forms.Select(choices=choices)
    form.fields[f"{name}_is"].label = f"{form.fields[name].label} is"
