"""A film, and a document about it, for the kinds that are tested whole."""

import pytest

from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.models import Document, Film
from tests.cast import tanuki_film

SENTENCES = b"The Tanuki won a prize. Its company was small."


@pytest.fixture
def tanuki(db: None) -> Film:
    return tanuki_film()


@pytest.fixture
def about_tanuki(tanuki: Film) -> Document:
    document = store_text(read_text(SENTENCES, Description(title="A Book"))).document
    document.film = tanuki
    document.save()
    return document
