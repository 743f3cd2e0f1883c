"""Check that the database of the site is whole."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DEFAULT_DB_ALIAS, connections

from redheat.models import UnfinishedMove

WHAT_TO_DO = "Run manage.py move_database again, or set DATABASE_URL to the database that was to be moved."


def unfinished_move(alias: str = DEFAULT_DB_ALIAS) -> UnfinishedMove | None:
    """Return the move into a database that has not come to its end."""
    if UnfinishedMove._meta.db_table not in connections[alias].introspection.table_names():
        return None
    return UnfinishedMove.objects.using(alias).first()


def check_moved(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Check that no move into a database has been left unfinished."""
    moves = (unfinished_move(alias) for alias in databases or ())
    return [Error(f"{move} is not finished.", hint=WHAT_TO_DO, id="redheat.E001") for move in moves if move]
