"""Checking a fixture's citations against copies of the documents that they cite.

A fixture has no text of a document. It has each cited sentence's place and SHA-256, so whoever has a copy of the
document can check that the sentence stands there; a copy of another revision may have it somewhere else.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

from films.evidence.anchoring import sentence_hash
from films.evidence.converting import decoded
from films.evidence.reading import read
from films.exporting.reading import Record, UnreadableFixtureError
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
class Copy:
    """The text of a document, the SHA-256 of its file, and those of its sentences, in hex."""

    text: str
    sha256: str
    sentences: frozenset[str]


@dataclass(frozen=True)
class Fingerprint:
    """Where a cited sentence stands in its document's text, in characters, and its SHA-256."""

    start: int
    end: int
    sha256: str


@dataclass(frozen=True)
class Cited:
    """A citation: what it supports, in words, and its passage, or nothing for general knowledge."""

    fact: str
    passage: Key | None


@dataclass(frozen=True)
class Checked:
    cited: Cited
    outcome: Outcome


@dataclass
class Evidence:
    """What a fixture says of documents, by slug their SHA-256; of passages; and of citations."""

    documents: dict[str, str] = field(default_factory=dict)
    passages: dict[Key, Fingerprint] = field(default_factory=dict)
    citations: list[Cited] = field(default_factory=list)


def copy_of(text: str, sha256: str) -> Copy:
    return Copy(text, sha256, frozenset(sentence_hash(text[one.start : one.end]) for one in read(text)))


def copy_from(path: Path) -> Copy:
    """Read a copy of a document from a file. Raises UnreadableDocumentError, or OSError."""
    content = path.read_bytes()
    return copy_of(decoded(content), hashlib.sha256(content).hexdigest())


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
                print_of = Fingerprint(int(values["start"]), int(values["end"]), str(values["sha256"]))
                found.passages[key_of([*values["document"], *place])] = print_of
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


def check(found: Evidence, copies: Iterable[Copy]) -> Iterator[Checked]:
    """Check every citation, and yield what became of it.

    A copy is matched with the document that has its SHA-256, or else with that whose sentences it shares most. For
    documents without a copy, the texts that the database holds are used; its passages, for those not in the file.
    """
    held = matched(found, copies)
    complete_from_database(found, held)
    for cited in found.citations:
        yield Checked(cited, outcome(cited, found, held))


def outcome(cited: Cited, found: Evidence, held: dict[str, Copy]) -> Outcome:
    if cited.passage is None:
        return Outcome.GENERAL_KNOWLEDGE
    copy, known = held.get(cited.passage[0]), found.passages.get(cited.passage)
    if copy is None or known is None:
        return Outcome.NOT_HELD
    if sentence_hash(copy.text[known.start : known.end]) == known.sha256:
        return Outcome.HOLDS
    return Outcome.MOVED if known.sha256 in copy.sentences else Outcome.FAILS


def matched(found: Evidence, copies: Iterable[Copy]) -> dict[str, Copy]:
    """Return the copies by the slugs of the documents that they are copies of."""
    sentences: dict[str, set[str]] = {}
    for key, known in found.passages.items():
        sentences.setdefault(key[0], set()).add(known.sha256)
    by_hash = {sha256: slug for slug, sha256 in found.documents.items()}
    held = {}
    for copy in copies:
        shared = {slug: len(hashes & copy.sentences) for slug, hashes in sentences.items()}
        likest = max(shared, key=lambda slug: shared[slug], default="")
        slug = by_hash.get(copy.sha256) or (likest if shared.get(likest) else "")
        if slug:
            held[slug] = copy
    return held


def complete_from_database(found: Evidence, held: dict[str, Copy]) -> None:
    """Add the passages and texts that the citations need, and the file and the copies lack."""
    if Document._meta.db_table not in connections[DEFAULT_DB_ALIAS].introspection.table_names():
        return
    wanted = {cited.passage for cited in found.citations if cited.passage}
    slugs = {key[0] for key in wanted}
    lacking = {key[0] for key in wanted - found.passages.keys()}
    for passage in (
        Passage.objects.filter(document__slug__in=lacking).select_related("document").defer("document__text")
    ):
        known = Fingerprint(passage.start, passage.end, passage.sha256)
        found.passages.setdefault(key_of(passage.natural_key()), known)
    for document in Document.objects.filter(slug__in=slugs - held.keys()).exclude(text=""):
        held[document.slug] = copy_of(document.text, document.sha256)
