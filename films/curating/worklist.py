"""What waits for a curator, as the desk's first page says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from films.curating.duplicates import waiting as likely_duplicates
from films.models import Citation, Passage, Proposal
from films.models.proposals import Decision

MOST_DOCUMENTS = 5


@dataclass(frozen=True)
class Waiting:
    """Work of one kind: what it is, how much there is of it, and where it is done."""

    name: str
    count: int
    address: str


def waiting(user: Any) -> list[Waiting]:
    """Return the work that there is and that the user may do or look at."""
    return [one for one in found(user) if one.count]


def found(user: Any) -> Iterator[Waiting]:
    if user.has_perm("films.view_document"):
        proposals = Proposal.objects.filter(decision=Decision.WAITING).order_by()
        by_document = proposals.values_list("document", "document__title").annotate(count=Count("pk"))
        for document, title, count in by_document.order_by("-count", "document")[:MOST_DOCUMENTS]:
            yield Waiting(f"Proposals from {title}", count, reverse("admin:films_document_desk", args=[document]))
    if user.has_perm("films.change_citation"):
        orphaned = Citation.objects.filter(passage__in=Passage.objects.exclude(lost_sentence=""))
        yield Waiting("Orphaned citations", orphaned.count(), reverse("admin:films_citation_orphaned"))
    if user.has_perm("films.view_likelyduplicate"):
        yield Waiting(
            "Likely duplicates", likely_duplicates().count(), reverse("admin:films_likelyduplicate_changelist")
        )
