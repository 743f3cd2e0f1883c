"""Check that a project has what the app needs, and say in a sentence what is missing or not supported.

The search is imported where it is used, since commands that check nothing need not load it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.db import DEFAULT_DB_ALIAS, connections, router
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from films.models import Film

PAGES = "films.urls"
FRAME = "films/base.html"
ANY_ARGUMENT = "any"
"""An argument that every address of a page takes."""


def check_database(**kwargs: Any) -> list[CheckMessage]:
    """Check that the facts are in the default database, and that search has an engine for it."""
    from films.search.backends import has_engine

    used = {router.db_for_read(Film), router.db_for_write(Film)}
    if used != {DEFAULT_DB_ALIAS}:
        named = ", ".join(sorted(f"“{alias}”" for alias in used))
        return [
            Error(
                f"The database router sends the facts to {named}, but searching, importing and undoing use "
                "the database “default” alone.",
                hint="Let the router return None or “default” for the app “films”.",
                id="films.E001",
            )
        ]
    if settings.DATABASES and not has_engine(DEFAULT_DB_ALIAS):
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        return [
            Error(
                f"Facts cannot be searched in {vendor}.",
                hint="Keep them in SQLite or PostgreSQL.",
                id="films.E002",
            )
        ]
    return []


def check_search(**kwargs: Any) -> list[CheckMessage]:
    """Check that the search is installed, and that no other app has tables of the same names in its database."""
    from films.search.backends import TABLE_PREFIX, engine, has_engine

    if not apps.is_installed("films.search"):
        return [
            Error(
                "“films” is installed without “films.search”, without which nothing can be searched for.",
                hint="Add “films.search” to INSTALLED_APPS.",
                id="films.E003",
            )
        ]
    models = apps.get_models(include_auto_created=True)
    doubtful = [
        model
        for model in models
        if model._meta.db_table.startswith(TABLE_PREFIX) and router.allow_migrate_model(DEFAULT_DB_ALIAS, model)
    ]
    taken = set(engine().table_names()) if doubtful and has_engine(DEFAULT_DB_ALIAS) else set()
    return [
        Error(
            f"The search index has a table “{model._meta.db_table}” as well.",
            hint="Give the model another table by db_table in its class Meta.",
            obj=model,
            id="films.E004",
        )
        for model in doubtful
        if model._meta.db_table in taken
    ]


def check_pages(**kwargs: Any) -> list[CheckMessage]:
    """Check, where the public pages are included, that they can be made and that their links lead to them."""
    if not getattr(settings, "ROOT_URLCONF", None):
        return []
    pages = list(included_pages(get_resolver().url_patterns, PAGES == settings.ROOT_URLCONF))
    return [*missing_for_pages(), *hidden_pages(pages)] if pages else []


def check_site_address(**kwargs: Any) -> list[CheckMessage]:
    """Check, where a project is deployed, that its linked data can have absolute addresses."""
    if getattr(settings, "FILMS_SITE_ADDRESS", ""):
        return []
    return [
        CheckWarning(
            "The addresses in “red-heat.jsonld” are relative, and lead nowhere for whoever has only that file.",
            hint="Set FILMS_SITE_ADDRESS to the address of the site, such as “https://films.example”.",
            id="films.W001",
        )
    ]


def included_pages(patterns: Iterable[URLPattern | URLResolver], are_pages: bool) -> Iterator[URLPattern]:
    """Yield the addresses of `films.urls`, wherever the project includes it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_name, "__name__", "")
            yield from included_pages(pattern.url_patterns, are_pages or module == PAGES)
        elif are_pages and pattern.name:
            yield pattern


def missing_for_pages() -> Iterator[CheckMessage]:
    try:
        get_template(FRAME)
    except TemplateDoesNotExist:
        yield Error(
            f"The pages of “{PAGES}” are included, but their templates are not found.",
            hint="Give TEMPLATES an engine for Django templates with APP_DIRS.",
            id="films.E005",
        )
    if not settings.STATIC_URL:
        yield Error(
            f"The pages of “{PAGES}” are included, but STATIC_URL is not set, so that they have no style sheet.",
            hint="Set STATIC_URL, and install “django.contrib.staticfiles”.",
            id="films.E006",
        )


def hidden_pages(pages: Iterable[URLPattern]) -> Iterator[CheckMessage]:
    """Yield an error for each page to which its own name does not lead."""
    for page in pages:
        arguments = dict.fromkeys(page.pattern.converters, ANY_ARGUMENT)
        try:
            leads_to = resolve(reverse(page.name, kwargs=arguments)).func
        except (NoReverseMatch, Resolver404):
            leads_to = None
        if leads_to is not page.callback:
            yield Error(
                f"The name “{page.name}” of an address in “{PAGES}” does not lead there.",
                hint="Include it without a namespace, and give no other address this name.",
                id="films.E007",
            )
