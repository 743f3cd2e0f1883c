"""The desk shows a document with what it offers, does one thing a request, and loses nobody's work."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from films.admin.desk.page import SENTENCES
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.models import Citation, Credit, Document, Film, Proposal, State
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
