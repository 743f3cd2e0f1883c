"""Writing what a curator accepts, by the rules: the history learns of it by itself."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model


class FactWriter:
    """Makes, changes and links records."""

    def make(self, thing: Any) -> Any:
        """Save a new record, and return it. Raises ValidationError where it breaks a rule."""
        thing.full_clean()
        thing.save()
        return thing

    def change(self, thing: Any, **values: Any) -> None:
        """Give a record other values. Raises ValidationError where they break a rule."""
        for name, value in values.items():
            setattr(thing, name, value)
        thing.clean_fields(exclude={field.name for field in thing._meta.fields} - values.keys())
        thing.clean()
        thing.validate_constraints()
        thing.save(update_fields=list(values))

    def link(self, thing: Any, field: str, others: Iterable[Model]) -> None:
        """Link a record to others."""
        getattr(thing, field).add(*others)
