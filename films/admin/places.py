"""Edit locations with their parts, and former addresses."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from films.admin.base import NOTHING, CuratedAdmin, change_address, list_address
from films.admin.declared import listings_of, rows_on
from films.admin.evidence import CitationRows
from films.admin.facts import FactAdmin
from films.admin.merging import MergeableAdmin
from films.models import FormerAddress, Location

MAX_PARTS = 50  # listed on the page of the larger place; the list has the rest


class LocationAdmin(MergeableAdmin):
    public_page = "location"
    list_display = ["name", "kind", "part_of", "slug", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "kind"]
    search_fields = ["name", "slug", "other_names__name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["parts", "lists"]
    fieldsets = [
        (None, {"fields": [("name", "slug"), ("kind", "part_of"), "state", "parts"]}),
        ("Details", {"fields": [("latitude", "longitude"), "note", "lists"]}),
    ]
    inlines = [CitationRows, *rows_on(Location)]
    listed_elsewhere = [*listings_of(Location)]

    @admin.display(description="Parts")
    def parts(self, location: Location) -> SafeString | str:
        """Link to the places directly within this one."""
        if location._state.adding:
            return NOTHING
        parts = list(location.parts.all()[: MAX_PARTS + 1])
        links = format_html_join(
            ", ", '<a href="{}">{}</a>', ((change_address(part), part.name) for part in parts[:MAX_PARTS])
        )
        if len(parts) > MAX_PARTS:
            everything = list_address(Location, part_of__id__exact=location.pk)
            return format_html('{} <a href="{}">and more</a>', links, everything)
        return links or NOTHING


@admin.register(FormerAddress)
class FormerAddressAdmin(CuratedAdmin):
    list_display = ["kind", "slug", "record"]
    list_display_links = ["slug"]
    list_filter = ["kind"]
    search_fields = ["slug", "film__title", "person__name", "location__name"]
