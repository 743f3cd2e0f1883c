"""Curators share the proposals of all documents, without reading the same, and see what the others did."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from films.evidence.desk.queue import AT_ONCE, reserve_next
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.models import Change, Credit, Document, Proposal, Reservation
from tests.admin.desk_requests import address, do, proposal, text

QUEUE = reverse("admin:films_proposal_queue")


@pytest.fixture
def boris(db: None) -> Client:
    browser = Client()
    browser.force_login(User.objects.create_superuser("boris"))
    return browser


@pytest.fixture
def drum(db: None) -> Document:
    held = read_text(b"C. Otter wrote The Drum. It was a sunny day in May.", Description(title="The Drum"))
    return store_text(held).document


def test_proposals_of_all_documents_stand_beside_their_sentences(
    desk: Client, badger: Proposal, drum: Document
) -> None:
    otter = proposal(drum, 1, person="C. Otter", job="writer", character="")
    page = text(desk.get(QUEUE))
    assert "2 proposals wait" in page
    for shown in (badger, otter):
        assert f'id="p{shown.pk}"' in page
    assert "C. Otter wrote The Drum." in page
    assert address(drum) in page


def test_the_queue_is_narrowed_by_kind_certainty_and_film(desk: Client, badger: Proposal, drum: Document) -> None:
    otter = proposal(drum, 1, kind="note", topic="script", speaker="C. Otter")
    Proposal.objects.filter(pk=otter.pk).update(confidence=0.4)
    for query, shown in (
        ("?kind=credit", badger),
        ("?certainty=sure", badger),
        ("?film=the-tanuki-1977", badger),
        ("?certainty=doubtful", otter),
    ):
        page = text(desk.get(QUEUE + query))
        assert [one.pk for one in (badger, otter) if f'id="p{one.pk}"' in page] == [shown.pk], query
    assert "All that wait" not in text(desk.get(f"{QUEUE}?kind=nothing"))
    assert "No proposal in this queue is free." in text(desk.get(f"{QUEUE}?kind=song"))
    assert (
        text(desk.get(QUEUE)).count('data-key="w"')
        == text(desk.get(f"{QUEUE}?kind=song")).count('data-key="w"')
        == 1
    )
    assert 'data-key="w">All that wait' in text(desk.get(f"{QUEUE}?kind=song"))


def test_each_choice_says_how_many_proposals_it_leaves_by_as_many_queries(
    desk: Client, document: Document, badger: Proposal, drum: Document, django_assert_max_num_queries: Any
) -> None:
    assert choices(desk, "") == ["Credit (1)", "read surely (1)", "The Tanuki (1)"]
    with django_assert_max_num_queries(100) as few:
        desk.get(QUEUE)
    number = len(few)
    proposal(document, 2, kind="note", topic="script", speaker="C. Otter")
    assert choices(desk, "") == ["Credit (1)", "Note (1)", "read surely (2)", "The Tanuki (2)"]
    assert choices(desk, "?kind=note") == ["Credit (1)", "Note (1)", "read surely (1)", "The Tanuki (1)"]
    with django_assert_max_num_queries(number):
        desk.get(QUEUE)


def choices(desk: Client, query: str) -> list[str]:
    facets = desk.get(QUEUE + query).context["facets"]
    return [f"{choice.label} ({choice.count})" for _, found in facets for choice in found]


def test_the_chosen_film_can_be_let_go_of_where_others_have_more(
    desk: Client, badger: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("films.admin.desk.queue.MOST_FILMS", 0)
    assert "The Tanuki (1)" not in choices(desk, "")
    assert "The Tanuki (1)" in choices(desk, "?film=the-tanuki-1977")


def test_no_two_curators_get_the_same(desk: Client, boris: Client, document: Document, badger: Proposal) -> None:
    for job in [f"job {number}" for number in range(AT_ONCE)]:
        proposal(document, 3, person="B. Heron", job=job, character="")
    desk.get(QUEUE)
    page = text(boris.get(QUEUE))
    assert f'id="p{badger.pk}"' not in page
    assert page.count('class="proposal"') == 1
    assert f"{AT_ONCE} being read by curator" in page
    assert "being read by curator" in text(boris.get(address(document)))


def test_the_next_proposals_follow_those_that_were_passed_over_and_begin_again_at_the_end(
    desk: Client, document: Document, badger: Proposal
) -> None:
    for number in range(AT_ONCE):
        proposal(document, 3, person="B. Heron", job=f"job {number}", character="")
    first = text(desk.get(QUEUE))
    (following,) = set(re.findall(r'href="\?([^"]*after=[^"]*)"', first))
    second = text(desk.get(f"{QUEUE}?{following}"))
    assert f'id="p{badger.pk}"' in first
    assert second.count('class="proposal"') == 1
    assert f'id="p{badger.pk}"' not in second
    (following,) = set(re.findall(r'href="\?([^"]*after=[^"]*)"', second))
    assert f'id="p{badger.pk}"' in text(desk.get(f"{QUEUE}?{following}"))
    assert f'id="p{badger.pk}"' in text(desk.get(f"{QUEUE}?after=%D9%A3%00"))


def test_what_nobody_decided_is_free_again_after_a_while(badger: Proposal) -> None:
    assert reserve_next("curator", {}) == [badger]
    assert reserve_next("boris", {}) == []
    kept = Reservation.objects.get()
    kept.until -= timedelta(minutes=11)
    kept.save()
    assert reserve_next("boris", {}) == [badger]
    assert not Change.objects.exists(), "who reads what is no history"


def test_the_queue_works_without_javascript(desk: Client, document: Document, badger: Proposal) -> None:
    sent = {"do": "accept", "proposal": badger.pk, "person": "A. Badger", "job": "actor"}
    page = desk.post(address(document, "?page=1&queue=kind%3Dcredit"), sent, follow=True)
    assert page.redirect_chain == [(f"{QUEUE}?kind=credit", 302)]
    assert "Accepted: A. Badger" in text(page)


def test_the_queue_takes_its_cards_away_and_nothing_else(
    desk: Client, document: Document, badger: Proposal
) -> None:
    sent = {"do": "accept", "proposal": badger.pk, "person": "A. Badger", "job": "actor"}
    page = text(desk.post(address(document, "?page=1&queue="), sent, headers={"HX-Request": "true"}))
    assert f'<div id="p{badger.pk}" hx-swap-oob="delete">' in page
    assert "sentences read" not in page


def test_what_was_decided_in_the_queue_is_undone_there(desk: Client, document: Document, badger: Proposal) -> None:
    def act(**sent: Any) -> str:
        return text(desk.post(in_queue, sent, headers={"HX-Request": "true"}))

    in_queue = address(document, "?page=1&queue=")
    assert "Undo “Rejected" in act(do="reject", proposal=badger.pk, reason="A costume.")
    assert f'action="{in_queue}"'.replace("&", "&amp;") in text(desk.get(QUEUE))
    undone = act(do="undo")
    assert f'hx-swap-oob="beforeend:#proposals-{badger.passage_id}"' in undone
    assert f'data-undone="p{badger.pk}"' in undone


def test_what_waits_is_counted_anew_after_each_decision(
    desk: Client, document: Document, badger: Proposal
) -> None:
    proposal(document, 3, kind="note", topic="making", heading="H", text="T.", speaker="")
    proposal(document, 3, person="B. Heron", job="director", character="")
    assert "3 proposals wait<" in text(desk.get(QUEUE))
    in_queue = address(document, "?page=1&queue=kind%3Dcredit")
    sent = {"do": "reject", "proposal": badger.pk, "reason": "A costume."}
    page = text(desk.post(in_queue, sent, headers={"HX-Request": "true"}))
    assert 'class="desk-progress" hx-swap-oob="true">1 proposal waits<' in page


def test_what_was_refused_in_the_queue_is_sent_from_there_again(
    desk: Client, document: Document, badger: Proposal
) -> None:
    in_queue = address(document, "?page=1&queue=kind%3Dcredit")
    sent = {"do": "reject", "proposal": badger.pk, "reason": ""}
    page = text(desk.post(in_queue, sent, headers={"HX-Request": "true"}))
    assert page.count(f'hx-post="{in_queue}"'.replace("&", "&amp;")) == 3


def test_the_next_action_also_shows_what_another_curator_did(
    desk: Client, boris: Client, document: Document, badger: Proposal
) -> None:
    page = text(boris.get(address(document)))
    assert 'id="desk-since" name="since" value="0"' in page
    do(desk, document, "accept", proposal=badger.pk, person="A. Badger", job="actor", character="the fox")
    unread = document.passages.get(ordinal=4)
    page = text(do(boris, document, "nothing_new", passage=unread.pk, since=0))
    assert f'<div id="p{badger.pk}" hx-swap-oob="delete">' in page
    assert "curator: Accepted: A. Badger, as the fox" in page
    assert str(Credit.objects.get()) in page
    assert f'value="{Change.objects.latest("pk").pk}"' in page


def test_who_comes_back_to_the_page_sees_what_was_done_meanwhile(
    desk: Client, boris: Client, document: Document, badger: Proposal
) -> None:
    def come_back(since: int) -> Any:
        return boris.get(address(document, f"?page=1&others=&since={since}"), headers={"HX-Request": "true"})

    assert come_back(0).status_code == 204
    do(desk, document, "reject", proposal=badger.pk, reason="A costume.")
    assert f'<div id="p{badger.pk}" hx-swap-oob="delete">' in text(come_back(0))
    rejected = Change.objects.latest("pk").pk
    do(desk, document, "undo")
    assert f'id="p{badger.pk}" class="proposal"' in text(come_back(rejected))


def test_only_curators_see_the_queue(client: Client, badger: Proposal) -> None:
    client.force_login(User.objects.create_user("viewer", is_staff=True))
    assert client.get(QUEUE).status_code == 403
    assert Reservation.objects.count() == 0
