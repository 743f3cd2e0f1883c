"""Fetch the citations of many facts together, and serialize them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from films.evidence.documents.anchors import Standing, passage_standing, source_address
from films.kinds.registry import declaration_of
from films.models import Fact, Passage
from films.views.api.serializers.links import Linker
from films.views.api.shapes import evidence
from films.views.facts import footnotes
from films.views.facts.evidence import Support


@dataclass(frozen=True)
class Citations:
    """Hold the citations of all facts in a response, by the fact's kind and key."""

    found: Mapping[tuple[str, int], list[Support]]
    linker: Linker

    def for_fact(self, fact: Fact) -> list[evidence.Citation]:
        return [self.shaped(citation) for citation in self.found.get((declaration_of(fact).kind, fact.pk), [])]

    def shaped(self, citation: Support) -> evidence.Citation:
        standing = passage_standing(citation.passage) if citation.passage else Standing.GENERAL_KNOWLEDGE
        return evidence.Citation(
            id=citation.key,
            field=citation.field,
            basis=citation.basis,
            standing=standing.value,
            passage=passage(citation.passage, self.linker) if citation.passage else None,
            reading=citation.reading,
            reason=citation.reason,
        )


def citations(facts: Iterable[Fact], linker: Linker) -> Citations:
    """Fetch the citations of all these facts in three queries."""
    return Citations(footnotes(facts).citations, linker)


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
