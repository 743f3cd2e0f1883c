"""Describe what sources state: each cited fact as a Claim, with the sentences that it appears in."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from films.kinds.addresses import fact_address, fact_text, field_text, sentence_address
from films.kinds.claims import ClaimableField, claimable_value
from films.kinds.nodes import Node, node, record_address
from films.kinds.registry import claims_of, declaration_of
from films.models import Document, Fact, Passage

ConfirmedValues = Mapping[str, Mapping[str, Any]]
"""What a citation confirms, by field: each value as it was then, under the key `value`."""


class Cited(Protocol):
    """Hold what is needed of a citation."""

    @property
    def field(self) -> str: ...
    @property
    def passage(self) -> Passage | None: ...
    @property
    def reading(self) -> str: ...
    @property
    def claims(self) -> ConfirmedValues: ...


Evidence = Mapping[tuple[str, int], Sequence[Cited]]
"""The citations of facts, by the kind and the key of each."""


def citations_of(fact: Fact, evidence: Evidence) -> Sequence[Cited]:
    return evidence.get((declaration_of(fact).kind, fact.pk), ())


def cited_documents(facts: Iterable[Fact], evidence: Evidence) -> list[Document]:
    """Return the documents that facts cite, each once, whether or not these agree with them."""
    cited = (citation.passage for fact in facts for citation in citations_of(fact, evidence))
    return list({passage.document_id: passage.document for passage in cited if passage}.values())


def claims(facts: Iterable[Fact], evidence: Evidence) -> list[Node]:
    """Return a claim for each fact, and for each field that is cited by itself, in the order of the facts.

    A sentence is described at the first claim that appears in it, and the others refer to it by its `@id`.
    """
    found = []
    described: dict[int, Node] = {}
    for fact in facts:
        by_field = supporting_passages(fact, citations_of(fact, evidence))
        address, text = (fact_address(fact), fact_text(fact)) if by_field else ("", "")
        for field, passages in sorted(by_field.items()):
            in_reading_order = sorted(
                passages.values(), key=lambda passage: (passage.document.slug, passage.ordinal)
            )
            label = f"; {field.replace('_', ' ')}: {field_text(fact, field)}" if field else ""
            found.append(
                node(
                    "Claim",
                    id=address if "#" in address and not field else None,
                    text=f"{text}{label}",
                    appearance=[appearance(passage, described) for passage in in_reading_order],
                )
            )
    return found


def supporting_passages(fact: Fact, citations: Iterable[Cited]) -> dict[str, dict[int, Passage]]:
    """Return the sentences that support a fact by the field that they are cited for, each by its key.

    Sentences that state another value, that were cited for another, or that their document no longer has, support
    nothing.
    """
    held: dict[str, str] = {}
    claimable = claimable_fields(type(fact))

    def is_held(name: str, confirmed: Mapping[str, Any]) -> bool:
        if name not in held:
            held[name] = claimable_value(fact, claimable[name])
        return bool(confirmed["value"] == held[name])

    by_field: dict[str, dict[int, Passage]] = {}
    for cited in citations:
        passage = cited.passage
        if passage is None or passage.lost_sentence or cited.reading:
            continue
        if all(is_held(name, confirmed) for name, confirmed in cited.claims.items() if name in claimable):
            by_field.setdefault(cited.field, {})[passage.pk] = passage
    return by_field


@cache
def claimable_fields(model: type[Fact]) -> dict[str, ClaimableField]:
    return {field.name: field for field in claims_of(model)}


def appearance(passage: Passage, described: dict[int, Node]) -> Node:
    """Describe a sentence by its position in its document, without its words; refer to it if it is `described`."""
    if passage.pk in described:
        return {"@id": described[passage.pk]["@id"]}
    address = sentence_address(passage.document.slug, passage.ordinal)
    described[passage.pk] = node(
        "CreativeWork",
        id=address,
        url=address,
        position=passage.locator,
        isPartOf={"@id": record_address(passage.document)},
    )
    return described[passage.pk]
