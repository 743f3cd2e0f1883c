"""Name the lists of the API, without building their types."""

from films.kinds.declaration import ApiShape
from films.kinds.registry import DECLARATIONS
from films.models import Document, Film, Location, Organization, Person

PLURALS = {"person": "people", "box_office": "box-office"}
"""The names of lists that are not made by adding an “s”."""
WITH_REFERENCES = (Film, Person, Location, Organization)
"""The models whose records are listed as references to them; so are documents."""


def list_names() -> dict[str, str]:
    """Map the kinds that have a list to its name, as it stands in its address."""
    kinds = [
        declared.kind.value
        for declared in DECLARATIONS.values()
        if isinstance(declared.api, ApiShape) or declared.model in WITH_REFERENCES
    ]
    return {kind: list_name(kind) for kind in [*kinds, str(Document._meta.model_name)]}


def list_name(kind: str) -> str:
    return PLURALS.get(kind, f"{kind.replace('_', '-')}s")
