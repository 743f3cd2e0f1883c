"""Find values of facts that no citation confirms, for one fact or for many in one query."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from films.evidence.cited_words import cited_or_about_to_be, cited_sentence, heading_of, support_for
from films.evidence.claims import field_label, shown_value
from films.evidence.documents.anchors import Standing, citation_standing
from films.kinds.claims import ClaimableField, cited_sql, claimable_value, waiting_sql
from films.kinds.dialects import DeclaredCondition
from films.kinds.registry import BY_MODEL, claims_of
from films.models import Citation, Fact, Support


@dataclass(frozen=True)
class Gap:
    """Report a value of a fact that no citation confirms, and why."""

    field: str
    why: str

    def __str__(self) -> str:
        return f"{field_label(self.field)}: {self.why}" if self.field else self.why


def evidence_gaps(fact: Fact, citations: Iterable[Citation] | None = None) -> list[Gap]:
    """Return the values of a fact that its citations do not confirm. A published fact should have none.

    Either the words of a sentence state the value, or a curator has said that it does so in other words. If the
    document's text is not held, nothing can be compared, and the citation counts: its hash still identifies the
    sentence.
    """
    if citations is None:
        citations = cited_or_about_to_be(fact)
    counted = [
        citation
        for citation in citations
        if not citation.reading and citation_standing(citation) is not Standing.ORPHANED
    ]
    return list(find_gaps(fact, counted))


def new_gaps(fact: Fact, citations: Iterable[Citation]) -> list[Gap]:
    """Return the gaps that a fact would have with these citations and does not have now."""
    now = evidence_gaps(fact)
    return [gap for gap in evidence_gaps(fact, citations) if gap not in now]


def list_gaps(gaps: Iterable[Gap]) -> str:
    return "; ".join(map(str, gaps))


def find_gaps(fact: Any, citations: Sequence[Citation]) -> Iterator[Gap]:
    if not citations:
        yield Gap("", "nothing is cited")
        return
    for claimable in claims_of(type(fact)):
        value = claimable_value(fact, claimable)
        if not value:
            continue
        claims = [
            (citation, citation.claims[claimable.name])
            for citation in citations
            if claimable.name in citation.claims
        ]
        present = [(citation, claim) for citation, claim in claims if claim["value"] == value]
        if not claims:
            yield Gap(claimable.name, "nothing is cited for it")
        elif not present:
            yield Gap(claimable.name, f"cited for another value, “{claims[0][1]['value']}”")
        elif not any(is_examined(fact, claimable, citation, claim) for citation, claim in present):
            shown = shown_value(fact, claimable.name)
            yield Gap(claimable.name, f"the words of the sentence do not say “{shown}”")


def is_examined(fact: Any, claimable: ClaimableField, citation: Citation, claim: Mapping[str, Any]) -> bool:
    """Tell whether a claim needs no curator: its support is known, or there is no sentence to compare it with."""
    if claim.get("support") != Support.SENTENCE:
        return True
    sentence = cited_sentence(citation)
    if not sentence:
        return True
    return bool(support_for(fact, claimable, sentence, heading_of(citation))["support"] != Support.SENTENCE)


def is_cited(model: type[Model]) -> DeclaredCondition:
    """Return the condition, for queries of a model, that citations confirm every value of a fact."""
    kind, table = BY_MODEL[model].kind, model._meta.db_table
    return DeclaredCondition(cited_sql(kind, model, claims_of(model), table))


def waiting_facts(model: type[Model]) -> QuerySet[Any]:
    """Return the facts of a model with a value that has changed since it was cited."""
    return waiting_among(model._default_manager.all())


def waiting_among(facts: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of some facts with a value that has changed since it was cited.

    Only facts with citations are examined, since a collection may have a million without.
    """
    kind, table = BY_MODEL[facts.model].kind, facts.model._meta.db_table
    cited = Citation.objects.filter(**{f"{kind}__isnull": False}).order_by().values(kind)
    waiting = DeclaredCondition(waiting_sql(kind, facts.model, claims_of(facts.model), table))
    return facts.filter(waiting, pk__in=cited)
