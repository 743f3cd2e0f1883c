"""Fetch the citations of many facts, in one query, and in two what they cite."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Value

from films.compiled_queries import ANY_KEY, CompiledQuery, records_by_key, union_rows
from films.evidence.claims import Claims, WaitingClaim, waiting_claims
from films.kinds.names import Kind
from films.kinds.registry import BY_MODEL, claims_of, declaration_of
from films.models import Citation, Document, Fact, Organization, Passage
from films.views.facts.loading import prefetch_lists

KEY, PASSAGE, CLAIMS = 2, 3, 4
"""Positions in the stored values of a citation, after the kind and the key of its fact."""
COLUMNS = (
    "pk",
    "passage_id",
    "claims",
    "key",
    "field",
    "basis",
    "reading",
    "reason",
    "confirmed_by",
    "confirmed_at",
)


class Cited(NamedTuple):
    """Hold a citation for pages and the API. It is cheaper than a model instance, and a page may have hundreds.

    `stored_key` is its UUID as the database keeps it: in SQLite, as a text.
    """

    passage: Passage | None
    claims: Claims
    stored_key: str | UUID
    field: str
    basis: str
    reading: str
    reason: str
    confirmed_by: str
    stored_time: datetime | None

    @property
    def key(self) -> UUID:
        return UUID(str(self.stored_key))

    @property
    def confirmed_at(self) -> datetime | None:
        return self.stored_time and self.stored_time.replace(tzinfo=UTC)


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
    rows = union_rows((_citations_of(kind), [fact.pk for fact in some]) for kind, some in by_kind.items())
    passages, documents = _cited_passages({row[PASSAGE] for row in rows} - {None})
    claims = json.loads(f"[{','.join(row[CLAIMS] for row in rows)}]")
    by_fact: dict[tuple[str, int], list[Cited]] = defaultdict(list)
    for row, claimed in sorted(zip(rows, claims, strict=True), key=partial(_reading_order, passages)):
        by_fact[row[0], row[1]].append(Cited(passages.get(row[PASSAGE]), claimed, *row[CLAIMS + 1 :]))
    for kind, some in by_kind.items():
        _load_lists_claimed([(fact, by_fact.get((kind, fact.pk), ())) for fact in some])
    return PageCitations(by_fact, sorted(documents, key=str))


def _cited_passages(keys: Collection[int]) -> tuple[Mapping[int, Passage], Collection[Document]]:
    """Return passages by their keys, and their documents."""
    passages = records_by_key(Passage, keys)
    documents = records_by_key(Document, {passage.document_id for passage in passages.values()})
    for passage in passages.values():
        passage.document = documents[passage.document_id]
    return passages, documents.values()


def _reading_order(passages: Mapping[int, Passage], cited: tuple[Sequence[Any], Any]) -> tuple[Any, ...]:
    """Sort stored citations as their documents are read; those without a document come last."""
    row, _ = cited
    passage = passages.get(row[PASSAGE])
    return (False, passage.document_id, passage.ordinal, row[KEY]) if passage else (True, row[KEY])


def _load_lists_claimed(cited: Sequence[tuple[Fact, Sequence[Cited]]]) -> None:
    """Load the many-to-many fields that citations of facts confirm, to be compared with what they confirmed."""
    for name in _lists_claimable(type(cited[0][0])):
        unread = [each for each in cited if name not in vars(each[0]).get("_prefetched_objects_cache", ())]
        facts = [fact for fact, citations in unread if any(name in citation.claims for citation in citations)]
        prefetch_lists(facts, name, with_drafts=True)


@cache
def _lists_claimable(model: type[Fact]) -> list[str]:
    names = [claimable.name for claimable in claims_of(model)]
    return [name for name in names if model._meta.get_field(name).many_to_many]


@cache
def _citations_of(kind: Kind) -> CompiledQuery:
    """Return the query of the citations of facts of a kind, each after the kind and the fact's key."""
    cited = Citation.objects.filter(**{f"{kind}__in": [ANY_KEY]}).order_by()
    return CompiledQuery(cited.values_list(Value(kind, CharField()), f"{kind}_id", *COLUMNS))
