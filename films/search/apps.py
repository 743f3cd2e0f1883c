"""Configure the search app, which keeps its index installed across migrations."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class SearchConfig(AppConfig):
    name = "films.search"
    label = "films_search"
    verbose_name = "Search"

    def ready(self) -> None:
        films = apps.get_app_config("films")
        pre_migrate.connect(step_aside, sender=films)
        post_migrate.connect(install_index, sender=films)


def step_aside(*, using: str, plan: Any = (), **kwargs: Any) -> None:
    """Remove the index before migrations, since a database may refuse to remake a table that a view reads."""
    from films.search.backends import engine, has_engine

    touches_films = any(migration.app_label == "films" for migration, _ in plan)
    if touches_films and has_engine(using):
        engine(using).uninstall(using)


def install_index(*, using: str, **kwargs: Any) -> None:
    """Install the index after migrations, and rebuild it if it was removed or its declaration has changed.

    Entries that wait since an import was killed are indexed as well: every start of the site migrates.
    """
    from films.search.backends import engine, has_engine

    if has_engine(using):
        engine(using).install(using)
        for _ in engine(using).index_waiting(using):
            pass
