"""List the revisions of documents, show what one would change, and accept or discard it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.admin.changes import RecordedAdmin
from films.admin.intake import report_outcome
from films.admin.readonly import ReadOnlyAdmin
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


@admin.register(DocumentRevision)
class DocumentRevisionAdmin(ReadOnlyAdmin, RecordedAdmin):
    list_display = ["__str__", "standing", "added_at", "added_by", "origin"]
    list_filter = ["added_at"]
    search_fields = ["document__title", "revision", "file_name"]
    list_select_related = ["document"]
    fields = [
        ("document", "standing"),
        ("revision", "retrieved", "licence"),
        ("url", "file_name"),
        ("added_by", "added_at", "taken_at"),
        "sha256",
        "preview",
        "text",
    ]
    readonly_fields = ["standing", "preview"]

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview_view)
        return [path("<int:key>/preview/", preview, name="films_documentrevision_preview"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("document__text")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let those delete a text who may delete its document, which takes it along."""
        return request.user.has_perm("films.delete_document")

    @admin.display(description="From")
    def origin(self, revision: DocumentRevision) -> str:
        return revision.url or revision.file_name

    @admin.display(description="Preview")
    def preview(self, revision: DocumentRevision) -> SafeString | str:
        if revision.standing == "current":
            return "This is the text that citations are checked against."
        address = reverse("admin:films_documentrevision_preview", args=[revision.pk])
        return format_html('<a href="{}">See what it would change</a>', address)

    def preview_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Show what accepting a revision would change, or accept or discard it."""
        if not request.user.has_perm("films.add_document"):
            raise PermissionDenied
        revision = get_object_or_404(DocumentRevision.objects.select_related("document"), pk=key)
        if request.method == "POST":
            return self.decide(request, revision)
        return self.show(request, revision)

    def decide(self, request: HttpRequest, revision: DocumentRevision) -> HttpResponse:
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
            return self.show(request, revision, str(refusal))
        report_outcome(request, stored, waiting)
        return HttpResponseRedirect(desk)

    def show(self, request: HttpRequest, revision: DocumentRevision, trouble: str = "") -> HttpResponse:
        comparison = preview_revision(revision)
        losing = losing_evidence(passage.pk for passage in comparison.lost)
        offered = comparison.changed[:MOST_LISTED]
        unsaid = unsaid_values({change.passage.pk: change.after for change in offered})
        changed = [
            (change, compare_words(change.before, change.after), unsaid.get(change.passage.pk, ()))
            for change in offered
        ]
        context = {
            **self.admin_site.each_context(request),
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
