"""Map the genres, countries and languages of a data set to stored ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from films.importing.records import FilmRecord
from films.importing.report import Report
from films.importing.storing import ImportWriter
from films.locale_names import english_name_of_language, language_tag
from films.models import Genre, Language, Location, LocationName, State
from films.models.genres import genre_labels, genre_slug
from films.models.places import LocationKind
from films.names import Slugs, slug_base
from films.origins import countries, folded

LONGEST_WORD_REPORTED = 40

TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """Hold the records that words of a film's record name."""

    ids: list[int]
    words: str
    is_complete: bool = True
    """Whether the words say what a film has: it is no reason to drop anything that a word is unknown."""


class VocabularyLookup(Protocol):
    """Find the records of one vocabulary, such as the genre list, that films are linked to."""

    def named_in(self, record: FilmRecord) -> Named | None:
        """Return what a film's record names, and report the unknown words; None if it says nothing of this."""


class GenreWords:
    """Find the genres that words mean, and report words for which the genre list has none."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.labels = genre_labels()
        self.names = dict(Genre.objects.values_list("pk", "name"))
        self.uncontrolled = set(Genre.objects.filter(is_controlled=False).values_list("pk", flat=True))

    def meant_by(self, label: str, line: int) -> list[int]:
        """Return the genres that a word means; report it if none of the list is among them."""
        by_slug = self.labels.genre_of(genre_slug(label))
        meant = self.labels.genres_of(label) or ([] if by_slug is None else [by_slug])
        if not meant or not self.uncontrolled.isdisjoint(meant):
            self.report.unmapped_genres.add(f"“{label}”", line)
        return meant

    def stored_names(self, labels: Iterable[str], line: int) -> tuple[str, ...]:
        """Return what the genres that labels mean are called, each once."""
        meant = ([self.names[pk] for pk in self.meant_by(label, line)] or [label] for label in labels)
        return tuple(dict.fromkeys(chain.from_iterable(meant)))


class GenreLookup:
    """Map words for genres to the genre list, and create genres outside it for those that cannot be mapped."""

    def __init__(self, writer: ImportWriter, report: Report) -> None:
        self.writer = writer
        self.words = GenreWords(report)

    def named_in(self, record: FilmRecord) -> Named | None:
        """Return the genres that the labels of a film mean, and report those that are not in the list."""
        if record.genres is None:
            return None
        found: list[int] = []
        for label in record.genres:
            found += self.words.meant_by(label, record.line) or [self.create(label)]
        return Named(found, ", ".join(record.genres))

    def create(self, label: str) -> int:
        slug = genre_slug(label)
        genre = self.writer.create(Genre, slug=slug, name=label, is_controlled=False)
        self.words.labels.add(genre.pk, slug, label)
        self.words.uncontrolled.add(genre.pk)
        return int(genre.pk)


class CountryLookup:
    """Find countries by name, and create the missing ones."""

    def __init__(self, writer: ImportWriter, report: Report) -> None:
        self.writer = writer
        self.report = report
        self.ids: dict[str, int] = {}
        self.slugs = Slugs(Location)
        others = LocationName.objects.filter(location__kind=LocationKind.COUNTRY)
        self.remember(others.order_by("-pk").values_list("name", "location_id"))
        self.remember(Location.objects.filter(kind=LocationKind.COUNTRY).order_by("-pk").values_list("name", "pk"))

    def remember(self, named: Iterable[tuple[str, int]]) -> None:
        self.ids.update((folded(name), location_id) for name, location_id in named)

    def named_in(self, record: FilmRecord) -> Named:
        """Return the countries named in a film's origin; one that is empty or unknown states nothing."""
        known, unknown = countries(record.origin)
        report_unknown("origin", unknown, record.line, self.report)
        found = [self.ids.get(folded(name)) or self.create_country(name) for name in known]
        return Named(found, record.origin, is_complete=bool(found) and not unknown)

    def create_country(self, name: str) -> int:
        (slug,) = self.slugs.give([slug_base(name, "country")])
        country = self.writer.create(
            Location, name=name, slug=slug, kind=LocationKind.COUNTRY, state=State.PUBLISHED
        )
        self.remember([(name, country.pk)])
        return country.pk


class LanguageLookup:
    """Find languages by tag, code or name, and create the missing ones."""

    def __init__(self, writer: ImportWriter, report: Report) -> None:
        self.writer = writer
        self.report = report
        self.ids: dict[str, int] = dict(Language.objects.values_list("tag", "pk"))

    def get(self, word: str) -> int | None:
        """Return the language with a tag, code or name; None if it is not known and no valid tag either."""
        tag = word if word in self.ids else language_tag(word) or word
        if tag not in self.ids and TAG.fullmatch(tag):
            self.ids[tag] = self.writer.create(Language, tag=tag, name=english_name_of_language(tag)).pk
        return self.ids.get(tag)

    def named_in(self, record: FilmRecord) -> Named | None:
        """Return the languages that the words of a film's record mean."""
        if record.languages is None:
            return None
        unknown = [word for word in record.languages if word not in self.ids and language_tag(word) is None]
        report_unknown("language", unknown, record.line, self.report)
        found = [self.get(word) for word in record.languages if word not in unknown]
        ids = [language_id for language_id in found if language_id is not None]
        return Named(ids, ", ".join(record.languages), is_complete=not unknown)


class Vocabularies:
    """Hold the look-ups of all vocabularies that films are linked to."""

    def __init__(self, writer: ImportWriter, report: Report) -> None:
        self.genres = GenreLookup(writer, report)
        self.countries = CountryLookup(writer, report)
        self.languages = LanguageLookup(writer, report)

    def by_field(self) -> dict[str, VocabularyLookup]:
        """Map the fields of films to the look-ups of what they link to."""
        return {"genres": self.genres, "countries": self.countries, "languages": self.languages}


def report_unknown(kind: str, words: Iterable[str], line: int, report: Report) -> None:
    """Report words that mean no known record of a kind, such as “origin”."""
    for word in words:
        report.left_out.add(f"an unknown {kind}, “{word[:LONGEST_WORD_REPORTED]}”", line)
