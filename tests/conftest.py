"""What every test can count on: plain static files, the project's own facts, the founding document if at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from films.search.backends import engine

FOUNDING_DOCUMENT = Path(settings.BASE_DIR).parent / "shared" / "documents" / "red-heat.txt"


@pytest.fixture(autouse=True)
def plain_static_files(settings: LazySettings) -> None:
    """Name static files as they are, so that no test needs them collected first."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="module")
def red_heat(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the facts of Red Heat once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "red_heat", verbosity=0)
        yield
        transaction.set_rollback(True)


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
