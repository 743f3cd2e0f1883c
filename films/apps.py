"""Configure the reusable app: register its checks, and connect the signals of its history."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db import router
from django.db.models.signals import post_migrate, pre_save


class FilmsConfig(AppConfig):
    name = "films"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Film facts"

    def ready(self) -> None:
        from films import checks
        from films.evidence.claims import confirm_when_created
        from films.evidence.documents.kept_text import keep_text
        from films.history.watching import connect_signals
        from films.models import Citation, Document

        pre_save.connect(keep_text, sender=Document)
        pre_save.connect(confirm_when_created, sender=Citation)
        post_migrate.connect(install_what_is_standard, sender=self)
        connect_signals()
        register(checks.check_database, Tags.models)
        register(checks.check_search, Tags.models)
        register(checks.check_pages, Tags.urls)
        register(checks.check_site_address, Tags.urls, deploy=True)


def install_what_is_standard(*, using: str, **kwargs: Any) -> None:
    """Add the standard genres and jobs after migrations, and restore the roles, where the router keeps each."""
    from films.curating.roles import restore_roles
    from films.models.genres import install_standard_genres
    from films.models.jobs import install_standard_jobs

    if router.allow_migrate(using, FilmsConfig.name):
        install_standard_genres(using=using, **kwargs)
        install_standard_jobs(using=using, **kwargs)
    if apps.is_installed("django.contrib.auth") and router.allow_migrate(using, "auth", model_name="group"):
        restore_roles(using=using)
