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

from django.db import DEFAULT_DB_ALIAS, connections

from films.evidence.claims import words_hash
from films.evidence.converting import decode_document
from films.evidence.documents.anchors import normalised_sentence, sentence_hash
from films.evidence.segmentation import Sentence, split_document
from films.exporting.fixture_parser import FixtureRecord, UnreadableFixtureError
from films.exporting.tables import SEPARATOR
from films.models import FACT_MODELS, Document, Passage

Key = tuple[str, ...]
"""A natural key, as text throughout, since some formats write its numbers as text."""
OTHER_WORDS = "the sentence is there, but the words that are said to say it are others"


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
class CitedWords:
    """Hold the place of words in a sentence that say a value, and their SHA-256."""

    start: int
    end: int
    sha256: str


@dataclass(frozen=True)
class DocumentCopy:
    """Hold the text of a document, the SHA-256 of its file, and its sentences by their hashes."""

    text: str
    sha256: str
    sentences: Mapping[str, Sentence]

    def has_in_place(self, known: CitedPassage) -> bool:
        return sentence_hash(self.text[known.start : known.end]) == known.sha256

    def has_words(self, known: CitedPassage, words: Iterable[CitedWords]) -> bool:
        sentence = normalised_sentence(self.text[known.start : known.end])
        return all(words_hash(sentence[cited.start : cited.end]) == cited.sha256 for cited in words)

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
    """Name the fact that a citation supports, its passage, if any, and the words of it that say values."""

    fact: str
    passage: Key | None
    words: tuple[CitedWords, ...] = ()


@dataclass(frozen=True)
class CheckedCitation:
    """Hold the outcome for a citation and, if its sentence moved or may have, the new place."""

    cited: CitedFact
    outcome: CheckOutcome
    elsewhere: str = ""


@dataclass
class FixtureEvidence:
    """Collect a fixture's documents, as SHA-256 by slug, its passages, and its citations."""

    documents: dict[str, str] = field(default_factory=dict)
    passages: dict[Key, CitedPassage] = field(default_factory=dict)
    citations: list[CitedFact] = field(default_factory=list)


def build_copy(text: str, sha256: str) -> DocumentCopy:
    # Of identical sentences, the first one counts.
    sentences = reversed(split_document(text))
    return DocumentCopy(
        text, sha256, {sentence_hash(text[sentence.start : sentence.end]): sentence for sentence in sentences}
    )


def read_copy(path: Path) -> DocumentCopy:
    """Read a copy of a document from a file. Raises UnreadableDocumentError, or OSError."""
    content = path.read_bytes()
    return build_copy(decode_document(content), hashlib.sha256(content).hexdigest())


def collect_evidence(records: Iterable[FixtureRecord]) -> FixtureEvidence:
    """Collect the evidence in a fixture. Raises UnreadableFixtureError if a record is incomplete."""
    found = FixtureEvidence()
    for record in records:
        values = record.values
        try:
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
                passage = values.get("passage")
                key = None if passage is None else text_key(passage)
                found.citations.append(CitedFact(fact_text(values), key, cited_words(values.get("claims"))))
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableFixtureError(
                f"a record of {record.model} lacks what the check needs ({error}): make it with natural keys."
            ) from error
    return found


def cited_words(claims: Any) -> tuple[CitedWords, ...]:
    """Return the words that a citation claims; some formats write its claims as text."""
    by_field = json.loads(claims) if isinstance(claims, str) else claims
    return tuple(
        CitedWords(int(claim["start"]), int(claim["end"]), str(claim["sha256"]))
        for claim in (by_field or {}).values()
        if "start" in claim
    )


def text_key(parts: Iterable[object]) -> Key:
    return tuple(map(str, parts))


def fact_text(values: dict[str, object]) -> str:
    """Name what a citation supports: “credit red-heat-1988/walter-hill/director/1, field job”."""
    for kind in FACT_MODELS:
        key = values.get(kind)
        if isinstance(key, list | tuple):
            named = f"{kind.replace('_', ' ')} {SEPARATOR.join(text_key(key))}"
            return f"{named}, field {values['field']}" if values.get("field") else named
    return "nothing"


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
    if cited.passage is None:
        return CheckedCitation(cited, CheckOutcome.GENERAL_KNOWLEDGE)
    copy, known = held.get(cited.passage[0]), found.passages.get(cited.passage)
    if copy is None or known is None:
        return CheckedCitation(cited, CheckOutcome.NOT_HELD)
    if copy.has_in_place(known):
        if not copy.has_words(known, cited.words):
            return CheckedCitation(cited, CheckOutcome.FAILS, OTHER_WORDS)
        return CheckedCitation(cited, CheckOutcome.HOLDS)
    outcome = CheckOutcome.MOVED if known.sha256 in copy.sentences else CheckOutcome.FAILS
    return CheckedCitation(cited, outcome, copy.place_of(known))


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
