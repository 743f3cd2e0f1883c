"""Let Django's default connection lead to a server."""

from collections.abc import Iterator
from contextlib import contextmanager

import dj_database_url
from django.db import DEFAULT_DB_ALIAS, connections

from redheat.databases import configured


@contextmanager
def default_database(address: str) -> Iterator[None]:
    """Let the default connection lead to the database at an address, as DATABASE_URL would."""
    usual_settings, usual = connections.settings, connections[DEFAULT_DB_ALIAS]
    own = {DEFAULT_DB_ALIAS: configured(dict(dj_database_url.parse(address)))}
    connections.settings = connections.configure_settings(own)
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections.settings, connections[DEFAULT_DB_ALIAS] = usual_settings, usual
