"""Each result on a card laid out for what it is, and with as many queries for twenty of them as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from films.models import Document, JobCode, Organization, Passage, Review, State
from films.models.reception import Scale
from tests.cast import credit, director, film, filmed_at, person, place, tanuki_film

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    """Return a page without its marks of what matched."""
    return client.get(address).content.decode().replace("<mark>", "").replace("</mark>", "")


def test_a_film_is_shown_with_its_director_and_its_leads(client: Client) -> None:
    made = tanuki_film()
    credit(made, director())
    for billing, name in enumerate(("Fay", "Gil", "Hob", "Ivo"), 1):
        credit(made, person(name), job=JobCode.ACTOR, billing=billing)
    shown = text(client, "/?q=the+tanuki&kind=film")
    assert "Directed by <bdi>Žofie Ørsted</bdi>, with <bdi>Fay</bdi>, <bdi>Gil</bdi>, <bdi>Hob</bdi></p>" in shown


def test_who_matched_is_marked_on_the_films_card(client: Client) -> None:
    credit(tanuki_film(), director())
    assertContains(client.get("/?q=films+of+orsted&kind=film"), "<mark>Ørsted</mark>")


def test_a_person_is_shown_with_what_they_are_known_for(client: Client) -> None:
    credit(tanuki_film(), director())
    assertContains(
        client.get("/?q=orsted&kind=person"),
        'Known for <a href="/films/the-tanuki-1977/"><cite><bdi>The Tanuki</bdi></cite></a>',
    )


def test_a_credit_reads_as_who_plays_whom_in_what(client: Client) -> None:
    credit(tanuki_film(), director(), job=JobCode.ACTOR, character="The Fox")
    shown = text(client, "/?q=fox&kind=credit")
    assert "Žofie Ørsted as The Fox" in shown
    assert "in <cite><bdi>The Tanuki (1977)</bdi></cite>" in shown


def test_a_place_is_shown_with_what_was_shot_in_it(client: Client) -> None:
    filmed_at(tanuki_film(), place("Bath", place("Hungary", kind="country")))
    for address in ("/?q=bath&kind=location", "/?q=hungary&kind=location"):
        assertContains(client.get(address), 'Filmed here: <a href="/films/the-tanuki-1977/">')


def test_a_place_has_a_pin_where_it_lies(client: Client) -> None:
    place("Bath", latitude=0, longitude=0)
    place("Bath house")
    shown = client.get("/?q=bath&kind=location")
    assertContains(shown, 'class="pin"', count=1)
    assertContains(shown, 'viewBox="150.0 114.0 60 36"')
    assertContains(shown, '<circle cx="180.0" cy="132.0"')


def test_a_place_without_coordinates_has_the_pin_of_what_it_lies_in(client: Client) -> None:
    city = place("Drumtown", latitude=10, longitude=20)
    place("Bath", place("Old Quarter", city))
    assertContains(client.get("/?q=bath&kind=location"), '<circle cx="200.0"')


def test_a_review_is_shown_with_its_score_drawn(client: Client) -> None:
    outlet = Organization.objects.create(name="The Fox", slug="the-fox", kind="publication", state=State.PUBLISHED)
    review = {
        "key": "fox",
        "kind": "critic",
        "outlet": outlet,
        "scale": Scale.TEN,
        "score": 7,
        "state": State.PUBLISHED,
    }
    Review.objects.create(film=tanuki_film(), **review)
    assertContains(client.get("/?q=fox&kind=review"), 'aria-label="7/10 on a scale from 0 to 10"')


def test_a_passage_is_shown_with_its_document(client: Client) -> None:
    fields = {"title": "Of foxes", "slug": "of-foxes", "publisher": "A den", "text": "Foxes drum."}
    held = Document.objects.create(**fields, sha256="0" * 64)
    Passage.objects.create(
        document=held, ordinal=1, section="Lead", paragraph=1, sentence=1, start=0, end=11, sha256="0" * 64
    )
    shown = text(client, "/?q=foxes&kind=passage")
    assert "Of foxes, Lead, paragraph 1, sentence 1" in shown
    assert '<blockquote class="snippet">Foxes drum.</blockquote>' in shown
    assert "Published by <bdi>A den</bdi>" in shown


def test_why_a_result_is_there_is_folded_away(client: Client) -> None:
    tanuki_film()
    assertContains(client.get("/?q=tanuki"), "<summary>Why this result</summary>")
    assertNotContains(client.get("/?kind=film"), "Why this result")


@pytest.mark.parametrize("kind", ["film", "person", "location"])
def test_many_cards_take_as_many_queries_as_one(client: Client, kind: str) -> None:
    city = place("Drumtown", place("Hungary"), latitude=10, longitude=20)

    def made(number: int) -> None:
        one = film(f"Fox {number}")
        credit(one, person(f"Fox {number}"), job=JobCode.ACTOR, billing=1)
        filmed_at(one, place(f"Fox {number}", city))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/?q=fox&kind={kind}&exact=1")
        return len(asked)

    made(0)
    made(1)
    few = queries()
    for number in range(2, 20):
        made(number)
    assert queries() == few
