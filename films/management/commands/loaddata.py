"""Load fixtures as Django does, but recognise their films and people among those that are stored."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializedObject
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.utils.timezone import is_aware, make_naive

from films.curating.fixture_matching import FixtureContents, FixtureMatcher, take_place_of_same
from films.evidence.rechecking import recheck_words
from films.exporting.fixture_parser import READERS, UnreadableFixtureError, read_records
from films.models import Citation, Document

UNSAID = "{} values are not said by the words cited for them in {}: they wait to be confirmed."


class Command(loaddata.Command):
    """Extend `loaddata`. Only uncompressed fixtures are matched; others are loaded by their slugs."""

    def loaddata(self, fixture_labels: Any) -> None:
        self.matchers: list[FixtureMatcher] = []
        super().loaddata(fixture_labels)
        for matcher in self.matchers:
            matcher.finish()
        self.recheck_words()

    def recheck_words(self) -> None:
        """Compare what citations claim with the texts that are held, and report what these do not say."""
        slugs = {slug for matcher in self.matchers for slug in matcher.contents.cited}
        for document in Document.objects.filter(slug__in=slugs).exclude(text=""):
            if withdrawn := recheck_words(document):
                self.stdout.write(UNSAID.format(withdrawn, document))

    def load_label(self, fixture_label: str) -> None:
        for file, *_ in self.find_fixtures(fixture_label):
            path = Path(file)
            if path.suffix in READERS and self.using == DEFAULT_DB_ALIAS:
                self.match(path)
        super().load_label(fixture_label)

    def save_obj(self, obj: DeserializedObject) -> bool:
        if not settings.USE_TZ:
            make_times_naive(obj.object)
        if isinstance(obj.object, Citation):
            take_place_of_same(obj.object)
        return super().save_obj(obj)

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


def make_times_naive(record: Model) -> None:
    """Take the time zones off a record's times, which fixtures have, but a project without USE_TZ cannot store."""
    for field in record._meta.concrete_fields:
        moment = getattr(record, field.attname)
        if isinstance(moment, datetime) and is_aware(moment):
            setattr(record, field.attname, make_naive(moment))
