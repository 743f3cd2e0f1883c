"""Count changes of the facts, so that anything derived from them can tell when it is out of date."""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from films.search.backends.base import Revision

TABLE = (
    "CREATE TABLE IF NOT EXISTS search_change (revision INTEGER NOT NULL, token TEXT NOT NULL, day TEXT NOT NULL)"
)
BEGIN = "INSERT INTO search_change SELECT 0, '', '' WHERE NOT EXISTS (SELECT 1 FROM search_change)"
COUNT = "UPDATE search_change SET revision = revision + 1, token = hex(randomblob(8)), day = date('now')"
"""The token tells a change from another of the same number, as there is after a backup was restored."""

EVENTS = ("insert", "update", "delete")


def triggers() -> dict[str, str]:
    """Return the triggers that count changes, one for each event on each table of the facts."""
    models = apps.get_app_config("films").get_models(include_auto_created=True)
    return {
        f"search_change_{model._meta.db_table}_{event}": f"AFTER {event.upper()} ON {model._meta.db_table} "
        f"BEGIN {COUNT}; END"
        for model in models
        for event in EVENTS
    }


def last_revision(alias: str = DEFAULT_DB_ALIAS) -> Revision | None:
    """Return the last revision of the facts, or None if changes are not counted."""
    with connections[alias].cursor() as cursor:
        try:
            cursor.execute("SELECT revision, token, day FROM search_change")
        except OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
        return Revision(*cursor.fetchone())
