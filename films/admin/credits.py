"""Edit credits, and split those of a namesake off."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from films.admin.facts import FactAdmin
from films.admin.merging import MAY_MERGE
from films.admin.splitting import split_off


class CreditAdmin(FactAdmin):
    actions = [*FactAdmin.actions, "split_off"]
    list_display = ["film", "person", "job", "character", "billing", "state", "evidence"]
    list_display_links = ["film", "person"]
    list_filter = [*FactAdmin.list_filter, "job", "uncredited"]
    search_fields = ["film__title", "person__name", "character", "credited_as"]
    fieldsets = [
        (None, {"fields": [("film", "person"), ("job", "part"), "state"]}),
        ("As credited", {"fields": [("character", "credited_as"), ("billing", "uncredited")]}),
        ("More", {"fields": ["team_with", "note", ("pay", "pay_currency")]}),
    ]

    def has_split_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MERGE)

    @admin.action(description="Move selected to a new person of the same name", permissions=["split"])
    def split_off(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Split a person whose name stands for two."""
        return split_off(request, list(queryset.select_related("film", "person")))
