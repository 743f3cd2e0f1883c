"""The search app: keeps its index installed across migrations."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class SearchConfig(AppConfig):
    name = "films.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        films = apps.get_app_config("films")
        pre_migrate.connect(step_aside, sender=films)
        post_migrate.connect(install_index, sender=films)


def step_aside(*, using: str, plan: Any = (), **kwargs: Any) -> None:
    """Drop the index's triggers before migrations run: SQLite refuses to remake a table that they name."""
    from films.search.backends.sqlite import index

    touches_films = any(migration.app_label == "films" for migration, _ in plan)
    if touches_films and connections[using].vendor == "sqlite":
        index.uninstall(using)


def install_index(*, using: str, **kwargs: Any) -> None:
    """Install the index after migrations, rebuilding it if its triggers were off or its declaration is new."""
    from films.search.backends.sqlite import index

    connection = connections[using]
    if connection.vendor == "sqlite" and index.has_facts(connection):
        index.install(using)
