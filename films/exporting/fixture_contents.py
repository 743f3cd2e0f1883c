"""Read a fixture as a whole, by what identifies its records, and follow the addresses that have changed."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from films.exporting.fixture_parser import FixtureRecord, UnreadableFixtureError, read_records
from films.exporting.kinds import MODELS
from films.models import Film, FormerAddress, Location, Person

Values = dict[str, Any]
RecordId = tuple[str, tuple[str, ...]]
"""The label of a record's model, and its natural key as text."""
Contents = dict[RecordId, Values]
Moves = dict[tuple[str, str], str]
"""The present slugs of records, by their kind and a former slug."""

MODEL_OF_LABEL: dict[str, Any] = {model._meta.label_lower: model for model in MODELS}
"""The models of facts, in the order in which their records need each other."""
ADDRESSED = {Film: "film", Person: "person", Location: "location"}
ADDRESS = FormerAddress._meta.label_lower
TYPED = (".json", ".jsonl")
"""The formats that tell numbers from texts, so that values can be compared."""


def read_contents(path: Path) -> Contents:
    """Return the records of a fixture.

    Raises UnreadableFixtureError, also for records of other apps, or OSError.
    """
    if path.suffix not in TYPED:
        raise UnreadableFixtureError("its values cannot be compared: give a fixture in JSON or JSON Lines.")
    return contents_of(read_records(path))


def contents_of(records: Iterable[FixtureRecord]) -> Contents:
    found: Contents = {}
    for record in records:
        if record.model not in MODEL_OF_LABEL:
            raise UnreadableFixtureError(f"it has a record of {record.model}, which is no fact.")
        values = record.values if record.key is None else {"code": record.key, **record.values}
        try:
            found[record_id(record.model, values)] = values
        except (KeyError, IndexError) as error:
            raise UnreadableFixtureError(
                f"a record of {record.model} lacks its natural key ({error}): make it with natural keys."
            ) from error
    return found


def record_id(label: str, values: Mapping[str, Any]) -> RecordId:
    paths = MODEL_OF_LABEL[label].natural_key_fields
    parts = (values[path.split("__")[0].removesuffix("_id")] for path in paths)
    return label, tuple(str(part[0] if isinstance(part, list) else part) for part in parts)


def moves_in(contents: Contents) -> Moves:
    """Return the former addresses that a fixture has."""
    found: Moves = {}
    for (label, (kind, slug, *_)), values in (item for item in contents.items() if item[0][0] == ADDRESS):
        if label == ADDRESS:
            found[kind, slug] = values[kind][0]
    return found


def follow(contents: Contents, moves: Moves) -> Contents:
    """Return records with the present slugs instead of former ones, in the records and whatever refers to them."""
    if not moves:
        return contents
    followed: Contents = {}
    for (label, _), values in contents.items():
        moved = values if label == ADDRESS else moved_values(MODEL_OF_LABEL[label], values, moves)
        # The record that has the address now comes before one that had it.
        followed.setdefault(record_id(label, moved), moved)
    return followed


def moved_values(model: Any, values: Values, moves: Moves) -> Values:
    moved = dict(values)
    if model in ADDRESSED:
        moved["slug"] = moves.get((ADDRESSED[model], values["slug"]), values["slug"])
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        value = values.get(field.name)
        if field.related_model is None or not isinstance(value, list):
            continue
        slugs = [slug_kind(field.related_model, path) for path in field.related_model.natural_key_fields]
        moved[field.name] = (
            [moved_key(key, slugs, moves) if isinstance(key, list) else key for key in value]
            if field.many_to_many
            else moved_key(value, slugs, moves)
        )
    return moved


def slug_kind(model: Any, path: str) -> str:
    """Return the kind of record whose slug a part of a natural key is, or ''."""
    if path == "slug":
        return ADDRESSED.get(model, "")
    link, _, end = path.partition("__")
    return slug_kind(model._meta.get_field(link).related_model, end) if end else ""


def moved_key(key: list[Any], kinds: list[str], moves: Moves) -> list[Any]:
    return [moves.get((kind, part), part) for kind, part in zip(kinds, key, strict=True)]
