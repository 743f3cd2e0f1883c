"""Reviews, releases and box office: what became of a film."""

from django.contrib import admin

from films.admin.facts import FactAdmin
from films.models import BoxOffice, Release, Review


@admin.register(Review)
class ReviewAdmin(FactAdmin):
    list_display = ["film", "kind", "outlet", "author", "score_text", "key", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "kind", "scale"]
    search_fields = ["film__title", "outlet__name", "author__name", "summary", "key"]
    fieldsets = [
        (None, {"fields": [("film", "key"), "kind", ("outlet", "author"), "state"]}),
        ("Score", {"fields": ["scale", ("score", "grade"), "measure", ("sample_size", "as_of")]}),
        ("In our own words", {"fields": ["summary"]}),
    ]


@admin.register(Release)
class ReleaseAdmin(FactAdmin):
    list_display = ["film", "kind", "date_text", "place", "distributor", "key", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "kind"]
    search_fields = ["film__title", "place__name", "distributor__name", "note", "key"]
    fields = [("film", "key"), "kind", ("date", "precision"), ("place", "distributor"), "note", "state"]


@admin.register(BoxOffice)
class BoxOfficeAdmin(FactAdmin):
    list_display = ["film", "kind", "amount", "currency", "rank", "territory", "key", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "kind", "currency"]
    search_fields = ["film__title", "territory__name", "note", "key"]
    fields = [("film", "key"), "kind", ("amount", "currency"), ("territory", "rank"), "note", "state"]
