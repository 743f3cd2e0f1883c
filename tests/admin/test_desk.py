"""The desk shows a document with what it offers, does one thing a request, and loses nobody's work."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from films.admin.desk.page import SENTENCES
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.models import Alteration, Change, Citation, Credit, Document, Film, Person, Proposal, State
from tests.admin.desk_requests import address, do, proposal, text
from tests.cast import credit, film, person


def test_it_shows_sentences_proposals_and_entries(desk: Client, document: Document, badger: Proposal) -> None:
    page = text(desk.get(address(document)))
    assert "A. Badger plays the fox." in page
    assert "A. Badger · Actor · the fox" in page
    assert "A. Badger: new" in page
    assert "0 of 4 sentences read" in page


@pytest.mark.parametrize(
    ("given", "precision", "shown"),
    [("1911", "year", "1911"), ("1911-05", "month", "May 1911"), ("1911-05-04", "day", "4 May 1911")],
)
def test_a_date_is_shown_as_far_as_it_is_known(
    desk: Client, document: Document, badger: Proposal, given: str, precision: str, shown: str
) -> None:
    badger.kind, badger.content = "release", {"date": given, "precision": precision, "place": "Bergen"}
    badger.save()
    assert f"Theatrical · {shown} · Bergen" in text(desk.get(address(document)))


def test_a_sum_is_shown_with_its_thousands_apart(desk: Client, document: Document, badger: Proposal) -> None:
    badger.kind, badger.content = "budget", {"amount": 48000, "currency": "GBP"}
    badger.save()
    assert "48,000 · GBP" in text(desk.get(address(document)))


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
    assert "2 × credit" in text(desk.get(address(document)))
    fox = proposal(document, 3, person="B. Heron", job="producer", character="")
    page = text(do(desk, document, "accept_all", proposal=[badger.pk, heron.pk]))
    assert f'id="p{fox.pk}"' in page, "its person is known now"
    assert Credit.objects.count() == 2
    do(desk, document, "undo")
    assert not Credit.objects.exists()


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


def test_a_section_is_read_but_for_sentences_with_proposals(
    desk: Client, document: Document, badger: Proposal
) -> None:
    first = document.passages.get(ordinal=1)
    page = text(do(desk, document, "section_read", passage=first.pk))
    assert "3 of 4 sentences read" in page
    assert not document.passages.get(ordinal=2).set_aside
    assert "already read" in text(do(desk, document, "section_read", passage=first.pk))
    assert "0 of 4 sentences read" in text(do(desk, document, "undo"))


def test_only_this_section_is_read_and_not_another_of_its_name(desk: Client, document: Document) -> None:
    document.passages.filter(ordinal=2).update(section="Plot")
    do(desk, document, "section_read", passage=document.passages.get(ordinal=4).pk)
    assert set(document.passages.exclude(set_aside="").values_list("ordinal", flat=True)) == {3, 4}


def test_who_is_meant_is_shown_with_what_tells_them_apart(
    desk: Client, document: Document, badger: Proposal
) -> None:
    credit(film("The Drum", 1966), person("A. Badger"))
    assert "A. Badger: known · 1966 · The Drum" in text(desk.get(address(document)))


def test_other_documents_are_next(desk: Client, document: Document, badger: Proposal) -> None:
    other = store_text(
        read_text(b"C. Otter wrote The Drum. It was a sunny day in May.", Description(title="The Drum"))
    )
    proposal(other.document, 1, person="C. Otter", job="writer", character="")
    page = text(desk.get(address(document)))
    assert "More proposals in another document" in page
    assert f'href="{address(other.document, "?page=1")}"' in page


def test_marked_words_say_which_kind_they_are(desk: Client, document: Document) -> None:
    passage = document.passages.get(ordinal=4)
    page = text(desk.get(address(document, f"?take={passage.pk}&quote=3+May+1977")))
    assert 'name="kind" value="release"' in page
    page = text(desk.get(address(document, f"?take={passage.pk}&quote=It+snowed")))
    assert 'name="kind" value="credit"' in page


def test_a_sentence_with_nothing_new_is_noted(desk: Client, document: Document) -> None:
    passage = document.passages.get(ordinal=4)
    page = text(do(desk, document, "nothing_new", passage=passage.pk))
    assert "1 of 4 sentences read" in page
    assert "Read, nothing new here." in page
    assert "already read" in text(do(desk, document, "nothing_new", passage=passage.pk))


def test_marked_words_open_a_form_that_they_prefill(desk: Client, document: Document) -> None:
    passage = document.passages.get(ordinal=4)
    page = text(desk.get(address(document, f"?take={passage.pk}&quote=3+May+1977&kind=release")))
    assert 'value="1977-05-03"' in page
    assert '<option value="day" selected>' in page
    page = text(desk.get(address(document, f"?take={passage.pk}&quote=3+June+1977&kind=release")))
    assert "not in the document" in page
    assert "1977-06-03" not in page


def test_a_taken_fact_leaves_its_citation_for_the_next(desk: Client, document: Document) -> None:
    passage = document.passages.get(ordinal=3)
    sent = {"take": passage.pk, "kind": "credit", "quote": "B. Heron", "person": "B. Heron"}
    page = text(do(desk, document, "take", **sent, job="director"))
    assert "The next fact cites the same sentence" in page
    assert f'name="take" value="{passage.pk}"' in page
    do(desk, document, "take", **sent, job="producer", other_words="Another sentence says so.")
    assert set(Citation.objects.exclude(credit=None).values_list("passage", flat=True)) == {passage.pk}
    assert Credit.objects.count() == 2
    page = text(do(desk, document, "take", **sent, job=""))
    assert 'value="B. Heron"' in page
    assert "This field is required" in page


def test_publishing_publishes_what_was_taken(desk: Client, document: Document, badger: Proposal) -> None:
    do(desk, document, "accept", proposal=badger.pk, person="A. Badger", job="actor")
    assert "2 records published" in text(do(desk, document, "publish"))
    assert Credit.objects.get().state == State.PUBLISHED


def test_it_works_without_javascript(desk: Client, document: Document, badger: Proposal) -> None:
    sent = {"do": "accept", "proposal": badger.pk, "person": "A. Badger", "job": "actor"}
    page = desk.post(address(document, "?page=1"), sent, follow=True)
    assert page.redirect_chain == [(address(document, f"?page=1#s{badger.passage_id}"), 302)]
    assert "Accepted: A. Badger" in text(page)
    sent = {"do": "take", "take": badger.passage_id, "kind": "credit", "person": "", "job": "actor"}
    page = desk.post(address(document, "?page=1"), sent)
    assert "<html" in text(page)
    assert "This field is required" in text(page)


def test_it_is_not_for_everybody(client: Client, document: Document, badger: Proposal) -> None:
    assert client.get(address(document)).status_code == 302
    viewer = User.objects.create_user("viewer", is_staff=True)
    client.force_login(viewer)
    assert client.get(address(document)).status_code == 403
    viewer.user_permissions.add(Permission.objects.get(codename="view_document"))
    page = text(client.get(address(document)))
    assert "A. Badger plays the fox." in page
    assert "Accept" not in page
    assert do(client, document, "accept", proposal=badger.pk).status_code == 403


def test_no_input_breaks_it(desk: Client, document: Document) -> None:
    for query in (
        "?page=0",
        "?page=-1",
        "?page=99999999999999999999",
        "?page=900",
        "?take=x",
        "?take=1&kind=\x00",
    ):
        assert desk.get(address(document, query)).status_code == 200
    assert desk.get(reverse("admin:films_document_desk", args=[10**15])).status_code == 404


LOG_IN = 4  # queries by which each request finds the account and its second factor


def test_accepting_asks_the_database_a_few_questions(desk: Client, document: Document, badger: Proposal) -> None:
    person("A. Badger")
    with CaptureQueriesContext(connection) as asked:
        page = do(desk, document, "accept", proposal=badger.pk, person="A. Badger", job="actor")
    assert "Accepted" in text(page)
    questions = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(questions) <= LOG_IN + 25
    assert len(page.content) < 15_000


def test_questions_do_not_grow_with_the_document(
    desk: Client, db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for sentences in (SENTENCES, 10 * SENTENCES):
        lines = " ".join(f"Person A{number} saw the fox number {number} run away." for number in range(sentences))
        document = store_text(read_text(lines.encode(), Description(title=f"A text of {sentences}"))).document
        document.film = Film.objects.create(title="A", slug=f"a-{sentences}")
        document.save()
        for passage in document.passages.filter(ordinal__lte=sentences // 20):
            Proposal.objects.create(
                document=document,
                passage=passage,
                kind="credit",
                content={"person": f"Person A{passage.ordinal}", "job": "actor", "character": ""},
                confidence=0.5,
            )
        desk.get(address(document))
        with django_assert_max_num_queries(24) as asked:
            page = desk.get(address(document))
        assert page.content.count(b'class="sentence"') == SENTENCES
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1


def test_a_card_says_why_it_is_offered_and_whom_its_name_meant_before(
    desk: Client, document: Document, badger: Proposal
) -> None:
    _, two = person("A. Badger"), person("A. Badger")
    Proposal.objects.update(rule="cast")
    sent = {"proposal": badger.pk, "person": "A. Badger", "person_is": two.pk, "job": "actor"}
    do(desk, document, "accept", **sent, character="the fox")
    proposal(document, 3, person="A. Badger", job="producer", character="")
    Proposal.objects.update(rule="cast")
    page = text(desk.get(address(document)))
    assert "because a sentence says who plays in the film (right 1 of 1 times)" in page
    assert ", as decided before" in page
    assert f'<option value="{two.pk}" selected>' in page


def test_a_card_says_that_its_fact_is_recorded_and_offers_to_cite_one_more_sentence(
    desk: Client, document: Document, badger: Proposal
) -> None:
    sent = {"person": "A. Badger", "job": "actor", "character": "the fox"}
    do(desk, document, "accept", proposal=badger.pk, **sent)
    again = proposal(document, 3, **sent)
    proposal(document, 3, person="A. Badger", job="actor", character="the owl")
    page = text(desk.get(address(document)))
    assert (page.count("recorded already"), page.count("Cite here too")) == (1, 1)
    do(desk, document, "accept", proposal=again.pk, **sent)
    assert Credit.objects.get().citations.count() == 2


def test_a_note_is_drafted_for_its_sentence(desk: Client, db: None) -> None:
    held = read_text(b"Bea Heron hired two puppeteers in 1976. It snowed.", Description(title="The Tanuki"))
    first, second = store_text(held).document.passages.order_by("ordinal")
    page = text(desk.get(address(first.document, f"?take={first.pk}&kind=note")))
    assert "Two puppeteers were hired by Bea Heron (1976)." in page
    assert " (1976)" not in text(desk.get(address(first.document, f"?take={second.pk}&kind=note")))
