"""What every test can count on: plain static files, the project's own facts, the founding document if at hand."""

import gc
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import override_settings
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadFileScheduling

from films.curating import finding
from films.exporting import making
from films.search.backends import engine
from tests import databases
from tests.engines import skip_those_of_sqlite

# The same examples in every run, so that whoever sees a failure can see it again, and a change is never blamed for
# luck. More of them would find nothing new in the next run: `--hypothesis-profile=searching` looks for new ones.
hypothesis_settings.register_profile("repeatable", max_examples=40, derandomize=True, deadline=None)
hypothesis_settings.register_profile("searching", max_examples=2000, deadline=None)
hypothesis_settings.load_profile("repeatable")

# jsonschema would compile a grammar for IRIs at its import, which takes two seconds; no schema here asks for them.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

Extent = dict[str, tuple[int, int | None]]
MARKED_FOLDERS = {
    "browser": "browser",
    "packaging": "packaging",
    **dict.fromkeys(("exporting", "facts"), "data_set"),
    **dict.fromkeys(("admin", "curating", "history", "importing"), "curating"),
}
disable_constraint_checking = DatabaseWrapper.disable_constraint_checking
FOUNDING_DOCUMENT = Path(settings.BASE_DIR).parent / "shared" / "documents" / "red-heat.txt"


class ServersShared(LoadFileScheduling):
    """Give the tests of a file to one process, and so all those that share a site or a server of PostgreSQL."""

    def _split_scope(self, nodeid: str) -> str:
        shared = (folder for folder in ("tests/browser", "tests/servers") if nodeid.startswith(f"{folder}/"))
        return next(shared, super()._split_scope(nodeid))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import the tests of a folder whose mark `-m` excludes."""
    in_tests = collection_path.parent == Path(__file__).parent
    mark = MARKED_FOLDERS.get(collection_path.name) if in_tests else None
    return True if mark and f"not {mark}" in config.getoption("markexpr") else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in a folder of slow tests, for `make quick` to leave out, and what asks SQLite alone."""
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        if folder in MARKED_FOLDERS:
            item.add_marker(MARKED_FOLDERS[folder])
    skip_those_of_sqlite(items)


def pytest_collection_finish() -> None:
    """Let the garbage collector come seldom, and leave alone what was imported and collected, which stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ServersShared:
    return ServersShared(config, log)


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Name static files as they are, so that none has to be collected first, and hash passwords fast.

    Every new client makes the middleware anew, which would look through all static files that were ever collected.
    """
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    downloads = tmp_path_factory.mktemp("downloads")
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(
            FILMS_DOWNLOADS=downloads,
            RATE_LIMIT=0,
            STORAGES={**settings.STORAGES, "staticfiles": plain_files},
            WHITENOISE_AUTOREFRESH=True,
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ),
    ):
        # SQLite ignores that pragma within a transaction, yet prepares all statements anew, triggers included.
        patch.setattr(DatabaseWrapper, "disable_constraint_checking", disable_constraints_outside_transactions)
        # Another process would not see what a test has written.
        patch.setattr(making, "start_maker", making.make_requested)
        patch.setattr(finding, "start_finder", finding.find)
        yield


def disable_constraints_outside_transactions(database: DatabaseWrapper) -> bool:
    return not database.in_atomic_block and disable_constraint_checking(database)


@pytest.fixture(scope="module")
def module_transaction(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let fixtures write facts for all tests of a module, and roll them back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def until_migrated() -> Iterator[ExitStack]:
    """Hold what is to be let go once the test database is migrated."""
    with ExitStack() as held:
        yield held


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, until_migrated: ExitStack
) -> Iterator[None]:
    """Let the test database begin as an earlier run or another process migrated it, if one did."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.settings_dict["TEST"]["NAME"] = "file:tests?mode=memory&cache=shared"
    # Tests write in more ways than a site does, and to prepare a statement that writes takes up to 60 ms.
    connection.settings_dict["OPTIONS"]["cached_statements"] = 4_000
    until_migrated.enter_context(databases.made_by_one_process())
    migrated = databases.kept("migrated")
    with closing(sqlite3.connect(connection.settings_dict["TEST"]["NAME"], uri=True)) as database:
        if migrated:
            migrated.backup(database)
        yield  # the memory is there for as long as one connection is


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker, until_migrated: ExitStack) -> None:
    """Keep the migrated database for other processes and for the runs to come.

    Raises an error where no test of a run is marked `django_db`: Django's connection is then to the database of
    the settings, which is the developer's own.
    """
    tested = connection.settings_dict["TEST"]["NAME"]
    if tested and connection.settings_dict["NAME"] != tested:
        pytest.fail("Mark the tests that use this fixture with `pytest.mark.django_db`.")
    if connection.vendor == "sqlite" and databases.kept("migrated") is None:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            databases.keep("migrated", connection.connection)
    until_migrated.close()


@pytest.fixture(scope="session")
def database_with_red_heat(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> sqlite3.Connection:
    """Connect to a second database in memory, migrated like the first, and load the facts of Red Heat there."""
    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            return server_with_red_heat()
    parameters = connection.get_connection_params()
    loaded = connection.get_new_connection({**parameters, "database": "file:red-heat?mode=memory&cache=shared"})
    with django_db_blocker.unblock(), databases.made_by_one_process():
        connection.ensure_connection()
        if kept := databases.kept("red-heat"):
            kept.backup(loaded)
        else:
            connection.connection.backup(loaded)
            with connected_to(loaded):
                call_command("loaddata", "red_heat", verbosity=0)
            databases.keep("red-heat", loaded)
    return loaded


def server_with_red_heat() -> Any:
    """Copy the first database on its server, load the facts of Red Heat there, and return its name."""
    name, loaded = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_red_heat"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{loaded}"')
        cursor.execute(f'CREATE DATABASE "{loaded}" TEMPLATE "{name}"')
    with connected_to(loaded):
        call_command("loaddata", "red_heat", verbosity=0)
    return loaded


@contextmanager
def connected_to(database: Any) -> Iterator[None]:
    """Let Django use another connection, which keeps the statements that it has prepared.

    To copy one database over another would have SQLite parse the schema and prepare every statement again.
    """
    if connection.vendor != "sqlite":
        usual_name = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = database
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual_name
        return
    usual = connection.connection
    connection.connection = database
    try:
        yield
    finally:
        connection.connection = usual


@pytest.fixture(scope="session")
def extent_with_red_heat(database_with_red_heat: sqlite3.Connection) -> Extent:
    """Give the extent of the tables with the facts of Red Heat."""
    return extent(database_with_red_heat)


def extent(database: Any) -> Extent:
    """Return how many rows each table has, with its last key; all changes lengthen the log of entries."""
    if connection.vendor != "sqlite":
        return {}
    tables = database.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT wr AND schema = 'main'"
    )
    return {
        name: database.execute(f'SELECT count(*), max(rowid) FROM "{name}"').fetchone()
        for (name,) in tables.fetchall()
    }


@pytest.fixture(scope="module")
def red_heat(
    database_with_red_heat: sqlite3.Connection, extent_with_red_heat: Extent, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give all tests of a module a database with the facts of Red Heat, loaded once for all modules."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
    with connected_to(database_with_red_heat):
        yield
    assert extent(database_with_red_heat) == extent_with_red_heat, "a test has committed what it wrote"


@pytest.fixture
def index_is_true_in_the_end(db: None) -> Iterator[None]:
    """Compare the whole index with the facts after a test, whatever it did."""
    yield
    assert list(engine().problems()) == []


@pytest.fixture(scope="session")
def founding_document() -> Path:
    """Give the path of the founding document, or skip where it is not at hand."""
    if not FOUNDING_DOCUMENT.exists():
        pytest.skip("the founding document is not part of the repository and is not beside it")
    return FOUNDING_DOCUMENT
