"""Say which keys or columns of a data set hold which field."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from films.importing.line_files import UnreadableFileError
from films.models import JobCode

CREDIT_FIELDS: dict[str, JobCode] = {
    "directors": JobCode.DIRECTOR,
    "cast": JobCode.ACTOR,
    "writers": JobCode.WRITER,
    "producers": JobCode.PRODUCER,
    "composers": JobCode.COMPOSER,
    "cinematographers": JobCode.CINEMATOGRAPHER,
    "editors": JobCode.EDITOR,
}
FILM_FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title",),
    "original_title": ("original_title",),
    "other_titles": ("other_titles", "aka"),
    "year": ("year",),
    "runtime": ("runtime",),
    "synopsis": ("synopsis", "extract", "plot"),
    **{field: (field, field.removesuffix("s")) for field in CREDIT_FIELDS},
    "genres": ("genres", "genre"),
    "origin": ("origin", "country", "countries"),
    "languages": ("languages", "language"),
    "url": ("url",),
    "imdb": ("imdb", "imdb_id", "imdbid"),
    "wikidata": ("wikidata", "wikidata_id"),
}
LOCATION_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "year": ("year",),
    "place": ("place", "location"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "city": ("city", "town"),
    "country": ("country",),
    "scene": ("scene",),
    "identifier": ("identifier",),
}
LONGEST_KEY_SHOWN = 40
LISTS = frozenset([*CREDIT_FIELDS, "other_titles", "genres", "origin", "languages"])
DEEPEST_OBJECT = 5  # further ones stay values, which hold no field


class MappingError(ValueError):
    """Report that a mapping of fields to keys cannot be used; the message says what to do."""


class FieldNames:
    """Find fields among the keys of rows, whose capitals and spaces do not matter.

    What an object under a key has counts as keys of the row, such as `credits.directors`. `fields` gives the keys
    that hold each field, of which the first with a value counts; `mapped` gives others instead. Raises
    MappingError if `mapped` names another field.
    """

    def __init__(
        self,
        fields: Mapping[str, Iterable[str]],
        needed: tuple[str, ...],
        mapped: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        mapped = mapped or {}
        if unknown := [field for field in mapped if field not in fields]:
            raise MappingError(f"There is no field “{unknown[0]}”: the fields are {', '.join(fields)}.")
        self.keys = {field: tuple(map(normal_key, mapped.get(field, keys))) for field, keys in fields.items()}
        self.needed = needed
        self.known = frozenset(key for keys in self.keys.values() for key in keys)
        self.is_id_composed = len(self.keys.get("id", ())) > 1

    def check_columns(self, columns: Collection[str]) -> None:
        """Raise UnreadableFileError if the columns of a table lack a field that every row needs."""
        named = set(map(normal_key, columns))
        for field in self.needed:
            if named.isdisjoint(self.keys[field]):
                listed = ", ".join(f"“{column[:LONGEST_KEY_SHOWN]}”" for column in columns)
                raise UnreadableFileError(
                    f"Its first line names no column “{self.keys[field][0]}”, which holds the {field}. It names "
                    f"{listed or 'nothing'}; the fields are {', '.join(self.keys)}."
                )

    def given(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that a row states. An id that is mapped to several keys is made of their values."""
        by_key = {normal_key(key): value for key, value in self.stated(values).items()}
        found: dict[str, Any] = {}
        for field, keys in self.keys.items():
            stated = [by_key[key] for key in keys if key in by_key]
            if stated:
                found[field] = next((value for value in stated if value not in ("", [])), stated[0])
        if self.is_id_composed:
            found["id"] = "-".join(str(by_key.get(key, "")) for key in self.keys["id"]).strip("-")
        return found

    def stated(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a row states by its keys. An object in the place of a list is one of its items."""
        of_lists = {key for field in LISTS & self.keys.keys() for key in self.keys[field]}
        items = {
            key: [value]
            for key, value in values.items()
            if isinstance(value, dict) and normal_key(key) in of_lists
        }
        return flattened({key: value for key, value in values.items() if key not in items}) | items

    def unused(self, values: Mapping[str, Any]) -> list[str]:
        """Return the keys of a row that state something and hold no field, shortened to be shown."""
        return [
            key[:LONGEST_KEY_SHOWN]
            for key, value in self.stated(values).items()
            if value not in ("", []) and normal_key(key) not in self.known
        ]


def film_field_names(mapped: Mapping[str, Iterable[str]] | None = None) -> FieldNames:
    """Return the keys that hold the fields of films; `mapped` has other names of some. Raises MappingError."""
    return FieldNames(FILM_FIELDS, ("id", "title"), mapped)


def location_field_names() -> FieldNames:
    """Return the keys of filming locations."""
    return FieldNames(LOCATION_FIELDS, ("title", "year", "place"))


def flattened(values: Mapping[str, Any], before: str = "", depth: int = 1) -> dict[str, Any]:
    """Return the values that are stated, those of objects under the keys that lead to them."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, dict) and depth < DEEPEST_OBJECT:
            found |= flattened(value, f"{before}{key}.", depth + 1)
        elif value is not None:
            found[f"{before}{key}"] = value
    return found


def normal_key(key: str) -> str:
    return "_".join(key.split()).casefold()
