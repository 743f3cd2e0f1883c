"""Configure the reusable app: register its checks, and connect the signals of its history."""

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_save


class FilmsConfig(AppConfig):
    name = "films"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Film facts"

    def ready(self) -> None:
        from films import checks
        from films.curating import roles
        from films.evidence.claims import confirm_when_created
        from films.evidence.documents.store import keep_text
        from films.history.watching import connect_signals
        from films.models import Citation, Document
        from films.models.genres import install_standard_genres
        from films.models.jobs import install_standard_jobs

        pre_save.connect(keep_text, sender=Document)
        pre_save.connect(confirm_when_created, sender=Citation)
        post_migrate.connect(install_standard_genres, sender=self)
        post_migrate.connect(install_standard_jobs, sender=self)
        connect_signals()
        register(checks.check_database, Tags.models)
        register(checks.check_search, Tags.models)
        register(checks.check_pages, Tags.urls)
        if apps.is_installed("django.contrib.auth"):
            post_migrate.connect(roles.restore_roles, sender=self)
