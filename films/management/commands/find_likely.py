"""Look for likely duplicates, or for relations between films, for curators to decide on."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from films.background import let_visitors_come_first
from films.models.finding_runs import Subject


class Command(BaseCommand):
    help = (
        "Look for likely duplicates, or for relations between films, in all records, and list them in the admin. "
        "The admin starts this when a curator asks for it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subject", choices=Subject.values)

    def handle(self, *args: Any, **options: Any) -> None:
        from films.curating.finding import find

        let_visitors_come_first()
        subject = Subject(options["subject"])
        find(subject)
        self.stdout.write(f"{subject.label}: looked for in all records.")
