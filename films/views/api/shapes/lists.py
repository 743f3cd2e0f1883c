"""Build the types of lists: a page of the records of each kind, and of the documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Struct

from films.kinds.declaration import ShownOn
from films.kinds.registry import BY_MODEL, DECLARATIONS
from films.models import Document, Fact
from films.views.api.list_names import list_name
from films.views.api.shapes.facts import FACT_SHAPES, REFERENCES, field_type
from films.views.api.shapes.naming import CameWith, doc

Key = Annotated[
    str, doc("Identifies the record in lists, even after it was renamed; permanent.", examples=["film-12"])
]
Next = Annotated[str | None, doc("The address of the next page, or null on the last.")]
Count = Annotated[int, doc("The number of items on all pages.")]
AsOf = Annotated[
    str,
    doc("Up to when changes are included. Send that of the first page as `changed_since` the next time."),
]
Withdrawn = Annotated[
    list[Key],
    doc("What is not published any more since `changed_since`, by its key; empty if that was not given."),
]


@dataclass(frozen=True)
class RecordList:
    """Define a list: the model of its records, the type of an item, and that of a page.

    `subjects` are the relations to what an item is about that its type does not have anyway.
    """

    model: Any
    item: type[Struct]
    page: type[Struct]
    subjects: Sequence[str]

    @property
    def kind(self) -> str:
        """Return the name of a record's kind, with which its key begins."""
        return kind_name(self.model)

    @property
    def name(self) -> str:
        """Return the name of the list, as it stands in its address."""
        return list_name(self.kind)

    @property
    def has_citations(self) -> bool:
        """Tell whether its items are facts, which can come with their citations."""
        return "citations" in self.item.__struct_fields__


def kind_name(model: Any) -> str:
    return BY_MODEL[model].kind.value if model in BY_MODEL else str(model._meta.model_name)


def record_list(model: Any) -> RecordList:
    """Build the list of a model's records: of references to them, or of facts with what they are about."""
    shape = REFERENCES.get(model) or FACT_SHAPES[BY_MODEL[model].kind]
    shown = BY_MODEL[model].page if model in BY_MODEL else None
    links = shown.links if isinstance(shown, ShownOn) else ()
    subjects = [link for link in links if link not in shape.__struct_fields__]
    fields = [("key", Key), *((link, field_type(model._meta.get_field(link))) for link in subjects)]
    if issubclass(model, Fact) and "data_set" not in shape.__struct_fields__:
        fields.append(("data_set", CameWith))
    name = shape.__name__.removesuffix("Link")
    item = msgspec.defstruct(
        f"{name}Item",
        fields,
        bases=(shape,),
        frozen=True,
        kw_only=True,
        module=__name__,
        namespace={"__doc__": shape.__doc__},
    )
    return RecordList(model, item, page_of(name, item), subjects)


def page_of(name: str, item: type[Struct]) -> type[Struct]:
    items: Any = list[item]  # type: ignore[valid-type]
    return msgspec.defstruct(
        f"{name}List",
        [("count", Count), ("next", Next), ("as_of", AsOf), ("items", items), ("withdrawn", Withdrawn)],
        frozen=True,
        module=__name__,
        namespace={"__doc__": "A page of a list, in an order that does not change."},
    )


LISTS: dict[str, RecordList] = {
    listed.name: listed
    for listed in (
        *(
            record_list(declared.model)
            for kind, declared in DECLARATIONS.items()
            if kind in FACT_SHAPES or declared.model in REFERENCES
        ),
        record_list(Document),
    )
}
"""All lists of the API by name."""
