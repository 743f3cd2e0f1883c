"""Load fixtures as Django does, but recognise their films and people among those that are stored."""

from pathlib import Path
from typing import Any

from django.core.management.commands import loaddata
from django.db import DEFAULT_DB_ALIAS

from films.curating.fixture_matching import FixtureContents, FixtureMatcher
from films.exporting.fixture_parser import READERS, UnreadableFixtureError, read_records


class Command(loaddata.Command):
    """Extend `loaddata`. Only uncompressed fixtures are matched; others are loaded by their slugs."""

    def loaddata(self, fixture_labels: Any) -> None:
        self.matchers: list[FixtureMatcher] = []
        super().loaddata(fixture_labels)
        for matcher in self.matchers:
            matcher.finish()

    def load_label(self, fixture_label: str) -> None:
        for file, *_ in self.find_fixtures(fixture_label):
            path = Path(file)
            if path.suffix in READERS and self.using == DEFAULT_DB_ALIAS:
                self.match(path)
        super().load_label(fixture_label)

    def match(self, path: Path) -> None:
        contents = FixtureContents()
        try:
            for record in read_records(path):
                contents.add(record.model, record.values)
        except UnreadableFixtureError:
            return  # Django reports it better
        matcher = FixtureMatcher(contents)
        matcher.give_slugs()
        self.matchers.append(matcher)
