"""Collect one film with everything that it needs: its facts, what they refer to, and the evidence."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import ForeignKey, Model

from films.exporting.kinds import MODELS, exported_fields
from films.kinds.declaration import ShownOn
from films.kinds.registry import DECLARATIONS
from films.models import FACT_MODELS, Citation, DataSet, Fact, Film, FormerAddress, GenreName

Chosen = Mapping[type[Model], Collection[int]]
"""The keys of the wanted records, by kind; a missing kind has none."""

OF_FILM = tuple(
    declared.model
    for declared in DECLARATIONS.values()
    if isinstance(declared.page, ShownOn) and "film" in declared.page.links
)
"""The facts that are shown on the page of their `film`."""


def models_naming(model: type[Model]) -> list[type[Model]]:
    """Return the models that hold other names, identifiers and addresses of a model's records."""
    found: list[type[Model]] = [FormerAddress, GenreName]
    for declared in DECLARATIONS.values():
        if isinstance(declared.page, ShownOn) and declared.page.anchor is None:
            found.append(declared.model)
    return [model for model in found if any(field.related_model is model for field in exported_fields(model))]


def keys_for_film(film: Film) -> Chosen:
    """Return the keys of a film and of everything that it needs in another database."""
    chosen: dict[type[Model], set[int]] = {model: set() for model in MODELS}
    waiting: list[tuple[type[Model], set[int]]] = [(Film, {film.pk})]
    waiting += [(model, find_keys(model, film={film.pk})) for model in OF_FILM]
    while waiting:
        model, found = waiting.pop()
        new = found - chosen[model]
        if new:
            chosen[model] |= new
            waiting += referenced_keys(model, new)
            waiting += [
                (names, find_keys(names, **{link_name(names, model): new})) for names in models_naming(model)
            ]
            waiting += citation_keys(model, new)
    chosen[DataSet] |= find_keys(DataSet, name=data_sets_named(chosen))
    return chosen


def data_sets_named(chosen: Chosen) -> set[str]:
    """Return the names of the data sets that chosen facts came with."""
    return {
        name
        for model in FACT_MODELS.values()
        for name in model._default_manager.filter(pk__in=chosen[model]).values_list("data_set", flat=True)
    }


def find_keys(model: type[Model], **wanted: Collection[Any]) -> set[int]:
    """Return the keys of records whose fields have one of the given values."""
    conditions = {f"{name}__in": values for name, values in wanted.items()}
    return set(model._default_manager.filter(**conditions).order_by().values_list("pk", flat=True))


def referenced_keys(model: type[Model], keys: set[int]) -> list[tuple[type[Model], set[int]]]:
    """Return the keys of records that these refer to, by kind; a citation's fact is included already."""
    named = []
    for field in exported_fields(model):
        if field.related_model and not (model is Citation and issubclass(field.related_model, Fact)):
            rows = model._default_manager.filter(pk__in=keys).order_by().values_list(field.name, flat=True)
            named.append((field.related_model, set(rows) - {None}))
    return named


def link_name(model: type[Model], target: type[Model]) -> str:
    """Return the name of a model's link to another model."""
    return next(
        field.name
        for field in exported_fields(model)
        if isinstance(field, ForeignKey) and field.related_model is target
    )


def citation_keys(model: type[Model], keys: set[int]) -> list[tuple[type[Model], set[int]]]:
    return [(Citation, find_keys(Citation, **{name: keys})) for name, fact in FACT_MODELS.items() if fact is model]
