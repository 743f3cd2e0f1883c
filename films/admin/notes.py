"""Notes, and what other catalogues call a film or a person."""

from django.contrib import admin

from films.admin.facts import FactAdmin
from films.models import Identifier, Note


@admin.register(Note)
class NoteAdmin(FactAdmin):
    list_display = ["heading", "topic", "film", "speaker", "state", "evidence"]
    list_filter = [*FactAdmin.list_filter, "topic"]
    search_fields = ["heading", "text", "film__title", "speaker__name", "unnamed_speaker", "key"]
    prepopulated_fields = {"key": ["heading"]}
    fieldsets = [
        (None, {"fields": ["film", ("heading", "key"), ("topic", "position"), "text", "state"]}),
        ("Who says so", {"fields": ["speaker", "unnamed_speaker"]}),
        ("What it is about", {"fields": ["people", "films", "locations", "organizations"]}),
    ]


@admin.register(Identifier)
class IdentifierAdmin(FactAdmin):
    list_display = ["scheme", "value", "film", "person", "state", "evidence"]
    list_display_links = ["scheme", "value"]
    list_filter = [*FactAdmin.list_filter, "scheme"]
    search_fields = ["value", "film__title", "person__name"]
    fields = ["scheme", "value", "film", "person", "state"]
