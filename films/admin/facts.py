"""Share what the pages of all facts need: citations beside the fact, publishing, rows on a parent's page."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from films.admin.adding import ADD_ANYWAY, NewRecordForm
from films.admin.base import CuratedAdmin, LinksBySearch, foreign_keys
from films.admin.bulk import BulkEditedAdmin
from films.admin.changes import reason_from
from films.admin.conflicts import conflicts_table
from films.admin.evidence import EVIDENCE, CitationRows, EvidenceFilter, evidence_link
from films.admin.forms import CuratedForm, CuratedFormSet
from films.batching import batched
from films.evidence.gaps import Gap, evidence_gaps, list_gaps
from films.evidence.near_names import COMPARED
from films.history.publication import MAY_PUBLISH
from films.history.recording import recording
from films.models import Action, Fact, State
from films.names import quoted

MAX_NAMED = 10  # facts named in a message before the rest is only counted


class FactRows(LinksBySearch, admin.TabularInline):
    """Show facts of one kind on the page of their subject, each with its evidence."""

    form = CuratedForm
    formset = CuratedFormSet
    template = "admin/films/rows.html"
    extra = 0
    show_change_link = True
    readonly_fields = ["evidence"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 30})}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related(*foreign_keys(self.model))
        return rows.prefetch_related(EVIDENCE)

    @admin.display(description="Evidence")
    def evidence(self, fact: Fact) -> SafeString | str:
        return evidence_link(fact)


class FactAdmin(BulkEditedAdmin, CuratedAdmin):
    actions = ["publish", "return_to_draft", "set_a_field"]
    inlines = [CitationRows]
    list_filter: ClassVar[Any] = ["state", EvidenceFilter]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Compare the name of a new record with those of others."""
        if change or self.model not in COMPARED:
            return super().get_form(request, obj, change=change, **kwargs)
        form = super().get_form(request, obj, change=change, **{"form": NewRecordForm, **kwargs})
        form.add_anyway = request.POST.get(ADD_ANYWAY, "")
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "conflicts"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show conflicts between sources, if there are any."""
        fieldsets = super().get_fieldsets(request, obj)
        own = [
            (name, {**options, "fields": [field for field in options["fields"] if field != "conflicts"]})
            for name, options in fieldsets
        ]
        if obj is None or not obj.citations.exclude(reading="").exists():
            return own
        return [*own, ("Where sources disagree", {"fields": ["conflicts"]})]

    @admin.display(description="Values")
    def conflicts(self, fact: Fact) -> SafeString | str:
        return conflicts_table(fact)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        page = super().get_changelist_instance(request)
        page.result_list = page.result_list.prefetch_related(EVIDENCE)
        return page

    @admin.display(description="Evidence")
    def evidence(self, fact: Fact) -> SafeString | str:
        return evidence_link(fact)

    @admin.action(description="Publish selected", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish drafts that have evidence, and name those that have none."""
        with transaction.atomic():
            drafts = list(queryset.filter(state=State.DRAFT).prefetch_related(EVIDENCE))
            refused = {fact: gaps for fact in drafts if (gaps := evidence_gaps(fact, fact.citations.all()))}
            ready = [fact.pk for fact in drafts if fact not in refused]
            published = self.change_state(request, ready, State.PUBLISHED)
        if refused:
            messages.error(request, f"Not published, for want of evidence: {name_some(refused)}.")
        self.report(request, published, "published", queryset, list(refused))

    @admin.action(description="Return selected to draft", permissions=["publish"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            published = queryset.filter(state=State.PUBLISHED).values_list("pk", flat=True)
            returned = self.change_state(request, list(published), State.DRAFT)
        self.report(request, returned, "returned to draft", queryset, [])

    def change_state(self, request: HttpRequest, keys: Sequence[int], state: State) -> int:
        """Set the state of the facts with these keys, and return how many there are."""
        done = "Published" if state == State.PUBLISHED else "Returned to draft"
        summary = f"{done} {len(keys)} {self.opts.verbose_name_plural}"
        with recording(request.user.get_username(), Action.PUBLISH, reason_from(request), summary=summary):
            for some in batched(keys):
                self.model._default_manager.filter(pk__in=some).update(state=state)
        return len(keys)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and request.user.has_perm(MAY_PUBLISH)

    def report(
        self, request: HttpRequest, changed: int, done: str, queryset: QuerySet[Any], refused: Collection[Fact]
    ) -> None:
        name = self.opts.verbose_name if changed == 1 else self.opts.verbose_name_plural
        if changed:
            messages.success(request, f"{changed} {name} {done}.")
        elif not refused:
            messages.info(request, f"Nothing to do: all selected records were {done} already.")


def name_some(refused: Mapping[Any, list[Gap]]) -> str:
    """Name the first few facts with what each lacks, and count the rest."""
    named = "; ".join(f"{quoted(fact)} ({list_gaps(gaps)})" for fact, gaps in islice(refused.items(), MAX_NAMED))
    return f"{named} and {len(refused) - MAX_NAMED} more" if len(refused) > MAX_NAMED else named
