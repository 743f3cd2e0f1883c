"""Copy a whole database into another, perhaps of another engine, and prove that both hold the same.

Tables are copied and compared by their models, so that the engines of both need not have anything in common.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.db.models.sql import InsertQuery

from films.models import FACT_MODELS
from films.search.backends import engine
from redheat.checks import unfinished_move
from redheat.models import UnfinishedMove

ROWS_AT_ONCE = 1_000
CHECKSUM_RANGE = 2**256
SQUASHED = "_squashed_"
"""Stands in the name of a migration that does at once what several do."""

encode = msgspec.json.Encoder(order="deterministic", decimal_format="string", enc_hook=str).encode

Table = type[Model]
Rows = list[Any]


class MoveError(Exception):
    """Report why a database cannot be moved, or that a copy is not the same."""


@dataclass(frozen=True)
class Content:
    """Tell what a table holds: how many rows, and a checksum of all their values."""

    rows: int
    checksum: str


class Digest:
    """Compute what a table holds from its rows, in whatever order they come: engines sort texts differently."""

    def __init__(self) -> None:
        self.rows = self.sum = 0

    def add(self, rows: Rows) -> None:
        self.rows += len(rows)
        self.sum += sum(int.from_bytes(sha256(encode(row)).digest()) for row in rows)

    def content(self) -> Content:
        return Content(self.rows, f"{self.sum % CHECKSUM_RANGE:064x}")


def tables() -> list[Table]:
    """Return the model of every table whose content is not made from that of others."""
    models = apps.get_models(include_auto_created=True)
    stored = [model for model in models if model._meta.managed and not model._meta.proxy]
    return [*(model for model in stored if model is not UnfinishedMove), MigrationRecorder.Migration]


def stored_fields(table: Table) -> list[Any]:
    return [field for field in table._meta.local_concrete_fields if not field.generated]


def rows_of(table: Table, alias: str) -> Iterator[Rows]:
    """Yield the rows of a table, some at a time, as tuples with their values by name."""
    columns = [field.attname for field in stored_fields(table)]
    key = table._meta.pk.attname
    ordered = table._base_manager.using(alias).order_by("pk").values_list(*columns, named=True)
    rows = list(ordered[:ROWS_AT_ONCE])
    while rows:
        yield rows
        rows = list(ordered.filter(pk__gt=getattr(rows[-1], key))[:ROWS_AT_ONCE])


def content_of(table: Table, alias: str) -> Content:
    """Read what a table holds."""
    digest = Digest()
    for rows in rows_of(table, alias):
        digest.add(rows)
    return digest.content()


def refuse_other_release(source: str, target: str) -> None:
    """Raise a MoveError unless both databases have had the same migrations of the apps that are installed."""
    held, wanted = (applied_migrations(alias) for alias in (source, target))
    if missing := sorted(wanted - held):
        raise MoveError(f"The database lacks {' '.join(missing[0])}: run manage.py migrate with it first.")
    # What an earlier release squashed is recorded beside all that it replaced, and the next release squashes more.
    if unknown := sorted((label, name) for label, name in held - wanted if SQUASHED not in name):
        raise MoveError(f"The database has {' '.join(unknown[0])}, and so is from a newer release than this.")


def applied_migrations(alias: str) -> set[tuple[str, str]]:
    labels = {config.label for config in apps.get_app_configs()}
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return {(label, name) for label, name in applied if label in labels}


def refuse_filled(alias: str) -> None:
    """Raise a MoveError if a database holds facts or accounts that are not those of an unfinished move."""
    if unfinished_move(alias):
        return
    existing = connections[alias].introspection.table_names()
    for model in (*FACT_MODELS.values(), get_user_model()):
        if model._meta.db_table in existing and model._base_manager.using(alias).exists():
            raise MoveError(
                "It holds facts or accounts already, and nothing is written over: name an empty database."
            )


def copy(source: str, target: str, tell: Callable[[str], None] = lambda line: None) -> dict[str, Content]:
    """Replace all that a database holds by what another one does, and return the content of each table.

    All of it happens in one transaction, in which the copy is read again and compared. Raises a MoveError.
    """
    with transaction.atomic(using=target):
        engine(target).uninstall(target)
        empty(target)
        contents = {table._meta.db_table: copy_table(table, source, target, tell) for table in tables()}
        connections[target].check_constraints()
        engine(target).give_keys_after(last_keys(source), target)
        tell("the index")
        engine(target).install(target)
    return contents


def empty(alias: str) -> None:
    connection = connections[alias]
    names = [table._meta.db_table for table in tables()]
    statements = connection.ops.sql_flush(no_style(), names, reset_sequences=False, allow_cascade=False)
    connection.ops.execute_sql_flush(statements)


def copy_table(table: Table, source: str, target: str, tell: Callable[[str], None]) -> Content:
    """Copy the rows of a table, and return what it holds if the copy holds the same."""
    name, digest = table._meta.db_table, Digest()
    for rows in rows_of(table, source):
        digest.add(rows)
        try:
            insert(table, rows, target)
        except (DatabaseError, ValueError) as error:
            span = f"{getattr(rows[0], table._meta.pk.attname)} to {getattr(rows[-1], table._meta.pk.attname)}"
            raise MoveError(f"Rows {span} of {name} cannot be stored there: {error}") from error
    content, copied = digest.content(), content_of(table, target)
    if copied != content:
        raise MoveError(
            f"{name} has {content.rows:,} rows with the checksum {content.checksum}, but its copy {copied.rows:,} "
            f"with {copied.checksum}."
        )
    tell(f"{name}: {content.rows:,} rows, {content.checksum[:16]}")
    return content


def insert(table: Table, rows: Rows, alias: str) -> None:
    """Insert rows with all of their values, also those that are set whenever a record is saved."""
    fields = stored_fields(table)
    at_once = connections[alias].ops.bulk_batch_size(fields, rows)
    for start in range(0, len(rows), at_once):
        query = InsertQuery(table)
        query.insert_values(fields, rows[start : start + at_once], raw=True)
        query.get_compiler(using=alias).execute_sql()


def last_keys(alias: str) -> dict[str, int]:
    """Return the last key that each table has given, of the tables that are copied."""
    copied = {table._meta.db_table for table in tables()}
    return {name: key for name, key in engine(alias).keys_given(alias).items() if name in copied}
