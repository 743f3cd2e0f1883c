"""A document about a film, as it came in, and once its film is known."""

import pytest

from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.models import (
    Document,
)
from tests.cast import tanuki_film

TEXT = "The Tanuki is a Japanese caper. Žofie Ørsted directed it. A. Badger plays the fox and the owl."
SECOND = "It cost a lot."


@pytest.fixture
def document() -> Document:
    described = Description(title="The Tanuki", publisher="The Burrow")
    return store_text(read_text(f"{TEXT} {SECOND}".encode(), described)).document


@pytest.fixture
def about_film(document: Document) -> Document:
    document.film = tanuki_film()
    document.save()
    return document
