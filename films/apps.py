"""The reusable app of film facts."""

from django.apps import AppConfig
from django.db.models.signals import pre_save


class FilmsConfig(AppConfig):
    name = "films"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Film facts"

    def ready(self) -> None:
        from films.evidence.holding import keep_text
        from films.models import Document

        pre_save.connect(keep_text, sender=Document)
