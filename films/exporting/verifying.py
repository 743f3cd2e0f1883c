"""Checking a fixture's citations against copies of the documents that they cite.

A fixture has no text of a document. It has each cited sentence's place and SHA-256, so whoever has a copy of the
document can check that the sentence stands there; a copy of another revision may have it somewhere else.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

from films.evidence.converting import decode_document
from films.evidence.documents.anchors import normalised_sentence, sentence_hash
from films.evidence.segmentation import Sentence, split_document
from films.exporting.fixture_parser import Record, UnreadableFixtureError
from films.exporting.tables import SEPARATOR
from films.models import FACT_MODELS, Document, Passage

Key = tuple[str, ...]
"""A natural key. In some formats its numbers are texts, so here all of it is."""


class Outcome(StrEnum):
    """What became of checking one citation."""

    HOLDS = "hold"
    MOVED = "hold elsewhere in the document"
    FAILS = "do not hold"
    NOT_HELD = "could not be checked"
    GENERAL_KNOWLEDGE = "rest on general knowledge"


@dataclass(frozen=True)
class Fingerprint:
    """Where a cited sentence stands in its document's text, in characters; its SHA-256, first and last words."""

    start: int
    end: int
    sha256: str
    first_words: str
    last_words: str


@dataclass(frozen=True)
class Copy:
    """The text of a document, the SHA-256 of its file in hex, and its sentences by theirs."""

    text: str
    sha256: str
    sentences: Mapping[str, Sentence]

    def has_in_place(self, known: Fingerprint) -> bool:
        return sentence_hash(self.text[known.start : known.end]) == known.sha256

    def place_of(self, known: Fingerprint) -> str:
        """Say where a sentence stands, or else one with its first and last words, or with either; or nothing."""
        same = self.sentences.get(known.sha256)
        if same:
            return f"now at {place_text(same)}"
        likest = max(self.sentences.values(), key=lambda one: self.likeness(one, known), default=None)
        return f"perhaps now {place_text(likest)}" if likest and self.likeness(likest, known) else ""

    def likeness(self, one: Sentence, known: Fingerprint) -> int:
        words = normalised_sentence(self.text[one.start : one.end])
        return sum(
            len(end.split())
            for end, is_there in (
                (known.first_words, words.startswith(known.first_words)),
                (known.last_words, words.endswith(known.last_words)),
            )
            if is_there and len(end.split()) > 1
        )


@dataclass(frozen=True)
class Cited:
    """A citation: what it supports, in words, and its passage, or nothing for general knowledge."""

    fact: str
    passage: Key | None


@dataclass(frozen=True)
class Checked:
    """What became of a citation; where its sentence stands elsewhere, or seems to, that place in words."""

    cited: Cited
    outcome: Outcome
    elsewhere: str = ""


@dataclass
class Evidence:
    """What a fixture says of documents, by slug their SHA-256; of passages; and of citations."""

    documents: dict[str, str] = field(default_factory=dict)
    passages: dict[Key, Fingerprint] = field(default_factory=dict)
    citations: list[Cited] = field(default_factory=list)


def copy_of(text: str, sha256: str) -> Copy:
    # Of several sentences of the same words the first stays.
    sentences = reversed(split_document(text))
    return Copy(text, sha256, {sentence_hash(text[one.start : one.end]): one for one in sentences})


def copy_from(path: Path) -> Copy:
    """Read a copy of a document from a file. Raises UnreadableDocumentError, or OSError."""
    content = path.read_bytes()
    return copy_of(decode_document(content), hashlib.sha256(content).hexdigest())


def evidence_in(records: Iterable[Record]) -> Evidence:
    """Gather what a fixture says of its evidence. Raises UnreadableFixtureError where a record lacks a part."""
    found = Evidence()
    for record in records:
        values = record.values
        try:
            if record.model == "films.document":
                found.documents[str(values["slug"])] = str(values["sha256"])
            elif record.model == "films.passage":
                place = (values["section"], values["paragraph"], values["sentence"])
                found.passages[key_of([*values["document"], *place])] = Fingerprint(
                    int(values["start"]),
                    int(values["end"]),
                    str(values["sha256"]),
                    str(values["first_words"]),
                    str(values["last_words"]),
                )
            elif record.model == "films.citation":
                passage = values.get("passage")
                found.citations.append(Cited(fact_text(values), None if passage is None else key_of(passage)))
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableFixtureError(
                f"a record of {record.model} lacks what its check needs ({error}): make it with natural keys."
            ) from error
    return found


def key_of(parts: Iterable[object]) -> Key:
    return tuple(map(str, parts))


def fact_text(values: dict[str, object]) -> str:
    """Say what a citation supports: “credit red-heat-1988/walter-hill/director/1, field job”."""
    for kind in FACT_MODELS:
        key = values.get(kind)
        if isinstance(key, list | tuple):
            named = f"{kind.replace('_', ' ')} {SEPARATOR.join(key_of(key))}"
            return f"{named}, field {values['field']}" if values.get("field") else named
    return "nothing"


def passage_text(key: Key) -> str:
    return f"{key[0]}, {', '.join(key[1:2])}, paragraph {key[2]}, sentence {key[3]}" if len(key) == 4 else str(key)


def place_text(one: Sentence) -> str:
    return f"{one.section}, paragraph {one.paragraph}, sentence {one.sentence}"


def verify_citations(found: Evidence, copies: Mapping[str, Copy]) -> Iterator[Checked]:
    """Check every citation against copies of documents by their slugs, and yield what became of it.

    For documents without a copy, the texts that the database holds are used.
    """
    cited_documents = {cited.passage[0] for cited in found.citations if cited.passage}
    held = {**texts_held(cited_documents - copies.keys()), **copies}
    for cited in found.citations:
        yield verify_citation(cited, found, held)


def verify_citation(cited: Cited, found: Evidence, held: Mapping[str, Copy]) -> Checked:
    if cited.passage is None:
        return Checked(cited, Outcome.GENERAL_KNOWLEDGE)
    copy, known = held.get(cited.passage[0]), found.passages.get(cited.passage)
    if copy is None or known is None:
        return Checked(cited, Outcome.NOT_HELD)
    if copy.has_in_place(known):
        return Checked(cited, Outcome.HOLDS)
    outcome = Outcome.MOVED if known.sha256 in copy.sentences else Outcome.FAILS
    return Checked(cited, outcome, copy.place_of(known))


def match_copies(found: Evidence, copies: Iterable[Copy]) -> dict[str, Copy]:
    """Return the copies by the slugs of the documents that they are copies of.

    That is the document that has its SHA-256, or else that whose sentences it shares most; a copy that shares none
    is left out.
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


def add_from_database(found: Evidence) -> None:
    """Add the documents and passages that the citations need and the file lacks, as the database has them."""
    if not has_documents():
        return
    lacking = {
        cited.passage[0] for cited in found.citations if cited.passage and cited.passage not in found.passages
    }
    for document in Document.objects.filter(slug__in=lacking).defer("text"):
        found.documents.setdefault(document.slug, document.sha256)
    passages = Passage.objects.filter(document__slug__in=lacking).select_related("document")
    for passage in passages.defer("document__text"):
        edges = passage.first_words, passage.last_words
        known = Fingerprint(passage.start, passage.end, passage.sha256, *edges)
        found.passages.setdefault(key_of(passage.natural_key()), known)


def texts_held(slugs: Collection[str]) -> dict[str, Copy]:
    """Return the texts of documents that the database holds, by their slugs."""
    documents = Document.objects.filter(slug__in=slugs).exclude(text="") if has_documents() else ()
    return {document.slug: copy_of(document.text, document.sha256) for document in documents}


def has_documents() -> bool:
    return Document._meta.db_table in connections[DEFAULT_DB_ALIAS].introspection.table_names()
