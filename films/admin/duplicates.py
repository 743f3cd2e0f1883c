"""List likely duplicates: found on request, then compared and merged, or marked as different for good."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from films.admin.changes import reason_from
from films.admin.deciding import WaitingFilter
from films.admin.forms import is_key
from films.admin.looking import FoundAdmin
from films.admin.merging import MAY_MERGE, WITH
from films.curating.duplicates import undecided_pairs
from films.curating.merging import CannotMergeError
from films.curating.merging_many import MOST_AT_ONCE, merge_pairs, plan_merges
from films.history.recording import recording
from films.models import Action, LikelyDuplicate
from films.models.finding_runs import Subject

NAMED_PAIRS = 3  # named in the summary of a decision
PAIR = "pair"
MERGE = "films_likelyduplicate_merge"


class DecisionFilter(WaitingFilter):
    decided = ("different", "Not the same")

    def waiting(self, pairs: QuerySet[Any]) -> QuerySet[Any]:
        return pairs.filter(pk__in=undecided_pairs().order_by().values("pk"))

    def decided_upon(self, pairs: QuerySet[Any]) -> QuerySet[Any]:
        return pairs.filter(are_different=True)


@admin.register(LikelyDuplicate)
class LikelyDuplicateAdmin(FoundAdmin):
    subject = Subject.DUPLICATES
    stored_in_parts = (MERGE,)
    list_display = ["first_record", "second_record", "why", "likeness", "compare"]
    list_display_links = None
    list_filter = [DecisionFilter, "kind", "why"]
    search_fields = ["one_name", "other_name"]
    actions = ["merge_selected", "say_different", "say_alike"]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MERGE)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return self.has_decide_permission(request)

    @admin.display(description="First", ordering="one_name")
    def first_record(self, pair: LikelyDuplicate) -> SafeString:
        return record_link(pair.kind, pair.one_id, pair.one_name)

    @admin.display(description="Second", ordering="other_name")
    def second_record(self, pair: LikelyDuplicate) -> SafeString:
        return record_link(pair.kind, pair.other_id, pair.other_name)

    @admin.display(description="Side by side")
    def compare(self, pair: LikelyDuplicate) -> SafeString:
        address = reverse(f"admin:films_{pair.kind}_merge", args=[pair.one_id])
        return format_html('<a href="{}?{}">Compare</a>', address, urlencode({WITH: pair.other_id}))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name=MERGE), *super().get_urls()]

    @admin.action(description="Merge selected, after a look", permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Redirect to the page that shows what would be kept of each pair."""
        chosen = list(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            messages.error(request, f"Select at most {MOST_AT_ONCE} pairs at a time.")
            return None
        return HttpResponseRedirect(f"{self.page('merge')}?{urlencode({PAIR: chosen}, doseq=True)}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Show what would be kept of each pair, and merge all on confirmation."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        chosen = [key for key in given.getlist(PAIR) if is_key(key)][:MOST_AT_ONCE]
        pairs = list(self.get_queryset(request).filter(pk__in=chosen))
        if request.method == "POST":
            return self.merged(request, pairs)
        planned = plan_merges(pairs, request.user.get_username())
        if not planned:
            messages.error(request, "Nothing to merge: these records have been merged already.")
            return HttpResponseRedirect(self.page("changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {len(planned)} likely duplicates",
            "opts": self.opts,
            "pairs": pairs,
            "planned": planned,
            "refused": any(merge.refusal for merge in planned),
        }
        return TemplateResponse(request, "admin/films/merge_many.html", context)

    def merged(self, request: HttpRequest, pairs: list[LikelyDuplicate]) -> HttpResponse:
        try:
            change = merge_pairs(pairs, request.user.get_username(), reason_from(request))
        except CannotMergeError as error:
            messages.error(request, str(error))
        else:
            page = reverse("admin:films_change_change", args=[change.pk])
            done = format_html('{}. <a href="{}">See what that did, or undo it</a>.', change.summary, page)
            messages.success(request, done)
        return HttpResponseRedirect(self.page("changelist"))

    @admin.action(description="These are not the same", permissions=["decide"])
    def say_different(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = self.decide(request, queryset, "Marked as different", are_different=True)
        messages.success(request, f"{count} marked as different; they will not be suggested again.")

    @admin.action(description="These may be the same after all", permissions=["decide"])
    def say_alike(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = self.decide(request, queryset, "Marked as possibly the same", are_different=False)
        messages.success(request, f"{count} listed for a decision again.")

    def decide(self, request: HttpRequest, pairs: QuerySet[Any], decision: str, *, are_different: bool) -> int:
        summary = f"{decision}: {'; '.join(map(str, pairs[:NAMED_PAIRS]))}"
        with recording(request.user.get_username(), Action.DISTINGUISH, reason_from(request), summary=summary):
            return int(pairs.update(are_different=are_different))


def record_link(kind: str, key: int, name: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(f"admin:films_{kind}_change", args=[key]), name)
