"""Show the history in the admin: that of each record, and the list of all changes, where they are undone."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from films.admin.buttons import lead_to_button
from films.admin.readonly import ReadOnlyAdmin
from films.history.describing import DescribedRecord, created_counts, describe, linked_names
from films.history.plan import CannotUndoError
from films.history.planning import change_in_effect, plan_undo
from films.history.publication import MayOnlyDraftError
from films.history.recording import current_recording, recording
from films.history.reverting import later_changes, plan_revert
from films.history.rows import kind_of
from films.history.undoing import revert, undo
from films.models import Action, Alteration, Change, ImportBatch, Suggestion
from films.names import quoted

WHY = "why"
"""The input on every form that changes something, for the reason that the history keeps."""

SEEN = "seen"
"""The input that tells up to which change a record's history was shown."""

CHANGED_SINCE = "Somebody changed this record after you opened this page. Nothing was reverted: look at it again."
UNDONE_BY_COMMAND = "Nothing was undone. An import is undone with a command, which this page shows."
CHANGES_ON_A_PAGE = 25
ALTERATIONS_SHOWN = 20  # shown of each change in a record's history; the change's own page has all
ALTERATIONS_ON_A_PAGE = 100
PLAN = "plan"
"""The parameter that asks whether a change can be undone; of a large change, that is not found out unasked."""

SUGGESTED = "What you changed is published, so it waits for an editor as {}. Drafts were saved as usual."
MAY_UNDO = "films.undo"


def reason_from(request: HttpRequest) -> str:
    return request.POST.get(WHY, "")


def report(request: HttpRequest, done: str) -> None:
    """Tell the curator what was done, or that it waits for an editor since it is about published facts."""
    recorded = current_recording.get()
    if recorded is not None and recorded.suggestions:
        messages.info(request, suggested_message(recorded.suggestions))
    else:
        messages.success(request, done)


def suggested_message(suggestions: Sequence[Suggestion]) -> str:
    """Say that what a curator did waits for an editor."""
    return SUGGESTED.format(f"{len(suggestions)} suggestions" if len(suggestions) > 1 else "a suggestion")


def record_default(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap a view so that whatever it writes is in the history, even where it opens no recording of its own.

    What the account may not do is refused on the page that it came from.
    """

    @wraps(view)
    def recording_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        try:
            with recording(request.user.get_username(), Action.EDIT, reason_from(request), is_default=True):
                return view(request, *args, **kwargs)
        except MayOnlyDraftError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())

    return recording_view


class RecordedAdmin(admin.ModelAdmin):
    """Record whatever its pages change, and show each record's history with the means to revert."""

    stored_in_parts: Sequence[str] = ()
    """The names of addresses where several transactions write one change, which they record themselves."""

    @property
    def urls(self) -> list[URLPattern]:
        """Return the addresses of all pages, including those of subclasses, with their writes recorded."""
        patterns: list[URLPattern] = self.get_urls()
        for pattern in patterns:
            if pattern.name not in self.stored_in_parts:
                pattern.callback = record_default(pattern.callback)
        return patterns

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with recording(
            request.user.get_username(), Action.DELETE, reason_from(request), summary=f"Deleted {quoted(obj)}"
        ):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        names = [str(record) for record in queryset[:2]]
        count = queryset.count()
        more = f" and {count - 1} more {self.opts.verbose_name_plural}" if count > 1 else ""
        summary = f"Deleted {quoted(names[0] if names else '')}{more}"
        with recording(request.user.get_username(), Action.DELETE, reason_from(request), summary=summary):
            super().delete_queryset(request, queryset)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Do nothing: the history already records it, and a second log could disagree."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Do nothing: the history already records it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Do nothing: the history already records it."""

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return []

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["asks_why"] = self.has_change_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_revert"
        view = self.admin_site.admin_view(self.revert_view)
        return [path("<path:object_id>/revert/<int:alteration>/", view, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show every change of the record and its parts, latest first."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        page, items = history_page(record, request.GET.get("p", 1))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {record}",
            "opts": self.opts,
            "object": record,
            "page": page,
            "items": items,
            "may_revert": self.has_change_permission(request, record),
        }
        return TemplateResponse(request, "admin/films/history.html", context | (extra_context or {}))

    def revert_view(self, request: HttpRequest, object_id: str, alteration: int) -> HttpResponse:
        """Show what reverting would change and which later changes it would lose; revert on confirmation."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        altered = Alteration.objects.filter(pk=alteration, record_id=record.pk, kind__in=kinds_of_history(record))
        chosen = get_object_or_404(altered.select_related("change"))
        lost = later_changes(chosen)
        seen = str(max((change.pk for change in lost), default=chosen.change_id))
        if request.method == "POST" and request.POST.get(SEEN) == seen:
            return self.reverted(request, record, chosen)
        if request.method == "POST":
            messages.warning(request, CHANGED_SINCE)
        plan = plan_revert(chosen)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Revert: {record}",
            "opts": self.opts,
            "object": record,
            "change": chosen.change,
            "lost": lost,
            "obstacles": plan.obstacles,
            "described": describe(plan.alterations()),
            "seen": seen,
            "why": reason_from(request),
        }
        return TemplateResponse(request, "admin/films/revert.html", context)

    def reverted(self, request: HttpRequest, record: Model, alteration: Alteration) -> HttpResponse:
        try:
            revert(alteration, request.user.get_username(), reason_from(request))
        except CannotUndoError as error:
            messages.error(request, f"Nothing was reverted. {error}")
        else:
            report(request, f"{quoted(record)} was restored to what it was before that change.")
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[quote(record.pk)])
        return HttpResponseRedirect(address)


def kinds_of_history(record: Model) -> list[str]:
    """Return the kinds under which the history has a record's own values and its links."""
    fields: Any = record._meta.many_to_many
    return [kind_of(type(record)), *(kind_of(field.remote_field.through) for field in fields)]


HistoryItem = tuple[Change, list[DescribedRecord], int]


def history_page(record: Model, number: Any) -> tuple[Page[Any], list[HistoryItem]]:
    """Return a page of a record's changes, with what each did to the record and its parts."""
    kind, key = kind_of(type(record)), record.pk
    of_record = Alteration.objects.filter(Q(kind=kind, record_id=key) | Q(owner_kind=kind, owner_id=key))
    changes = Change.objects.filter(pk__in=of_record.order_by().values("change"))
    page = Paginator(changes, CHANGES_ON_A_PAGE).get_page(number)
    numbered = of_record.filter(change__in=[change.pk for change in page]).annotate(
        place=Window(RowNumber(), partition_by=F("change"), order_by="pk"),
        of_change=Window(Count("pk"), partition_by=F("change")),
    )
    shown: dict[int, list[Any]] = {}
    for alteration in numbered.filter(place__lte=ALTERATIONS_SHOWN):
        shown.setdefault(alteration.change_id, []).append(alteration)
    items = []
    for change in page:
        here = shown.get(change.pk, [])
        total = here[0].of_change if here else 0
        items.append((change, here, total - len(here)))
    return page, [(change, described, more) for change, described, more in described_together(items)]


def described_together(items: list[tuple[Change, list[Any], int]]) -> list[HistoryItem]:
    """Describe the alterations of several changes with as few queries as for one."""
    names = linked_names([alteration for _, here, _ in items for alteration in here])
    return [(change, describe(here, names), more) for change, here, more in items]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """List all changes. A change can be read or undone, and never edited."""

    list_display = ["summary", "action", "who", "made_at", "reason"]
    list_filter = ["action", "made_at"]
    search_fields = ["summary", "reason", "curator"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "All changes"})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:key>/undo/", view, name="films_change_undo"), *super().get_urls()]

    @admin.display(description="Who", ordering="curator")
    def who(self, change: Change) -> str:
        return change.curator or "the command line"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show what a change did, and any obstacles to undoing it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        change: Any = self.get_object(request, unquote(object_id))
        if change is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        page = Paginator(change.alterations.all(), ALTERATIONS_ON_A_PAGE).get_page(request.GET.get("p", 1))
        may_undo = request.user.has_perm(MAY_UNDO)
        undone_by = None if change_in_effect(change) else Change.objects.get(undoes=change)
        is_planned = PLAN in request.GET or page.paginator.num_pages == 1
        context = {
            **self.admin_site.each_context(request),
            "title": change.summary,
            "opts": self.opts,
            "change": change,
            "page": page,
            "described": describe(page.object_list),
            "created": created_counts(change),
            "undone_by": undone_by,
            "may_undo": may_undo,
            "is_planned": is_planned,
            "plan": plan_undo(change) if may_undo and is_planned and undone_by is None else None,
            "batch": ImportBatch.objects.filter(change=change).first(),
        }
        return TemplateResponse(request, "admin/films/change.html", context)

    def undo_view(self, request: HttpRequest, key: int) -> HttpResponse:
        if request.method != "POST":
            return lead_to_button(request, reverse("admin:films_change_change", args=[key]))
        if not request.user.has_perm(MAY_UNDO):
            raise PermissionDenied
        change = get_object_or_404(Change, pk=key)
        if change.bulk_alterations.exists():
            messages.error(request, UNDONE_BY_COMMAND)
            return HttpResponseRedirect(reverse("admin:films_change_change", args=[key]))
        try:
            shown = undo(change, request.user.get_username(), reason_from(request)).change
        except CannotUndoError as error:
            messages.error(request, f"Nothing was undone. {error}")
            shown = change
        else:
            messages.success(request, "Undone. This page shows what that did; it can be undone in turn.")
        return HttpResponseRedirect(reverse("admin:films_change_change", args=[shown.pk]))
