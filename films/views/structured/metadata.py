"""The head of a page as machines see it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from films.exporting.schema_org import CONTEXT

Absolute = Callable[[str], str]
"""What makes an address of this site whole, with the host it was asked at."""

DESCRIPTION_LENGTH = 200  # characters: what a card or a result list shows before it cuts
ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}
"""What could end a script element, or a line of a script, written as JSON may write it."""


@dataclass(frozen=True)
class Face:
    """What a page is, for whoever links, shares or reads it by machine.

    `address` is the page's one whole address; `kind` a type of the Open Graph; `data` a JSON-LD document, if
    the page has one; `indexed` tells whether other search engines should list it; `api` is the address of the
    same as JSON, if there is one.
    """

    address: str
    title: str
    description: str = ""
    kind: str = "website"
    data: Mapping[str, Any] | None = None
    indexed: bool = True
    api: str = ""

    @property
    def short_description(self) -> str:
        return Truncator(self.description).chars(DESCRIPTION_LENGTH)

    @property
    def script(self) -> SafeString:
        """Return the JSON-LD as the content of a script element, which nothing in it can end."""
        written = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return mark_safe(written.translate(ESCAPES))  # noqa: S308 (escaped above)


def node(type_name: str, /, **properties: Any) -> dict[str, Any]:
    """Return a node of JSON-LD without the properties that say nothing; `id` and `type` become keywords."""
    said = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    identity = {"@id": said.pop("id")} if "id" in said else {}
    return {"@type": type_name, **identity, **said}


def document(*nodes: dict[str, Any]) -> dict[str, Any]:
    """Return one JSON-LD document: of one node, or of several side by side."""
    return {"@context": CONTEXT, **(nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)})}


def one_or_all(values: list[Any]) -> Any:
    """Return a lone value by itself, as JSON-LD has it."""
    return values[0] if len(values) == 1 else values
