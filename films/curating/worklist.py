"""Count the work to do, as the admin's first page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from films.curating.duplicates import undecided as likely_duplicates
from films.models import Citation, Passage, Proposal
from films.models.proposals import Decision

MOST_DOCUMENTS = 5


@dataclass(frozen=True)
class Waiting:
    """A kind of work to do: its name, how much there is, and the page where it is done."""

    name: str
    count: int
    address: str


def worklist(user: Any) -> list[Waiting]:
    """Return the kinds of work to do that the user may do or see."""
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
