"""Parse a row of a data set into a film's record, or give the reason why it cannot be used."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from films.importing.field_names import CREDIT_FIELDS, LONGEST_KEY_SHOWN, FieldNames
from films.importing.line_files import LineFile
from films.importing.personal_names import parse_personal_names
from films.importing.report import Report
from films.importing.tables import Row, UnusableLineError, read_rows
from films.importing.values import (
    UnusableValueError,
    one_line,
    parse_line,
    parse_list,
    parse_paragraphs,
    parse_runtime,
    parse_year,
)
from films.models import Film, Genre, Identifier, JobCode, Person
from films.models.films import TitleKind

MAX_NAMES = 1_000  # no cast list is that long
MAX_TITLE = Film._meta.get_field("title").max_length or 0
MAX_ID = Identifier._meta.get_field("value").max_length or 0
MAX_NAME = Person._meta.get_field("name").max_length or 0
MAX_GENRE = Genre._meta.get_field("name").max_length or 0

MAX_URL = 2_000

ENGLISH_WIKIPEDIA = {"en.wikipedia.org", "en.m.wikipedia.org", "wikipedia.org", "www.wikipedia.org"}
ARTICLE_PATH = "/wiki/"

TEXTS = ("synopsis", "original_title")
"""Fields in which an empty text means “none”; in others it states nothing."""

Value = TypeVar("Value")


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
    English Wikipedia, as in its address, or empty. `left_out` gives the reasons why single values were dropped.
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
    original_title: str | None = None
    runtime: int | None = None
    is_adult: bool | None = None
    other_titles: tuple[Title, ...] = ()
    left_out: tuple[str, ...] = ()


class FieldReader:
    """Read the fields of a row. A value that cannot be used costs no more than itself, and is noted."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.left_out: list[str] = []

    def read(self, name: str, parse: Callable[[Any], Value]) -> Value | None:
        """Return a field's value, or None if the row does not state it or it cannot be used."""
        if name not in self.given or (self.given[name] == "" and name not in TEXTS):
            return None
        try:
            return parse(self.given[name])
        except UnusableValueError as error:
            self.left_out.append(f"{name}: {error}")
            return None

    def required(self, name: str, longest: int) -> str:
        """Return a text without which there is no film. Raises UnusableLineError."""
        try:
            text = parse_line(self.given.get(name, ""), longest)
        except UnusableValueError as error:
            raise UnusableLineError(f"{name}: {error}") from error
        if not text:
            raise UnusableLineError(f"no {name}")
        return text

    def items(self, name: str, longest: int) -> tuple[str, ...] | None:
        """Return the distinct items of a list, in order, without those that are too long."""
        listed = self.listed(name)
        if listed is None:
            return None
        found = dict.fromkeys(filter(None, map(one_line, listed)))
        return self.fitting(name, list(found), longest)

    def credits(self) -> dict[JobCode, tuple[str, ...]]:
        """Return the distinct names of each job, in order; what is no name is noted.

        People whom the film only shows from archive footage are listed by that, whatever list they are in.
        """
        found: dict[JobCode, tuple[str, ...]] = {}
        for name, job in CREDIT_FIELDS.items():
            listed = self.listed(name)
            if listed is None:
                continue
            by_job: dict[JobCode, dict[str, None]] = {job: {}}
            for personal_name, left_out in parse_personal_names(listed):
                if left_out:
                    self.left_out.append(f"{name}: {left_out}")
                if personal_name is not None:
                    by_job.setdefault(personal_name.job or job, {})[str(personal_name)] = None
            found |= {its_job: self.fitting(name, list(names), MAX_NAME) for its_job, names in by_job.items()}
        return found

    def listed(self, name: str) -> list[str] | None:
        """Return the items of a list, of objects their names; other keys of the objects are noted."""
        value = self.given.get(name)
        objects = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        beside = dict.fromkeys(key for item in objects for key in item if key != "name")
        self.left_out += [f"{name}: the key “{key[:LONGEST_KEY_SHOWN]}” of its items" for key in beside]
        return self.read(name, parse_list)

    def fitting(self, name: str, items: list[str], longest: int) -> tuple[str, ...]:
        fitting = [item for item in items if len(item) <= longest]
        if len(fitting) < len(items):
            self.left_out.append(f"{name}: an item over {longest} characters")
        if len(fitting) > MAX_NAMES:
            self.left_out.append(f"{name}: what follows the first {MAX_NAMES:,} items")
        return tuple(fitting[:MAX_NAMES])


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
        languages=reader.items("languages", MAX_NAME),
        article=wikipedia_article(reader.read("url", partial(parse_line, longest=MAX_URL)) or ""),
        original_title="" if original_title == title else original_title,
        runtime=reader.read("runtime", parse_runtime),
        other_titles=tuple(
            Title(other) for other in reader.items("other_titles", MAX_TITLE) or () if other not in known_titles
        ),
        left_out=tuple(dict.fromkeys(reader.left_out)),
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
            for reason in record.left_out:
                report.left_out.add(reason, row.line)
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
