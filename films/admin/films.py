"""Edit films, and the short lists of genres and languages."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest

from films.admin.base import CuratedAdmin
from films.admin.declared import listings_of, rows_on
from films.admin.evidence import CitationRows
from films.admin.facts import FactAdmin
from films.admin.merging import MergeableAdmin
from films.models import Film, Language


class DecadeFilter(admin.SimpleListFilter):
    title = "decade"
    parameter_name = "decade"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        # SQLite reads the end of an index for one of them at a time, and all films for both.
        first, last = (Film.objects.aggregate(year=end("year"))["year"] for end in (Min, Max))
        if first is None:
            return []
        return [(str(decade), f"{decade}s") for decade in range(first - first % 10, last + 1, 10)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen is None or chosen not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(year__range=(int(chosen), int(chosen) + 9))


class FilmAdmin(MergeableAdmin):
    public_page = "film"
    list_display = ["title", "year", "original_title", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, DecadeFilter, "genres", "languages", "countries"]
    search_fields = ["title", "original_title", "slug", "other_titles__title"]
    prepopulated_fields = {"slug": ["title", "year"]}
    readonly_fields = ["lists"]
    fieldsets = [
        (None, {"fields": [("title", "year"), ("original_title", "slug"), "state"]}),
        ("In our own words", {"fields": ["synopsis"]}),
        ("Details", {"fields": [("runtime", "is_adult"), "genres", "languages", "countries"]}),
        (None, {"fields": ["lists"]}),
    ]
    inlines = [CitationRows, *rows_on(Film)]
    listed_elsewhere = [*listings_of(Film)]


@admin.register(Language)
class LanguageAdmin(CuratedAdmin):
    list_display = ["name", "tag"]
    search_fields = ["name", "tag"]
