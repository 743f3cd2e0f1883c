"""List the revisions of documents, each with the way to see what it would change."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.admin.changes import RecordedAdmin
from films.admin.readonly import ReadOnlyAdmin
from films.models import DocumentRevision


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
        """Let whoever may delete a document delete its texts, which go when the document does."""
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
        from films.admin.revising import decide, show

        if not request.user.has_perm("films.add_document"):
            raise PermissionDenied
        revision = get_object_or_404(DocumentRevision.objects.select_related("document"), pk=key)
        if request.method == "POST":
            return decide(request, revision, self.admin_site)
        return show(request, revision, self.admin_site)
