"""Fetch what data sets say of a film instead of its own values."""

from functools import cache

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.models import DatasetValue, Film


def dataset_values(film: Film) -> dict[str, list[DatasetValue]]:
    """Map fields of a film to the values that data sets give for them and that are not the film's own."""
    found: dict[str, list[DatasetValue]] = {}
    for value in _of_film().run([film.pk]):
        found.setdefault(value.field, []).append(value)
    return found


def filled_by(film: Film) -> dict[str, str]:
    """Map fields of a film that it had no value for to the data sets that filled them."""
    return {value.field: value.dataset for value in _filling().run([film.pk])}


@cache
def _filling() -> CompiledQuery:
    return CompiledQuery(DatasetValue.objects.filter(film__in=[ANY_KEY], fills_blank=True).order_by())


@cache
def _of_film() -> CompiledQuery:
    contradicting = DatasetValue.objects.filter(film__in=[ANY_KEY], fills_blank=False)
    return CompiledQuery(contradicting.order_by("field", "dataset"))
