"""Check a fixture's citations against copies of the documents.

A fixture contains no text of a document, only the place and SHA-256 of each cited sentence. Whoever has a copy of
the document can check that the sentence is there; in another revision it may have moved.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections

from films.evidence.cited_words import words_hash
from films.evidence.converting import decode_document
from films.evidence.documents.anchors import edge_words, normalised_sentence, sentence_hash
from films.evidence.segmentation import Sentence, split_document
from films.exporting.fixture_facts import FixtureFacts, Key, text_key
from films.exporting.fixture_parser import FixtureRecord, UnreadableFixtureError
from films.exporting.tables import SEPARATOR
from films.kinds.registry import claims_of
from films.models import FACT_MODELS, Document, Passage

OTHER_WORDS = "the sentence is there, but the words that are said to say it are others"
OTHER_EDGES = "the sentence is there, but the words by which links lead to it are others"
APP = f"{Document._meta.app_label}."


class CheckOutcome(StrEnum):
    """Name the outcomes of checking a citation."""

    HOLDS = "hold"
    MOVED = "hold elsewhere in the document"
    FAILS = "do not hold"
    NOT_HELD = "could not be checked"
    GENERAL_KNOWLEDGE = "rest on general knowledge"


@dataclass(frozen=True)
class CitedPassage:
    """Hold a cited sentence's span in its document's text, its SHA-256, and its first and last words."""

    start: int
    end: int
    sha256: str
    first_words: str
    last_words: str


@dataclass(frozen=True)
class DocumentCopy:
    """Hold the text of a document, the SHA-256 of its file, and its sentences by hash and by place."""

    text: str
    sha256: str
    sentences: Mapping[str, Sentence]
    places: Mapping[Key, Sentence]

    def has_in_place(self, known: CitedPassage, place: Key) -> bool:
        """Tell whether a sentence stands where its numbers say, and where its span does."""
        numbered = self.places.get(place)
        spans = [(known.start, known.end), *([(numbered.start, numbered.end)] if numbered else [])]
        return len(spans) == 2 and all(sentence_hash(self.text[slice(*span)]) == known.sha256 for span in spans)

    def sentence_of(self, known: CitedPassage) -> str:
        return normalised_sentence(self.text[known.start : known.end])

    def place_of(self, known: CitedPassage) -> str:
        """Say where a sentence is, or else one with its first or last words; "" if there is neither."""
        same = self.sentences.get(known.sha256)
        if same:
            return f"now at {place_text(same)}"
        likest = max(self.sentences.values(), key=lambda sentence: self.likeness(sentence, known), default=None)
        return f"perhaps now {place_text(likest)}" if likest and self.likeness(likest, known) else ""

    def likeness(self, sentence: Sentence, known: CitedPassage) -> int:
        words = normalised_sentence(self.text[sentence.start : sentence.end])
        return sum(
            len(end.split())
            for end, is_there in (
                (known.first_words, words.startswith(known.first_words)),
                (known.last_words, words.endswith(known.last_words)),
            )
            if is_there and len(end.split()) > 1
        )


@dataclass(frozen=True)
class CitedFact:
    """Name the fact that a citation supports by its kind and natural key, its passage, if any, and its claims."""

    kind: str
    key: Key
    field: str
    passage: Key | None
    claims: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Return its name in a report: “credit red-heat-1988/walter-hill/director/1, field job”."""
        named = f"{self.kind.replace('_', ' ')} {SEPARATOR.join(self.key)}"
        return f"{named}, field {self.field}" if self.field else named


@dataclass(frozen=True)
class CheckedCitation:
    """Hold the outcome for a citation and, if its sentence moved or may have, the new place."""

    cited: CitedFact
    outcome: CheckOutcome
    elsewhere: str = ""


@dataclass
class FixtureEvidence:
    """Collect a fixture's documents, as SHA-256 by slug, its passages, its citations, and its facts."""

    documents: dict[str, str] = field(default_factory=dict)
    passages: dict[Key, CitedPassage] = field(default_factory=dict)
    citations: list[CitedFact] = field(default_factory=list)
    facts: FixtureFacts = field(default_factory=FixtureFacts)


def build_copy(text: str, sha256: str) -> DocumentCopy:
    # Of identical sentences, the first one counts.
    sentences = split_document(text)
    by_hash = {sentence_hash(text[each.start : each.end]): each for each in reversed(sentences)}
    return DocumentCopy(text, sha256, by_hash, {locator(each): each for each in sentences})


def locator(sentence: Sentence) -> Key:
    return text_key((sentence.section, sentence.paragraph, sentence.sentence))


def read_copy(path: Path) -> DocumentCopy:
    """Read a copy of a document from a file. Raises UnreadableDocumentError, or OSError."""
    content = path.read_bytes()
    return build_copy(decode_document(content), hashlib.sha256(content).hexdigest())


def collect_evidence(records: Iterable[FixtureRecord]) -> FixtureEvidence:
    """Collect the evidence in a fixture.

    Raises UnreadableFixtureError if a record is incomplete, or is none of this app.
    """
    found = FixtureEvidence()
    for record in records:
        values = record.values
        if not record.model.startswith(APP):
            raise UnreadableFixtureError(
                f"it has a record of {record.model}, which is no fact: do not load it before you know why."
            )
        try:
            found.facts.add(record.model, values)
            if record.model == "films.document":
                found.documents[str(values["slug"])] = str(values["sha256"])
            elif record.model == "films.passage":
                place = (values["section"], values["paragraph"], values["sentence"])
                found.passages[text_key([*values["document"], *place])] = CitedPassage(
                    int(values["start"]),
                    int(values["end"]),
                    str(values["sha256"]),
                    str(values["first_words"]),
                    str(values["last_words"]),
                )
            elif record.model == "films.citation":
                cited = read_citation(values)
                found.citations.append(cited)
                found.facts.add_claims(cited.kind, cited.key, cited.claims)
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise UnreadableFixtureError(
                f"a record of {record.model} lacks what the check needs ({error}): make it with natural keys."
            ) from error
    return found


def read_citation(values: Mapping[str, Any]) -> CitedFact:
    """Return a citation of a fixture; some formats write its claims as text.

    Raises KeyError if it is about nothing.
    """
    kind = next((kind for kind in FACT_MODELS if isinstance(values.get(kind), list | tuple)), "a fact")
    claims, passage = values.get("claims") or {}, values.get("passage")
    return CitedFact(
        kind,
        text_key(values[kind]),
        values.get("field") or "",
        None if passage is None else text_key(passage),
        json.loads(claims) if isinstance(claims, str) else claims,
    )


def passage_text(key: Key) -> str:
    return f"{key[0]}, {', '.join(key[1:2])}, paragraph {key[2]}, sentence {key[3]}" if len(key) == 4 else str(key)


def place_text(sentence: Sentence) -> str:
    return f"{sentence.section}, paragraph {sentence.paragraph}, sentence {sentence.sentence}"


def verify_citations(found: FixtureEvidence, copies: Mapping[str, DocumentCopy]) -> Iterator[CheckedCitation]:
    """Check every citation against copies of documents, given by slug, and yield the outcomes.

    For documents without a copy, the texts in the database are used.
    """
    cited_documents = {cited.passage[0] for cited in found.citations if cited.passage}
    held = {**stored_copies(cited_documents - copies.keys()), **copies}
    for cited in found.citations:
        yield verify_citation(cited, found, held)


def verify_citation(cited: CitedFact, found: FixtureEvidence, held: Mapping[str, DocumentCopy]) -> CheckedCitation:
    if changed := found.facts.changed_value(cited.kind, cited.key, cited.claims):
        return CheckedCitation(cited, CheckOutcome.FAILS, changed)
    if cited.passage is None:
        return CheckedCitation(cited, CheckOutcome.GENERAL_KNOWLEDGE)
    copy, known = held.get(cited.passage[0]), found.passages.get(cited.passage)
    if copy is None or known is None:
        return CheckedCitation(cited, CheckOutcome.NOT_HELD)
    if copy.has_in_place(known, cited.passage[1:]):
        sentence = copy.sentence_of(known)
        fault = "" if edge_words(sentence) == (known.first_words, known.last_words) else OTHER_EDGES
        fault = fault or unsaid_value(cited, found.facts, sentence)
        return CheckedCitation(cited, CheckOutcome.FAILS if fault else CheckOutcome.HOLDS, fault)
    outcome = CheckOutcome.MOVED if known.sha256 in copy.sentences else CheckOutcome.FAILS
    return CheckedCitation(cited, outcome, copy.place_of(known))


def unsaid_value(cited: CitedFact, facts: FixtureFacts, sentence: str) -> str:
    """Say which claimed words are not in a sentence, or which value it does not say, or return ''."""
    for claimable in claims_of(FACT_MODELS[cited.kind]):
        claim = cited.claims.get(claimable.name, {})
        if "start" not in claim:
            continue
        words = sentence[int(claim["start"]) : int(claim["end"])]
        if words_hash(words) != claim["sha256"]:
            return OTHER_WORDS
        if not facts.is_said(sentence, cited.kind, cited.key, claimable, claim["value"]):
            return f"the sentence does not say its {claimable.name}, “{claim['value']}”"
    return ""


def match_copies(found: FixtureEvidence, copies: Iterable[DocumentCopy]) -> dict[str, DocumentCopy]:
    """Map slugs of documents to their copies.

    A copy belongs to the document with its SHA-256, or else to the one with which it shares most sentences; copies
    that share none are ignored.
    """
    sentences: dict[str, set[str]] = {}
    for key, known in found.passages.items():
        sentences.setdefault(key[0], set()).add(known.sha256)
    by_hash = {sha256: slug for slug, sha256 in found.documents.items()}
    held = {}
    for copy in copies:
        shared = {slug: len(hashes & copy.sentences.keys()) for slug, hashes in sentences.items()}
        likest = max(shared, key=lambda slug: shared[slug], default="")
        slug = by_hash.get(copy.sha256) or (likest if shared.get(likest) else "")
        if slug:
            held[slug] = copy
    return held


def add_stored_evidence(found: FixtureEvidence) -> None:
    """Add documents and passages that the citations need and the file lacks, from the database."""
    if not has_document_table():
        return
    lacking = {
        cited.passage[0] for cited in found.citations if cited.passage and cited.passage not in found.passages
    }
    for document in Document.objects.filter(slug__in=lacking).defer("text"):
        found.documents.setdefault(document.slug, document.sha256)
    passages = Passage.objects.filter(document__slug__in=lacking).select_related("document")
    for passage in passages.defer("document__text"):
        edges = passage.first_words, passage.last_words
        known = CitedPassage(passage.start, passage.end, passage.sha256, *edges)
        found.passages.setdefault(text_key(passage.natural_key()), known)


def stored_copies(slugs: Collection[str]) -> dict[str, DocumentCopy]:
    """Map the slugs of documents to their texts in the database."""
    documents = Document.objects.filter(slug__in=slugs).exclude(text="") if has_document_table() else ()
    return {document.slug: build_copy(document.text, document.sha256) for document in documents}


def has_document_table() -> bool:
    return Document._meta.db_table in connections[DEFAULT_DB_ALIAS].introspection.table_names()
