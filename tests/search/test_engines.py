"""The engine of search is chosen by the database's vendor, and is all that search asks for."""

import inspect

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connection

from films.search.backends import ENGINES, TABLE_PREFIX, engine, has_engine
from films.search.backends.base import Lookups, Texts, Upkeep

ASKED_FOR = {
    name: inspect.signature(function)
    for part in (Texts, Lookups, Upkeep)
    for name, function in vars(part).items()
    if inspect.isfunction(function) and not name.startswith("_")
}


@pytest.mark.parametrize("vendor", ENGINES)
def test_every_engine_has_all_that_search_asks_for(vendor: str) -> None:
    one = ENGINES[vendor]()
    for name, signature in ASKED_FOR.items():
        function = inspect.unwrap(getattr(one, name))
        assert list(inspect.signature(function).parameters) == list(signature.parameters)[1:], name


@pytest.mark.parametrize("vendor", ENGINES)
def test_the_tables_of_an_index_are_known_by_their_names(vendor: str) -> None:
    assert all(name.startswith(TABLE_PREFIX) for name in ENGINES[vendor]().table_names())


def test_the_engine_is_that_of_the_database() -> None:
    assert has_engine(DEFAULT_DB_ALIAS)
    assert engine() is ENGINES[connection.vendor]()


def test_a_database_without_an_engine_says_which_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "oracle")
    engine.cache_clear()
    assert not has_engine(DEFAULT_DB_ALIAS)
    with pytest.raises(ImproperlyConfigured, match=r"no engine for oracle.*sqlite"):
        engine()
