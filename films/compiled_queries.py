"""Run a query for one record after another, compiled only once.

Django takes several times longer to compile a query than SQLite takes to run it, and the page of a record has one
for each kind of fact, and for what these facts refer to.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet

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
        model, compiled = self.selected.model, self.compiled
        rows: Any = self.rows(keys)
        if compiled.converters:
            compiler = self.selected.query.get_compiler(DEFAULT_DB_ALIAS)
            rows = compiler.apply_converters(rows, compiled.converters)
        return [model.from_db(DEFAULT_DB_ALIAS, compiled.columns, row) for row in rows]

    def rows(self, keys: Collection[Any]) -> list[tuple[Any, ...]]:
        """Return the stored values of what is selected for any of these keys."""
        if not keys:
            return []
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
    """Tell for each query whether it selects anything for a key, by asking once for all of them."""
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
