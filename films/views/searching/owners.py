"""Say whose words the results of a search are in: those of a data set or, for a sentence, of its document."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.db.models import CharField, Value

from films.compiled_queries import ANY_KEY, CompiledQuery, union_rows
from films.exporting.data_sets import data_sets_named
from films.kinds.names import Kind
from films.kinds.registry import DECLARATIONS
from films.models import DataSet, Passage
from films.search.types import Result


class Owner(NamedTuple):
    """Hold the name, the licence and the address of a data set or a document; the last two may be empty."""

    name: str
    licence: str
    url: str


def owners_of(results: Iterable[Result]) -> dict[tuple[Kind, int], Owner]:
    """Map the results that are not in our own words, each by its kind and key, to their owners."""
    keys: dict[Kind, list[int]] = {}
    for result in results:
        keys.setdefault(result.kind, []).append(result.object_id)
    passages = _documents().rows(keys.pop(Kind.PASSAGE, ()))
    named = union_rows((_data_sets(kind), some) for kind, some in keys.items())
    known = data_sets_named(name for _, _, name in named)
    return {(Kind.PASSAGE, key): Owner(*document) for key, *document in passages} | {
        (Kind(kind), key): owner(known.get(name), name) for kind, key, name in named if name
    }


def owner(found: DataSet | None, name: str) -> Owner:
    return Owner(name, found.licence, found.url) if found else Owner(name, "", "")


@cache
def _data_sets(kind: Kind) -> CompiledQuery:
    records = DECLARATIONS[kind].model._default_manager.filter(pk__in=[ANY_KEY]).order_by()
    return CompiledQuery(records.values_list(Value(kind.value, CharField()), "pk", "data_set"))


@cache
def _documents() -> CompiledQuery:
    passages = Passage.objects.filter(pk__in=[ANY_KEY]).order_by()
    return CompiledQuery(passages.values_list("pk", "document__title", "document__licence", "document__url"))
