"""Choose the search engine for a database. No other module names an engine."""

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from films.search.backends import sqlite
from films.search.backends.base import Engine

ENGINES: dict[str, Engine] = {"sqlite": sqlite}
"""The engines by their database's vendor, as Django calls it."""


def has_engine(alias: str) -> bool:
    """Tell whether there is an engine for this database."""
    return connections[alias].vendor in ENGINES


@cache
def engine(alias: str = DEFAULT_DB_ALIAS) -> Engine:
    """Return the engine for a database. Raises ImproperlyConfigured if there is none."""
    vendor = connections[alias].vendor
    if vendor not in ENGINES:
        raise ImproperlyConfigured(
            f"Search has no engine for {vendor}: set DATABASE_URL to one of {', '.join(ENGINES)}."
        )
    return ENGINES[vendor]
