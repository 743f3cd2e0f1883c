"""Merge two films, people, locations or genres: find the other one, compare both, then merge."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from films.admin.base import CuratedAdmin, change_address, list_address
from films.admin.changes import reason_from
from films.admin.facts import FactAdmin
from films.admin.forms import is_key
from films.curating.merging import CannotMergeError, merge, preview

MAY_MERGE = "films.merge"
MAX_FOUND = 20  # candidates in a search
MAX_TOLD = 200  # alterations previewed; the change's own page has all
WITH = "with"


@dataclass(frozen=True)
class Compared:
    """Hold a field of both records in words."""

    label: str
    kept: str
    other: str

    @property
    def differs(self) -> bool:
        return bool(self.other) and self.kept != self.other


class MergingAdmin(CuratedAdmin):
    actions: Any = ["merge_selected"]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MERGE) and self.has_delete_permission(request)

    @admin.action(description="Merge the two selected", permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        chosen = list(queryset.order_by("pk")[:3])
        if len(chosen) != 2:
            messages.error(request, "Select exactly two records to merge.")
            return None
        return HttpResponseRedirect(merge_address(*chosen))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["may_merge"] = self.has_merge_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<path:object_id>/merge/", view, name=name), *super().get_urls()]

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Search for another record or show what merging with it would do, and merge on confirmation."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        survivor = self.get_object(request, unquote(object_id))
        if survivor is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        key = request.GET.get(WITH, "")
        duplicate = self.get_object(request, key) if is_key(key) else None
        if key and duplicate is None:
            messages.error(request, "The other record no longer exists: perhaps it has already been merged.")
        if duplicate is not None and request.method == "POST":
            return self.merged(request, survivor, duplicate)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge into {survivor}",
            "opts": self.opts,
            "object": survivor,
            "other": duplicate,
        }
        context |= (
            self.comparison(request, survivor, duplicate) if duplicate else self.candidates(request, survivor)
        )
        return TemplateResponse(request, "admin/films/merge.html", context)

    def merged(self, request: HttpRequest, survivor: Any, duplicate: Any) -> HttpResponse:
        name, pair = str(duplicate), merge_address(survivor, duplicate)
        try:
            change = merge(survivor, duplicate, request.user.get_username(), reason_from(request))
        except CannotMergeError as error:
            messages.error(request, f"Nothing was merged. {error}")
            return HttpResponseRedirect(pair)
        page = reverse("admin:films_change_change", args=[change.pk])
        done = format_html(
            '“{}” was merged into this record. <a href="{}">See what that did, or undo it</a>.', name, page
        )
        messages.success(request, done)
        return HttpResponseRedirect(change_address(survivor))

    def comparison(self, request: HttpRequest, survivor: Any, duplicate: Any) -> dict[str, Any]:
        found: dict[str, Any] = {
            "fields": compared_fields(survivor, duplicate),
            "kept_counts": self.counts(survivor),
            "other_counts": self.counts(duplicate),
            "swapped": merge_address(duplicate, survivor),
        }
        try:
            told = preview(survivor, duplicate, request.user.get_username())
        except CannotMergeError as error:
            return found | {"refusal": str(error)}
        return found | {"described": told[:MAX_TOLD], "untold": max(0, len(told) - MAX_TOLD)}

    def counts(self, record: Any) -> list[tuple[str, int, str]]:
        """Return what refers to a record: a heading, the number, and the address of the list."""
        found = []
        for model, link, heading in self.listed_elsewhere:
            count = model._default_manager.filter(**{link: record}).count()
            address = list_address(model, **{f"{link}__id__exact": record.pk})
            if count:
                found.append((heading or str(model._meta.verbose_name_plural), count, address))
        return found

    def candidates(self, request: HttpRequest, survivor: Any) -> dict[str, Any]:
        text = request.GET.get("q", "").strip()
        found: Any = []
        if text:
            results, may_repeat = self.get_search_results(request, self.get_queryset(request), text)
            found = (results.distinct() if may_repeat else results).exclude(pk=survivor.pk)[:MAX_FOUND]
        return {"q": text, "found": [(candidate, merge_address(survivor, candidate)) for candidate in found]}


class MergeableAdmin(MergingAdmin, FactAdmin):
    """Add merging to the pages of a model's records."""

    actions: Any = [*FactAdmin.actions, "merge_selected"]


def merge_address(survivor: Model, duplicate: Model) -> str:
    address = reverse(f"admin:films_{survivor._meta.model_name}_merge", args=[survivor.pk])
    return f"{address}?{urlencode({WITH: duplicate.pk})}"


def compared_fields(survivor: Any, duplicate: Any) -> list[Compared]:
    """Return the fields in which either record has a value."""
    meta = survivor._meta
    rows = [
        Compared(str(field.verbose_name).capitalize(), shown_value(survivor, field), shown_value(duplicate, field))
        for field in (*meta.fields, *meta.many_to_many)
        if not field.primary_key
    ]
    return [row for row in rows if row.kept or row.other]


def shown_value(record: Any, field: Any) -> str:
    if field.many_to_many:
        return ", ".join(str(linked) for linked in getattr(record, field.name).all())
    value = getattr(record, f"get_{field.name}_display")() if field.choices else getattr(record, field.name)
    return "" if value is None else str(value)
