"""Lay out the evidence for one fact: the sentences cited for it, and the other values that they give."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.evidence.claims import WaitingClaim, claims_of, field_label
from films.evidence.documents.anchors import (
    UNSOURCED_STANDINGS,
    Standing,
    normalised_sentence,
    passage_standing,
    quoted_sentence,
    source_address,
)
from films.kinds.addresses import field_text
from films.kinds.claims import claimable_value
from films.kinds.names import Kind
from films.kinds.registry import FACTS
from films.languages import translated
from films.models import Fact, Passage, Support
from films.models.evidence import Basis
from films.views.facts.citations import Cited, organizations_named, page_citations, waiting_for
from films.views.facts.published import all_published

CONTEXT_LENGTH = 160
"""Characters shown before and after a cited sentence, if the text is held: about two lines."""
SUREST_FIRST: tuple[str, ...] = (Support.WORDS, Support.OTHER_WORDS, Support.SENTENCE)
NUMBER_DIGITS = 18
"""Of the largest number that a fact may have."""
LONGEST_VALUE = 80
"""Characters of a fact's value that are repeated beside another reading; the page shows longer ones anyway."""


@dataclass(frozen=True)
class CitedSentence:
    """Hold a sentence that is cited for a fact.

    `said` has the fields that it is cited for, with short values, by how far it is known to say them; `spans` are
    the words that do.
    """

    passage: Passage
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @cached_property
    def standing(self) -> Standing:
        return passage_standing(self.passage)

    @cached_property
    def text(self) -> str:
        """Return the sentence, if the document's text is held and still contains it."""
        return quoted_sentence(self.passage) if self.standing == Standing.VERIFIED else ""

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """Return the sentence in pieces, each with whether it is words that say a value."""
        return marked_parts(normalised_sentence(self.text), self.spans) if self.spans else [(self.text, False)]

    @property
    def before(self) -> str:
        """Return the words before the sentence, within its paragraph."""
        start = max(0, self.passage.start - CONTEXT_LENGTH)
        near = self.passage.document.text[start : self.passage.start]
        text = near.rpartition("\n")[2]
        return f"…{text.partition(' ')[2]}" if start and text == near else text

    @property
    def after(self) -> str:
        """Return the words after the sentence, within its paragraph."""
        near = self.passage.document.text[self.passage.end : self.passage.end + CONTEXT_LENGTH]
        text = near.partition("\n")[0]
        return f"{text.rpartition(' ')[0]}…" if text == near and len(near) == CONTEXT_LENGTH else text

    @property
    def address(self) -> str:
        return source_address(self.passage, self.text, self.spans)


@dataclass(frozen=True)
class Unsourced:
    """Say why no document is cited for some fields of a fact."""

    standing: Standing
    reason: str
    fields: Sequence[str]


@dataclass(frozen=True)
class Reading:
    """Hold a different value that a sentence gives for a field, and why the fact keeps its own, `preferred`.

    `value` is empty if the sentence has the same value, and the reason says how it was understood.
    `preferred` is empty if the value is too long to be repeated.
    """

    passage: Passage
    field: str
    value: str
    preferred: str
    reason: str


@dataclass(frozen=True)
class OtherValue:
    """Hold a value of a field that is not the fact's own, with every sentence that gives it."""

    field: str
    value: str
    preferred: str
    readings: Sequence[Reading]

    @property
    def reasons(self) -> list[str]:
        return list(dict.fromkeys(reading.reason for reading in self.readings))


@dataclass(frozen=True)
class FactEvidence:
    """Hold the evidence for a fact, or for some of its fields."""

    fact: Fact
    sentences: Sequence[CitedSentence]
    unsourced: Sequence[Unsourced]
    readings: Sequence[Reading]
    waiting: Sequence[WaitingClaim]

    @property
    def other_values(self) -> list[OtherValue]:
        """Group the other values in sentences by field and value, so that sources that agree stay together."""
        found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
        for reading in self.readings:
            if reading.value:
                found[reading.field, reading.value].append(reading)
        return [OtherValue(field, value, said[0].preferred, said) for (field, value), said in found.items()]

    @property
    def changed(self) -> list[tuple[str, str, str]]:
        """Return the fields that are cited for another value, each with the confirmed and the present one."""
        return [
            (claim.label, confirmed_text(self.fact, claim), short_text(self.fact, claim.field))
            for claim in self.waiting
        ]

    @property
    def is_empty(self) -> bool:
        return not (self.sentences or self.unsourced or self.readings or self.waiting)

    @property
    def interpretations(self) -> list[Reading]:
        """Return how sentences that say the same value were understood."""
        return [reading for reading in self.readings if not reading.value]


def published_fact(key: str) -> Fact | None:
    """Return the published fact that `fact_key` names so, or None if there is none, or it refers to a draft."""
    kind, _, number = key.rpartition("-")
    if kind not in list(FACTS) or not (number.isascii() and number.isdigit() and len(number) <= NUMBER_DIGITS):
        return None
    found = published_facts(Kind(kind)).run([int(number)])
    return found[0] if found else None


@cache
def published_facts(kind: Kind) -> CompiledQuery:
    """Return the query of published facts of a kind by their keys."""
    declared = FACTS[kind]
    shown = all_published(declared.published_with)
    return CompiledQuery(declared.model.objects.filter(shown, pk__in=[ANY_KEY]).order_by())


def fact_evidence(fact: Fact, fields: Collection[str] = ()) -> FactEvidence:
    """Fetch the evidence for a fact and for the organizations that it names: only for some fields, if named."""
    organizations = organizations_named(fact)
    citations = page_citations([fact, *organizations])
    cited = citations.of(fact, fields)
    also = [citation for organization in organizations for citation in citations.of(organization)]
    return FactEvidence(
        fact=fact,
        sentences=_sentences([(fact, cited), *((named, citations.of(named)) for named in organizations)]),
        unsourced=_unsourced([*cited, *also]),
        readings=list(dict.fromkeys(_readings(fact, cited))),
        waiting=waiting_for(fact, cited, fields),
    )


def _sentences(cited_for: Iterable[tuple[Fact, Iterable[Cited]]]) -> list[CitedSentence]:
    """Return each sentence that is cited for facts once, with all that it is cited for."""
    claims: dict[Passage, list[tuple[str, Mapping[str, Any]]]] = {}
    for fact, cited in cited_for:
        for citation in cited:
            if citation.passage:
                claims.setdefault(citation.passage, []).extend(
                    (claim_text(fact, name, claim), claim) for name, claim in citation.claims.items()
                )
    return [CitedSentence(passage, fields_said(made), spans_said(made)) for passage, made in claims.items()]


def _unsourced(cited: Iterable[Cited]) -> list[Unsourced]:
    """Return each reason why no document is cited, with the fields that it is given for."""
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for citation in cited:
        if citation.passage is None:
            reasons[citation.basis, citation.reason].append(citation.field.replace("_", " "))
    return [
        Unsourced(UNSOURCED_STANDINGS[Basis(basis)], reason, [field for field in fields if field])
        for (basis, reason), fields in reasons.items()
    ]


def _readings(fact: Fact, cited: Iterable[Cited]) -> Iterable[Reading]:
    for citation in cited:
        if citation.passage and citation.reason:
            preferred = short_text(fact, citation.field) if citation.reading else ""
            yield Reading(
                citation.passage,
                citation.field.replace("_", " "),
                citation.reading,
                preferred,
                citation.reason,
            )


def claim_text(fact: Fact, name: str, claim: Mapping[str, Any]) -> str:
    """Return the name of a field, with its value if that is short and still the one that was confirmed."""
    claimable = next((found for found in claims_of(type(fact)) if found.name == name), None)
    is_present = claimable is not None and claimable_value(fact, claimable) == claim.get("value")
    value = short_text(fact, name) if is_present else ""
    label = translated(field_label(name))
    return translated("%(field)s “%(value)s”", field=label, value=value) if value else label


def short_text(fact: Fact, name: str) -> str:
    """Return the value of a field, or an empty text if it is too long to be repeated."""
    value = field_text(fact, name)
    return value if len(value) <= LONGEST_VALUE else ""


def confirmed_text(fact: Fact, claim: WaitingClaim) -> str:
    """Return the value that was confirmed as pages show it; claims name linked records by their keys."""
    model: Any = fact._meta.get_field(claim.field).related_model
    if model is None:
        return claim.confirmed
    linked = model._default_manager.filter(**{f"{model.natural_key_fields[0]}__in": claim.confirmed.split()})
    return ", ".join(str(getattr(record, "name", record)) for record in linked) or claim.confirmed


def fields_said(claims: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the fields that a sentence is cited for, by how far it is known to say them, surest first."""
    by_support: dict[str, dict[str, None]] = defaultdict(dict)
    for name, claim in claims:
        by_support[claim.get("support", "")][name] = None
    return tuple((support, tuple(by_support[support])) for support in SUREST_FIRST if support in by_support)


def spans_said(claims: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[tuple[int, int], ...]:
    """Return the words that say values, in their order; those that overlap are made one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((claim["start"], claim["end"]) for _, claim in claims if "start" in claim):
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return tuple(spans)


def marked_parts(sentence: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Split a sentence at the spans of its words, and say of each piece whether it is one of them."""
    parts: list[tuple[str, bool]] = []
    last = 0
    for start, end in spans:
        parts += [(sentence[last:start], False), (sentence[start:end], True)]
        last = end
    return [(text, is_marked) for text, is_marked in [*parts, (sentence[last:], False)] if text]
