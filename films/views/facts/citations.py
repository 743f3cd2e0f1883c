"""Fetch the citations of many facts, in one query for each kind of fact and two for what is cited."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, prefetch_related_objects

from films.evidence.claims import Claims, WaitingClaim, waiting_claims
from films.kinds.names import Kind
from films.kinds.registry import BY_MODEL, claims_of, declaration_of
from films.models import Citation, Document, Fact, Organization, Passage
from films.views.facts.compiled import ANY_KEY, CompiledQuery, records_by_key

COLUMNS = (
    "passage_id",
    "key",
    "field",
    "basis",
    "reading",
    "reason",
    "claims",
    "confirmed_by",
    "confirmed_at",
)


@dataclass(frozen=True, slots=True)
class Cited:
    """Hold a citation for pages and the API. It is cheaper than a model instance, and a page may have hundreds."""

    passage: Passage | None
    key: UUID
    field: str
    basis: str
    reading: str
    reason: str
    claims: Claims
    confirmed_by: str
    confirmed_at: datetime | None


@dataclass(frozen=True)
class PageCitations:
    """Hold the citations of the facts on a page by the kind and key of each fact, and all documents cited."""

    by_fact: Mapping[tuple[str, int], Sequence[Cited]]
    documents: Sequence[Document]

    def of(self, fact: Fact, fields: Collection[str] = ()) -> list[Cited]:
        """Return the citations of a fact: only those for some of its fields, if these are named."""
        cited = self.by_fact.get((declaration_of(fact).kind, fact.pk), ())
        return [citation for citation in cited if not fields or citation.field in fields]

    def cites(self, fact: Fact, source: Document) -> bool:
        """Tell whether a fact is cited to a document, whatever that says of it."""
        return any(cited.passage and cited.passage.document_id == source.pk for cited in self.of(fact))


def waiting_for(fact: Fact, cited: Iterable[Cited], fields: Collection[str] = ()) -> list[WaitingClaim]:
    """Return what citations of a fact confirmed that it no longer says: only for `fields`, if any."""
    claims = waiting_claims([citation.claims for citation in cited], fact)
    return [claim for claim in claims if not fields or claim.field in fields]


def organizations_named(fact: Fact) -> list[Organization]:
    """Return the organizations that a fact names. They have no page, so the fact shows their citations."""
    named = (getattr(fact, link) for link in _organization_links(type(fact)))
    return [organization for organization in named if organization]


@cache
def _organization_links(model: type[Fact]) -> list[str]:
    fields = {link: model._meta.get_field(link) for link in BY_MODEL[model].published_with}
    return [link for link, field in fields.items() if field.related_model is Organization]


def page_citations(facts: Iterable[Fact]) -> PageCitations:
    """Fetch the citations of all these facts, and the sentences and documents that they cite."""
    by_kind: dict[Kind, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[declaration_of(fact).kind].append(fact)
    rows = {kind: _citations_of(kind).rows([fact.pk for fact in some]) for kind, some in by_kind.items()}
    for some in by_kind.values():
        prefetch_related_objects(some, *_lists_claimed(type(some[0])))
    passages = records_by_key(Passage, {row[1] for found in rows.values() for row in found if row[1]})
    documents = records_by_key(Document, {passage.document_id for passage in passages.values()})
    for passage in passages.values():
        passage.document = documents[passage.document_id]
    by_fact: dict[tuple[str, int], list[Cited]] = defaultdict(list)
    for kind, found in rows.items():
        for fact_key, passage_key, *values in found:
            by_fact[kind, fact_key].append(_cited(passages.get(passage_key), *values))
    return PageCitations(by_fact, sorted(documents.values(), key=str))


def _cited(passage: Passage | None, key: str, *values: Any) -> Cited:
    """Return a citation from its stored values, as Django would convert them."""
    field, basis, reading, reason, claims, confirmed_by, confirmed_at = values
    when = confirmed_at and confirmed_at.replace(tzinfo=UTC)
    return Cited(passage, UUID(key), field, basis, reading, reason, json.loads(claims), confirmed_by, when)


@cache
def _lists_claimed(model: type[Fact]) -> list[str]:
    """Return the many-to-many fields that citations confirm, which are compared with what they confirmed."""
    names = [claimable.name for claimable in claims_of(model)]
    return [name for name in names if model._meta.get_field(name).many_to_many]


@cache
def _citations_of(kind: Kind) -> CompiledQuery:
    cited = Citation.objects.filter(**{f"{kind}__in": [ANY_KEY]})
    in_reading_order = cited.order_by(F("passage__document_id").asc(nulls_last=True), "passage__ordinal", "pk")
    return CompiledQuery(in_reading_order.values_list(f"{kind}_id", *COLUMNS))
