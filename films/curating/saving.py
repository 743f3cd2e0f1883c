"""Save; turn database errors into validation errors, which say in words which rule is broken.

To have Django check each rule beforehand takes a query for each, many times what saving takes.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def save(record: Any) -> None:
    """Save a record that keeps the rules.

    Raises ValidationError, and then saves nothing.
    """
    record.clean_fields()
    record.clean()
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        record.full_clean()
        raise ValidationError(f"The database refuses it: {error}.") from error
