"""Save records, and turn database errors into validation errors in words.

Django's own checks beforehand would take a query for each rule, which is many times slower than saving.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def save_record(record: Any) -> None:
    """Save a record if it keeps all rules.

    Raises ValidationError, and then saves nothing.
    """
    record.clean_fields()
    record.clean()
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        record.full_clean()
        raise ValidationError(f"The database refused this: {error}.") from error
