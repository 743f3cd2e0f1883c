"""Run a query for one record after another, compiled only once.

Django takes several times longer to compile a query than SQLite takes to run it, and the page of a record has one
for each kind of fact, and for what these facts refer to.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, Model, QuerySet

from films.kinds.registry import BY_MODEL

ANY_KEY = "-1"
"""Stands in a query for the keys that it is run for, which may be numbers or texts."""


class Compiled(NamedTuple):
    """Hold a query as SQL with its values, and how Django converts the stored values of its columns."""

    sql: str
    values: Sequence[str]
    columns: Sequence[str]
    converters: Mapping[int, Any]


class CompiledQuery:
    """Hold a query whose conditions include that a key is in `[ANY_KEY]`."""

    def __init__(self, selected: QuerySet[Any]) -> None:
        self.selected = selected

    @cached_property
    def compiled(self) -> Compiled:
        compiler = self.selected.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, values = compiler.as_sql()
        columns = [alias or column.target.attname for column, _, alias in compiler.select]
        converters = compiler.get_converters(column for column, _, _ in compiler.select)
        return Compiled(sql, [str(value) for value in values], columns, converters)

    def sql(self, keys: Collection[Any]) -> tuple[str, list[Any]]:
        """Return the query for these keys, and its values."""
        sql, values, *_ = self.compiled
        at = values.index(ANY_KEY)
        sql = sql.replace("IN (%s)", f"IN ({', '.join(['%s'] * len(keys))})")
        return sql, [*values[:at], *keys, *values[at + 1 :]]

    def run(self, keys: Collection[Any]) -> list[Any]:
        """Return the records that are selected for any of these keys."""
        if not keys:
            return []
        model, compiled = self.selected.model, self.compiled
        rows: Any = self.rows(keys)
        if compiled.converters:
            compiler = self.selected.query.get_compiler(DEFAULT_DB_ALIAS)
            rows = compiler.apply_converters(rows, compiled.converters)
        return [model.from_db(DEFAULT_DB_ALIAS, compiled.columns, row) for row in rows]

    def rows(self, keys: Collection[Any]) -> list[tuple[Any, ...]]:
        """Return the stored values of what is selected for any of these keys."""
        with connection.cursor() as cursor:
            return cursor.execute(*self.sql(keys)).fetchall()


def union_rows(queries: Iterable[tuple[CompiledQuery, Collection[Any]]]) -> list[tuple[Any, ...]]:
    """Return the stored values of what each query selects for its keys, in no order, by asking once for all."""
    parts = [query.sql(keys) for query, keys in queries if keys]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _ in parts), [value for _, some in parts for value in some])
        return cursor.fetchall()


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


Named = Iterable[tuple[Sequence[Any], Iterable[str]]]
"""Lists of facts, each of one kind, with the names of relations to one record each."""

Listed = Iterable[tuple[Sequence[Any], Mapping[str, str]]]
"""Lists of facts, each of one kind, with relations to many records, and the attributes to hold these."""


class LinkedList(NamedTuple):
    """Hold the keys of the records to which facts refer by a relation, and the name of the way back from them."""

    facts: Sequence[Any]
    attribute: str
    model: type[Model]
    back: str
    keys: Mapping[int, list[int]]


def load_related(named: Named, listed: Listed = ()) -> None:
    """Set what facts refer to, with one query for each kind of record.

    Relations to many records, forwards or backwards, get lists of published ones as attributes of their own, since
    for the relation itself Django would build a queryset for each fact. What these records refer to is loaded too.
    """
    links = [(facts, facts[0]._meta.get_field(name)) for facts, names in named if facts for name in names]
    lists = [
        linked_list(facts, name, attribute)
        for facts, relations in listed
        if facts
        for name, attribute in relations.items()
    ]
    keys: dict[type[Model], set[Any]] = defaultdict(set)
    for facts, link in links:
        keys[link.related_model] |= {getattr(fact, link.attname) for fact in facts}
    for linked in lists:
        keys[linked.model].update(*linked.keys.values())
    records = {model: records_by_key(model, some - {None}) for model, some in keys.items()}
    for facts, link in links:
        for fact in facts:
            setattr(fact, link.name, records[link.related_model].get(getattr(fact, link.attname)))
    for linked in lists:
        for fact in linked.facts:
            setattr(fact, linked.attribute, [records[linked.model][key] for key in linked.keys[fact.pk]])
    if lists:
        load_related(related_of_lists(lists, records))


def linked_list(facts: Sequence[Any], name: str, attribute: str) -> LinkedList:
    """Look up which published records facts refer to by a relation."""
    model = facts[0]._meta.model
    link = model._meta.get_field(name)
    keys: dict[int, list[int]] = defaultdict(list)
    for fact_key, record_key in linked_records(model, name).rows([fact.pk for fact in facts]):
        keys[fact_key].append(record_key)
    return LinkedList(facts, attribute, link.related_model, link.remote_field.name, keys)


def related_of_lists(
    lists: Sequence[LinkedList], records: Mapping[type[Model], Mapping[Any, Any]]
) -> Iterator[tuple[Sequence[Any], set[str]]]:
    """Yield the records of lists with their relations, except those that lead back to the facts."""
    for model in {linked.model for linked in lists}:
        back = {linked.back for linked in lists if linked.model == model}
        listed = {
            key for linked in lists if linked.model == model for some in linked.keys.values() for key in some
        }
        yield [records[model][key] for key in listed], {*BY_MODEL[model].published_with} - back


@cache
def linked_records(model: Any, name: str) -> CompiledQuery:
    """Return the query of the keys of facts with those of the published records that each refers to, in order."""
    link = model._meta.get_field(name)
    back = link.remote_field.name
    linked = link.related_model.objects.published().filter(**{f"{back}__in": [ANY_KEY]})
    return CompiledQuery(linked.values_list(F(back), "pk"))
