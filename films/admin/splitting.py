"""Split a person whose name stands for two: one click on the film with which the other's work begins."""

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from films.admin.base import change_address
from films.admin.changes import reason_from
from films.admin.merging import MAY_MERGE, MergeableAdmin
from films.curating.splitting import CannotSplitError, split_person
from films.models import Credit, Person

FROM = "from"
"""The year from which on the films of a person are another's."""


@dataclass(frozen=True)
class FilmsOfYear:
    """Hold a person's credits of a year, and the number of years without credits before it."""

    year: int
    credits: list[Credit]
    years_before: int
    is_after_longest: bool = False


class SplittingAdmin(MergeableAdmin):
    """Add splitting to the pages of people: some of their credits may be another's."""

    def has_split_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MERGE)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["may_split"] = self.has_split_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.split_view)
        return [path("<path:object_id>/split/", view, name="films_person_split"), *super().get_urls()]

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show a person's films by year, and give those from a year on to a new person of the name."""
        if not self.has_split_permission(request):
            raise PermissionDenied
        person = self.get_object(request, unquote(object_id))
        if person is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        years = films_by_year(person)
        if request.method == "POST":
            places = {str(some.year): place for place, some in enumerate(years)}
            first = places.get(request.POST.get(FROM, ""), len(years))
            chosen = [credit for some in years[first:] for credit in some.credits]
            return split_off(request, chosen) or HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Split {person}",
            "opts": self.opts,
            "object": person,
            "years": years,
        }
        return TemplateResponse(request, "admin/films/split.html", context)


def films_by_year(person: Person) -> list[FilmsOfYear]:
    """Return a person's credits by year, without those of archive material, which say nothing of a career."""
    credited = Credit.objects.of_participants().filter(person=person, film__year__isnull=False)
    ordered = credited.select_related("film", "job", "person").order_by("film__year", "film__title", "pk")
    by_year = {year: list(some) for year, some in groupby(ordered, key=lambda credit: credit.film.year)}
    years = list(by_year)
    gaps = [0, *(later - earlier for earlier, later in pairwise(years))]
    longest = gaps.index(max(gaps)) if len(gaps) > 1 else 0
    return [
        FilmsOfYear(year, by_year[year], gap, place == longest > 0)
        for place, (year, gap) in enumerate(zip(years, gaps, strict=False))
    ]


def split_off(request: HttpRequest, chosen: list[Credit]) -> HttpResponse | None:
    """Move credits to a new person and show them; return None, with a message, if that cannot be done."""
    try:
        namesake, change = split_person(chosen, request.user.get_username(), reason_from(request))
    except CannotSplitError as error:
        messages.error(request, f"Nothing was changed. {error}")
        return None
    page = reverse("admin:films_change_change", args=[change.pk])
    done = format_html('Moved to this person. <a href="{}">See what that did, or undo it</a>.', page)
    messages.success(request, done)
    return HttpResponseRedirect(change_address(namesake))
