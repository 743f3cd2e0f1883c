"""Run a query for one record after another, compiled only once.

Django takes several times longer to compile a query than SQLite takes to run it, and the page of a record has one
for each kind of fact, and for what these facts refer to.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from django.db import connection
from django.db.models import F, Model, QuerySet

from films.kinds.registry import declaration_of

ANY_KEY = "-1"
"""Stands in a query for the keys that it is run for, which may be numbers or texts."""


class CompiledQuery:
    """Hold a query whose conditions include that a key is in `[ANY_KEY]`."""

    def __init__(self, selected: QuerySet[Any]) -> None:
        self.selected = selected

    @cached_property
    def compiled(self) -> tuple[str, list[Any]]:
        sql, values = self.selected.query.sql_with_params()
        return sql, [str(value) for value in values]

    def sql(self, keys: Collection[Any]) -> tuple[str, list[Any]]:
        """Return the query for these keys, and its values."""
        sql, values = self.compiled
        at = values.index(ANY_KEY)
        sql = sql.replace("IN (%s)", f"IN ({', '.join(['%s'] * len(keys))})")
        return sql, [*values[:at], *keys, *values[at + 1 :]]

    def run(self, keys: Collection[Any]) -> list[Any]:
        """Return what is selected for any of these keys."""
        return list(self.selected.model.objects.raw(*self.sql(keys))) if keys else []

    def rows(self, keys: Collection[Any]) -> list[tuple[Any, ...]]:
        """Return the stored values of what is selected for any of these keys, if these are no whole records."""
        with connection.cursor() as cursor:
            return cursor.execute(*self.sql(keys)).fetchall()


def select_any(queries: Sequence[CompiledQuery], key: Any) -> list[bool]:
    """Tell of each query whether it selects anything for a key, by asking once for all of them."""
    if not queries:
        return []
    parts = [query.sql([key]) for query in queries]
    selected = ", ".join(f"EXISTS ({sql})" for sql, _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {selected}", [value for _, values in parts for value in values])
        return [bool(found) for found in cursor.fetchone()]


def records_by_key(model: type[Model], keys: Collection[Any]) -> dict[Any, Any]:
    """Return the records of a model with these keys by their keys, as `in_bulk` does."""
    return {record.pk: record for record in by_key(model).run(keys)}


@cache
def by_key(model: type[Model]) -> CompiledQuery:
    return CompiledQuery(model._default_manager.filter(pk__in=[ANY_KEY]).order_by())


def load_named(named: Iterable[tuple[Sequence[Any], Iterable[str]]]) -> None:
    """Set what facts refer to by relations, with one query for each kind of record.

    `named` holds lists of facts, each of one kind, with the names of the relations.
    """
    links: list[tuple[Sequence[Any], Any]] = [
        (facts, facts[0]._meta.get_field(name)) for facts, names in named if facts for name in names
    ]
    keys: dict[type[Model], set[Any]] = defaultdict(set)
    for facts, link in links:
        keys[link.related_model] |= {getattr(fact, link.attname) for fact in facts}
    records = {model: records_by_key(model, some - {None}) for model, some in keys.items()}
    for facts, link in links:
        for fact in facts:
            setattr(fact, link.name, records[link.related_model].get(getattr(fact, link.attname)))


def load_lists(facts: Sequence[Any], lists: Mapping[str, str]) -> None:
    """Set the published records that facts of one kind refer to, each loaded once.

    `lists` maps the relations, many-to-many or backwards, to the attributes that hold the records. They are lists
    of their own, since for the relation itself Django would build a queryset for each fact.
    """
    for name, attribute in lists.items() if facts else ():
        model = facts[0]._meta.model
        found: dict[int, list[int]] = defaultdict(list)
        for fact_key, record_key in linked_records(model, name).rows([fact.pk for fact in facts]):
            found[fact_key].append(record_key)
        linked = {key for keys in found.values() for key in keys}
        records = records_by_key(model._meta.get_field(name).related_model, linked)
        loaded, back = list(records.values()), model._meta.get_field(name).remote_field.name
        load_named([(loaded, {*declaration_of(loaded[0]).published_with} - {back})] if loaded else [])
        for fact in facts:
            setattr(fact, attribute, [records[key] for key in found[fact.pk]])


@cache
def linked_records(model: Any, name: str) -> CompiledQuery:
    """Return the query of the keys of facts with those of the published records that each refers to, in order."""
    link = model._meta.get_field(name)
    back = link.remote_field.name
    linked = link.related_model.objects.published().filter(**{f"{back}__in": [ANY_KEY]})
    return CompiledQuery(linked.values_list(F(back), "pk"))
