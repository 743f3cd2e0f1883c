"""Build the admin's pages, rows and lists from the declarations of the kinds."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.utils.module_loading import import_string

from films.admin.facts import FactAdmin, FactRows
from films.kinds.declaration import AdminPage, AdminRows, CustomAdminPage, Declaration, Omitted
from films.kinds.registry import DECLARATIONS

STANDING = ("state", "evidence")


def register() -> None:
    """Register the page of every kind."""
    for declared in DECLARATIONS.values():
        page = declared.admin
        made = import_string(page.path) if isinstance(page, CustomAdminPage) else page_class(declared, page)
        admin.site.register(declared.model, made)


def page_class(declared: Declaration, page: AdminPage) -> type[FactAdmin]:
    """Build the page that lists and edits the facts of a kind."""
    options: dict[str, Any] = {
        "list_display": [*page.list_display, *STANDING],
        "list_filter": [*FactAdmin.list_filter, *page.list_filter],
        "search_fields": page.search_fields,
    }
    if page.list_select_related:
        options["list_select_related"] = page.list_select_related
    if page.list_display_links:
        options["list_display_links"] = page.list_display_links
    if page.fieldsets:
        options["fieldsets"] = [(heading, {"fields": fields}) for heading, fields in page.fieldsets]
    if page.prepopulated_fields:
        options["prepopulated_fields"] = page.prepopulated_fields
    return type(f"{declared.model.__name__}Admin", (FactAdmin,), options)


def rows_on(model: type[Model]) -> list[type[FactRows]]:
    """Return the rows on the page of a model's records, in the order of their places."""
    found = [
        (rows, declared)
        for declared in DECLARATIONS.values()
        if not isinstance(declared.rows, Omitted)
        for rows in declared.rows
        if leads_to(declared, rows.link, model)
    ]
    return [rows_class(declared, rows) for rows, declared in sorted(found, key=lambda pair: pair[0].place)]


def rows_class(declared: Declaration, rows: AdminRows) -> type[FactRows]:
    options: dict[str, Any] = {
        "model": declared.model,
        "fk_name": rows.link,
        "fields": [*rows.leading, "evidence", "state", *rows.more],
    }
    if rows.heading:
        options["verbose_name_plural"] = rows.heading
    if rows.prepopulated_fields:
        options["prepopulated_fields"] = rows.prepopulated_fields
    return type(f"{declared.model.__name__}Rows", (FactRows,), options)


def listings_of(model: type[Model]) -> Iterator[tuple[type[Model], str, str]]:
    """Yield the lists that a model's records appear in: the listed model, the link, the heading."""
    for declared in DECLARATIONS.values():
        for listing in () if isinstance(declared.listings, Omitted) else declared.listings:
            if leads_to(declared, listing.link, model):
                yield declared.model, listing.link, listing.heading


def leads_to(declared: Declaration, link: str, model: type[Model]) -> bool:
    return declared.model._meta.get_field(link).related_model is model
