"""Measure how well the published facts are supported: of each kind, by each document, and altogether."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from films.kinds.dialects import DIALECTS
from films.kinds.names import Kind
from films.kinds.quality import Evidence, evidence_sql, values_sql
from films.kinds.registry import FACTS, claims_of
from films.models import Document

CONFLICTING = "conflicting"


@dataclass(frozen=True)
class Quality:
    """Count facts, the values in them, these values by their evidence, and those for which a source gives another.

    Of a document, `facts` is 0, and the values are those that its sentences are cited for.
    """

    facts: int
    values: int
    by_evidence: Mapping[Evidence, int]
    conflicting: int

    @property
    def figures(self) -> dict[str, int]:
        """Return all counts by name, as the API and the data package have them."""
        by_evidence = {evidence.value: count for evidence, count in self.by_evidence.items()}
        return {"facts": self.facts, "values": self.values, **by_evidence, CONFLICTING: self.conflicting}


@dataclass(frozen=True)
class QualityReport:
    """Hold the quality of each kind with published facts, of each cited document, and of everything."""

    kinds: Mapping[Kind, Quality]
    documents: Mapping[Document, Quality]
    total: Quality


Counts = Counter[str]


def measure_quality() -> QualityReport:
    """Measure the published facts in two statements for each kind, whatever their number."""
    kinds: dict[Kind, Quality] = {}
    by_document: dict[int, Counts] = {}
    total: Counts = Counter()
    for kind, declared in FACTS.items():
        claims = claims_of(declared.model)
        (counted,) = select(values_sql(declared.model, claims))
        if not counted[0]:
            continue
        counts: Counts = Counter(facts=counted[0], values=counted[1])
        for document, evidence, anywhere, in_document in select(evidence_sql(kind, declared.model, claims)):
            counts[evidence] += anywhere
            if document is not None:
                by_document.setdefault(document, Counter())[evidence] += in_document
        counts[Evidence.NOT_CITED] = counts["values"] - sum(counts[evidence] for evidence in Evidence)
        kinds[kind] = quality_of(counts)
        total += counts
    documents = Document.objects.defer("text").in_bulk(by_document)
    cited = {document: by_document[document.pk] for document in sorted(documents.values(), key=str)}
    for counts in cited.values():
        counts["values"] = sum(counts[evidence] for evidence in Evidence)
    return QualityReport(kinds, {kind: quality_of(counts) for kind, counts in cited.items()}, quality_of(total))


def select(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(DIALECTS[connection.vendor](statement))
        return cursor.fetchall()


def quality_of(counts: Counts) -> Quality:
    by_evidence = {evidence: counts[evidence] for evidence in Evidence}
    return Quality(counts["facts"], counts["values"], by_evidence, counts[CONFLICTING])
