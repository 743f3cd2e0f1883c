"""Which record a name in a document means: those that bear it, a few of them at most."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model

from films.models import Film, Location, LocationName, Organization, OtherName, OtherTitle, Person

MOST_CANDIDATES = 5  # of one name; who is looked for among more is looked for by other means
NAME_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Film: ("title", "original_title"),
    Person: ("name",),
    Location: ("name",),
    Organization: ("name",),
}
OTHER_NAMES: dict[type[Model], tuple[type[Model], str, str]] = {
    Film: (OtherTitle, "title", "film"),
    Person: (OtherName, "name", "person"),
    Location: (LocationName, "name", "location"),
}
"""Where a record's other names are: the model, its field for the name, and its link to the record."""


def known(model: type[Model], names: Iterable[str]) -> dict[str, list[Any]]:
    """Return, for each name that is borne at all, the records that bear it: those with most citations first.

    Asks the database as often for a hundred names as for one. Names are compared letter by letter.
    """
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    bearers: dict[str, dict[int, Any]] = {}
    things = model._default_manager.annotate(cited=Count("citations"))
    for name_field in NAME_FIELDS[model]:
        for thing in things.filter(**{f"{name_field}__in": wanted}).order_by("-cited", "pk"):
            bearers.setdefault(getattr(thing, name_field), {})[thing.pk] = thing
    if model in OTHER_NAMES:
        other_model, other_field, link = OTHER_NAMES[model]
        others = other_model._default_manager.filter(**{f"{other_field}__in": wanted}).select_related(link)
        for other in others.order_by("pk"):
            thing = getattr(other, link)
            bearers.setdefault(getattr(other, other_field), {}).setdefault(thing.pk, thing)
    return {name: list(found.values())[:MOST_CANDIDATES] for name, found in bearers.items()}
