"""Choose the search engine for a database. No other module names an engine.

An engine is imported where it is asked for, since it takes longer to import than most commands take to run.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from films.search.backends.base import Engine

TABLE_PREFIX = "search_"
"""What the name of each table of an index begins with."""


def sqlite_engine() -> "Engine":
    from films.search.backends import sqlite

    return sqlite


def postgresql_engine() -> "Engine":
    from films.search.backends import postgresql

    return postgresql


ENGINES: dict[str, Callable[[], "Engine"]] = {"sqlite": sqlite_engine, "postgresql": postgresql_engine}
"""What gives the engine, by its database's vendor, as Django calls it."""


def has_engine(alias: str) -> bool:
    """Tell whether there is an engine for this database."""
    return connections[alias].vendor in ENGINES


@cache
def engine(alias: str = DEFAULT_DB_ALIAS) -> "Engine":
    """Return the engine for a database. Raises ImproperlyConfigured if there is none."""
    vendor = connections[alias].vendor
    if vendor not in ENGINES:
        raise ImproperlyConfigured(
            f"Search has no engine for {vendor}: set DATABASE_URL to one of {', '.join(ENGINES)}."
        )
    return ENGINES[vendor]()
