"""Orphaned citations wait in a queue with what comes near them; of two values each can be preferred."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.history.undoing import undo
from films.models import Change, Citation, Document, Film, Passage
from tests.cast import EDITOR, tanuki_film

QUEUE = "/admin/films/citation/orphaned/"


def take(text: str) -> Document:
    return store_text(
        read_text(text.encode(), Description(title="The Tanuki", url="https://example.org/t"))
    ).document


def read(page: Any) -> str:
    assert page.status_code == 200
    return unescape(page.content.decode())


@pytest.fixture
def citation(db: None) -> Citation:
    document = take("A fox stole a small drum. A hound followed it in 1978. It snowed.")
    made: Citation = Citation.objects.create(film=tanuki_film(), passage=document.passages.get(ordinal=1))
    take("A fox stole a large drum. A hound followed it in 1978. It snowed.")
    return made


def test_the_queue_shows_what_it_said_and_what_comes_near(desk: Client, citation: Citation) -> None:
    page = read(desk.get(QUEUE))
    assert "A fox stole a small drum." in page
    assert "A fox stole a large drum." in page
    assert "It snowed." not in page
    assert "Orphaned citations" in read(desk.get(reverse("admin:films_citation_changelist")))


def test_no_two_curators_are_given_the_same_citation(desk: Client, citation: Citation) -> None:
    other = Client()
    other.force_login(User.objects.create_superuser("boris"))
    assert "A fox stole a small drum." in read(other.get(QUEUE))
    page = read(desk.get(QUEUE))
    assert "A fox stole a small drum." not in page
    assert "Not shown: 1 being read by boris." in page


def test_the_way_to_the_next_work_is_on_each_page_of_work(desk: Client, citation: Citation) -> None:
    disagreeing = f"{reverse('admin:films_citation_changelist')}?standing=conflict"
    Citation.objects.create(
        film=Film.objects.get(),
        passage=Passage.objects.get(ordinal=2),
        field="year",
        reading="1978",
        reason="Later.",
    )
    assert f'<a href="{disagreeing}" data-key="w">' in read(desk.get(QUEUE))
    assert f'<a href="{QUEUE}" data-key="w">' in read(desk.get(disagreeing))
    assert f'<a href="{disagreeing}" data-key="w">' in read(desk.get(reverse("admin:films_proposal_queue")))


def test_another_sentence_is_cited_instead(desk: Client, citation: Citation) -> None:
    near = Passage.objects.get(ordinal=1)
    page = read(desk.post(QUEUE, {"citation": citation.pk, "passage": near.pk}, follow=True))
    assert "Every cited sentence is still in its document." in page
    citation.refresh_from_db()
    assert citation.passage == near
    assert Change.objects.get().reason == "Its document was revised: The Tanuki"
    desk.post(QUEUE, {"citation": citation.pk, "passage": near.pk})
    again = read(desk.post(QUEUE, {"citation": citation.pk, "passage": near.pk}, follow=True))
    assert "already dealt with this" in again
    assert "dealt with this" in read(desk.post(QUEUE, {"citation": "x", "passage": "\x00"}, follow=True))


def test_orphans_and_conflicts_are_filtered(desk: Client, citation: Citation) -> None:
    citations = reverse("admin:films_citation_changelist")
    assert "1 citation" in read(desk.get(citations, {"standing": "orphaned"}))
    assert "0 citations" in read(desk.get(citations, {"standing": "conflict"}))
    films = reverse("admin:films_film_changelist")
    assert "1 film" in read(desk.get(films, {"evidence": "orphaned"}))
    assert "0 films" in read(desk.get(films, {"evidence": "conflict"}))


@pytest.fixture
def disputed(citation: Citation) -> Citation:
    first, second = Passage.objects.filter(lost_sentence="").order_by("ordinal")[:2]
    Citation.objects.create(film=Film.objects.get(), passage=first, field="year")
    made: Citation = Citation.objects.create(
        film=Film.objects.get(), passage=second, field="year", reading="1978", reason="The premiere."
    )
    return made


def prefer(desk: Client, citation: Citation, **sent: str) -> str:
    return read(desk.post(f"/admin/films/citation/{citation.pk}/change/prefer/", sent, follow=True))


def test_both_values_stand_side_by_side(desk: Client, disputed: Citation) -> None:
    page = read(desk.get(reverse("admin:films_film_change", args=[disputed.film_id])))
    assert "Where sources disagree" in page
    assert "not preferred: The premiere." in page
    assert "“1978”" in read(desk.get(f"/admin/films/citation/{disputed.pk}/change/prefer/"))


def test_a_linked_record_is_preferred_by_choosing_it_in_the_form(desk: Client, disputed: Citation) -> None:
    Citation.objects.filter(pk=disputed.pk).update(field="genres", reading="Comedy")
    page = read(desk.get(reverse("admin:films_film_change", args=[disputed.film_id])))
    assert "To prefer this, choose it in this form." in page
    assert "Prefer this<" not in page


def test_the_other_value_can_be_preferred_and_neither_is_lost(desk: Client, disputed: Citation) -> None:
    assert "Say why" in prefer(desk, disputed, own="1977", reason=" ")
    assert "else has changed this record" in prefer(desk, disputed, own="1976", reason="Later research.")
    assert "“1978” is now preferred" in prefer(desk, disputed, own="1977", reason="Later research.")
    film = Film.objects.get()
    readings = film.citations.filter(field="year").values_list("reading", "reason")
    assert film.year == 1978
    assert set(readings) == {("1977", "Later research."), ("", "Later research.")}
    undo(Change.objects.get(), EDITOR)
    assert Film.objects.get().year == 1977
    assert set(readings.all()) == {("", ""), ("1978", "The premiere.")}


def test_only_an_editor_prefers_another_value_in_what_is_published(desk: Client, disputed: Citation) -> None:
    Film.objects.update(state="published")
    account = User.objects.create_user("tova", is_staff=True)
    account.groups.add(Group.objects.get(name="Curator"))
    desk.force_login(account)
    assert "as a suggestion" in prefer(desk, disputed, own="1977", reason="Later research.")
    assert Film.objects.get().year == 1977
    account.groups.add(Group.objects.get(name="Editor"))
    assert "“1978” is now preferred" in prefer(desk, disputed, own="1977", reason="Later research.")


def test_a_reading_that_the_field_cannot_hold_is_refused(desk: Client, disputed: Citation) -> None:
    Citation.objects.filter(pk=disputed.pk).update(reading="last winter")
    assert "must be an integer" in prefer(desk, disputed, own="1977", reason="Why not?")
    assert Film.objects.get().year == 1977
