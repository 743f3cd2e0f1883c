"""List the work to do, for the admin's first page and for the pages on which it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from films.curating.dataset_values import unsettled_values
from films.curating.duplicates import undecided_pairs
from films.curating.relations.deciding import waiting_relations
from films.curating.suggestions import waiting_suggestions
from films.evidence.gaps import waiting_facts
from films.history.publication import MAY_PUBLISH
from films.kinds.registry import FACTS
from films.models import Citation, Passage, Proposal
from films.models.proposals import Decision

MOST_DOCUMENTS = 5


@dataclass(frozen=True)
class WorkItem:
    """Name a kind of work to do, with the number of tasks and the page for them."""

    name: str
    count: int
    address: str
    is_part: bool = False
    """Whether these tasks are counted in another item too."""


def worklist(user: Any) -> list[WorkItem]:
    """Return the kinds of work that there are and that the user may do or see."""
    return [item for item in work_items(user) if item.count]


def work_items(user: Any) -> Iterator[WorkItem]:
    if user.has_perm("films.view_document"):
        proposals = Proposal.objects.filter(decision=Decision.WAITING).order_by()
        if user.has_perm("films.change_document"):
            yield WorkItem("Proposals of all documents", proposals.count(), reverse("admin:films_proposal_queue"))
        by_document = proposals.values_list("document", "document__title").annotate(count=Count("pk"))
        for document, title, count in by_document.order_by("-count", "document")[:MOST_DOCUMENTS]:
            desk = reverse("admin:films_document_desk", args=[document])
            yield WorkItem(f"Proposals from {title}", count, desk, is_part=user.has_perm("films.change_document"))
    if user.has_perm(MAY_PUBLISH):
        yield WorkItem("Suggestions", waiting_suggestions().count(), reverse("admin:films_suggestion_review"))
    if user.has_perm("films.change_citation"):
        orphaned = Citation.objects.filter(passage__in=Passage.objects.exclude(lost_sentence=""))
        waiting = sum(waiting_facts(declared.model).count() for declared in FACTS.values())
        yield WorkItem("Citations to confirm", waiting, reverse("admin:films_citation_waiting"))
        conflicts = Citation.objects.exclude(reading="").count()
        of_conflict = f"{reverse('admin:films_citation_changelist')}?standing=conflict"
        yield WorkItem("Sources that disagree", conflicts, of_conflict)
        yield WorkItem("Orphaned citations", orphaned.count(), reverse("admin:films_citation_orphaned"))
    if user.has_perm("films.view_likelyduplicate"):
        yield WorkItem(
            "Likely duplicates", undecided_pairs().count(), reverse("admin:films_likelyduplicate_changelist")
        )
    if user.has_perm("films.view_datasetvalue"):
        yield WorkItem(
            "Values of data sets", unsettled_values().count(), reverse("admin:films_datasetvalue_changelist")
        )
    if user.has_perm("films.view_likelyrelation"):
        yield WorkItem(
            "Relations to confirm", waiting_relations().count(), reverse("admin:films_likelyrelation_changelist")
        )
