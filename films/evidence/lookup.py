"""Look up the few records that have the names that a document uses, however these are spelled."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model, Q

from films.identity.keys import name_key, title_key
from films.kinds.registry import BY_MODEL, DECLARATIONS, naming_of
from films.models import Film
from films.names import slug_base

MOST_CANDIDATES = 5  # with one name; beyond that a search is more use than a list


def records_named(model: type[Model], names: Iterable[str]) -> dict[str, list[Any]]:
    """Map each name to the records that have it, most cited first; names that no record has are left out.

    A hundred names take as many queries as one. Records are found by the letters of their names or by slugs made
    of them, and compared by the keys of their names.
    """
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    key = title_key if model is Film else name_key
    records: dict[str, dict[int, Any]] = {}
    candidates = model._default_manager.annotate(cited=Count("citations"))
    naming = naming_of(model)
    slugs = {slug_base(name, BY_MODEL[model].kind) for name in wanted}
    for name_field in naming.fields:
        named = candidates.filter(Q(**{f"{name_field}__in": wanted}) | Q(slug__in=slugs))
        for record in named.order_by("-cited", "pk"):
            records.setdefault(key(getattr(record, name_field)), {})[record.pk] = record
    if naming.others is not None:
        link = BY_MODEL[model].kind.value
        others = DECLARATIONS[naming.others].model.objects.filter(**{f"{naming.other_field}__in": wanted})
        for other in others.select_related(link).order_by("pk"):
            record = getattr(other, link)
            records.setdefault(key(getattr(other, naming.other_field)), {}).setdefault(record.pk, record)
    found = {name: list(records.get(key(name), {}).values())[:MOST_CANDIDATES] for name in wanted}
    return {name: some for name, some in found.items() if some}
