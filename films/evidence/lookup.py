"""Which record a name in a document means: those that bear it, a few of them at most."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model

from films.kinds.registry import BY_MODEL, DECLARATIONS, naming_of

MOST_CANDIDATES = 5  # of one name; who is looked for among more is looked for by other means


def known(model: type[Model], names: Iterable[str]) -> dict[str, list[Any]]:
    """Return, for each name that is borne at all, the records that bear it: those with most citations first.

    Asks the database as often for a hundred names as for one. Names are compared letter by letter.
    """
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    bearers: dict[str, dict[int, Any]] = {}
    things = model._default_manager.annotate(cited=Count("citations"))
    naming = naming_of(model)
    for name_field in naming.fields:
        for thing in things.filter(**{f"{name_field}__in": wanted}).order_by("-cited", "pk"):
            bearers.setdefault(getattr(thing, name_field), {})[thing.pk] = thing
    if naming.others is not None:
        link = BY_MODEL[model].kind.value
        others = DECLARATIONS[naming.others].model.objects.filter(**{f"{naming.other_field}__in": wanted})
        for other in others.select_related(link).order_by("pk"):
            thing = getattr(other, link)
            bearers.setdefault(getattr(other, naming.other_field), {}).setdefault(thing.pk, thing)
    return {name: list(found.values())[:MOST_CANDIDATES] for name, found in bearers.items()}
