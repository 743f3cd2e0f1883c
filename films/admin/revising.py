"""Show what a revision of a document would change, and accept or discard it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from films.admin.intake import report_outcome
from films.evidence.converting import UnreadableDocumentError
from films.evidence.documents.comparison import SAME_DOCUMENT
from films.evidence.documents.store import AnotherDocumentError
from films.evidence.importing import accept_revision, discard_revision, preview_revision
from films.evidence.lost_evidence import losing_evidence, unsaid_values
from films.history.describing import compare_words
from films.history.publication import MayOnlyDraftError
from films.models import DocumentRevision

MOST_LISTED = 200  # sentences or facts of one sort; the rest is counted
ALREADY_DECIDED = "Somebody else has already decided about this revision. Nothing was changed."


def decide(request: HttpRequest, revision: DocumentRevision, site: Any) -> HttpResponse:
    """Accept or discard a revision, and lead to the desk of its document."""
    curator = request.user.get_username()
    desk = reverse("admin:films_document_desk", args=[revision.document_id])
    if revision.standing == "current":
        messages.warning(request, ALREADY_DECIDED)
        return HttpResponseRedirect(desk)
    if "discard" in request.POST and revision.standing == "waiting":
        discard_revision(revision, curator)
        messages.success(request, f"The revision was discarded. The text of {revision.document} is as it was.")
        return HttpResponseRedirect(desk)
    reworded = {int(chosen) for chosen in request.POST.getlist("reworded") if chosen.isdecimal()}
    confirmed = "same_document" in request.POST
    try:
        stored, waiting = accept_revision(revision, curator, reworded, is_same_document=confirmed)
    except (AnotherDocumentError, UnreadableDocumentError, MayOnlyDraftError) as refusal:
        return show(request, revision, site, str(refusal))
    report_outcome(request, stored, waiting)
    return HttpResponseRedirect(desk)


def show(request: HttpRequest, revision: DocumentRevision, site: Any, trouble: str = "") -> HttpResponse:
    """Show what accepting a revision would change, and the `trouble` that kept it from being accepted."""
    comparison = preview_revision(revision)
    losing = losing_evidence(passage.pk for passage in comparison.lost)
    offered = comparison.changed[:MOST_LISTED]
    unsaid = unsaid_values({change.passage.pk: change.after for change in offered})
    changed = [
        (change, compare_words(change.before, change.after), unsaid.get(change.passage.pk, ()))
        for change in offered
    ]
    context = {
        **site.each_context(request),
        "title": f"Revision of {revision.document}",
        "revision": revision,
        "comparison": comparison,
        "share": f"{SAME_DOCUMENT:.0%}",
        "trouble": trouble,
        "chosen": request.POST.getlist("reworded"),
        "changed": changed,
        "lists": [
            ("Gone", [str(passage) for passage in comparison.gone_altogether]),
            ("Moved", [str(move) for move in comparison.moved]),
            ("Found again", [str(passage) for passage in comparison.found_again]),
            ("Published facts that lose evidence", [f"{loss.fact}: {loss.named_fields}" for loss in losing]),
        ],
        "most": MOST_LISTED,
        "opts": DocumentRevision._meta,
    }
    return render(request, "admin/films/revision.html", context)
