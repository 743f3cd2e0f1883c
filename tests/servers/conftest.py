"""Start PostgreSQL once for all the tests of this package, or skip them where it is not installed."""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.servers.connecting import default_database
from tests.servers.pgbouncer import PROGRAM
from tests.servers.postgresql import Server, programs, running_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Give a running server of PostgreSQL; each test creates the databases that it needs."""
    if programs() is None:
        do_without("PostgreSQL", "postgresql")
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def pgbouncer() -> None:
    if not PROGRAM.exists():
        do_without("PgBouncer", "pgbouncer")


def do_without(name: str, package: str) -> NoReturn:
    """Skip a test, or have it fail where nothing may be missing."""
    message = f"no {name} is installed (on Debian and Ubuntu: apt install {package})"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def migrated(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> str:
    """Give the name of a migrated, otherwise empty database, to be copied as a template."""
    address = postgresql.create_database("migrated")
    with django_db_blocker.unblock(), default_database(address):
        call_command("migrate", verbosity=0)
    return "migrated"
