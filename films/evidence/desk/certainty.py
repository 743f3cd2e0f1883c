"""Judge proposals by what became of earlier ones: how sure each is, why it is offered, and whom its name means.

Nothing is kept beside the decisions themselves: each proposal holds its rule, its name, and what was decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q

from films.evidence.rules import WORDS
from films.kinds.registry import DESK_FORMS
from films.models import Film, FormerAddress, Proposal
from films.models.addresses import Addressed
from films.models.proposals import Decision

RULE_WEIGHT, DOCUMENT_WEIGHT, NAME_WEIGHT = 20, 10, 2
"""How many decisions it takes to count as much as what is expected without them."""
SURE = 0.8
"""How sure a proposal must be for most of its like to be accepted unread."""
DECIDED = Proposal.objects.exclude(decision=Decision.WAITING)
RIGHT = Q(decision=Decision.ACCEPTED, is_edited=False)


@dataclass(frozen=True)
class TrackRecord:
    """Count how many proposals of some sort were decided, and how many of them were right as they stood."""

    right: int = 0
    decided: int = 0

    def expect(self, before: float, weight: int) -> float:
        """Return the expected share of right ones, which is `before` if nothing has been decided.

        This is the mean of a Beta distribution: what was expected before counts as `weight` decisions.
        """
        return (before * weight + self.right) / (weight + self.decided)

    def add(self, right: int, decided: int) -> "TrackRecord":
        return TrackRecord(self.right + right, self.decided + decided)


@dataclass(frozen=True)
class Certainty:
    """Say how sure a proposal is, and why."""

    expected: float
    because: str
    by_rule: TrackRecord
    by_name: TrackRecord

    @property
    def is_sure(self) -> bool:
        return self.expected >= SURE

    @property
    def experience(self) -> str:
        """Return in words how often the rule was right, if it was ever decided about."""
        if not self.by_rule.decided:
            return ""
        return f"right {self.by_rule.right} of {self.by_rule.decided} times"

    @property
    def is_name_refused(self) -> bool:
        """Tell whether proposals of this name were decided about, and none was right."""
        return bool(self.by_name.decided) and not self.by_name.right


@dataclass(frozen=True)
class Experience:
    """Hold what earlier decisions say about some proposals."""

    by_rule: Mapping[str, TrackRecord]
    in_document: Mapping[tuple[str, int], TrackRecord]
    by_name: Mapping[tuple[str, str], TrackRecord]
    meant: Mapping[tuple[type[Model], str], str]
    """The slug of the record that was last accepted for a name, by the record's model."""

    def certainty(self, proposal: Proposal) -> Certainty:
        """Return how sure a proposal is.

        The confidence of the reader is corrected by the decisions about the same rule, then by those about this
        rule in the same document, then by those about the same kind and name.
        """
        by_rule = self.by_rule.get(proposal.rule, TrackRecord())
        in_document = self.in_document.get((proposal.rule, proposal.document_id), TrackRecord())
        by_name = self.by_name.get((proposal.kind, proposal.name), TrackRecord())
        expected = by_rule.expect(proposal.confidence, RULE_WEIGHT)
        expected = by_name.expect(in_document.expect(expected, DOCUMENT_WEIGHT), NAME_WEIGHT)
        return Certainty(expected, WORDS.get(proposal.rule, ""), by_rule, by_name)

    def records_meant(self, proposals: Iterable[Proposal]) -> dict[int, Any]:
        """Map proposals to the records that their names were decided to mean, following those that were merged."""
        keys = {proposal.pk: (named_model(proposal.kind), proposal.name) for proposal in proposals}
        wanted = {pk: key for pk, key in keys.items() if key in self.meant}
        slugs: dict[type[Model], set[str]] = {}
        for key in wanted.values():
            slugs.setdefault(key[0], set()).add(self.meant[key])
        records = {model: records_at(model, some) for model, some in slugs.items()}
        found = {pk: records[key[0]].get(self.meant[key]) for pk, key in wanted.items()}
        return {pk: record for pk, record in found.items() if record is not None}


def experience_with(proposals: Iterable[Proposal]) -> Experience:
    """Read the decisions about the rules and names of some proposals, by a query for each of the two."""
    proposals = list(proposals)
    rules, documents = decisions_by_rule({proposal.rule for proposal in proposals} - {""})
    by_name: dict[tuple[str, str], TrackRecord] = {}
    meant: dict[tuple[type[Model], str], str] = {}
    names = {proposal.name for proposal in proposals} - {""}
    about_names = DECIDED.filter(name__in=names).order_by("decided_at", "pk")
    for kind, name, decision, is_edited, slug in about_names.values_list(
        "kind", "name", "decision", "is_edited", "meant"
    ):
        is_right = decision == Decision.ACCEPTED and not is_edited
        by_name[kind, name] = by_name.get((kind, name), TrackRecord()).add(int(is_right), 1)
        if slug:
            meant[named_model(kind), name] = slug
    return Experience(rules, documents, by_name, meant)


def decisions_by_rule(rules: set[str]) -> tuple[dict[str, TrackRecord], dict[tuple[str, int], TrackRecord]]:
    """Count the decisions about proposals by some rules: everywhere, and in each document."""
    by_rule: dict[str, TrackRecord] = {}
    in_document: dict[tuple[str, int], TrackRecord] = {}
    counted = DECIDED.filter(rule__in=rules).order_by().values_list("rule", "document")
    for rule, document, right, number in counted.annotate(right=Count("pk", filter=RIGHT), number=Count("pk")):
        in_document[rule, document] = TrackRecord(right, number)
        by_rule[rule] = by_rule.get(rule, TrackRecord()).add(right, number)
    return by_rule, in_document


def named_model(kind: str) -> type[Model]:
    """Return the model of the record that proposals of a kind name; those of other kinds have no name."""
    return next(iter(DESK_FORMS[kind].form.names.values()), Film)


def records_at(model: type[Any], slugs: set[str]) -> dict[str, Any]:
    """Return records by their slugs, or by slugs that they had before they were renamed or merged."""
    found = {record.slug: record for record in model._default_manager.filter(slug__in=slugs)}
    kind = str(model._meta.model_name)
    if (left := slugs - found.keys()) and kind in Addressed.values:
        former = FormerAddress.objects.filter(kind=kind, slug__in=left).select_related(kind)
        found |= {address.slug: address.record for address in former}
    return found
