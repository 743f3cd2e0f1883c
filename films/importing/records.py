"""Parse a line of a data set into a film's record, or give the reason why it cannot be used."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from films.importing.line_files import MAX_LINE_BYTES, Line
from films.models import Film, Genre, Identifier, Person
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR

MAX_NAMES = 1_000  # no cast list is that long
MAX_TITLE = Film._meta.get_field("title").max_length or 0
MAX_ID = Identifier._meta.get_field("value").max_length or 0
MAX_NAME = Person._meta.get_field("name").max_length or 0
MAX_GENRE = Genre._meta.get_field("name").max_length or 0

ENGLISH_WIKIPEDIA = {"en.wikipedia.org", "en.m.wikipedia.org", "wikipedia.org", "www.wikipedia.org"}
ARTICLE_PATH = "/wiki/"


class UnusableLineError(ValueError):
    """Report that a line cannot be used; the message is a reason that is the same for all such lines."""


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """Hold what a line states about a film. None means that it states nothing; an empty value means “none”.

    `article` is the title of the film's article in the English Wikipedia, as in its address, or empty. `left_out`
    gives the reasons why single values were dropped.
    """

    line: int
    id: str
    title: str
    year: int | None
    synopsis: str | None
    directors: tuple[str, ...] | None
    cast: tuple[str, ...] | None
    genres: tuple[str, ...] | None
    origin: str
    article: str
    left_out: tuple[str, ...]
    original_title: str | None = None
    runtime: int | None = None


def parse_film(line: Line) -> FilmRecord:
    """Return a film's record from a line. Raises UnusableLineError."""
    if line.is_too_long:
        raise UnusableLineError(f"longer than {MAX_LINE_BYTES:,} bytes")
    parsed = parse_json(line.content)
    left_out: list[str] = []
    return FilmRecord(
        line=line.number,
        id=required_text(parsed, "id", MAX_ID),
        title=required_text(parsed, "title", MAX_TITLE),
        year=parse_year(parsed.get("year")),
        synopsis=parse_synopsis(parsed),
        directors=parse_names(parsed, "directors", MAX_NAME, left_out),
        cast=parse_names(parsed, "cast", MAX_NAME, left_out),
        genres=parse_names(parsed, "genres", MAX_GENRE, left_out),
        origin=one_line(optional_text(parsed, "origin") or ""),
        article=wikipedia_article(optional_text(parsed, "url") or ""),
        left_out=tuple(left_out),
    )


def parse_json(content: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(content.decode())
        # Only an escape can produce a character that UTF-8 cannot encode, or a NUL.
        texts = all_text(parsed) if b"\\u" in content else ""
    except UnicodeDecodeError as error:
        raise UnusableLineError("not UTF-8") from error
    except UnicodeEncodeError as error:
        raise UnusableLineError("half a character in it (a lone surrogate)") from error
    except json.JSONDecodeError as error:
        raise UnusableLineError("not JSON") from error
    except (ValueError, RecursionError) as error:
        raise UnusableLineError("JSON that is too deep, or a number in it that is too long") from error
    if "\0" in texts:
        raise UnusableLineError("a NUL character in it")
    if not isinstance(parsed, dict):
        raise UnusableLineError("JSON, but not an object with keys")
    return parsed


def all_text(parsed: Any) -> str:
    """Concatenate all strings in a JSON value. Raises UnicodeEncodeError if one of them cannot be stored."""
    match parsed:
        case str():
            parsed.encode()
            return parsed
        case dict():
            return "".join(all_text(part) for item in parsed.items() for part in item)
        case list():
            return "".join(all_text(part) for part in parsed)
    return ""


def required_text(parsed: dict[str, Any], key: str, longest: int) -> str:
    value = parsed.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        value = str(value)
    if value is None or value == "":
        raise UnusableLineError(f"no {key}")
    if not isinstance(value, str):
        raise UnusableLineError(f"{key} is not a string")
    value = one_line(value)
    if not value:
        raise UnusableLineError(f"no {key}")
    if len(value) > longest:
        raise UnusableLineError(f"{key} over {longest} characters")
    return value


def optional_text(parsed: dict[str, Any], key: str) -> str | None:
    value = parsed.get(key)
    if value is not None and not isinstance(value, str):
        raise UnusableLineError(f"{key} is not a string")
    return value


def parse_synopsis(parsed: dict[str, Any]) -> str | None:
    given = [
        value for value in (optional_text(parsed, "extract"), optional_text(parsed, "plot")) if value is not None
    ]
    if not given:
        return None
    chosen = next(filter(None, given), "")
    return unicodedata.normalize("NFC", chosen.replace("\r\n", "\n").replace("\r", "\n").strip())


def parse_year(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnusableLineError("year is not a whole number")
    if not FIRST_FILM_YEAR <= value <= LAST_FILM_YEAR:
        raise UnusableLineError(f"year outside {FIRST_FILM_YEAR} to {LAST_FILM_YEAR}")
    return value


def parse_names(parsed: dict[str, Any], key: str, longest: int, left_out: list[str]) -> tuple[str, ...] | None:
    """Return the distinct names in a list, in order; anything that is not a name is noted in `left_out`."""
    values = parsed.get(key)
    if values is None:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise UnusableLineError(f"{key} is not a list of strings")
    if len(values) > MAX_NAMES:
        raise UnusableLineError(f"{key} has more than {MAX_NAMES:,} entries")
    found = dict.fromkeys(filter(None, map(one_line, values)))
    if any(len(name) > longest for name in found):
        left_out.append(f"{key}: a name over {longest} characters")
    if not all(map(is_name, found)):
        left_out.append(f"{key}: a symbol or a bracketed remark in place of a name")
    return tuple(name for name in found if len(name) <= longest and is_name(name))


def is_name(value: str) -> bool:
    """Tell a name from debris of scraped lists: “&”, “(narrator)”."""
    return value[0] not in "([" and any(map(str.isalnum, value))


def one_line(value: str) -> str:
    """Return a text in Unicode NFC, with runs of white space reduced to one space and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", value).split())


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
