"""Write what a curator accepts, with all rules checked; the history records it by itself."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from films.models.saving import save_record


class FactWriter:
    """Create, update and link records, and remember what was written."""

    def __init__(self) -> None:
        self.written: dict[Model, set[str]] = {}
        self.created: set[Model] = set()

    def create(self, thing: Any) -> Any:
        """Save a new record and return it. Raises ValidationError if it breaks a rule."""
        save_record(thing)
        self.written[thing] = {field.name for field in thing._meta.fields if not field.auto_created}
        self.created.add(thing)
        return thing

    def update(self, thing: Any, **values: Any) -> None:
        """Set values of a record and save them. Raises ValidationError if they break a rule."""
        for name, value in values.items():
            setattr(thing, name, value)
        save_record(thing, list(values))
        self.written.setdefault(thing, set()).update(values)

    def link(self, thing: Any, field: str, others: Iterable[Model]) -> None:
        """Add records to a many-to-many field."""
        getattr(thing, field).add(*others)
        self.written.setdefault(thing, set()).add(field)
