"""Fetch the evidence for the facts on a page in a few queries, and number it as footnotes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from films.evidence.claims import Claims, WaitingClaim, waiting_claims
from films.evidence.documents.anchors import (
    UNSOURCED_STANDINGS,
    Standing,
    normalised_sentence,
    passage_standing,
    quoted_sentence,
    source_address,
)
from films.kinds.addresses import field_text
from films.kinds.registry import declaration_of
from films.models import Citation, Document, Fact, Passage, Support
from films.models.evidence import Basis

CONTEXT_LENGTH = 160
"""Characters shown before and after a cited sentence, if the text is held: two lines in the margin."""
UNSOURCED_MARKS: dict[str, str] = {Basis.GENERAL_KNOWLEDGE: "†", Basis.NO_SOURCE: "‡"}
SUREST_FIRST: tuple[str, ...] = (Support.WORDS, Support.OTHER_WORDS, Support.SENTENCE)
LONGEST_VALUE = 80
"""Characters of a fact's value that a note repeats beside another reading; the page shows longer ones anyway."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Hold a citation for pages and the API. It is cheaper than a model instance, and a page may have hundreds."""

    key: UUID
    field: str
    basis: str
    passage: Passage | None
    reading: str
    reason: str
    claims: Claims
    confirmed_by: str
    confirmed_at: datetime | None


CITED_COLUMNS = tuple(column.name for column in fields(Cited))


@dataclass(frozen=True)
class Evidence:
    """Hold a note of a page: a sentence that supports facts, or why no document is cited for some fields.

    `mark` is its footnote number, or a sign for what has no passage. `key` is its `id`. `said` names the fields
    that the page cites the sentence for, by how far it is known to say them; `spans` are the words that do.
    """

    mark: str
    key: str
    passage: Passage | None = None
    fields: tuple[str, ...] = ()
    reason: str = ""
    basis: str = Basis.DOCUMENT
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @cached_property
    def standing(self) -> Standing:
        return passage_standing(self.passage) if self.passage else UNSOURCED_STANDINGS[self.basis]

    @cached_property
    def sentence(self) -> str:
        """Return the cited sentence, if the text is held and still contains it."""
        return quoted_sentence(self.passage) if self.passage and self.standing == Standing.VERIFIED else ""

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """Return the sentence in pieces, each with whether it is words that say a value."""
        if not self.spans:
            return [(self.sentence, False)]
        return marked_parts(normalised_sentence(self.sentence), self.spans)

    @property
    def before(self) -> str:
        """Return the words before the sentence, within its paragraph."""
        if self.passage is None:
            return ""
        start = max(0, self.passage.start - CONTEXT_LENGTH)
        near = self.passage.document.text[start : self.passage.start]
        text = near.rpartition("\n")[2]
        return f"…{text.partition(' ')[2]}" if start and text == near else text

    @property
    def after(self) -> str:
        """Return the words after the sentence, within its paragraph."""
        if self.passage is None:
            return ""
        near = self.passage.document.text[self.passage.end : self.passage.end + CONTEXT_LENGTH]
        text = near.partition("\n")[0]
        return f"{text.rpartition(' ')[0]}…" if text == near and len(near) == CONTEXT_LENGTH else text

    @cached_property
    def address(self) -> str:
        if self.passage is None:
            return ""
        return source_address(self.passage, self.sentence, self.spans)


@dataclass(frozen=True)
class Reading:
    """Hold a different value that a sentence gives for a field, and why the fact keeps its own, `preferred`.

    `read` is empty if the sentence has the same value, and the reason says how it was understood.
    `preferred` is empty if the value is too long to be repeated.
    """

    evidence: Evidence
    field: str
    read: str
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


def other_values(readings: Iterable[Reading]) -> list[OtherValue]:
    """Group what sentences say otherwise by field and value, so that sources which agree stand together."""
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.read:
            found[reading.field, reading.read].append(reading)
    return [OtherValue(field, value, said[0].preferred, said) for (field, value), said in found.items()]


@dataclass
class Footnotes:
    """Number the citations of a page's facts. A passage that is cited again keeps its number.

    Numbers are given while the page is rendered, so that they ascend down the page; afterwards, `notes` holds
    everything that the page has cited.
    """

    citations: dict[tuple[str, int], list[Cited]]
    documents: list[Document]
    numbered: dict[int, Evidence] = field(default_factory=dict)
    known: dict[tuple[str, str, tuple[str, ...]], Evidence] = field(default_factory=dict)

    @property
    def documents_not_held(self) -> list[Document]:
        """Return the cited documents of which no text is held, so that no sentence of theirs can be shown."""
        return [document for document in self.documents if not document.text]

    @property
    def notes(self) -> list[Evidence]:
        """Return the notes that the page has cited, by number, with general knowledge last."""
        return [*self.numbered.values(), *self.known.values()]

    def notes_for(
        self, fact: Fact, fields: Collection[str] = (), besides: Collection[str] = (), also: Fact | None = None
    ) -> tuple[list[Evidence], list[Reading]]:
        """Return a fact's notes, by number, and its readings: only for `fields`, if any, and not for `besides`.

        The notes of another fact that it mentions, `also`, follow.
        """
        cited = [
            citation
            for citation in self.citations.get((declaration_of(fact).kind, fact.pk), [])
            if (not fields or citation.field in fields) and citation.field not in besides
        ]
        found = {id(note): note for note in (*self._numbered_notes(cited), *self._general_notes(cited))}
        found |= {id(note): note for note in self.notes_for(also)[0]} if also else {}
        readings = [
            Reading(
                self._number_of(citation.passage),
                citation.field.replace("_", " "),
                citation.reading,
                _preferred(fact, citation.field) if citation.reading else "",
                citation.reason,
            )
            for citation in cited
            if citation.passage and citation.reason
        ]
        return list(found.values()), list(dict.fromkeys(readings))

    def sources_of(self, fact: Fact, fields: Collection[str] = (), besides: Collection[str] = ()) -> int:
        """Return how many documents agree with a fact, for the same fields as its notes."""
        cited = self.citations.get((declaration_of(fact).kind, fact.pk), [])
        return len(
            {
                citation.passage.document_id
                for citation in cited
                if citation.passage and not citation.reading
                if (not fields or citation.field in fields) and citation.field not in besides
            }
        )

    def cites(self, fact: Fact, source: Document) -> bool:
        """Tell whether a fact is cited to a document, whatever that says of it."""
        cited = self.citations.get((declaration_of(fact).kind, fact.pk), [])
        return any(citation.passage and citation.passage.document_id == source.pk for citation in cited)

    def waiting_for(
        self, fact: Fact, fields: Collection[str] = (), besides: Collection[str] = ()
    ) -> list[WaitingClaim]:
        """Return what a fact's citations confirmed that it no longer says, for the same fields as its notes."""
        cited = self.citations.get((declaration_of(fact).kind, fact.pk), [])
        return [
            claim
            for claim in waiting_claims([citation.claims for citation in cited], fact)
            if (not fields or claim.field in fields) and claim.field not in besides
        ]

    @cached_property
    def claims_on(self) -> dict[int, list[tuple[str, Mapping[str, Any]]]]:
        """Return what the page's citations claim, with the fields, by the key of the passage."""
        found: dict[int, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
        for cited in self.citations.values():
            for citation in cited:
                if citation.passage:
                    found[citation.passage.pk] += citation.claims.items()
        return found

    def _numbered_notes(self, cited: Iterable[Cited]) -> list[Evidence]:
        notes = [self._number_of(citation.passage) for citation in cited if citation.passage]
        return sorted(notes, key=lambda note: int(note.mark))

    def _number_of(self, passage: Passage) -> Evidence:
        if passage.pk not in self.numbered:
            number = len(self.numbered) + 1
            claims = self.claims_on.get(passage.pk, [])
            self.numbered[passage.pk] = Evidence(
                str(number), f"n{number}", passage, said=fields_said(claims), spans=spans_said(claims)
            )
        return self.numbered[passage.pk]

    def _general_notes(self, cited: Iterable[Cited]) -> list[Evidence]:
        """Return a note for each reason why no document is cited, with the fields that it is given for."""
        reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
        for citation in cited:
            if citation.passage is None:
                reasons[citation.basis, citation.reason].append(citation.field.replace("_", " "))
        return [
            self._general_note(basis, reason, tuple(filter(None, fields)))
            for (basis, reason), fields in reasons.items()
        ]

    def _general_note(self, basis: str, reason: str, fields: tuple[str, ...]) -> Evidence:
        key = f"k{len(self.known) + 1}"
        note = Evidence(UNSOURCED_MARKS[basis], key, fields=fields, reason=reason, basis=basis)
        return self.known.setdefault((basis, reason, fields), note)


def fields_said(claims: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the fields that a sentence is cited for, by how far it is known to say them, surest first."""
    by_support: dict[str, dict[str, None]] = defaultdict(dict)
    for name, claim in claims:
        by_support[claim.get("support", "")][name.replace("_", " ")] = None
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


def footnotes(facts: Iterable[Fact]) -> Footnotes:
    """Fetch the citations of all these facts, and their documents, in three queries."""
    keys: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        keys[declaration_of(fact).kind].append(fact.pk)
    if not keys:
        return Footnotes({}, [])
    rows = (
        Citation.objects.filter(supporting(keys))
        .order_by(F("passage__document_id").asc(nulls_last=True), "passage__ordinal", "pk")
        .values_list(*CITED_COLUMNS, *keys)
    )
    # A join would fetch a passage, and a document's text, once for each of its citations.
    place = CITED_COLUMNS.index("passage")
    passages = Passage.objects.in_bulk({row[place] for row in rows if row[place]})
    documents = Document.objects.in_bulk({passage.document_id for passage in passages.values()})
    for passage in passages.values():
        passage.document = documents[passage.document_id]
    found: dict[tuple[str, int], list[Cited]] = defaultdict(list)
    for row in rows:
        values = dict(zip(CITED_COLUMNS, row, strict=False))
        cited = Cited(**values | {"passage": passages.get(values["passage"])})
        for kind, fact_id in zip(keys, row[len(CITED_COLUMNS) :], strict=True):
            if fact_id is not None:
                found[kind, fact_id].append(cited)
    return Footnotes(found, sorted(documents.values(), key=str))


def supporting(keys: dict[str, list[int]]) -> Q:
    """Build a condition that a citation supports any of these facts, given as ids by kind."""
    return reduce(or_, (Q(**{f"{kind}__in": ids}) for kind, ids in keys.items()))


def _preferred(fact: Fact, name: str) -> str:
    """Return the fact's own value of a field that has another reading, unless it is long."""
    text = field_text(fact, name)
    return text if len(text) <= LONGEST_VALUE else ""
