"""Show the evidence of a fact: beside the fact, in lists, and as a filter."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.admin.base import NOTHING, LinksBySearch, change_address, foreign_keys
from films.admin.forms import CitationFormSet, CitationRowForm
from films.evidence.documents.anchors import citation_standing, source_address
from films.evidence.gaps import is_cited, waiting_among
from films.kinds.registry import BY_MODEL
from films.models import FACT_MODELS, Citation, Fact, Passage
from films.models.evidence import Basis, field_names

EVIDENCE = "citations__passage__document"
"""What to prefetch so that `evidence` costs no query. Documents come once each, however often they are cited."""

FACTS_WITH_THEIR_LINKS = [
    *FACT_MODELS,
    *(f"{kind}__{link}" for kind, model in FACT_MODELS.items() for link in foreign_keys(model)),
]
"""What to prefetch so that naming any citation's fact costs no query. SQLite would not join as many tables."""


def citations_query(model: type[Model]) -> QuerySet[Citation]:
    """Build the subquery for a fact's citations, within a query for facts of a kind."""
    return Citation.objects.filter(**{BY_MODEL[model].kind: OuterRef("pk")})


def evidence_link(fact: Any) -> SafeString | str:
    """Link to a fact's citations, with the place of the first one and the number of others."""
    if fact._state.adding:
        return NOTHING
    citations = list(fact.citations.all())
    if not citations:
        says, mark = "no citation", "evidence-missing"
    else:
        first, *others = citations
        says = (
            f"{place_of(first.passage)} · {citation_standing(first)}"
            if first.passage
            else citation_standing(first)
        )
        says += f" (+{len(others)})" if others else ""
        mark = "evidence"
    return format_html('<a class="{}" href="{}#citations-group">{}</a>', mark, change_address(fact), says)


def place_of(passage: Passage) -> str:
    return f"{passage.section}, paragraph {passage.paragraph}, sentence {passage.sentence}"


class EvidenceFilter(admin.SimpleListFilter):
    title = "evidence"
    parameter_name = "evidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("document", "A document"),
            ("general", "General knowledge only"),
            ("none", "None"),
            ("conflict", "In conflict"),
            ("orphaned", "Orphaned"),
            ("lacking", "A value that nothing confirms"),
            ("waiting", "A value cited when it was another"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        citations = citations_query(queryset.model)
        by_document = Exists(citations.filter(basis=Basis.DOCUMENT))
        if self.value() == "document":
            return queryset.filter(by_document)
        if self.value() == "general":
            return queryset.filter(~by_document, Exists(citations))
        if self.value() == "none":
            return queryset.filter(~Exists(citations))
        if self.value() == "conflict":
            return queryset.filter(Exists(citations.exclude(reading="")))
        if self.value() == "lacking":
            return queryset.exclude(is_cited(queryset.model))
        if self.value() == "waiting":
            return waiting_among(queryset)
        if self.value() == "orphaned":
            return queryset.filter(Exists(citations.exclude(passage=None).exclude(passage__lost_sentence="")))
        return queryset


class CitationRows(LinksBySearch, admin.TabularInline):
    """Show the citations of the fact whose page this is."""

    model = Citation
    form = CitationRowForm
    formset = CitationFormSet
    template = "admin/films/rows.html"
    extra = 0
    fields = ["passage", "stands", "field", "basis", "reading", "reason", "confirm"]
    readonly_fields = ["stands"]

    def __init__(self, parent_model: type[Model], admin_site: Any) -> None:
        super().__init__(parent_model, admin_site)
        self.fk_name = BY_MODEL[parent_model].kind

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("passage__document")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "field":
            return forms.ChoiceField(
                choices=[("", "the whole record"), *citable_fields(FACT_MODELS[str(self.fk_name)])],
                required=False,
                label="Supports",
            )
        if db_field.name in ("reading", "reason"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 24})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="Standing")
    def stands(self, citation: Citation) -> SafeString | str:
        """Say whether the sentence is still in its document, and link to both."""
        if citation._state.adding:
            return NOTHING
        if citation.passage is None:
            return citation_standing(citation)
        address = source_address(citation.passage)
        return format_html(
            '<span class="standing">{}</span> <a href="{}">passage</a>{}',
            citation_standing(citation),
            change_address(citation.passage),
            format_html(' <a href="{}">source</a>', address) if address else "",
        )


def citable_fields(model: type[Fact]) -> list[tuple[str, str]]:
    """Return the fields that can be cited by themselves, with their labels, in the model's order."""
    names = field_names(model)
    fields = [field for field in model._meta.get_fields() if field.name in names]
    return [(field.name, str(getattr(field, "verbose_name", field.name))) for field in fields]
