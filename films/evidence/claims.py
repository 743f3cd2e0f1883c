"""Confirm the values that citations claim, and find values that have changed since they were confirmed.

What compares them with sentences is imported where it is used: it needs all of extraction, and few of the commands
and processes that load this app need either.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from films.evidence.documents.anchors import Standing, citation_standing, normalised_sentence, quoted_sentence
from films.history.recording import LONGEST_SUMMARY, current_recording, recording
from films.kinds.claims import (
    ClaimableField,
    ValueType,
    claimable_value,
    claimable_values,
    identifying_value,
    linked_records,
)
from films.kinds.registry import claims_of
from films.models import FACT_MODELS, Action, Citation, Support
from films.models.evidence import says_something

if TYPE_CHECKING:
    from films.evidence.support.spans import Span

STATED_BY_HEADINGS = (ValueType.JOB, ValueType.TERM)
Claims = dict[str, dict[str, Any]]
"""A citation's claims by field: see `Citation.claims`."""


class Heading(NamedTuple):
    """Hold what stands above a sentence: its section's heading and its document's title."""

    section: str
    title: str


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


def cited_sentence(citation: Citation) -> str:
    """Return the normalised sentence of a citation, or '' if it has none or the text is not held."""
    if citation.passage is None or citation_standing(citation) is not Standing.VERIFIED:
        return ""
    return normalised_sentence(quoted_sentence(citation.passage))


def support_for(
    fact: Any, claimable: ClaimableField, sentence: str, heading: Heading, marked: str = ""
) -> dict[str, Any]:
    """Return the support for a field's value in a sentence, with the position and hash of the words.

    For a job or another term, the heading above the sentence counts too, such as “Cast” above a list of names. For
    a prize, or the film that “it was followed by” another, so does the title of the document.
    """
    from films.evidence.support.comparing import find_value
    from films.evidence.support.spans import Span

    if not sentence:
        return {}
    if claimable.type is ValueType.OWN_WORDS:
        is_said = not unsupported_own_words(fact, claimable, sentence)
        return {"support": (Support.OTHER_WORDS if is_said else Support.SENTENCE).value}
    chosen = marked_span(marked, sentence)
    inner = find_value(fact, claimable, sentence[chosen.start : chosen.end]) if chosen else None
    if chosen and inner:
        return words_claim(sentence, Span(chosen.start + inner.start, chosen.start + inner.end))
    if span := find_value(fact, claimable, sentence):
        return words_claim(sentence, span)
    above = heading if claimable.by_heading else heading[:1] if claimable.type in STATED_BY_HEADINGS else ()
    is_above = any(find_value(fact, claimable, words) for words in above)
    return {"support": (Support.WORDS if is_above else Support.SENTENCE).value}


def heading_of(citation: Citation) -> Heading:
    passage = citation.passage
    return Heading(passage.section, passage.document.title) if passage else Heading("", "")


def words_claim(sentence: str, span: "Span") -> dict[str, Any]:
    words = sentence[span.start : span.end]
    return {"support": Support.WORDS.value, "start": span.start, "end": span.end, "sha256": words_hash(words)}


def words_hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def marked_span(marked: str, sentence: str) -> "Span | None":
    from films.evidence.support.spans import Span

    words = normalised_sentence(marked)
    start = sentence.find(words) if words else -1
    return Span(start, start + len(words)) if start >= 0 else None


def unsupported_own_words(fact: Any, claimable: ClaimableField, sentence: str) -> list[str]:
    """Return the figures and names in a text that neither cited sentences nor the fact's linked records have."""
    from films.evidence.support.own_words import unsupported_words

    sentences = [sentence, *filter(None, map(cited_sentence, cited_or_about_to_be(fact)))]
    return unsupported_words(getattr(fact, claimable.name), sentences, related_names(fact))


def cited_or_about_to_be(fact: Any) -> Iterable[Citation]:
    """Return the citations in the form that is being validated, if there is one, or else those that are stored."""
    if hasattr(fact, "citations_to_save"):
        return list(fact.citations_to_save)
    return list(fact.citations.select_related("passage__document")) if fact.pk else []


def related_names(fact: Any) -> Iterator[str]:
    """Yield the names of the records that a fact refers to, which its texts may use."""
    from films.evidence.support.comparing import names_of

    for field in fact._meta.get_fields():
        if field.auto_created or not field.is_relation:
            continue
        value = linked_records(fact, field.name) if field.many_to_many else [getattr(fact, field.name)]
        for record in value:
            if hasattr(record, "name") or hasattr(record, "title"):
                yield from names_of(record)


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
