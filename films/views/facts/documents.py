"""What a document's page shows: each sentence, and the facts taken from it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from films.evidence.anchoring import quoted, source_address, stands
from films.models import FACT_MODELS, Citation, Document, Fact, Passage
from films.views.facts.addresses import address, fact_text
from films.views.facts.published import complete

NAMED_BY: dict[str, tuple[str, ...]] = {
    "other_title": ("film",),
    "film_relation": ("film", "related_film"),
    "other_name": ("person",),
    "credit": ("film", "person"),
    "location_name": ("location",),
    "film_location": ("film", "location", "stands_in_for"),
    "review": ("film", "outlet", "author"),
    "release": ("film", "place", "distributor"),
    "box_office": ("film", "territory"),
    "note": ("film", "speaker"),
    "identifier": ("film", "person"),
}
"""The relations of each kind of fact that must be published with it and that its line of text names."""


@dataclass(frozen=True)
class TakenFact:
    """A fact as its sentence's page lists it."""

    text: str
    url: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ReadPassage:
    """A sentence with what was made of it. `sentence` is empty where the text is not held or has changed."""

    passage: Passage
    sentence: str
    address: str
    facts: Sequence[TakenFact]


@dataclass(frozen=True)
class DocumentFacts:
    """A document's sentences in order, under the sections they stand in."""

    document: Document
    passages: Sequence[ReadPassage]

    @property
    def sections(self) -> list[tuple[str, bool, list[ReadPassage]]]:
        """Return each section's heading, whether the heading was inferred, and its sentences."""
        grouped = groupby(self.passages, key=lambda read: (read.passage.section, read.passage.section_inferred))
        return [(heading, inferred, list(group)) for (heading, inferred), group in grouped]

    @property
    def with_facts(self) -> int:
        return sum(1 for read in self.passages if read.facts)

    @property
    def set_aside(self) -> int:
        return sum(1 for read in self.passages if not read.facts and read.passage.set_aside)

    @property
    def read(self) -> int:
        return self.with_facts + self.set_aside


def document_facts(document: Document) -> DocumentFacts:
    """Fetch what a document's page shows, in one query for each kind of fact it supports."""
    passages = list(document.passages.order_by("ordinal"))
    taken = _facts_of(document)
    return DocumentFacts(document, [_read(document, passage, taken.get(passage.pk, [])) for passage in passages])


def _read(document: Document, passage: Passage, facts: list[TakenFact]) -> ReadPassage:
    passage.document = document
    sentence = quoted(passage) if stands(passage) else ""
    return ReadPassage(passage, sentence, source_address(passage), facts)


def _facts_of(document: Document) -> dict[int, list[TakenFact]]:
    """Return the published facts cited to each passage, by the passage's key."""
    citations = list(Citation.objects.filter(passage__document=document).order_by("pk"))
    keys: dict[str, set[int]] = defaultdict(set)
    for citation in citations:
        keys[citation.fact_kind].add(getattr(citation, f"{citation.fact_kind}_id"))
    facts = {(kind, pk): fact for kind, ids in keys.items() for pk, fact in _published(kind, ids).items()}
    fields: dict[int, dict[tuple[str, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    for citation in citations:
        key = citation.fact_kind, getattr(citation, f"{citation.fact_kind}_id")
        if key in facts and citation.passage_id is not None:
            fields[citation.passage_id][key].append(citation.field.replace("_", " "))
    return {
        passage: [_taken(facts[key], named) for key, named in found.items()] for passage, found in fields.items()
    }


def _taken(fact: Fact, fields: list[str]) -> TakenFact:
    """Say what was taken; a fact cited as a whole needs no list of its fields."""
    whole = "" in fields
    return TakenFact(fact_text(fact), address(fact), () if whole else tuple(dict.fromkeys(fields)))


def _published(kind: str, ids: set[int]) -> dict[int, Fact]:
    model = FACT_MODELS[kind]
    facts = complete(model.objects.filter(pk__in=ids), *NAMED_BY.get(kind, ()))
    return {fact.pk: fact for fact in facts}
