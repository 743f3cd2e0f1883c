"""Find the evidence that facts lose when sentences leave their document, or no longer state a value."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from films.batching import batched
from films.evidence.cited_words import heading_of, support_for
from films.evidence.claims import field_label, shown_value
from films.evidence.documents.anchors import normalised_sentence
from films.kinds.claims import claimable_value
from films.kinds.registry import claims_of
from films.models import FACT_MODELS, Citation, Fact, State, Support


@dataclass(frozen=True)
class LostEvidence:
    """Hold a published fact with those of its fields that nothing else confirms."""

    fact: Fact
    fields: tuple[str, ...]

    @property
    def named_fields(self) -> str:
        return ", ".join(map(field_label, self.fields))


Confirmed = dict[tuple[str, int], set[str]]
"""The fields that citations confirm, by the kind and key of the fact."""


def losing_evidence(passages: Iterable[int]) -> list[LostEvidence]:
    """Return the published facts with values that only the passages with these keys confirm."""
    going = set(passages)
    confirmed = confirmed_by(Citation.objects.filter(passage__in=some) for some in batched(sorted(going)))
    found: list[LostEvidence] = []
    for kind, model in FACT_MODELS.items():
        keys = sorted(key for of_kind, key in confirmed if of_kind == kind)
        for some in batched(keys):
            cited = Citation.objects.filter(**{f"{kind}__in": some}).exclude(passage__in=going)
            others = confirmed_by([cited.exclude(passage__lost_sentence__gt="")])
            links = [field.name for field in model._meta.concrete_fields if field.is_relation]
            facts = model._default_manager.filter(pk__in=some, state=State.PUBLISHED).select_related(*links)
            for fact in facts.order_by("pk"):
                fields = confirmed[kind, fact.pk] - others.get((kind, fact.pk), set())
                if fields:
                    found.append(LostEvidence(fact, tuple(sorted(fields))))
    return found


def confirmed_by(citations: Iterable[QuerySet[Citation]]) -> Confirmed:
    """Return the fields of facts that citations, given as queries, confirm."""
    found: Confirmed = defaultdict(set)
    for some in citations:
        for reading, claims, *keys in some.values_list("reading", "claims", *FACT_MODELS):
            for kind, key in zip(FACT_MODELS, keys, strict=True):
                if key is not None and not reading:
                    found[kind, key] |= set(claims)
    return found


def unsaid_values(sentences: Mapping[int, str]) -> dict[int, list[str]]:
    """Return the values that citations of passages confirm, but that a new sentence for each does not state.

    `sentences` and the result are by the keys of the passages.
    """
    found: dict[int, list[str]] = defaultdict(list)
    cited = Citation.objects.filter(passage__in=sentences, reading="")
    for citation in cited.select_related("passage__document", *FACT_MODELS).order_by("pk"):
        key = citation.passage_id or 0
        found[key] += unsaid_by(citation, normalised_sentence(sentences[key]))
    return dict(found)


def unsaid_by(citation: Citation, sentence: str) -> Iterator[str]:
    fact: Any = citation.fact
    for claimable in claims_of(type(fact)):
        claim = citation.claims.get(claimable.name, {})
        if claim.get("support") == Support.SENTENCE or claim.get("value") != claimable_value(fact, claimable):
            continue
        if support_for(fact, claimable, sentence, heading_of(citation))["support"] == Support.SENTENCE:
            yield f"{fact}: {field_label(claimable.name)} “{shown_value(fact, claimable.name)}”"
