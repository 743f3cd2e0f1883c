"""Write a fixture of published facts."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.exporting import fixtures
from films.exporting.formats import FORMATS
from films.exporting.kinds import KINDS
from films.models import Film
from films.search.backends import engine


class Command(BaseCommand):
    help = "Write published facts as a fixture: everything, one film with everything it refers to, or one kind."

    def add_arguments(self, parser: CommandParser) -> None:
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--film", help="The slug of a film, written with everything it refers to.")
        part.add_argument("--kind", choices=KINDS, default=fixtures.WHOLE, help="One kind of record.")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument(
            "--output",
            type=Path,
            help="The file to write, in a folder that is made if need be. Default: standard output.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data_format = FORMATS[options["format"]]
        if options["film"]:
            film = Film.objects.published().filter(slug=options["film"]).first()
            if film is None:
                raise CommandError(
                    f"No published film has the slug “{options['film']}”. Copy it from the film's address."
                )
            download = fixtures.film_download(film, data_format)
        else:
            download = fixtures.fixture_download(options["kind"], data_format)
        path: Path | None = options["output"]
        try:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            with engine().snapshot(), path.open("wb") if path else sys.stdout.buffer as out:
                for piece in download.content():
                    out.write(piece)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
