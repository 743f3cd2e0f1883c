"""Parse a row of a data set into a film's record, or give the reason why it cannot be used."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote, urlsplit

from films.importing.field_names import FieldNames
from films.importing.field_reader import MAX_NAME, FieldReader, LeftOut
from films.importing.line_files import LineFile
from films.importing.report import Report
from films.importing.tables import Row, UnusableLineError, read_rows
from films.importing.values import (
    KEYS_ELSEWHERE,
    one_line,
    parse_key,
    parse_line,
    parse_paragraphs,
    parse_runtime,
    parse_year,
)
from films.models import Film, Genre, Identifier, JobCode
from films.models.films import TitleKind

MAX_TITLE = Film._meta.get_field("title").max_length or 0
MAX_ID = Identifier._meta.get_field("value").max_length or 0
MAX_GENRE = Genre._meta.get_field("name").max_length or 0

MAX_URL = 2_000

ENGLISH_WIKIPEDIA = {"en.wikipedia.org", "en.m.wikipedia.org", "wikipedia.org", "www.wikipedia.org"}
ARTICLE_PATH = "/wiki/"


@dataclass(slots=True)
class Title:
    """Hold another title of a film, with a tag of its language and the regions that use it, if stated."""

    title: str
    kind: TitleKind = TitleKind.ALTERNATIVE
    language: str = ""
    regions: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """Hold what a row states about a film. None means that it states nothing; an empty value means “none”.

    `credits` has the names for each job that the row states. `article` is the title of the film's article in the
    English Wikipedia, as in its address, or empty. `identifiers` are those that it has elsewhere, by scheme.
    `left_out` has the values that were dropped, with the reasons.
    """

    line: int
    id: str
    title: str
    year: int | None = None
    synopsis: str | None = None
    credits: Mapping[JobCode, tuple[str, ...]] = field(default_factory=dict)
    genres: tuple[str, ...] | None = None
    origin: str = ""
    languages: tuple[str, ...] | None = None
    article: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    original_title: str | None = None
    runtime: int | None = None
    is_adult: bool | None = None
    other_titles: tuple[Title, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def parse_film(row: Row, field_names: FieldNames) -> FilmRecord:
    """Return a film's record from a row. Raises UnusableLineError."""
    given = field_names.given(row.values)
    reader = FieldReader(given)
    title = reader.required("title", MAX_TITLE)
    original_title = reader.read("original_title", partial(parse_line, longest=MAX_TITLE))
    known_titles = {title, original_title}
    return FilmRecord(
        line=row.line,
        id=reader.required("id", MAX_ID),
        title=title,
        year=reader.read("year", parse_year),
        synopsis=reader.read("synopsis", parse_paragraphs),
        credits=reader.credits(),
        genres=reader.items("genres", MAX_GENRE),
        origin=", ".join(reader.items("origin", MAX_NAME) or ()),
        languages=reader.items("languages", MAX_NAME, between="/"),
        article=wikipedia_article(reader.read("url", partial(parse_line, longest=MAX_URL)) or ""),
        identifiers=tuple(
            (scheme, key)
            for scheme in KEYS_ELSEWHERE
            if (key := reader.read(scheme, partial(parse_key, scheme))) is not None
        ),
        original_title="" if original_title == title else original_title,
        runtime=reader.read("runtime", parse_runtime),
        other_titles=tuple(
            Title(other) for other in reader.items("other_titles", MAX_TITLE) or () if other not in known_titles
        ),
        left_out=tuple(reader.left_out),
    )


def read_films(source: LineFile, report: Report, field_names: FieldNames) -> Iterator[tuple[FilmRecord, int]]:
    """Yield the films of a file, each with about how many bytes it has there.

    What cannot be used goes to the report. Raises UnreadableFileError, and StoppedError if the report has to stop
    at the first line that cannot be used.
    """
    for row in read_rows(source, field_names, report):
        try:
            record = parse_film(row, field_names)
        except UnusableLineError as error:
            report.refuse(str(error), row.line)
        else:
            for dropped in record.left_out:
                report.left_out.add(dropped.reason, row.line, dropped.example)
            yield record, row.size


def wikipedia_article(url: str) -> str:
    """Return the title in the address of an English Wikipedia article, such as “Red_Heat_(1988_film)”, or "".

    Articles in other languages are ignored, since their titles may mean something else in English.
    """
    try:
        address = urlsplit(url.strip())
    except ValueError:
        return ""
    if address.hostname not in ENGLISH_WIKIPEDIA or not address.path.startswith(ARTICLE_PATH):
        return ""
    title = re.sub(r"\s+", "_", one_line(unquote(address.path.removeprefix(ARTICLE_PATH))))
    return title if len(title) <= MAX_ID and "\0" not in title else ""
