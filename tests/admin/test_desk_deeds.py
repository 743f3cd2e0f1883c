"""Test what curators do with proposals at the desk: accept, edit, reject, and what each answer brings back."""

from django.contrib.auth.models import Group, User
from django.test import Client

from films.models import Alteration, Change, Credit, Document, Person, Proposal, State
from tests.admin.desk_requests import address, do, proposal, text
from tests.cast import person


def test_accepting_is_one_request_and_one_step(desk: Client, document: Document, badger: Proposal) -> None:
    sent = {"proposal": badger.pk, "person": "A. Badger", "job": "actor", "character": "the fox"}
    page = text(do(desk, document, "accept", **sent))
    assert "<html" not in page
    assert "Accepted: A. Badger, as the fox" in page
    assert "1 of 4 sentences read" in page
    assert Credit.objects.get().state == State.DRAFT
    assert {one.name for one in Alteration.objects.filter(kind__in=("person", "credit"))} == {
        "A. Badger",
        "A. Badger, as the fox, The Tanuki (1977)",
    }


def test_what_is_accepted_has_its_history(desk: Client, document: Document, badger: Proposal) -> None:
    do(desk, document, "accept", proposal=badger.pk, person="A. Badger", job="actor", character="the fox")
    change = Change.objects.get()
    assert (change.curator, change.reason) == (User.objects.get().username, "At the desk of The Tanuki")
    added = {one.kind for one in change.alterations.all() if one.before is None}
    assert added == {"person", "credit", "citation"}
    assert change.get_action_display() == "Accept a proposal"
    do(desk, document, "undo")
    assert Change.objects.count() == 2


def test_a_curator_takes_facts_and_leaves_publishing_to_editors(
    client: Client, document: Document, badger: Proposal
) -> None:
    curator = User.objects.create_user("tova", is_staff=True)
    curator.groups.add(Group.objects.get(name="Curator"))
    client.force_login(curator)
    do(client, document, "accept", proposal=badger.pk, person="A. Badger", job="actor", character="the fox")
    assert "Your account may not publish" in text(do(client, document, "publish"))
    assert Credit.objects.get().state == State.DRAFT


def test_an_edited_proposal_is_accepted_as_edited(desk: Client, document: Document, badger: Proposal) -> None:
    edited = {"proposal": badger.pk, "person": "Ann Badger", "job": "voice", "character": "the owl"}
    page = text(do(desk, document, "accept", **edited))
    assert "The words of the sentence do not say this: character “the owl”" in page
    assert "How the sentence says it in other words" in page
    do(desk, document, "accept", **edited, other_words="The article says so elsewhere.")
    assert Credit.objects.filter(person__name="Ann Badger", job="voice", character="the owl").exists()
    badger.refresh_from_db()
    assert badger.content["person"] == "A. Badger"


def test_what_cannot_be_accepted_stays_as_typed_with_the_reason(
    desk: Client, document: Document, badger: Proposal
) -> None:
    page = text(do(desk, document, "accept", proposal=badger.pk, person="Ann Badger", job="wizard"))
    assert 'value="Ann Badger"' in page
    assert "wizard is not one of the available choices" in page
    assert not Person.objects.exists()


def test_namesakes_are_offered_to_choose_from(desk: Client, document: Document, badger: Proposal) -> None:
    one, two = person("A. Badger"), person("A. Badger")
    page = text(desk.get(address(document)))
    assert f'value="{one.pk}"' in page
    assert "A. Badger: 2 known" in page
    sent = {"proposal": badger.pk, "person": "A. Badger", "job": "actor", "character": ""}
    assert "choose one of them" in text(do(desk, document, "accept", **sent))
    do(desk, document, "accept", **sent, person_is=two.pk)
    assert Credit.objects.get().person == two


def test_rejecting_wants_a_reason(desk: Client, document: Document, badger: Proposal) -> None:
    assert "Say why" in text(do(desk, document, "reject", proposal=badger.pk, reason=" "))
    assert "1 rejected" in text(do(desk, document, "reject", proposal=badger.pk, reason="A costume."))
    badger.refresh_from_db()
    assert (badger.decision, badger.reason, badger.decided_by) == ("rejected", "A costume.", "curator")


def test_the_second_of_two_curators_is_told_what_the_first_did(
    desk: Client, document: Document, badger: Proposal
) -> None:
    User.objects.create_superuser("boris")
    boris = Client()
    boris.force_login(User.objects.get(username="boris"))
    do(boris, document, "reject", proposal=badger.pk, reason="A costume.")
    sent = {"proposal": badger.pk, "person": "A. Badger", "job": "actor"}
    page = text(do(desk, document, "accept", **sent))
    assert "boris rejected this at" in page
    assert "A costume." in page
    assert not Credit.objects.exists()
    assert "no action of yours to undo" in text(do(desk, document, "undo"))
    text(do(boris, document, "undo"))
    assert "Accepted" in text(do(desk, document, "accept", **sent))


def test_a_proposal_that_is_gone_says_so(desk: Client, document: Document, badger: Proposal) -> None:
    gone = badger.pk
    badger.delete()
    assert "read again since" in text(do(desk, document, "accept", proposal=gone))
    for number in ("", "x", "9" * 30, "0"):
        assert "read again since" in text(do(desk, document, "reject", proposal=number))
        assert "read again since" in text(do(desk, document, "nothing_new", passage=number))
        assert "read again since" in text(do(desk, document, "take", take=number))
    assert "does not know that action" in text(do(desk, document, "dance"))


def test_all_of_a_kind_are_accepted_at_once(desk: Client, document: Document, badger: Proposal) -> None:
    heron = proposal(document, 3, person="B. Heron", job="director", character="")
    assert "<data>2</data> × credit" in text(desk.get(address(document)))
    fox = proposal(document, 3, person="B. Heron", job="producer", character="")
    page = text(do(desk, document, "accept_all", proposal=[badger.pk, heron.pk]))
    assert f'id="p{fox.pk}"' in page, "its person is known now"
    assert Credit.objects.count() == 2
    do(desk, document, "undo")
    assert not Credit.objects.exists()


def test_what_still_wants_our_own_words_is_not_ticked(desk: Client, document: Document, badger: Proposal) -> None:
    heron = proposal(document, 3, person="B. Heron", job="director", character="")
    notes = [proposal(document, 3, kind="note", topic="production", quotation=said) for said in ("Yes", "No")]
    page = text(desk.get(address(document)))
    assert f'name="proposal" value="{heron.pk}" checked' in page
    assert all(f'name="proposal" value="{one.pk}">' in page for one in notes)


def test_an_action_brings_back_what_it_changed_and_nothing_else(
    desk: Client, document: Document, badger: Proposal
) -> None:
    heron = proposal(document, 3, person="A. Badger", job="director", character="")
    fox = proposal(document, 3, person="Fox", job="producer", character="")
    page = text(do(desk, document, "accept", proposal=badger.pk, person="A. Badger", job="actor"))
    assert f'<div id="p{badger.pk}" hx-swap-oob="delete">' in page
    assert f'id="facts-{badger.passage_id}"' in page
    assert f'id="p{heron.pk}"' in page, "its person is known now"
    assert f'id="p{fox.pk}"' not in page
    assert "B. Heron directed it" not in page
    owl = proposal(document, 2, person="Owl", job="producer", character="")
    page = text(do(desk, document, "undo"))
    assert f'data-undone="p{badger.pk}"' in page
    assert f'hx-swap-oob="beforebegin:#p{owl.pk}"' in page, "it returns to its place"
