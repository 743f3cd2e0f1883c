"""What curators decide at a document stays decided, is taken back by who did it, and published when supported."""

from typing import Any

import pytest

from films.evidence.desk.actions import (
    AlreadyDecidedError,
    accept_all,
    accept_proposal,
    enter_fact,
    publish_cited,
    reject_proposal,
    set_aside,
    undo_last,
)
from films.evidence.extraction.types import ExtractedFact
from films.evidence.proposing import propose
from films.history.plan import CannotUndoError
from films.kinds.accept_context import RefusedError
from films.kinds.registry import DESK_FORMS
from films.models import (
    Change,
    Citation,
    Credit,
    Document,
    Film,
    Location,
    Passage,
    Person,
    Proposal,
    State,
)
from tests.cast import EDITOR, person, place
from tests.evidence.deeds import accept, proposal

pytestmark = [pytest.mark.curating, pytest.mark.django_db]


def test_what_another_decided_meanwhile_stays_decided(about_film: Document) -> None:
    waiting = proposal(about_film, "credit", 3, person="A. Badger", job="actor", character="")
    accept_proposal(waiting, None, EDITOR)
    with pytest.raises(AlreadyDecidedError, match="anna accepted this"):
        accept_proposal(waiting, None, "boris")
    with pytest.raises(AlreadyDecidedError, match="anna accepted this"):
        reject_proposal(waiting, "No.", "boris")
    assert Credit.objects.count() == 1


def test_all_of_a_kind_are_accepted_but_those_that_cannot_be(about_film: Document) -> None:
    person("B. Heron"), person("B. Heron")
    names = ("A. Badger", "B. Heron", "C. Owl")
    waiting = [proposal(about_film, "credit", 3, person=name, job="actor", character=name) for name in names]
    taken, left = accept_all(about_film, waiting, EDITOR)
    assert [one.fact.person.name for one in taken] == ["A. Badger", "C. Owl"]  # type: ignore[attr-defined]
    assert len(left) == 1
    undo_last(about_film, EDITOR)
    assert not Credit.objects.exists()
    assert Proposal.objects.filter(decision="waiting").count() == 3


def test_one_that_is_gone_meanwhile_is_told_and_the_others_are_accepted(about_film: Document) -> None:
    gone, badger = (
        proposal(about_film, "credit", 3, person=name, job="actor", character="")
        for name in ("B. Heron", "A. Badger")
    )
    Proposal.objects.filter(pk=gone.pk).delete()
    taken, left = accept_all(about_film, [gone, badger], EDITOR)
    assert [one.fact.person.name for one in taken] == ["A. Badger"]  # type: ignore[attr-defined]
    assert left == ["A proposal is there no longer."]


def test_everything_is_taken_back_as_it_was(document: Document) -> None:
    caper = proposal(document, "film", title="The Tanuki", year=1977, genres=["caper"], countries=["Japan"])
    before = Proposal.objects.values().get()
    accept_proposal(caper, None, EDITOR)
    assert str(undo_last(document, EDITOR)) == "Accepted: The Tanuki (1977)"
    assert not Film.objects.exists()
    assert not Location.objects.exists()
    assert not Citation.objects.exists()
    assert Proposal.objects.values().get() == before
    assert undo_last(document, EDITOR) is None


def test_taking_back_gives_back_what_was_there(about_film: Document) -> None:
    film = about_film.film
    assert film is not None
    Film.objects.update(year=None)
    about_film = Document.objects.get()
    accept(about_film, "film", title="The Tanuki", year=1978, genres=["caper"])
    undo_last(about_film, EDITOR)
    film.refresh_from_db()
    assert (film.year, list(film.genres.all()), film.citations.count()) == (None, [], 0)


def test_what_others_changed_since_stands_in_the_way(about_film: Document) -> None:
    accept(about_film, "credit", 3, person="A. Badger", job="actor", character="the fox")
    Credit.objects.update(character="the old fox")
    with pytest.raises(CannotUndoError, match="has been changed since, in character"):
        undo_last(about_film, EDITOR)
    assert Credit.objects.get().character == "the old fox"
    assert Proposal.objects.get().decision == "accepted"


def test_only_ones_own_steps_are_taken_back(about_film: Document) -> None:
    accept(about_film, "credit", 3, person="A. Badger", job="actor")
    assert undo_last(about_film, "boris") is None
    assert Change.objects.get().curator == EDITOR


def test_a_rejection_is_taken_back_too(about_film: Document) -> None:
    waiting = proposal(about_film, "credit", 3, person="A. Badger", job="actor")
    reject_proposal(waiting, "It is a costume.", EDITOR)
    assert Proposal.objects.get().decision == "rejected"
    undo_last(about_film, EDITOR)
    assert Proposal.objects.values_list("decision", "reason", "decided_by", "decided_at").get() == (
        "waiting", "", "", None
    )  # fmt: skip


def test_a_fact_that_nobody_proposed_is_taken_from_its_sentence(about_film: Document) -> None:
    passage = about_film.passages.get(ordinal=3)
    enter_fact("credit", {"person": "A. Badger", "job": "actor", "character": "the owl"}, passage, EDITOR)
    assert Credit.objects.get().citations.get().passage == passage
    undo_last(about_film, EDITOR)
    assert not Person.objects.exists()


def test_publishing_leaves_out_what_the_words_do_not_say(about_film: Document) -> None:
    passage = about_film.passages.get(ordinal=2)
    owl = person("The Owl")
    Person.objects.update(state=State.DRAFT)
    Citation.objects.create(person=owl, passage=passage)
    published, left = publish_cited(about_film, EDITOR)
    assert published == []
    assert left == ["“The Owl”: name: the words of the sentence do not say “The Owl”."]


@pytest.mark.parametrize(
    ("kind", "content", "missing"),
    [
        ("credit", {"person": "A. Hedger", "job": "actor", "character": "the fox"}, "name “A. Hedger”"),
        ("credit", {"person": "A. Badger", "job": "actor", "character": "the wolf"}, "character “the wolf”"),
        ("box_office", {"measure": "gross", "amount": 9, "currency": "USD"}, "amount “9”"),
        ("release", {"date": "1977-03-01", "precision": "month"}, "date “1977-03-01”"),
        ("review", {"outlet": "The Den", "scale": "percent", "score": 76}, "name “The Den”"),
        ("film", {"title": "The Tanuki", "runtime": 99}, "runtime “99”"),
    ],
)
def test_what_the_words_do_not_say_needs_a_reason(
    about_film: Document, kind: str, content: dict[str, Any], missing: str
) -> None:
    waiting = proposal(about_film, kind, 3, **content, other_words="")
    with pytest.raises(RefusedError, match="The words of the sentence do not say this") as refused:
        accept_proposal(waiting, None, EDITOR)
    assert missing in str(refused.value)
    assert not Citation.objects.exists()
    accept_proposal(waiting, {**form_data(waiting), "other_words": "It is implied."}, EDITOR)
    said = [one for citation in Citation.objects.all() for one in citation.claims.values()]
    assert "other_words" in {one["support"] for one in said}
    assert Citation.objects.filter(reason="It is implied.").exists()


def form_data(waiting: Proposal) -> dict[str, Any]:
    form = DESK_FORMS[waiting.kind].form
    return form.from_proposal(waiting.content)


def test_words_that_a_curator_marks_are_kept(about_film: Document) -> None:
    passage = about_film.passages.get(ordinal=3)
    data = {"person": "A. Badger", "job": "actor", "character": "the owl"}
    fact = enter_fact("credit", data, passage, EDITOR, marked="A. Badger plays the fox and the owl").fact
    claims = fact.citations.get().claims  # type: ignore[attr-defined]
    sentence = "A. Badger plays the fox and the owl."
    words = {name: sentence[claim["start"] : claim["end"]] for name, claim in claims.items()}
    assert words == {"person": "A. Badger", "job": "plays", "character": "the owl"}


def test_a_sentence_with_nothing_new_is_set_aside_unless_it_has_a_fact(about_film: Document) -> None:
    first, second = about_film.passages.order_by("ordinal")[:2]
    set_aside([first], EDITOR)
    assert Passage.objects.get(pk=first.pk).set_aside == "Read, nothing new here."
    Citation.objects.create(film=about_film.film, passage=second)
    assert set_aside([second], EDITOR) == ""
    undo_last(about_film, EDITOR)
    assert Passage.objects.get(pk=first.pk).set_aside == ""


def test_publishing_takes_the_drafts_that_the_document_supports(about_film: Document) -> None:
    place("Otaru", state=State.DRAFT)
    accept(about_film, "credit", 3, person="A. Badger", job="actor")
    Passage.objects.filter(ordinal=4).update(lost_sentence="It cost nothing.")
    passage = Passage.objects.get(ordinal=4)
    Citation.objects.create(location=Location.objects.get(), passage=passage)
    published, left = publish_cited(about_film, EDITOR)
    assert [str(fact) for fact in published] == ["A. Badger", "A. Badger, actor, The Tanuki (1977)"]
    assert not left
    assert Location.objects.get().state == State.DRAFT
    undo_last(about_film, EDITOR)
    assert Credit.objects.get().state == State.DRAFT


def test_what_is_accepted_is_not_proposed_again(about_film: Document) -> None:
    start = about_film.text.index("Žofie")
    said = ExtractedFact("credit", {"person": "Žofie Ørsted", "job": "director"}, (start, start + 25), 0.9)
    propose(about_film, [said])
    accept_proposal(Proposal.objects.get(), {"person": "Ž. Ørsted", "job": "director"}, EDITOR)
    assert propose(about_film, [said]) == 0
