"""Save records, and turn database errors into validation errors in words.

Django's own checks beforehand would take a query for each rule, which is many times slower than saving.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def save_record(record: Any, fields: Iterable[str] | None = None) -> None:
    """Save a record, or only some of its fields, if it keeps all rules.

    Records that it links to are not looked for again if they are loaded: the database refuses a link to nothing.
    Raises ValidationError, and then saves nothing.
    """
    left = {field.name for field in record._meta.fields if fields is not None and field.name not in fields}
    loaded = {
        field.name
        for field in record._meta.fields
        if field.is_relation and field.is_cached(record) and not field.get_limit_choices_to()
    }
    record.clean_fields(exclude=left | loaded)
    record.clean()
    try:
        with transaction.atomic():
            record.save(update_fields=fields)
    except IntegrityError as error:
        record.full_clean()
        raise ValidationError(f"The database refused this: {error}.") from error
