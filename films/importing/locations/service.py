"""Import a list of filming locations, in parts between which others can write."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from films.batching import batched
from films.identity.keys import title_key
from films.importing.field_names import location_field_names
from films.importing.line_files import LineFile, UnreadableFileError, open_lines
from films.importing.locations.place_matching import AmbiguousError, PlaceMatcher
from films.importing.locations.records import LocationRecord, parse_location
from films.importing.report import Report
from films.importing.service import Progress, no_progress, validate_dataset_name
from films.importing.storing import NO_TERMS, ImportWriter, RowChange, Terms, Transaction
from films.importing.tables import UnusableLineError, read_rows
from films.models import Citation, Film, FilmLocation, Identifier, Location, State
from films.models.places import LocationUse
from films.names import slug_base

NO_FILM = "no film here has the title and year, or the identifier: import the films first"
AMBIGUOUS = "ambiguous, since several films here have its title and year: add the identifier to the right one"
AMBIGUOUS_PLACE = "ambiguous, several places here have the name: give the coordinates of the right one"
MAX_KEY = (FilmLocation._meta.get_field("key").max_length or 0) - len("-9999")


def import_locations(
    path: Path,
    progress: Progress = no_progress,
    *,
    dataset: str = "",
    terms: Terms = NO_TERMS,
    stop_on_error: bool = False,
    stored_in: Transaction = transaction.atomic,
) -> Report:
    """Import filming locations from a table or JSON, plain or gzip, and return a report.

    The fields are title, year, place, city, country, latitude, longitude, scene and identifier, such as
    imdb:tt0000001. The film
    must exist, and is found by its identifier, or else by title and year. An entry is the same if film, place and
    scene are; an entry without a scene gets that of the line. What a curator cited is kept, and nothing is ever
    deleted.

    What is added says that it came with the data set, if there is a name for it, and so under its `terms`.

    The import is one change in the history, which is stored in parts as by `import_films`.

    Raises OSError if the file cannot be read, UnreadableFileError if it is damaged or not such a list, and
    StoppedError at an unusable line if `stop_on_error`; then nothing is stored, since the file is read to its end
    before anything is. Raises DatasetNameError if the data set cannot be called so.
    """
    scheme = validate_dataset_name(dataset) if dataset else ""
    report = Report(stop_on_error, thing="filming location")
    read_to_the_end(path, Report(stop_on_error, thing="filming location"), progress)
    writer = ImportWriter("locations", scheme, path.name, terms, stored_in)
    with open_lines(path) as source:
        importer = LocationImporter(writer, report)
        for records in batched(usable_records(source, report)):
            importer = importer.up_to_date()
            with writer.part():
                importer = importer.up_to_date()
                importer.import_records(records)
            progress("Importing", source.share_read)
    with stored_in():
        report.count_others(writer.inserted, (Location,))
        writer.close(report.sentences())
    return report


def read_to_the_end(path: Path, report: Report, progress: Progress) -> None:
    """Read a whole file, so that nothing is stored of one that turns out to be unusable."""
    has_places = False
    with open_lines(path) as source:
        for _ in usable_records(source, report):
            has_places = True
            progress("Reading", source.share_read)
    if not (has_places or report.skipped.total):
        raise UnreadableFileError("It contains no places, only the names of columns.")


def usable_records(source: LineFile, report: Report) -> Iterator[LocationRecord]:
    """Yield a record for each line; lines that cannot be used go to the report."""
    field_names = location_field_names()
    for row in read_rows(source, field_names, report):
        try:
            yield parse_location(row.line, field_names.given(row.values), report)
        except UnusableLineError as error:
            report.refuse(str(error), row.line)


class LocationImporter:
    """Import batches of records, each about one film and one place."""

    def __init__(self, writer: ImportWriter, report: Report) -> None:
        self.writer = writer
        self.report = report
        self.places = PlaceMatcher(writer, report)
        self.films: dict[tuple[str, int], list[int]] = {}
        films = Film.objects.filter(year__isnull=False).values_list("pk", "title", "year")
        for film_id, title, year in films.order_by("pk").iterator():
            self.films.setdefault((title_key(title), year), []).append(film_id)

    def up_to_date(self) -> "LocationImporter":
        """Return this, or a new one if somebody else has changed facts since the last call."""
        return LocationImporter(self.writer, self.report) if self.writer.others_have_written() else self

    def import_records(self, records: list[LocationRecord]) -> None:
        found = list(self.match_films(records))
        entries = FilmLocationSync(self.writer, [film_id for film_id, _ in found])
        for film_id, record in found:
            try:
                entries.compare(film_id, self.places.find(record), record, self.report)
            except AmbiguousError:
                self.report.skipped.add(AMBIGUOUS_PLACE, record.line)
        self.places.write()
        entries.write()

    def match_films(self, records: list[LocationRecord]) -> Iterator[tuple[int, LocationRecord]]:
        """Yield each record with its film's key; records without one go to the report."""
        identified = self.films_by_identifier(records)
        for record in records:
            film_id = identified.get(record.identifier) if record.identifier else None
            same = self.films.get((title_key(record.title), record.year), []) if record.year else []
            if film_id is None and len(same) == 1:
                film_id = same[0]
            if film_id is not None:
                yield film_id, record
            else:
                self.report.skipped.add(AMBIGUOUS if same else NO_FILM, record.line)

    def films_by_identifier(self, records: list[LocationRecord]) -> dict[tuple[str, str], int]:
        wanted = {record.identifier for record in records if record.identifier}
        values = [value for _, value in wanted]
        known = Identifier.objects.filter(value__in=values, film__isnull=False)
        return {
            (scheme, value): film_id
            for scheme, value, film_id in known.values_list("scheme", "value", "film_id")
            if (scheme, value) in wanted
        }


class FilmLocationSync:
    """Compare a batch of films' filming locations line by line, and write the differences at once."""

    def __init__(self, writer: ImportWriter, film_ids: list[int]) -> None:
        self.writer = writer
        self.keys: dict[int, set[str]] = {}
        self.known: dict[tuple[int, int], list[FilmLocation]] = {}
        self.added: list[FilmLocation] = []
        self.changes: list[RowChange] = []
        citations = Citation.objects.filter(film_location__film__in=film_ids)
        self.cited = set(citations.values_list("film_location_id", flat=True))
        for entry in FilmLocation.objects.filter(film__in=film_ids).order_by("pk"):
            self.keys.setdefault(entry.film_id, set()).add(entry.key)
            if entry.use == LocationUse.FILMED:
                self.known.setdefault((entry.film_id, entry.location_id), []).append(entry)

    def compare(self, film_id: int, location_id: int, record: LocationRecord, report: Report) -> None:
        """Collect what a film lacks of a record, and count it."""
        same = self.known.setdefault((film_id, location_id), [])
        if any(record.scene in ("", entry.scene) for entry in same):
            report.unchanged += 1
            return
        blank = next((entry for entry in same if not entry.scene and entry.pk not in self.cited), None)
        if blank is not None:
            blank.scene = record.scene
            if blank.pk is not None:  # without a key it has not been written yet
                self.changes.append(RowChange(blank.pk, {"scene": ""}, {"scene": record.scene}))
            report.updated += 1
            return
        entry = FilmLocation(
            film_id=film_id, location_id=location_id, key=self.free_key(film_id, record), scene=record.scene
        )
        same.append(entry)
        self.added.append(entry)
        report.created += 1

    def free_key(self, film_id: int, record: LocationRecord) -> str:
        taken = self.keys.setdefault(film_id, set())
        base = key = slug_base(record.place, "place", longest=MAX_KEY)
        number = 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key)
        return key

    def write(self) -> None:
        self.writer.update(FilmLocation, self.changes)
        rows = ((entry.film_id, entry.location_id, entry.key, entry.scene) for entry in self.added)
        columns = ("film_id", "location_id", "key", "scene")
        self.writer.insert(FilmLocation, columns, rows, use=LocationUse.FILMED, state=State.PUBLISHED)
