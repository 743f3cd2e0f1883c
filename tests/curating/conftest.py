"""Somebody who curates, and the small cast of the other tests."""

from types import SimpleNamespace

import pytest

from tests import cast


@pytest.fixture
def curator(db: None) -> str:
    return cast.EDITOR


@pytest.fixture
def facts(db: None) -> SimpleNamespace:
    return cast.cited_facts()
