"""Edit the jobs that credits are for."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from films.admin.base import CuratedAdmin
from films.models import Job
from films.models.standard_jobs import STANDARD_DEPARTMENTS


@admin.register(Job)
class JobAdmin(CuratedAdmin):
    list_display = ["name", "department", "position", "broader", "code"]
    list_filter = ["department"]
    search_fields = ["name", "code", "cues", "words"]
    fields = [("name", "code"), ("department", "position"), "broader", "cues", "words"]
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep a job's code, by which credits refer to it, and a standard job's department."""
        if obj is None:
            return ()
        return ("code", "department") if obj.code in STANDARD_DEPARTMENTS else ("code",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep the standard jobs, since migrating would add them again."""
        is_standard = obj is not None and obj.code in STANDARD_DEPARTMENTS
        return not is_standard and super().has_delete_permission(request, obj)
