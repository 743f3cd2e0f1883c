"""One film with all it needs: its facts, what they name under every name it has, and the evidence for all that."""

from collections.abc import Collection, Mapping

from django.db.models import ForeignKey, Model

from films.exporting.kinds import MODELS, fields
from films.kinds.declaration import ShownOn
from films.kinds.registry import DECLARATIONS
from films.models import FACT_MODELS, Citation, Fact, Film, FormerAddress

Chosen = Mapping[type[Model], Collection[int]]
"""The keys of the records that are wanted, by kind; a kind that is not in it has none."""

OF_FILM = tuple(
    declared.model
    for declared in DECLARATIONS.values()
    if isinstance(declared.page, ShownOn) and "film" in declared.page.links
)
"""What is shown on the page of its `film`."""


def accompanying(model: type[Model]) -> list[type[Model]]:
    """Return what tells under which other names, numbers and addresses a record of a model is known."""
    found: list[type[Model]] = [FormerAddress]
    for declared in DECLARATIONS.values():
        if isinstance(declared.page, ShownOn) and declared.page.anchor is None:
            found.append(declared.model)
    return [one for one in found if any(field.related_model is model for field in fields(one))]


def of_film(film: Film) -> Chosen:
    """Return the keys of one film and of all that it needs to stand on its own in another database."""
    chosen: dict[type[Model], set[int]] = {model: set() for model in MODELS}
    waiting: list[tuple[type[Model], set[int]]] = [(Film, {film.pk})]
    waiting += [(model, keys_of(model, film={film.pk})) for model in OF_FILM]
    while waiting:
        model, found = waiting.pop()
        new = found - chosen[model]
        if new:
            chosen[model] |= new
            waiting += named_by(model, new)
            waiting += [(names, keys_of(names, **{link_to(names, model): new})) for names in accompanying(model)]
            waiting += evidence_for(model, new)
    return chosen


def keys_of(model: type[Model], **wanted: Collection[int]) -> set[int]:
    """Return the keys of the records for which each of the fields `wanted` is among the keys given."""
    conditions = {f"{name}__in": keys for name, keys in wanted.items()}
    return set(model._default_manager.filter(**conditions).order_by().values_list("pk", flat=True))


def named_by(model: type[Model], keys: set[int]) -> list[tuple[type[Model], set[int]]]:
    """Return the keys of what these records name, by kind; a citation's fact is here already."""
    named = []
    for field in fields(model):
        if field.related_model and not (model is Citation and issubclass(field.related_model, Fact)):
            rows = model._default_manager.filter(pk__in=keys).order_by().values_list(field.name, flat=True)
            named.append((field.related_model, set(rows) - {None}))
    return named


def link_to(model: type[Model], target: type[Model]) -> str:
    """Return the name of a model's link to another model."""
    return next(
        field.name for field in fields(model) if isinstance(field, ForeignKey) and field.related_model is target
    )


def evidence_for(model: type[Model], keys: set[int]) -> list[tuple[type[Model], set[int]]]:
    return [(Citation, keys_of(Citation, **{name: keys})) for name, fact in FACT_MODELS.items() if fact is model]
