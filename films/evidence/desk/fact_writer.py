"""Write what a curator accepts, with all rules checked; the history records it by itself."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model


class FactWriter:
    """Create, update and link records, and remember what was written."""

    def __init__(self) -> None:
        self.written: dict[Model, set[str]] = {}

    def create(self, thing: Any) -> Any:
        """Save a new record and return it. Raises ValidationError if it breaks a rule."""
        thing.full_clean()
        thing.save()
        self.written[thing] = {field.name for field in thing._meta.get_fields() if not field.auto_created}
        return thing

    def update(self, thing: Any, **values: Any) -> None:
        """Set values of a record and save them. Raises ValidationError if they break a rule."""
        for name, value in values.items():
            setattr(thing, name, value)
        thing.clean_fields(exclude={field.name for field in thing._meta.fields} - values.keys())
        thing.clean()
        thing.validate_constraints()
        thing.save(update_fields=list(values))
        self.written.setdefault(thing, set()).update(values)

    def link(self, thing: Any, field: str, others: Iterable[Model]) -> None:
        """Add records to a many-to-many field."""
        getattr(thing, field).add(*others)
        self.written.setdefault(thing, set()).add(field)
