"""Write Django's serialisation formats piece by piece, with only one piece in memory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.serializers.xml_serializer import Serializer as XmlSerializer
from django.db.models import Model
from django.utils.xmlutils import SimplerXMLGenerator

from films.batching import batched
from films.exporting.kinds import exported_fields

PIECE = 500  # records serialised at once
NEW_LINE = re.compile(r"\r\n?")
NO_XML_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ReadableGenerator(SimplerXMLGenerator):
    """Write text as Django's deserializer, and any XML parser, will return it.

    Parsers normalise line endings and Django strips white space around text; XML does not allow control
    characters.
    """

    def characters(self, content: str) -> None:
        super().characters(NO_XML_CHARACTER.sub("\ufffd", NEW_LINE.sub("\n", content)).strip())


class ReadableXmlSerializer(XmlSerializer):
    def start_serialization(self) -> None:
        stream: Any = self.stream
        self.xml = ReadableGenerator(stream, settings.DEFAULT_CHARSET)
        self.xml.startDocument()
        self.xml.startElement("django-objects", {"version": "1.0"})


def type_and_origin(record: Any) -> tuple[type[Model], bool]:
    """Return a record's model, and whether it came with a data set: the field for that is left out otherwise."""
    return type(record), bool(getattr(record, "data_set", ""))


@dataclass(frozen=True)
class FixtureFormat:
    """Describe a format of Django's; it writes `head`, `between` and `tail` around and between records."""

    name: str
    label: str
    content_type: str
    head: str = ""
    between: str = ""
    tail: str = ""
    indent: int | None = None

    def serialize(self, records: Iterable[Model]) -> Iterator[bytes]:
        """Yield the records as one UTF-8 document, with natural keys instead of primary ones."""
        nothing_yet, before = True, self.head
        for (model, has_data_set), of_one_kind in groupby(records, type_and_origin):
            names = [field.name for field in exported_fields(model) if has_data_set or field.name != "data_set"]
            for piece in batched(of_one_kind, PIECE):
                text = self.serialize_batch(piece, names)
                yield (before + text.removeprefix(self.head).removesuffix(self.tail)).encode()
                nothing_yet, before = False, self.between
        yield (self.serialize_batch([], []) if nothing_yet else self.tail).encode()

    def serialize_batch(self, records: list[Model], names: list[str]) -> str:
        writer = ReadableXmlSerializer() if self.name == "xml" else serializers.get_serializer(self.name)()
        options: dict[str, Any] = {} if self.indent is None else {"indent": self.indent}
        content: str = writer.serialize(
            records, fields=names, use_natural_foreign_keys=True, use_natural_primary_keys=True, **options
        )
        return content


XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<django-objects version="1.0">'
FORMATS = {
    data_format.name: data_format
    for data_format in (
        FixtureFormat("json", "JSON", "application/json", "[", ",", "\n]\n", indent=1),
        FixtureFormat("jsonl", "JSON Lines", "application/jsonl"),
        FixtureFormat("yaml", "YAML", "application/yaml"),
        FixtureFormat("xml", "XML", "application/xml", XML_HEAD, tail="\n</django-objects>", indent=1),
    )
}
