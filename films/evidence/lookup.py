"""Look up the few records that have exactly the names that a document uses."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model

from films.kinds.registry import BY_MODEL, DECLARATIONS, naming_of

MOST_CANDIDATES = 5  # with one name; beyond that a search is more use than a list


def records_named(model: type[Model], names: Iterable[str]) -> dict[str, list[Any]]:
    """Map each name to the records that have it, most cited first; names that no record has are left out.

    A hundred names take as many queries as one. Names are compared letter by letter.
    """
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    records: dict[str, dict[int, Any]] = {}
    candidates = model._default_manager.annotate(cited=Count("citations"))
    naming = naming_of(model)
    for name_field in naming.fields:
        for record in candidates.filter(**{f"{name_field}__in": wanted}).order_by("-cited", "pk"):
            records.setdefault(getattr(record, name_field), {})[record.pk] = record
    if naming.others is not None:
        link = BY_MODEL[model].kind.value
        others = DECLARATIONS[naming.others].model.objects.filter(**{f"{naming.other_field}__in": wanted})
        for other in others.select_related(link).order_by("pk"):
            record = getattr(other, link)
            records.setdefault(getattr(other, naming.other_field), {}).setdefault(record.pk, record)
    return {name: list(found.values())[:MOST_CANDIDATES] for name, found in records.items()}
