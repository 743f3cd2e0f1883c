"""What became of proposals says how sure later ones are, and whom their names mean."""

from typing import Any

import pytest

from films.curating.merging import merge
from films.evidence.desk.actions import accept_all, accept_proposal, reject_proposal, undo_last
from films.evidence.desk.certainty import Certainty, experience_with
from films.evidence.rules import WORDS, Rule
from films.models import Credit, Document, Proposal
from tests.cast import EDITOR, person
from tests.evidence.deeds import SAID_ELSEWHERE, proposal

pytestmark = [pytest.mark.curating, pytest.mark.django_db]


def proposed(document: Document, name: str, rule: Rule = Rule.CREW, **content: Any) -> Proposal:
    made = proposal(document, "credit", 2, person=name, job="actor", **content)
    made.rule = rule
    made.save()
    return made


def certainty(asked: Proposal) -> Certainty:
    return experience_with([asked]).certainty(asked)


def meant(asked: Proposal) -> Any:
    return experience_with([asked]).records_meant([asked]).get(asked.pk)


def test_each_decision_corrects_what_is_expected_of_the_rule(about_film: Document) -> None:
    asked = proposed(about_film, "C. Otter")
    other_rule = proposed(about_film, "C. Otter", Rule.CAST_LIST)
    assert certainty(asked).expected == 0.9
    accept_proposal(proposed(about_film, "A. Badger"), None, EDITOR)
    raised = certainty(asked).expected
    reject_proposal(proposed(about_film, "The Wall"), "It is a place.", EDITOR)
    now = certainty(asked)
    assert now.expected < 0.9 < raised
    assert now.experience == "right 1 of 2 times"
    assert now.because == WORDS[Rule.CREW]
    assert certainty(other_rule).expected == 0.9
    undo_last(about_film, EDITOR)
    assert certainty(asked).expected == raised


def test_what_had_to_be_edited_was_not_right(about_film: Document) -> None:
    edited = {"person": "A. Badger", "job": "actor", "character": "the fox"} | SAID_ELSEWHERE
    accept_proposal(proposed(about_film, "The Badger", character="the fox"), edited, EDITOR)
    assert certainty(proposed(about_film, "C. Otter")).experience == "right 0 of 1 times"


def test_decisions_weigh_more_in_their_own_document(about_film: Document) -> None:
    reject_proposal(proposed(about_film, "The Wall"), "It is a place.", EDITOR)
    elsewhere = Document.objects.create(title="The Drum", slug="the-drum", sha256="0" * 64)
    asked = proposed(about_film, "C. Otter")
    here = certainty(asked).expected
    Proposal.objects.filter(pk=asked.pk).update(document=elsewhere)
    assert here < certainty(Proposal.objects.get(pk=asked.pk)).expected < 0.9


def test_a_name_that_was_never_right_is_doubted(about_film: Document) -> None:
    reject_proposal(proposed(about_film, "The Wall"), "It is a place.", EDITOR)
    again, other = proposed(about_film, "The Wall", Rule.CAST), proposed(about_film, "C. Otter", Rule.CAST)
    assert certainty(again).is_name_refused
    assert not certainty(again).is_sure
    assert certainty(other).is_sure


def test_a_name_means_whom_it_was_decided_to_mean(about_film: Document) -> None:
    _, two = person("A. Badger"), person("A. Badger")
    data = {"person": "A. Badger", "job": "actor", "person_is": str(two.pk)} | SAID_ELSEWHERE
    accept_proposal(proposed(about_film, "A. Badger"), data, EDITOR)
    again = proposed(about_film, "A. Badger", character="the fox")
    assert meant(again) == two
    accepted, left = accept_all(about_film, [again], EDITOR)
    assert (len(accepted), left) == (1, [])
    assert set(Credit.objects.values_list("person", flat=True)) == {two.pk}


def test_a_name_follows_a_record_that_was_merged(about_film: Document) -> None:
    known = person("Ann Badger")
    data = {"person": "A. Badger", "job": "actor", "person_is": str(known.pk)} | SAID_ELSEWHERE
    accept_proposal(proposed(about_film, "A. Badger"), data, EDITOR)
    kept = person("Anna Badger")
    merge(kept, known, EDITOR, "One person.")
    again = proposed(about_film, "A. Badger")
    assert meant(again) == kept
