"""Confirm the values that citations claim, and find values that have changed since they were confirmed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from films.evidence.cited_words import cited_sentence, heading_of, support_for
from films.history.recording import LONGEST_SUMMARY, current_recording, recording
from films.kinds.claims import (
    claimable_value,
    claimable_values,
    identifying_value,
    linked_records,
)
from films.kinds.registry import claims_of
from films.models import FACT_MODELS, Action, Citation, Support
from films.models.evidence import says_something

Claims = dict[str, dict[str, Any]]
"""A citation's claims by field: see `Citation.claims`."""


@dataclass(frozen=True)
class WaitingClaim:
    """Report a field whose present value differs from the one that was confirmed."""

    field: str
    confirmed: str
    present: str

    @property
    def label(self) -> str:
        return field_label(self.field)


def field_label(name: str) -> str:
    return name.replace("_", " ")


def shown_value(fact: Any, name: str) -> str:
    """Return the value of a fact's field as curators see it."""
    field = fact._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(map(str, linked_records(fact, name)))
    value = getattr(fact, name)
    return str(getattr(value, "name", value))


def confirm_when_created(instance: Citation, *, raw: bool, using: str, **kwargs: Any) -> None:
    """Let a new citation without claims confirm the present values of its fact.

    This lets fixtures from before claims load, and spares other code from listing values. The values are not
    compared with the sentence.
    """
    kind = instance.fact_kind
    if not kind or instance.reading or not instance._state.adding:
        return
    if instance.claims or instance.confirmed_at:
        return
    fact = FACT_MODELS[kind]._base_manager.using(using).filter(pk=getattr(instance, f"{kind}_id")).first()
    if fact is None:
        return
    chosen = [claimable for claimable in claims_of(type(fact)) if instance.field in ("", claimable.name)]
    instance.claims = {name: claim_of(instance, value) for name, value in claimable_values(fact, chosen).items()}
    if not raw:
        sign(instance)


def claim_of(citation: Citation, value: str, **support: Any) -> dict[str, Any]:
    """Return a claim to a value, and its support if the citation has a sentence."""
    unexamined = {"support": Support.SENTENCE.value} if citation.passage_id else {}
    return {"value": value} | unexamined | support


def sign(citation: Citation) -> None:
    """Note when a citation is confirmed, and by whom if a change is being recorded."""
    recording = current_recording.get()
    citation.confirmed_by = recording.change.curator if recording else ""
    citation.confirmed_at = timezone.now().replace(microsecond=0)


def confirm(
    citation: Citation, fact: Any, names: Collection[str], *, marked: str = "", in_other_words: bool = False
) -> list[str]:
    """Let a citation confirm the present values of some fields; return the fields that its words do not support.

    The words that a curator `marked` are looked at before the rest of the sentence. With `in_other_words`, values
    that are not found are confirmed as stated in other words, which the citation's reason explains; without it,
    those fields stay unconfirmed. The citation is not saved.
    """
    sentence = cited_sentence(citation)
    chosen = [claimable for claimable in claims_of(type(fact)) if claimable.name in names]
    claims: Claims = {}
    missing: list[str] = []
    for claimable in chosen:
        value = claimable_value(fact, claimable)
        if not value:
            continue
        claim = claim_of(citation, value, **support_for(fact, claimable, sentence, heading_of(citation), marked))
        if sentence and claim["support"] == Support.SENTENCE:
            if not in_other_words:
                missing.append(claimable.name)
                continue
            claim["support"] = Support.OTHER_WORDS.value
        claims[claimable.name] = claim
    kept = {name: claim for name, claim in citation.claims.items() if name not in names}
    citation.claims = kept | claims
    sign(citation)
    return missing


def move_claims(citation: Citation) -> None:
    """Look for the support of a citation's claims in the sentence that it cites now; it is not saved."""
    fact: Any = citation.fact
    present = claimable_values(fact, claims_of(type(fact)))
    sentence = cited_sentence(citation)
    for claimable in claims_of(type(fact)):
        claim = citation.claims.get(claimable.name)
        if claim is not None:
            is_present = claim["value"] == present.get(claimable.name)
            support = support_for(fact, claimable, sentence, heading_of(citation)) if is_present else {}
            citation.claims[claimable.name] = claim_of(citation, claim["value"], **support)


def confirm_cited(
    citation: Citation, fact: Any, taken: Collection[str] = (), *, in_other_words: bool = True
) -> list[str]:
    """Let a citation confirm its field or, if it has none, all fields of the fact except those `taken`.

    If it has a reason, that explains how the sentence states `in_other_words` what is not found in it. Returns
    what `confirm` returns.
    """
    citation.claims = {}
    if citation.reading:
        return []
    names = [claimable.name for claimable in claims_of(type(fact)) if citation.field == claimable.name] or [
        claimable.name for claimable in claims_of(type(fact)) if not citation.field and claimable.name not in taken
    ]
    return confirm(citation, fact, names, in_other_words=in_other_words and says_something(citation.reason))


def rename_in_claims(record: Any, former: str) -> None:
    """Replace a record's former identification in the claims of citations that confirmed a link to it.

    `former` identified the record before it was renamed, or another record that was merged into it. Claims to
    anything else still wait for a curator.
    """
    present = identifying_value(record)
    for kind, model in FACT_MODELS.items():
        for claimable in claims_of(model):
            field: Any = model._meta.get_field(claimable.name)
            if field.related_model is not type(record):
                continue
            linked = {f"{kind}__{field.name}": record, "claims__has_key": field.name}
            for citation in Citation.objects.filter(**linked).distinct():
                named = citation.claims[field.name]["value"].split()
                if former in named:
                    named = {present if name == former else name for name in named}
                    citation.claims[field.name]["value"] = " ".join(sorted(named))
                    citation.save(update_fields=["claims"])


def waiting_claims(confirmed: Iterable[Claims], fact: Any) -> list[WaitingClaim]:
    """Return the fields of a fact that have changed since they were confirmed, given the claims of its citations.

    A field waits if citations confirm it only with other values. A field that is empty now does not wait.
    """
    by_field: dict[str, list[str]] = {}
    for claims in confirmed:
        for name, claim in claims.items():
            by_field.setdefault(name, []).append(claim["value"])
    waiting = []
    for claimable in claims_of(type(fact)):
        values = by_field.get(claimable.name)
        present = claimable_value(fact, claimable) if values else ""
        if values and present and present not in values:
            waiting.append(WaitingClaim(claimable.name, values[0], present))
    return waiting


CHANGED = "Somebody else has changed this value: look at it again."
NOT_SAID = (
    "The words of the sentence do not say “{}”. Correct the record, cite another sentence, or say how the "
    "sentence says it in other words."
)


def confirm_anew(citation: Citation, name: str, present: str, reason: str, curator: str) -> None:
    """Let a citation confirm the present value of a field.

    `present` is the value that the curator saw. `reason` explains how the sentence states it, if not literally.
    Raises ValidationError if the value has changed since then, or if a reason is needed and missing.
    """
    citation = Citation.objects.select_related("passage__document").get(pk=citation.pk)
    fact: Any = citation.fact
    summary = f"Confirmed the {field_label(name)} of {fact}"
    with recording(curator, Action.CITE, reason, summary=summary[:LONGEST_SUMMARY]):
        if claimable_values(fact, claims_of(type(fact))).get(name, "") != present:
            raise ValidationError(CHANGED)
        in_other_words = says_something(reason)
        if confirm(citation, fact, [name], in_other_words=in_other_words):
            raise ValidationError(NOT_SAID.format(present))
        if in_other_words:
            citation.reason = reason.strip()
        citation.save()
