"""Parse a line of a data set into a film's record, or say why it cannot be used."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from films.importing.line_files import MAX_LINE_BYTES, Line
from films.models import Film, Genre, Identifier, Person
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR

MAX_NAMES = 1_000  # a cast of thousands is never listed in full
MAX_TITLE = Film._meta.get_field("title").max_length or 0
MAX_ID = Identifier._meta.get_field("value").max_length or 0
MAX_NAME = Person._meta.get_field("name").max_length or 0
MAX_GENRE = Genre._meta.get_field("name").max_length or 0

ENGLISH_WIKIPEDIA = {"en.wikipedia.org", "en.m.wikipedia.org", "wikipedia.org", "www.wikipedia.org"}
ARTICLE_PATH = "/wiki/"


class UnusableLineError(ValueError):
    """Nothing of the line can be used; the message is the reason, the same for every line it is true of."""


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """What a line says about a film. None is what it says nothing about; an empty text or list says “none”.

    `article` is the title of its article in the English Wikipedia, as in its address, or nothing.
    `left_out` gives the reasons for which values were left out of it.
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


def parse(line: Line) -> FilmRecord:
    """Return what a line says about a film. Raises UnusableLineError."""
    if line.is_too_long:
        raise UnusableLineError(f"longer than {MAX_LINE_BYTES:,} bytes")
    parsed = parse_json(line.content)
    left_out: list[str] = []
    return FilmRecord(
        line=line.number,
        id=required_text(parsed, "id", MAX_ID),
        title=required_text(parsed, "title", MAX_TITLE),
        year=year(parsed.get("year")),
        synopsis=synopsis(parsed),
        directors=parse_names(parsed, "directors", MAX_NAME, left_out),
        cast=parse_names(parsed, "cast", MAX_NAME, left_out),
        genres=parse_names(parsed, "genres", MAX_GENRE, left_out),
        origin=one_line(text(parsed, "origin") or ""),
        article=wikipedia_article(text(parsed, "url") or ""),
        left_out=tuple(left_out),
    )


def parse_json(content: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(content.decode())
        # Only an escape can bring in a character that UTF-8 has no bytes for, or a NUL.
        texts = every_text(parsed) if b"\\u" in content else ""
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


def every_text(parsed: Any) -> str:
    """Return all texts in a JSON value in one; raises UnicodeEncodeError where one cannot be stored."""
    match parsed:
        case str():
            parsed.encode()
            return parsed
        case dict():
            return "".join(every_text(part) for item in parsed.items() for part in item)
        case list():
            return "".join(every_text(part) for part in parsed)
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


def text(parsed: dict[str, Any], key: str) -> str | None:
    value = parsed.get(key)
    if value is not None and not isinstance(value, str):
        raise UnusableLineError(f"{key} is not a string")
    return value


def synopsis(parsed: dict[str, Any]) -> str | None:
    given = [value for value in (text(parsed, "extract"), text(parsed, "plot")) if value is not None]
    if not given:
        return None
    chosen = next(filter(None, given), "")
    return unicodedata.normalize("NFC", chosen.replace("\r\n", "\n").replace("\r", "\n").strip())


def year(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnusableLineError("year is not a whole number")
    if not FIRST_FILM_YEAR <= value <= LAST_FILM_YEAR:
        raise UnusableLineError(f"year outside {FIRST_FILM_YEAR} to {LAST_FILM_YEAR}")
    return value


def parse_names(parsed: dict[str, Any], key: str, longest: int, left_out: list[str]) -> tuple[str, ...] | None:
    """Return a list's names in order, each once, without empty ones; what is no name goes to `left_out`."""
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
    """Tell a name from what lists torn out of pages hold between names: “&”, “(narrator)”."""
    return value[0] not in "([" and any(map(str.isalnum, value))


def one_line(value: str) -> str:
    """Return a text in Unicode NFC, with every run of white space made one space and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def wikipedia_article(url: str) -> str:
    """Return the title in an English Wikipedia article's address, as in “Red_Heat_(1988_film)”, or nothing.

    Articles in other languages bear titles that may mean something else in English, so they are passed over.
    """
    try:
        address = urlsplit(url.strip())
    except ValueError:
        return ""
    if address.hostname not in ENGLISH_WIKIPEDIA or not address.path.startswith(ARTICLE_PATH):
        return ""
    title = re.sub(r"\s+", "_", one_line(unquote(address.path.removeprefix(ARTICLE_PATH))))
    return title if len(title) <= MAX_ID and "\0" not in title else ""
