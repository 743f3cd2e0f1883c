"""Describe the data sets that records came with, and their terms."""

from collections.abc import Iterable, Mapping

from films.addresses import view_address
from films.kinds.nodes import Node, node
from films.models import DataSet, Fact

DataSets = Mapping[str, DataSet]
"""Data sets by name."""


def describe_data_set(data_set: DataSet) -> Node:
    """Describe a data set by nodes that are the same wherever they are repeated."""
    address = f"{view_address('exports')}#{data_set.name}"
    licence = node("CreativeWork", id=f"{address}-licence", name=data_set.licence) if data_set.licence else None
    return node("Dataset", id=address, name=data_set.name, license=licence, sameAs=data_set.url)


def data_sets_naming(facts: Iterable[Fact], known: DataSets) -> list[Node]:
    """Describe the data sets that facts came with, each once."""
    names = dict.fromkeys(fact.data_set for fact in facts)
    return [describe_data_set(known[name]) for name in sorted(names) if name in known]
