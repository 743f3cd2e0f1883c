"""List citations, and proposals that wait for a curator."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.admin.base import NOTHING, CuratedAdmin, change_address
from films.admin.conflicts import prefer_value
from films.admin.evidence import FACTS_WITH_THEIR_LINKS
from films.admin.forms import CuratedForm
from films.admin.orphans import orphaned_citations
from films.admin.waiting import waiting_citations
from films.evidence.claims import NOT_SAID, confirm_cited, shown_value
from films.evidence.gaps import list_gaps, new_gaps
from films.evidence.readings import reading_trouble
from films.models import FACT_MODELS, Citation, Proposal, State, Support

WITHOUT_EVIDENCE = "{} is published, and would be left without evidence ({}): return it to draft first."


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("orphaned", "Orphaned"),
            ("conflict", "In conflict with its record"),
            ("other_words", "Said in other words, for a reason"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "other_words":
            claims = queryset.annotate(claims_text=Cast("claims", TextField())).exclude(reason="")
            return claims.filter(claims_text__contains=f'"{Support.OTHER_WORDS.value}"')
        if self.value() == "orphaned":
            return queryset.filter(passage__isnull=False).exclude(passage__lost_sentence="")
        return queryset.exclude(reading="") if self.value() == "conflict" else queryset


class KindFilter(admin.SimpleListFilter):
    title = "kind of record"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind, kind.replace("_", " ").capitalize()) for kind in FACT_MODELS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        kind = self.value()
        return queryset.filter(**{f"{kind}__isnull": False}) if kind in FACT_MODELS else queryset


class CitationForm(CuratedForm):
    def _post_clean(self) -> None:
        """Compare what is cited now, and refuse to leave a published fact without evidence."""
        super()._post_clean()
        citation = self.instance
        if self.errors or not self.has_changed() or citation.fact is None:
            return
        others = list(citation.fact.citations.exclude(pk=citation.pk).select_related("passage__document"))
        missing = confirm_cited(citation, citation.fact, {other.field for other in others if not other.reading})
        if trouble := reading_trouble(citation, citation.fact):
            self.add_error("reading", trouble)
        if missing and citation.field:
            self.add_error("reason", NOT_SAID.format(shown_value(citation.fact, citation.field)))
        before = Citation.objects.filter(pk=citation.pk).first()
        if before and before.fact and before.fact != citation.fact:
            self.refuse_gaps(before.fact, before.fact.citations.exclude(pk=citation.pk))
        self.refuse_gaps(citation.fact, [*others, citation])

    def refuse_gaps(self, fact: Any, citations: Any) -> None:
        if fact.state == State.PUBLISHED and (gaps := new_gaps(fact, citations)):
            self.add_error(None, WITHOUT_EVIDENCE.format(fact, list_gaps(gaps)))


@admin.register(Citation)
class CitationAdmin(CuratedAdmin):
    form = CitationForm
    list_display = ["record", "field", "basis", "passage", "reading", "reason"]
    list_display_links = ["basis"]
    list_filter = [StandingFilter, "basis", KindFilter]
    search_fields = ["field", "reading", "reason", "passage__section", "passage__document__title"]
    readonly_fields = ["record"]
    fieldsets = [
        ("What it supports: exactly one record", {"fields": list(FACT_MODELS)}),
        ("Source", {"fields": ["field", "basis", "passage", "reading", "reason"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        citations = super().get_queryset(request).select_related("passage__document")
        return citations.prefetch_related(*FACTS_WITH_THEIR_LINKS).defer("passage__document__text")

    change_list_template = "admin/films/citation_list.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path(
                "orphaned/",
                view(partial(orphaned_citations, site=self.admin_site)),
                name="films_citation_orphaned",
            ),
            path(
                "waiting/",
                view(partial(waiting_citations, site=self.admin_site)),
                name="films_citation_waiting",
            ),
            path("<int:number>/change/prefer/", view(partial(prefer_value, site=self.admin_site))),
            *super().get_urls(),
        ]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Protect citations that are the only evidence of a published fact."""
        to_delete, counts, permissions, protected = super().get_deleted_objects(objs, request)
        going = {citation.pk for citation in objs}
        for citation in objs:
            fact = citation.fact
            if fact is None or fact.state != State.PUBLISHED:
                continue
            if gaps := new_gaps(fact, fact.citations.exclude(pk__in=going).select_related("passage__document")):
                protected.append(WITHOUT_EVIDENCE.format(fact, list_gaps(gaps)))
        return to_delete, counts, permissions, protected

    @admin.display(description="Record")
    def record(self, citation: Citation) -> SafeString | str:
        fact = citation.fact
        return format_html('<a href="{}">{}</a>', change_address(fact), fact) if fact else NOTHING


@admin.register(Proposal)
class ProposalAdmin(CuratedAdmin):
    list_display = ["kind", "passage", "confidence", "decision"]
    list_display_links = ["kind", "passage"]
    list_filter = ["decision", "kind"]
    search_fields = ["content", "document__title", "passage__section"]
    readonly_fields = ["document", "passage", "kind", "content", "confidence", "decision", "reason"]
    fields = ["document", "passage", "kind", "content", "confidence", "decision", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("passage__document")
            .defer("document__text", "passage__document__text")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
