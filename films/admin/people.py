"""People, organizations, and who did what on a film."""

from django.contrib import admin

from films.admin.evidence import CitationRows
from films.admin.facts import FactAdmin
from films.admin.merging import MergeableAdmin
from films.admin.rows import FilmographyRows, OtherNameRows, PersonIdentifierRows
from films.models import Credit, Note, Organization, OtherName, Person, Release, Review


@admin.register(Person)
class PersonAdmin(MergeableAdmin):
    public_page = "person"
    list_display = ["name", "sort_name", "disambiguation", "state", "evidence"]
    search_fields = ["name", "sort_name", "slug", "other_names__name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["lists"]
    fields = [("name", "sort_name"), ("slug", "disambiguation"), "state", "lists"]
    inlines = [CitationRows, OtherNameRows, FilmographyRows, PersonIdentifierRows]
    listed_elsewhere = [
        (Credit, "person", ""),
        (Review, "author", "reviews written"),
        (Note, "speaker", "statements"),
        (Note, "people", "notes about them"),
    ]


@admin.register(OtherName)
class OtherNameAdmin(FactAdmin):
    list_display = ["name", "person", "kind", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "kind"]
    search_fields = ["name", "person__name"]
    fields = ["person", "name", "kind", "state"]


@admin.register(Organization)
class OrganizationAdmin(FactAdmin):
    list_display = ["name", "kind", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "kind"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["lists"]
    fields = [("name", "slug"), "kind", "state", "lists"]
    listed_elsewhere = [
        (Review, "outlet", ""),
        (Release, "distributor", "releases distributed"),
        (Note, "organizations", "notes about it"),
    ]


@admin.register(Credit)
class CreditAdmin(FactAdmin):
    list_display = ["film", "person", "job", "character", "billing", "state", "evidence"]
    list_display_links = ["film", "person"]
    list_filter = [*FactAdmin.list_filter, "job", "uncredited"]
    search_fields = ["film__title", "person__name", "character", "credited_as"]
    fieldsets = [
        (None, {"fields": [("film", "person"), ("job", "part"), "state"]}),
        ("As credited", {"fields": [("character", "credited_as"), ("billing", "uncredited")]}),
        ("More", {"fields": ["note", ("pay", "pay_currency")]}),
    ]
