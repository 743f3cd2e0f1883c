"""The history of what is recorded: each record's own, and all changes as a list, from which they are undone."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Model, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from films.admin.readonly import ReadOnlyAdmin
from films.curating.describing import Described, describe
from films.curating.recording import recording
from films.curating.restoring import CannotRestoreError, revert, undo
from films.curating.states import RECORDED, kind_of
from films.models import Action, Alteration, Change

WHY = "why"
"""The input on every form that changes something, for the reason that the history keeps."""

CHANGES_ON_A_PAGE = 25
ALTERATIONS_SHOWN = 20  # of one change on a record's history; the change's own page has them all
ALTERATIONS_ON_A_PAGE = 100
MAY_PUBLISH = "films.publish"


def reason(request: HttpRequest) -> str:
    return request.POST.get(WHY, "")


class RecordedAdmin(admin.ModelAdmin):
    """Records whatever its pages change, and tells each record's history, from which it can be reverted."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.recorded(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.recorded(request, super().delete_view, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.recorded(request, super().changelist_view, *args, **kwargs)

    def recorded(self, request: HttpRequest, view: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with recording(request.user.get_username(), Action.EDIT, reason(request)):
            return view(request, *args, **kwargs)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["asks_why"] = self.model in RECORDED and self.has_change_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_revert"
        view = self.admin_site.admin_view(self.revert_view)
        return [path("<path:object_id>/revert/<int:alteration>/", view, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show every change of the record and of what is part of it, the latest first."""
        record = self.get_object(request, unquote(object_id))
        if self.model not in RECORDED or record is None:
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        page, entries = history(record, request.GET.get("p", 1))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {record}",
            "opts": self.opts,
            "object": record,
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "page": page,
            "entries": entries,
            "may_revert": self.has_change_permission(request, record),
        }
        return TemplateResponse(request, "admin/films/history.html", context | (extra_context or {}))

    def revert_view(self, request: HttpRequest, object_id: str, alteration: int) -> HttpResponse:
        """Make the record what it was before one of its changes; the reason comes with the form."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if request.method != "POST" or not self.has_change_permission(request, record):
            raise PermissionDenied
        one = get_object_or_404(Alteration, pk=alteration, kind=kind_of(self.model), record_id=record.pk)
        try:
            revert(
                one,
                request.user.get_username(),
                reason(request),
                may_publish=request.user.has_perm(MAY_PUBLISH),
            )
        except CannotRestoreError as error:
            messages.error(request, f"Nothing was reverted. {error}")
        else:
            messages.success(request, f"“{record}” is again what it was before that change.")
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[quote(record.pk)])
        return HttpResponseRedirect(address)


def history(record: Model, number: Any) -> tuple[Page[Any], list[tuple[Change, list[Described], int]]]:
    """Return a page of the changes of a record, each with what it did to the record and its parts."""
    kind, key = kind_of(type(record)), record.pk
    of_record = Alteration.objects.filter(Q(kind=kind, record_id=key) | Q(owner_kind=kind, owner_id=key))
    changes = Change.objects.filter(pk__in=of_record.order_by().values("change"))
    page = Paginator(changes.order_by("-pk"), CHANGES_ON_A_PAGE).get_page(number)
    numbered = of_record.filter(change__in=[change.pk for change in page]).annotate(
        place=Window(RowNumber(), partition_by=F("change"), order_by="pk"),
        of_change=Window(Count("pk"), partition_by=F("change")),
    )
    shown = list(numbered.filter(place__lte=ALTERATIONS_SHOWN))
    described = describe(shown)
    entries = []
    for change in page:
        here = [one for one in described if one.alteration.change_id == change.pk]
        total = next((one.of_change for one in shown if one.change_id == change.pk), 0)
        entries.append((change, here, total - len(here)))
    return page, entries


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """All changes of the desk. A change is read, or undone; nothing else is done to it."""

    list_display = ["summary", "action", "who", "made_at", "reason"]
    list_filter = ["action", "made_at"]
    search_fields = ["summary", "reason", "curator"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Everything that was changed"})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:key>/undo/", view, name="films_change_undo"), *super().get_urls()]

    @admin.display(description="Who", ordering="curator")
    def who(self, change: Change) -> str:
        return change.curator or "the command line"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        change: Any = self.get_object(request, unquote(object_id))
        if change is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        page = Paginator(change.alterations.all(), ALTERATIONS_ON_A_PAGE).get_page(request.GET.get("p", 1))
        context = {
            **self.admin_site.each_context(request),
            "title": change.summary,
            "opts": self.opts,
            "change": change,
            "page": page,
            "described": describe(page.object_list),
            "undone_by": Change.objects.filter(undoes=change).first(),
            "may_undo": request.user.has_perm("films.undo"),
        }
        return TemplateResponse(request, "admin/films/change.html", context)

    def undo_view(self, request: HttpRequest, key: int) -> HttpResponse:
        if request.method != "POST" or not request.user.has_perm("films.undo"):
            raise PermissionDenied
        change = get_object_or_404(Change, pk=key)
        try:
            undoing = undo(change, request.user.get_username(), reason(request))
        except CannotRestoreError as error:
            messages.error(request, f"Nothing was undone. {error}")
            undoing = change
        else:
            messages.success(request, "Undone. This page shows what that did; it can be undone in turn.")
        return HttpResponseRedirect(reverse("admin:films_change_change", args=[undoing.pk]))
