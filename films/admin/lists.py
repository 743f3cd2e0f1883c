"""Refuse lists and selections that no page of the admin asks for, and that the database could not answer."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, FieldError
from django.core.paginator import Page, Paginator
from django.db import DataError
from django.db.models import Model, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.sql import Query
from django.http import HttpRequest, HttpResponse

from films.admin.forms import is_key

OFFERED = {"exact", "in", "isnull", "gt", "gte", "lt", "lte"}
"""Look-ups that lists are filtered by. For others, a value from an address may be of the wrong form."""


class PaginatorByKeys(Paginator):
    """Read the keys of a page before its records: sorting whole records takes up to ten times as long."""

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        found: Any = self.object_list
        first = (number - 1) * self.per_page
        keys = found.values_list("pk", flat=True)[first : first + self.per_page]
        return Page(found.filter(pk__in=list(keys)), number, self)


class CheckedList(admin.ModelAdmin):
    """Check what an address filters by and what a form selects, since Django checks only which fields it names."""

    paginator = PaginatorByKeys

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        names_a_filter = LOOKUP_SEP not in lookup
        return (names_a_filter or is_offered(self.model, lookup)) and super().lookup_allowed(
            lookup, value, request
        )

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changelist_view(request, *args, **kwargs)
        except OverflowError as too_large:
            raise BadRequest("A number in the address is too large for the database.") from too_large
        except DataError as unfit:
            raise BadRequest("The address has a value that the database cannot look for.") from unfit

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        if not all(is_key(chosen) for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("The selection holds something that is not a record.")
        return super().response_action(request, queryset, *args, **kwargs)


def is_offered(model: type[Model], lookup: str) -> bool:
    try:
        lookups, _, _ = Query(model).solve_lookup_type(lookup)
    except FieldError:
        return False
    return OFFERED.issuperset(lookups)
