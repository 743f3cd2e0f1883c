"""Somebody who curates, the small cast of the other tests, and facts that many tests change in turn."""

from types import SimpleNamespace

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import cast
from tests.history.collection import build_collection


@pytest.fixture
def curator(db: None) -> str:
    return cast.EDITOR


@pytest.fixture
def facts(db: None) -> SimpleNamespace:
    return cast.cited_facts()


@pytest.fixture(scope="module")
def editor(module_transaction: None, django_db_blocker: DjangoDbBlocker) -> Client:
    """Build two films with all that hangs on them for the tests of a module, and give the browser of an editor."""
    with django_db_blocker.unblock():
        return build_collection()
