"""Load the records that facts refer to, for many facts together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import F, Model

from films.compiled_queries import ANY_KEY, CompiledQuery, records_by_key
from films.kinds.registry import BY_MODEL
from films.models import Fact

Named = Iterable[tuple[Sequence[Any], Iterable[str]]]
"""Lists of facts, each of one kind, with the names of relations to one record each."""

Listed = Iterable[tuple[Sequence[Any], Mapping[str, str]]]
"""Lists of facts, each of one kind, with relations to many records, and the attributes to hold these."""


class LinkedList(NamedTuple):
    """Hold the keys of the records to which facts refer by a relation, and the name of the way back from them."""

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
        (facts, attribute, linked_list(facts, name))
        for facts, relations in listed
        if facts
        for name, attribute in relations.items()
    ]
    keys: dict[type[Model], set[Any]] = defaultdict(set)
    for facts, link in links:
        keys[link.related_model] |= {getattr(fact, link.attname) for fact in facts}
    for _, _, linked in lists:
        keys[linked.model].update(*linked.keys.values())
    records = {model: records_by_key(model, some - {None}) for model, some in keys.items()}
    for facts, link in links:
        for fact in facts:
            setattr(fact, link.name, records[link.related_model].get(getattr(fact, link.attname)))
    for facts, attribute, linked in lists:
        for fact in facts:
            setattr(fact, attribute, [records[linked.model][key] for key in linked.keys[fact.pk]])
    if lists:
        load_related(related_of_lists([linked for _, _, linked in lists], records))


def linked_list(facts: Sequence[Any], name: str, *, with_drafts: bool = False) -> LinkedList:
    """Look up which published records, or which of all, facts refer to by a relation."""
    model = facts[0]._meta.model
    link = model._meta.get_field(name)
    keys: dict[int, list[int]] = defaultdict(list)
    for fact_key, record_key in linked_records(model, name, with_drafts).rows([fact.pk for fact in facts]):
        keys[fact_key].append(record_key)
    return LinkedList(link.related_model, link.remote_field.name, keys)


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


def prefetch_lists(records: Sequence[Any], *names: str, with_drafts: bool = False) -> None:
    """Load many-to-many fields as `prefetch_related_objects` does, but with published records unless told else."""
    for name in names if records else ():
        linked = linked_list(records, name, with_drafts=with_drafts)
        held = records_by_key(linked.model, set(chain.from_iterable(linked.keys.values())))
        for record in records:
            chosen = getattr(record, name).all()
            chosen._result_cache = [held[key] for key in linked.keys[record.pk] if key in held]
            vars(record).setdefault("_prefetched_objects_cache", {})[name] = chosen


@cache
def linked_records(model: Any, name: str, with_drafts: bool) -> CompiledQuery:
    """Return the query of the keys of facts with those of the records that each refers to, in order."""
    link = model._meta.get_field(name)
    back = link.remote_field.name
    shown = link.related_model.objects
    shown = shown.published() if issubclass(link.related_model, Fact) and not with_drafts else shown.all()
    linked = shown.filter(**{f"{back}__in": [ANY_KEY]})
    return CompiledQuery(linked.values_list(F(back), "pk"))
