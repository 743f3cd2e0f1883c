"""The engines of search, one for each database that has one. Nothing else names an engine."""

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from films.search.backends import sqlite
from films.search.backends.base import Engine

ENGINES: dict[str, Engine] = {"sqlite": sqlite}
"""The engines by their database's vendor, as Django calls it."""


def has_engine(alias: str) -> bool:
    """Tell whether search can keep an index in this database."""
    return connections[alias].vendor in ENGINES


@cache
def engine(alias: str = DEFAULT_DB_ALIAS) -> Engine:
    """Return the engine of a database. Raises ImproperlyConfigured where its vendor has none."""
    vendor = connections[alias].vendor
    if vendor not in ENGINES:
        raise ImproperlyConfigured(
            f"Search has no engine for {vendor}: set DATABASE_URL to one of {', '.join(ENGINES)}."
        )
    return ENGINES[vendor]
