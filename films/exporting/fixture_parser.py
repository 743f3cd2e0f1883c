"""Read the records in a fixture of any of Django's formats, without loading them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.dom import pulldom
from xml.dom.minidom import Element
from xml.sax import SAXException

import yaml
from django.core.serializers.xml_serializer import DefusedExpatParser, getInnerText


class UnreadableFixtureError(ValueError):
    """Report that a file is not a readable fixture; the message says what to do."""


MOST_NESTED = 100  # levels of YAML, whose fast loader ends the process where there are tens of thousands


@dataclass(frozen=True)
class FixtureRecord:
    """Hold a record of a fixture: its model, such as “films.credit”, its fields by name, and its key, if any.

    Records with a natural key have no other.
    """

    model: str
    values: dict[str, Any]
    key: Any = None


def read_records(path: Path) -> Iterator[FixtureRecord]:
    """Yield a fixture's records in the order of the file. Raises UnreadableFixtureError, or OSError."""
    read = READERS.get(path.suffix)
    if read is None:
        raise UnreadableFixtureError(
            f"its name does not end in any of {', '.join(READERS)}: rename it to match its format."
        )
    try:
        for number, entry in enumerate(read(path), 1):
            yield parse_record(number, entry)
    except (ValueError, RecursionError, yaml.YAMLError, SAXException) as error:
        if isinstance(error, UnreadableFixtureError):
            raise
        raise UnreadableFixtureError(f"it is not in the format that its name says ({error}).") from error


def parse_record(number: int, entry: Any) -> FixtureRecord:
    """Return a record of a fixture. Raises UnreadableFixtureError if it is not one."""
    match entry:
        case {"model": str(model), "fields": dict(values)}:
            return FixtureRecord(model, values, entry.get("pk"))
    raise UnreadableFixtureError(f"its record {number} has no model and fields: give a fixture.")


def read_json(path: Path) -> Iterator[Any]:
    found = json.loads(path.read_bytes())
    if not isinstance(found, list):
        raise UnreadableFixtureError("it is not a list of records: give a fixture.")
    yield from found


def read_json_lines(path: Path) -> Iterator[Any]:
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_yaml(path: Path) -> Iterator[Any]:
    content, loader = path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    refuse_deep_nesting(yaml.parse(content, loader))
    found = yaml.load(content, loader)  # noqa: S506
    if not isinstance(found, list):
        raise UnreadableFixtureError("it is not a list of records: give a fixture.")
    yield from found


def refuse_deep_nesting(events: Iterable[yaml.Event]) -> None:
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_NESTED:
            raise UnreadableFixtureError(f"it is nested more than {MOST_NESTED} levels deep: give a fixture.")


def read_xml(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        events: Any = pulldom.parse(file, DefusedExpatParser())  # noqa: S319 - the parser refuses what is dangerous
        for event, node in events:
            if event == pulldom.START_ELEMENT and isinstance(node, Element) and node.tagName == "object":
                events.expandNode(node)
                fields = node.getElementsByTagName("field")
                yield {
                    "model": node.getAttribute("model"),
                    "fields": {field.getAttribute("name"): xml_value(field) for field in fields},
                }


def xml_value(field: Element) -> Any:
    """Return the value of a field: None, the parts of a natural key, or its text."""
    if field.getElementsByTagName("None"):
        return None
    key = field.getElementsByTagName("natural")
    return [getInnerText(part).strip() for part in key] if key else getInnerText(field).strip()


READERS = {".json": read_json, ".jsonl": read_json_lines, ".yaml": read_yaml, ".xml": read_xml}
