"""The app of curators' changes: it watches while a change is recorded, and keeps the roles true."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CuratingConfig(AppConfig):
    name = "films.curating"
    label = "curating"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Curating"

    def ready(self) -> None:
        from films.curating import recording, roles

        recording.watch()
        post_migrate.connect(roles.keep, sender=self)
