"""What is recorded already is not proposed beside its own citation."""

import pytest

from films.evidence.desk.recorded import withdraw_recorded
from films.models import Alteration, Change, Credit, Document, Person, Proposal
from tests.evidence.deeds import accept, proposal

pytestmark = [pytest.mark.curating, pytest.mark.django_db]

FOX = {"person": "A. Badger", "job": "actor", "character": "the fox"}


@pytest.fixture
def recorded(about_film: Document) -> Document:
    accept(about_film, "credit", 3, **FOX)
    Proposal.objects.all().delete()
    return about_film


def test_what_the_sentence_is_cited_for_is_withdrawn(recorded: Document) -> None:
    proposal(recorded, "credit", 3, **FOX)
    assert withdraw_recorded(recorded) == 0


def test_what_the_sentence_is_not_cited_for_waits(recorded: Document) -> None:
    proposal(recorded, "credit", 3, **FOX | {"character": "the owl"})
    proposal(recorded, "credit", 2, **FOX)
    assert withdraw_recorded(recorded) == 2


def test_asking_leaves_no_trace(recorded: Document) -> None:
    before = Change.objects.count(), Alteration.objects.count()
    proposal(recorded, "credit", 3, **FOX | {"person": "B. Heron"})
    withdraw_recorded(recorded)
    assert (Credit.objects.count(), Person.objects.filter(name="B. Heron").exists()) == (1, False)
    assert (Change.objects.count(), Alteration.objects.count()) == before
