"""The page of a document: its sentences, and what was made of each."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from films.models import Document, Film, Passage, Person, State
from tests.cast import credit, director, note, place, tanuki_film
from tests.views.citing import SENTENCE, TEXT, cite, document, entry, passage

pytestmark = pytest.mark.django_db


def sentences(source: Document, first: int, last: int) -> list[Passage]:
    """Add sentences with these ordinals, ten to a section."""
    return [
        passage(
            source,
            f"Sentence {number} says nothing.",
            ordinal=number,
            sentence=number,
            section=f"Part {number // 10}",
        )
        for number in range(first, last + 1)
    ]


def test_a_document_page_says_what_was_made_of_each_sentence(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    source = document(TEXT)
    read = passage(source)
    passage(source, "It made no money.", ordinal=2, sentence=3, set_aside="An opinion.")
    passage(source, "A film of 1977.", ordinal=3, sentence=4)
    cite(credit(film, person), read)
    cite(note(film, "Snow", state=State.DRAFT), read)
    html = page("/documents/tricksters/")
    assert "2 of 3 sentences: 1 with facts, 1 set aside" in html
    assert "/films/the-tanuki-1977/#credit-director-zofie-orsted-1" in entry(html, "s-1")
    assert SENTENCE in html
    assert "Set aside: An opinion." in html
    assert "Snow" not in html


@pytest.fixture
def about_many(film: Film, person: Person) -> Document:
    """Give a document about two films, somebody and a place, and about drafts of each kind."""
    source = document(film=film)
    source.about_films.add(
        film,
        tanuki_film(title="Drum", slug="drum"),
        tanuki_film(title="Draft film", slug="draft-film", state=State.DRAFT),
    )
    source.about_people.add(person, director(name="Draft person", slug="draft-person", state=State.DRAFT))
    source.about_locations.add(
        place("Bergen", place("Draft land", state=State.DRAFT)), place("Draft place", state=State.DRAFT)
    )
    return source


def test_a_document_links_to_all_that_it_is_about(page: Callable[[str], str], about_many: Document) -> None:
    html = page("/documents/tricksters/")
    about = html.partition(">About<")[2].partition("</li>")[0]
    assert re.findall('href="([^"]+)"', about) == [
        "/films/the-tanuki-1977/",
        "/films/drum/",
        "/people/zofie-orsted/",
        "/locations/bergen/",
    ]
    assert "Draft" not in html


def test_the_api_names_all_that_a_document_is_about(client: Client, about_many: Document) -> None:
    answer = client.get("/api/documents/tricksters").json()
    about = {name: [record["slug"] for record in answer[name]] for name in ("films", "people", "locations")}
    assert about == {"films": ["the-tanuki-1977", "drum"], "people": ["zofie-orsted"], "locations": ["bergen"]}


def test_a_long_document_has_pages_and_the_counts_of_the_whole(page: Callable[[str], str], film: Film) -> None:
    source = document()
    *_, last = sentences(source, 1, 305)
    cite(film, last)
    html = page("/documents/tricksters/")
    assert "1 of 305 sentences: 1 with facts, 0 set aside" in html
    assert "Sentences 1 to 300 of 305" in html
    assert 'id="s-300"' in html
    assert 'id="s-301"' not in html
    assert 'href="/documents/tricksters/?sentence=300#s-300"' not in html
    assert '/documents/tricksters/#s-290"><bdi>Part 29<' in html
    assert 'id="s-305"' in page("/documents/tricksters/?page=2")


def test_the_evidence_of_a_late_sentence_leads_to_its_page(
    client: Client, page: Callable[[str], str], film: Film
) -> None:
    cite(film, sentences(document(), 1, 305)[-1])
    assert "/documents/tricksters/?sentence=305#s-305" in page("/films/the-tanuki-1977/")
    response = client.get("/documents/tricksters/?sentence=305")
    assert response["Location"] == "/documents/tricksters/?page=2#s-305"


@pytest.mark.parametrize("sentence", ["none", "²", "-1", "9" * 5000, "0", "9999"])
def test_a_sentence_that_is_not_there_leads_to_the_document(client: Client, sentence: str) -> None:
    sentences(document(), 1, 2)
    response = client.get("/documents/tricksters/", {"sentence": sentence}, follow=True)
    assert response.status_code == 200
    assert 'id="s-2"' in response.content.decode()


def test_a_document_page_asks_as_often_for_three_sentences_as_for_sixty(
    client: Client, film: Film, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    source = document(TEXT)

    def grow(first: int, last: int) -> None:
        for read in sentences(source, first, last):
            someone = director(slug=f"person-{read.ordinal}")
            cite(credit(film, someone), read)
            cite(note(film, f"Note {read.ordinal}", speaker=someone), read)

    grow(1, 3)
    with django_assert_max_num_queries(15) as few:
        client.get("/documents/tricksters/")
    grow(4, 60)
    with django_assert_num_queries(len(few)):
        client.get("/documents/tricksters/")
