"""List source documents and their sentences: how far each has been read, and what each sentence supports.

A document's text and sentences come from an import, and citations point into them: here they are only read.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from films.admin.base import NOTHING, CuratedAdmin, change_address, list_address
from films.admin.evidence import FACTS_WITH_THEIR_LINKS
from films.admin.merging import MergingAdmin
from films.evidence.documents.anchors import quoted_sentence, source_address
from films.models import Citation, Document, Passage, Proposal
from films.models.proposals import Decision

CITED = Exists(Citation.objects.filter(passage=OuterRef("pk")))
READ = Q(CITED) | ~Q(set_aside="")
MAX_CITATIONS = 100  # listed on a passage's page


def count_distinct(of_document: QuerySet[Any]) -> Coalesce:
    """Build an expression that counts some of a document's rows."""
    counts = of_document.filter(document=OuterRef("pk")).order_by().values("document").annotate(n=Count("pk"))
    return Coalesce(Subquery(counts.values("n")), 0)


@admin.register(Document)
class DocumentAdmin(MergingAdmin):
    public_page = "document"
    list_display = ["title", "publisher", "revision", "licence", "retrieved", "coverage", "desk"]
    list_filter = ["licence", "retrieved"]
    search_fields = ["title", "slug", "publisher", "url"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["coverage", "desk", "sha256", "revisions", "held_text"]
    fieldsets = [
        (None, {"fields": [("title", "slug"), "publisher", "url", ("coverage", "desk")]}),
        ("What it is about", {"fields": ["film", "about_films", "about_people", "about_locations"]}),
        ("This copy", {"fields": [("revision", "retrieved"), "licence", "sha256", "revisions"]}),
        ("Text", {"fields": ["held_text"], "classes": ["collapse"]}),
    ]

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:number>/desk/", wrap(self.desk_view), name="films_document_desk"),
            path("proposals/", wrap(self.queue_view), name="films_proposal_queue"),
            *super().get_urls(),
        ]

    def desk_view(self, request: HttpRequest, number: int) -> HttpResponse:
        from films.admin.desk.views import desk

        return desk(request, number, site=self.admin_site)

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        from films.admin.desk.queue import queue

        return queue(request, site=self.admin_site)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Import a document, since its sentences and hashes are computed and never typed."""
        from films.admin.intake import import_view

        if not self.has_add_permission(request):
            raise PermissionDenied
        return import_view(request, site=self.admin_site)

    @admin.display(description="Desk")
    def desk(self, document: Any) -> SafeString | str:
        """Link to the document's desk, with the number of undecided proposals."""
        if document._state.adding:
            return NOTHING
        address = reverse("admin:films_document_desk", args=[document.pk])
        waits = f", {document.waiting} proposals wait" if document.waiting else ""
        revise = f"{reverse('admin:films_document_add')}?revises={document.pk}"
        return format_html(
            '<a href="{}">Open the desk</a>{} · <a href="{}">New revision</a>', address, waits, revise
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        passages = Passage.objects.filter(lost_sentence="")
        documents = super().get_queryset(request).defer("text")
        return documents.annotate(
            sentences=count_distinct(passages),
            read=count_distinct(passages.filter(READ)),
            waiting=count_distinct(Proposal.objects.filter(decision=Decision.WAITING)),
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="Sentences read")
    def coverage(self, document: Any) -> SafeString | str:
        """Link to the sentences, with the number that are cited or set aside."""
        if document._state.adding:
            return NOTHING
        passages = {"document__id__exact": document.pk}
        summary = format_html(
            '<a href="{}">{} of {} sentences</a>',
            list_address(Passage, **passages),
            document.read,
            document.sentences,
        )
        unread = document.sentences - document.read
        if not unread:
            return summary
        return format_html(
            '{}, <a href="{}">{} unread</a>', summary, list_address(Passage, **passages, reading="unread"), unread
        )

    @admin.display(description="Revisions")
    def revisions(self, document: Document) -> SafeString | str:
        """Link to each text that the document has had, and to those that wait to be looked at."""
        rows = (
            (
                reverse("admin:films_documentrevision_change", args=[revision.pk]),
                revision.revision or f"{revision.added_at:%-d %B %Y}",
                revision.standing,
                revision.added_by or "the command line",
            )
            for revision in document.revisions.defer("text").select_related("document")
        )
        return format_html_join("", '<p><a href="{}">{}</a>: {}, brought in by {}</p>', rows) or NOTHING

    @admin.display(description="Text")
    def held_text(self, document: Document) -> SafeString | str:
        return mark_safe(linebreaks(document.text, autoescape=True)) if document.text else "Not held."  # noqa: S308


class ReadingFilter(admin.SimpleListFilter):
    title = "reading"
    parameter_name = "reading"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("cited", "Cited"), ("set_aside", "Set aside"), ("unread", "Unread")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        conditions = {"cited": Q(CITED), "set_aside": ~Q(set_aside=""), "unread": ~READ}
        return queryset.filter(conditions.get(self.value() or "", Q()))


class PassageAdmin(CuratedAdmin):
    list_display = ["where", "words", "reading", "document"]
    list_filter = [ReadingFilter]
    search_fields = ["section", "first_words", "last_words", "document__title"]
    fields = ["document", "where", "sentence_text", "words", "supports", "set_aside", "fingerprint"]
    readonly_fields = ["document", "where", "sentence_text", "words", "supports", "fingerprint"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("document__text").annotate(cited=CITED)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="Where", ordering="ordinal")
    def where(self, passage: Passage) -> str:
        return passage.locator

    @admin.display(description="First and last words")
    def words(self, passage: Passage) -> str:
        return f"{passage.first_words} … {passage.last_words}"

    @admin.display(description="Reading")
    def reading(self, passage: Any) -> str:
        return "cited" if passage.cited else "set aside" if passage.set_aside else "unread"

    @admin.display(description="Sentence")
    def sentence_text(self, passage: Passage) -> SafeString | str:
        """Show the sentence if its text is held, and otherwise a link to its source."""
        address = source_address(passage)
        link = format_html('<a href="{}">Read it at its source</a>', address) if address else ""
        return format_html("{} {}", quoted_sentence(passage) or "Its text is not held.", link)

    @admin.display(description="Supports")
    def supports(self, passage: Passage) -> SafeString | str:
        """Name the facts that cite the passage, each with the cited fields."""
        citations = Citation.objects.filter(passage=passage).prefetch_related(*FACTS_WITH_THEIR_LINKS)
        fields: dict[Any, list[str]] = {}
        for citation in citations[:MAX_CITATIONS]:
            fields.setdefault(citation.fact, []).append(citation.field.replace("_", " ") or "the whole record")
        rows = ((change_address(fact), fact, ", ".join(cited)) for fact, cited in fields.items())
        return format_html_join("", '<p><a href="{}">{}</a>: {}</p>', rows) or NOTHING

    @admin.display(description="Fingerprint")
    def fingerprint(self, passage: Passage) -> str:
        return f"characters {passage.start} to {passage.end}, SHA-256 {passage.sha256}"
