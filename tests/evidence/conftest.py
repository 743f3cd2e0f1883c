"""A document about a film, as it came in, and once its film is known."""

import pytest

from films.evidence.documents.store import Description, store_document
from films.models import (
    Document,
)
from tests.cast import tanuki_film

TEXT = "The Tanuki is a Japanese caper. Žofie Ørsted directed it. A. Badger plays the fox and the owl."
SECOND = "It cost a lot."


@pytest.fixture
def document() -> Document:
    return store_document(
        f"{TEXT} {SECOND}".encode(), Description(title="The Tanuki", publisher="The Burrow")
    ).document


@pytest.fixture
def about_film(document: Document) -> Document:
    document.film = tanuki_film()
    document.save()
    return document
