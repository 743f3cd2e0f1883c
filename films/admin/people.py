"""Edit people and organizations."""

from films.admin.declared import listings_of, rows_on
from films.admin.evidence import CitationRows
from films.admin.facts import FactAdmin
from films.admin.merging import MergeableAdmin
from films.admin.splitting import SplittingAdmin
from films.models import Organization, Person


class PersonAdmin(SplittingAdmin):
    public_page = "person"
    list_display = ["name", "sort_name", "disambiguation", "state", "evidence"]
    search_fields = ["name", "sort_name", "slug", "other_names__name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["lists"]
    fields = [("name", "sort_name"), ("slug", "disambiguation"), ("birth_year", "death_year"), "state", "lists"]
    inlines = [CitationRows, *rows_on(Person)]
    listed_elsewhere = [*listings_of(Person)]


class OrganizationAdmin(MergeableAdmin):
    list_display = ["name", "kind", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "kind"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["lists"]
    fields = [("name", "slug"), "kind", "state", "lists"]
    listed_elsewhere = [*listings_of(Organization)]
