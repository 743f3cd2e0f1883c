"""Fetch the citations of many facts together, and serialize them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import UNSET, UnsetType

from films.evidence.claims import waiting_claims
from films.evidence.documents.anchors import UNSOURCED_STANDINGS, passage_standing, source_address
from films.kinds.registry import declaration_of
from films.models import Fact, Passage
from films.views.api.serializers.links import Linker
from films.views.api.shapes import evidence
from films.views.facts import page_citations
from films.views.facts.citations import Cited


@dataclass(frozen=True)
class Citations:
    """Hold the citations of all facts in a response, by the fact's kind and key; None if they are left out."""

    found: Mapping[tuple[str, int], Sequence[Cited]] | None
    linker: Linker

    def for_fact(self, fact: Fact) -> list[evidence.Citation] | UnsetType:
        """Return the citations of a fact, or UNSET if citations were left out."""
        if self.found is None:
            return UNSET
        cited = self.found.get((declaration_of(fact).kind, fact.pk), [])
        waiting = {claim.field for claim in waiting_claims([citation.claims for citation in cited], fact)}
        return [self.shaped(citation, waiting) for citation in cited]

    def shaped(self, citation: Cited, waiting: Collection[str]) -> evidence.Citation:
        standing = passage_standing(citation.passage) if citation.passage else UNSOURCED_STANDINGS[citation.basis]
        return evidence.Citation(
            id=citation.key,
            field=citation.field,
            basis=citation.basis,
            standing=standing.value,
            passage=passage(citation.passage, self.linker) if citation.passage else None,
            reading=citation.reading,
            reason=citation.reason,
            claims=[claim(name, made, name in waiting) for name, made in citation.claims.items()],
            confirmed_by=citation.confirmed_by,
            confirmed_at=citation.confirmed_at,
        )


def citations(facts: Iterable[Fact], linker: Linker, *, included: bool = True) -> Citations:
    """Fetch the citations of all these facts, if they are to be included at all."""
    return Citations(page_citations(facts).by_fact if included else None, linker)


def claim(name: str, made: Mapping[str, Any], is_waiting: bool) -> evidence.Claim:
    words = evidence.Words(made["start"], made["end"], made["sha256"]) if "start" in made else None
    return evidence.Claim(name, made["value"], made.get("support", ""), words, is_waiting)


def passage(cited: Passage, linker: Linker) -> evidence.Passage:
    return evidence.Passage(
        document=linker.document(cited.document),
        section=cited.section,
        section_inferred=cited.section_inferred,
        paragraph=cited.paragraph,
        sentence=cited.sentence,
        sentence_sha256=cited.sha256,
        first_words=cited.first_words,
        last_words=cited.last_words,
        source_url=source_address(cited),
    )
