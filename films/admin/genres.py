"""Edit the genre list: each genre with its other names and broader genres, and how many films have it."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.admin.base import NOTHING, CuratedAdmin, LinksBySearch, list_address
from films.admin.forms import CuratedForm, CuratedFormSet
from films.admin.merging import MergingAdmin
from films.models import Film, Genre, GenreName


class GenreForm(CuratedForm):
    def clean(self) -> dict[str, Any]:
        """Refuse broader genres that cannot be: links to many are not there yet when the genre is checked."""
        cleaned = super().clean()
        if "broader" in cleaned:
            self.instance.is_combination = cleaned.get("is_combination", self.instance.is_combination)
            self.instance.check_broader(cleaned["broader"])
        return cleaned


class GenreNameRows(LinksBySearch, admin.TabularInline):
    model = GenreName
    form = CuratedForm
    formset = CuratedFormSet
    template = "admin/films/rows.html"
    fields = ["name"]
    extra = 0
    verbose_name = "other name"
    verbose_name_plural = "other names"


@admin.register(Genre)
class GenreAdmin(MergingAdmin):
    form = GenreForm
    list_display = ["name", "broader_genres", "film_count", "is_controlled", "slug"]
    list_filter = ["is_controlled"]
    search_fields = ["name", "slug", "other_names__name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["lists"]
    fields = [("name", "slug"), "is_controlled", "broader", "is_combination", "lists"]
    inlines = [GenreNameRows]
    listed_elsewhere = [(Film, "genres", ""), (Genre, "broader", "narrower genres")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        links = Film.genres.through.objects.filter(genre=OuterRef("pk")).order_by()
        counted = links.values(count=Func(F("pk"), function="COUNT"))
        found = super().get_queryset(request).prefetch_related("broader")
        return found.annotate(film_count=Subquery(counted, output_field=IntegerField()))

    @admin.display(description="Broader genres")
    def broader_genres(self, genre: Genre) -> str:
        return ", ".join(map(str, genre.broader.all())) or NOTHING

    @admin.display(description="Films", ordering="film_count")
    def film_count(self, genre: Any) -> SafeString:
        """Link to the films that have this genre itself, whatever lies below it."""
        return format_html('<a href="{}">{}</a>', list_address(Film, genres__id__exact=genre.pk), genre.film_count)


@admin.register(GenreName)
class GenreNameAdmin(CuratedAdmin):
    list_display = ["name", "genre"]
    search_fields = ["name", "genre__name"]
