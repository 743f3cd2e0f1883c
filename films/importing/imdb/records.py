"""Parse the rows about one title into a film's record."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from films.importing.field_reader import LeftOut, Value
from films.importing.imdb.files import Row, Table
from films.importing.records import MAX_GENRE, MAX_TITLE, FilmRecord, Title
from films.importing.report import Report, quoted_example
from films.importing.tables import UnusableLineError
from films.importing.values import (
    LONGEST_NUMBER,
    UnusableValueError,
    one_line,
    parse_mark,
    parse_runtime,
    parse_year,
)
from films.models import Credit, Department, JobCode
from films.models.films import TitleKind
from films.models.standard_jobs import ARCHIVE_CODES, WITH_CHARACTERS, standard_codes

FILM_TYPES = frozenset("movie short tvMovie tvShort video".split())
SEPARATOR = "\x02"  # between types or attributes of a title
MAX_CHARACTER = Credit._meta.get_field("character").max_length or 0
MOST_OF_A_KIND = 1_000  # rows about one film, or its credits; real lists are much shorter

CATEGORIES = {
    "actor": JobCode.ACTOR,
    "actress": JobCode.ACTOR,
    "self": JobCode.SELF,
    "archive_footage": JobCode.ARCHIVE_FOOTAGE,
    "archive_sound": JobCode.ARCHIVE_SOUND,
    "director": JobCode.DIRECTOR,
    "writer": JobCode.WRITER,
    "producer": JobCode.PRODUCER,
    "composer": JobCode.COMPOSER,
    "cinematographer": JobCode.CINEMATOGRAPHER,
    "editor": JobCode.EDITOR,
    "production_designer": JobCode.PRODUCTION_DESIGNER,
    "casting_director": JobCode.CASTING_DIRECTOR,
}
PRECISE_JOBS: dict[JobCode, tuple[tuple[re.Pattern[str], JobCode], ...]] = {
    JobCode.WRITER: (
        (
            re.compile(r"\b(novel|book|play|comics?|characters?|poem|short story|based on)\b"),
            JobCode.SOURCE_AUTHOR,
        ),
        (re.compile(r"\b(screenplay|scenario|script)\b"), JobCode.SCREENPLAY),
        (re.compile(r"\bstory\b"), JobCode.STORY),
    ),
    JobCode.PRODUCER: ((re.compile(r"\bexecutive producer\b"), JobCode.EXECUTIVE_PRODUCER),),
    JobCode.DIRECTOR: ((re.compile(r"\bassistant director\b"), JobCode.ASSISTANT_DIRECTOR),),
}
"""More precise jobs of a category, by words in its description; the first match counts."""

CAST_CODES = standard_codes(Department.CAST)
CODES_WITH_CHARACTERS = standard_codes(*WITH_CHARACTERS)
WRITING_CODES = standard_codes(Department.WRITING)

REMARK = re.compile(r"\s*\((voice|uncredited)\)")
HIMSELF = re.compile(r"^(self|himself|herself|themselves)\b[\s-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """Hold one person's work on a film: `person` is their key at IMDb, `billing` their place in the cast."""

    person: str
    job: JobCode
    character: str = ""
    billing: int | None = None
    uncredited: bool | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    score: Decimal
    votes: int


@dataclass(slots=True)
class FilmRows:
    """Hold all rows about one title, by table."""

    basics: Row
    others: Mapping[Table, Sequence[Row]]

    def rows_of(self, table: Table, report: Report) -> Sequence[Row]:
        """Return the rows of a table, up to a number that no film needs."""
        found = self.others.get(table, ())
        if len(found) > MOST_OF_A_KIND:
            report.left_out.add(f"{table}: more than {MOST_OF_A_KIND:,} lines about one film", found[0].line)
        return found[:MOST_OF_A_KIND]


@dataclass(slots=True)
class ImdbFilm:
    record: FilmRecord
    works: list[Work] = field(default_factory=list)
    rating: Rating | None = None


def parse_imdb_film(rows: FilmRows, report: Report) -> ImdbFilm:
    """Return a film from its rows; values that cannot be used go to the report. Raises UnusableLineError."""
    record = film_record(rows.basics)
    for dropped in record.left_out:
        report.left_out.add(dropped.reason, record.line, dropped.example)
    titles = parse_titles(record, rows.rows_of(Table.TITLES, report), report)
    film = ImdbFilm(replace(record, other_titles=tuple(titles)))
    film.works = parse_works(rows.rows_of(Table.PRINCIPALS, report), report)
    add_crew(film.works, rows.rows_of(Table.CREW, report))
    if len(film.works) > MOST_OF_A_KIND:
        report.left_out.add(f"more than {MOST_OF_A_KIND:,} credits of one film", record.line)
        del film.works[MOST_OF_A_KIND:]
    for row in rows.rows_of(Table.RATINGS, report):
        film.rating = parse_rating(row, report)
    return film


def film_record(row: Row) -> FilmRecord:
    key, _, title, original_title, adult, start_year, minutes, genres = row.values
    title = one_line(title)
    stated_title: str | None = one_line(original_title)
    if not title:
        raise UnusableLineError("no primaryTitle")
    if len(title) > MAX_TITLE:
        raise UnusableLineError(f"a primaryTitle over {MAX_TITLE} characters")
    left_out: list[LeftOut] = []
    if stated_title and len(stated_title) > MAX_TITLE:
        left_out.append(LeftOut(f"originalTitle: over {MAX_TITLE} characters"))
        stated_title = None
    return FilmRecord(
        line=row.line,
        id=key,
        title=title,
        year=parsed_or_noted(start_year, "startYear", parse_year, left_out),
        genres=fitting_genres(genres, left_out),
        original_title="" if stated_title == title else stated_title,
        runtime=parsed_or_noted(minutes, "runtimeMinutes", parse_runtime, left_out),
        is_adult=parsed_or_noted(adult, "isAdult", parse_mark, left_out),
        left_out=tuple(left_out),
    )


def fitting_genres(genres: str, left_out: list[LeftOut]) -> tuple[str, ...] | None:
    """Return the labels of genres, or None if there are none; that some are too long to be stored is noted."""
    labels = genres.split(",") if genres else []
    fitting = tuple(label for label in labels if len(label) <= MAX_GENRE)
    if len(fitting) < len(labels):
        left_out.append(LeftOut(f"genres: an item over {MAX_GENRE} characters"))
    return fitting or None


def parsed_or_noted(
    text: str, column: str, parse: Callable[[str], Value], left_out: list[LeftOut]
) -> Value | None:
    """Return a value, or None if there is none or it cannot be used; the latter is noted."""
    try:
        return parse(text) if text else None
    except UnusableValueError as error:
        left_out.append(LeftOut(f"{column}: {error}", quoted_example(text)))
        return None


def in_listed_order(rows: Sequence[Row]) -> list[Row]:
    """Sort rows by `ordering`, their second column."""
    return sorted(rows, key=lambda row: row.values[1].zfill(LONGEST_NUMBER))


def parse_titles(record: FilmRecord, rows: Sequence[Row], report: Report) -> list[Title]:
    """Return a film's other titles, each once, with the regions that use it."""
    found: dict[str, Title] = {}
    for row in in_listed_order(rows):
        _, _, text, region, language, types, attributes = row.values
        text = one_line(text)
        if len(text) > MAX_TITLE:
            report.left_out.add(f"{Table.TITLES}: a title over {MAX_TITLE} characters", row.line)
        elif text and text not in (record.title, record.original_title):
            title = found.setdefault(text, Title(text, title_kind(types, attributes), language))
            title.language = title.language or language
            title.regions.update(filter(None, [region]))
    return list(found.values())


def title_kind(types: str, attributes: str) -> TitleKind:
    if "working" in types.split(SEPARATOR):
        return TitleKind.WORKING
    if "transliterat" in attributes:
        return TitleKind.TRANSLITERATED
    return TitleKind.TRANSLATED if "translat" in attributes else TitleKind.ALTERNATIVE


def parse_works(rows: Sequence[Row], report: Report) -> list[Work]:
    found: dict[tuple[str, JobCode, str], Work] = {}
    billed: dict[str, int] = {}
    for row in in_listed_order(rows):
        _, _, person, category, words, text = row.values
        job = CATEGORIES.get(category)
        if job is None:
            report.left_out.add(f"{Table.PRINCIPALS}: {category[:40] or 'no category'}", row.line)
            continue
        job = next((shade for words_of, shade in PRECISE_JOBS.get(job, ()) if words_of.search(words.lower())), job)
        if job not in CODES_WITH_CHARACTERS:
            found.setdefault((person, job, ""), Work(person, job))
            continue
        place = billed.setdefault(person, len(billed) + 1) if job in CAST_CODES else None
        for character in parse_characters(text, row.line, report) or [""]:
            work = cast_work(person, job, character, place)
            found.setdefault((person, work.job, work.character), work)
    return list(found.values())


def cast_work(person: str, job: JobCode, character: str, billing: int | None) -> Work:
    remarks = REMARK.findall(character)
    name = one_line(REMARK.sub("", character))
    if job == JobCode.SELF or job in ARCHIVE_CODES:
        name = HIMSELF.sub("", name)
    job = JobCode.VOICE if "voice" in remarks and job == JobCode.ACTOR else job
    return Work(person, job, name, billing, "uncredited" in remarks or None)


def parse_characters(text: str, line: int, report: Report) -> list[str]:
    """Return the names in a JSON list; anything else, and names that are too long, go to the report."""
    if not text:
        return []
    try:
        names = json.loads(text)
        if not isinstance(names, list):
            raise TypeError
        "".join(names).encode()
    except (ValueError, TypeError, RecursionError):
        report.left_out.add(f"{Table.PRINCIPALS}: characters that are not a JSON list of strings", line)
        return []
    fitting = [name for name in names if len(name) <= MAX_CHARACTER and "\0" not in name]
    if len(fitting) < len(names):
        report.left_out.add(f"{Table.PRINCIPALS}: a character over {MAX_CHARACTER} characters", line)
    return fitting


def add_crew(found: list[Work], rows: Sequence[Row]) -> None:
    """Add the directors and writers who are missing among the principals."""
    for row in rows:
        if len(found) > MOST_OF_A_KIND:
            return
        _, directors, writers = row.values
        for people, job, alike in (
            (directors, JobCode.DIRECTOR, (str(JobCode.DIRECTOR),)),
            (writers, JobCode.WRITER, WRITING_CODES),
        ):
            there = {work.person for work in found if work.job in alike} | {""}
            found += [Work(person, job) for person in dict.fromkeys(people.split(",")) if person not in there]


def parse_rating(row: Row, report: Report) -> Rating | None:
    _, score, votes = row.values
    try:
        rated = Rating(Decimal(score), int(votes))
    except (InvalidOperation, ValueError):
        rated = None
    if rated is None or not (rated.score.is_finite() and 0 <= rated.score <= 10 and 0 <= rated.votes < 2**31):
        report.left_out.add(f"{Table.RATINGS}: no score from 0 to 10 with a number of votes", row.line)
        return None
    return rated
