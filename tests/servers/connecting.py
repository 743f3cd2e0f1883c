"""Let Django's connections lead to servers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import dj_database_url
from django.db import DEFAULT_DB_ALIAS, connections

from films.search.backends import engine
from redheat.databases import configured, replica, with_replicas


@contextmanager
def default_database(address: str, replicas: Sequence[str] = ()) -> Iterator[None]:
    """Let the default connection lead to the database at an address, as DATABASE_URL and REPLICA_URLS would."""
    usual_settings, usual = connections.settings, connections[DEFAULT_DB_ALIAS]
    primary = configured(dict(dj_database_url.parse(address)))
    own = with_replicas(primary, [replica(url) for url in replicas])
    connections.settings = connections.configure_settings(own)
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    engine.cache_clear()
    try:
        yield
    finally:
        for alias in own:
            connections[alias].close()
            if alias != DEFAULT_DB_ALIAS:
                del connections[alias]
        connections.settings, connections[DEFAULT_DB_ALIAS] = usual_settings, usual
        engine.cache_clear()
