"""Proposals wait at their sentences, and what is decided does not come back."""

import pytest

from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.evidence.extraction.types import ExtractedFact
from films.evidence.proposing import propose
from films.models import Document, Proposal
from films.models.proposals import Decision

pytestmark = pytest.mark.django_db

TEXT = "The Tanuki is a film. A. Badger plays the fox. B. Heron directed it."


def take(text: str) -> Document:
    return store_text(
        read_text(text.encode(), Description(title="The Tanuki", url="https://example.org/t"))
    ).document


def said(text: str, sentence: str, kind: str = "credit", **fields: object) -> ExtractedFact:
    start = text.index(sentence)
    return ExtractedFact(kind, fields, (start, start + len(sentence)), 0.9)


def cast_and_crew(text: str) -> list[ExtractedFact]:
    return [
        said(text, "A. Badger plays the fox.", person="A. Badger", job="actor", character="the fox"),
        said(text, "B. Heron directed it.", person="B. Heron", job="director"),
    ]


def test_proposals_wait_at_their_sentences() -> None:
    document = take(TEXT)
    assert propose(document, cast_and_crew(TEXT)) == 2
    assert [proposal.passage.sentence for proposal in document.proposals.all()] == [2, 3]


def test_a_proposal_holds_the_name_that_its_form_asks_for_first() -> None:
    document = take(TEXT)
    won = said(TEXT, "The Tanuki is a film.", "award", body="The Guild", prize="Prize", people=["B. Heron"])
    song = said(TEXT, "B. Heron directed it.", "song", title="The owl", performers=["A. Badger"])
    propose(document, [*cast_and_crew(TEXT), won, song])
    named = {proposal.kind: proposal.name for proposal in document.proposals.order_by("pk")}
    assert named == {"credit": "B. Heron", "award": "The Guild", "song": ""}


def test_a_second_reading_proposes_the_same_once() -> None:
    document = take(TEXT)
    propose(document, cast_and_crew(TEXT))
    before = set(Proposal.objects.values_list("pk", flat=True))
    propose(document, [*cast_and_crew(TEXT), *cast_and_crew(TEXT)])
    assert set(Proposal.objects.values_list("pk", flat=True)) == before


def test_a_reading_replaces_what_waits_from_the_one_before() -> None:
    document = take(TEXT)
    propose(document, cast_and_crew(TEXT))
    assert propose(document, cast_and_crew(TEXT)[:1]) == 1


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.REJECTED])
def test_what_is_decided_is_not_proposed_again_in_a_new_revision_either(decision: Decision) -> None:
    document = take(TEXT)
    propose(document, cast_and_crew(TEXT))
    Proposal.objects.update(decision=decision, reason="Seen.")
    assert propose(document, cast_and_crew(TEXT)) == 0
    revised = TEXT.replace("The Tanuki is a film.", "It is a film of 1977. It is short.")
    assert propose(take(revised), cast_and_crew(revised)) == 0


def test_a_decision_outlives_the_sentence_it_was_about() -> None:
    document = take(TEXT)
    propose(document, cast_and_crew(TEXT))
    Proposal.objects.filter(content__job="director").update(decision=Decision.REJECTED, reason="Another did.")
    take(TEXT.replace("B. Heron directed it.", "Nobody directed it."))
    again = take(TEXT + " The end.")
    assert propose(again, cast_and_crew(TEXT)) == 1


def test_what_is_of_no_kind_or_no_sentence_is_left_out() -> None:
    document = take(TEXT)
    strange = [said(TEXT, "A. Badger plays the fox.", kind="recipe"), ExtractedFact("credit", {}, (5, 9), 1.0)]
    assert propose(document, strange) == 0


def source(work: str, **fields: object) -> ExtractedFact:
    said = {"relation": "based_on", "title": "The Drum", "year": None, "work": work, "author": None}
    return ExtractedFact("relation", said | fields, (0, len("The Tanuki is a film.")), 0.9)


def test_what_a_film_is_based_on_is_a_note_in_words_of_our_own() -> None:
    document = take(TEXT)
    propose(document, [source("novel", year=1844, author="C. Crane")])
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.content["topic"]) == ("note", "script")
    assert proposal.content["text"] == "The story comes from the novel The Drum of 1844 by C. Crane."


def test_a_film_based_on_a_film_is_its_remake() -> None:
    document = take(TEXT)
    propose(document, [source("film", year=1944)])
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.content) == (
        "relation",
        {"relation": "remake", "title": "The Drum", "year": 1944},
    )
