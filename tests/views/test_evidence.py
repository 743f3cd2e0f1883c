"""Each fact of a page opens its evidence."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from films.evidence.documents.anchors import sentence_hash
from films.kinds.addresses import fact_key
from films.models import Citation, Film, JobCode, Organization, Passage, Person, Review, State
from tests.cast import credit, filmed_at, note, place
from tests.views.citing import SENTENCE, TEXT, cite, cite_words, document, entry, evidence_of, passage, saved

pytestmark = pytest.mark.django_db


def test_each_fact_stands_at_its_anchor_and_leads_to_its_evidence(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    source = passage(document())
    facts = {
        "credit-director-zofie-orsted-1": credit(film, person),
        "film_location-at-rudas-bath": filmed_at(film, place("Rudas Bath")),
        "note-snow": note(film, "Snow"),
        "review-by-zofie": saved(
            Review(film=film, key="by-zofie", kind="makers_verdict", author=person, state=State.PUBLISHED)
        ),
    }
    for fact in facts.values():
        cite(fact, source)
    html = page("/films/the-tanuki-1977/")
    for anchor, fact in facts.items():
        assert f'href="/evidence/{fact_key(fact)}/" aria-label="Evidence">°<' in entry(html, anchor)
        assert "Production (heading inferred), paragraph 1, sentence 2" in evidence_of(fact)
        assert "/documents/tricksters/#s-1" in evidence_of(fact)


def test_evidence_is_a_page_that_leads_back_to_its_fact(page: Callable[[str], str], film: Film) -> None:
    snow = note(film, "Snow", key="snow")
    cite(snow, passage(document()))
    html = page(f"/evidence/{fact_key(snow)}/")
    assert "<h1>" in html
    assert 'href="/films/the-tanuki-1977/#note-snow"' in html
    assert "paragraph 1, sentence 2" in html
    assert 'content="noindex"' in html


@pytest.mark.parametrize("key", ["note-1", "note-0x1", "note-99999999999999999999", "rumour-1", "note"])
def test_there_is_no_evidence_for_what_is_not_published(client: Client, film: Film, key: str) -> None:
    cite(note(film, "Snow", pk=1, state=State.DRAFT), passage(document()))
    assert client.get(f"/evidence/{key}/").status_code == 404


def test_a_value_leads_to_its_own_evidence(page: Callable[[str], str], film: Film) -> None:
    source = document()
    cite(film, passage(source), field="runtime")
    cite(film, passage(source, "It made no money.", ordinal=2, sentence=3), field="year")
    Film.objects.update(runtime=99)
    assert f'href="/evidence/{fact_key(film)}/?fields=runtime"' in page("/films/the-tanuki-1977/")
    assert "#s-2" not in evidence_of(film, "runtime")
    assert "#s-2" in evidence_of(film)


def test_a_fact_shows_the_evidence_for_the_organization_that_it_names(film: Film) -> None:
    body = saved(Organization(name="Foxes", slug="foxes", kind="publication", state=State.PUBLISHED))
    review = saved(Review(film=film, key="foxes", kind="critic", outlet=body, state=State.PUBLISHED))
    cite(body, passage(document()))
    assert "paragraph 1, sentence 2" in evidence_of(review)


def test_text_that_is_held_shows_the_sentence_marked_in_its_place(page: Callable[[str], str], film: Film) -> None:
    cite(film, passage(document(TEXT)))
    html = evidence_of(film)
    assert f"A film of 1977.  <mark>{SENTENCE}</mark>  It made no money." in html
    assert "Verified against the text held here" in html


def test_text_that_is_not_held_shows_only_the_first_and_last_words(page: Callable[[str], str], film: Film) -> None:
    cite(film, passage(document()))
    assert "text not held here, so each sentence opens in the original" in page("/films/the-tanuki-1977/")
    html = evidence_of(film)
    assert "The text is not held here" in html
    assert "The Tanuki was" in html
    assert SENTENCE not in html
    assert "https://tanuki.example/tricksters#:~:text=The%20Tanuki%20was,in%20a%20bath." in html


def test_a_sentence_that_has_changed_is_said_to_be_gone(page: Callable[[str], str], film: Film) -> None:
    source = passage(document(TEXT))
    source.document.text = TEXT.replace("Žofie", "Sofie")
    source.document.save()
    cite(film, source)
    html = evidence_of(film)
    assert "no longer in the text held here" in html
    assert "<mark>" not in html


def test_general_knowledge_is_not_shown_as_the_documents(page: Callable[[str], str], film: Film) -> None:
    cite(film, None, field="year", reason="It is on every poster.")
    assert 'aria-label="Evidence">†<' in page("/films/the-tanuki-1977/")
    html = evidence_of(film)
    assert "General knowledge, not from a document" in html
    assert "Applies to: year." in html
    assert "It is on every poster." in html
    assert "/documents/" not in html


def test_a_differing_reading_stands_beside_the_preferred_one(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    role = credit(film, person, job=JobCode.ACTOR, character="Bunbuku")
    cite(role, passage(document()), field="character", reading="Bumbuku", reason="The cast list has it so.")
    assert ">≠<" in entry(page("/films/the-tanuki-1977/"), "credit-actor-zofie-orsted-1")
    shown = evidence_of(role)
    readings = re.findall(r"<dd[^>]*>(?:<bdi>)?(.*?)(?:</bdi>)?</dd>", shown)
    assert readings == ["Bumbuku", "Bunbuku", "The cast list has it so."]
    assert "Sources differ: 1 other value<" in shown


def test_the_reason_for_taking_a_sentence_so_is_given_beside_the_fact(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    role = credit(film, person, pay=8, pay_currency="USD")
    cite(role, passage(document()), field="pay_currency", reason="The dollar sign is taken to mean these.")
    assert ">°<" in entry(page("/films/the-tanuki-1977/"), "credit-director-zofie-orsted-1")
    shown = evidence_of(role)
    assert "The dollar sign is taken to mean these." in shown
    assert "Sources differ" not in shown


def test_the_words_that_say_a_value_are_marked_within_the_sentence(page: Callable[[str], str], film: Film) -> None:
    cite_words(film, passage(document(TEXT)), ["title"])
    html = evidence_of(film)
    assert "<mark><strong>The Tanuki</strong> was directed by Žofie Ørsted in a bath.</mark>" in html
    assert "https://tanuki.example/tricksters#:~:text=The%20Tanuki,-was%20directed%20by" in html
    assert "The words say it: title “The Tanuki”." in html


def test_what_was_not_compared_or_said_in_other_words_is_told_apart(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    made = credit(film, person)
    cite(made, passage(document()), claims={"person": {"value": person.slug, "support": "other_words"}})
    assert "A curator confirmed it in other words: person “Žofie Ørsted”." in evidence_of(made)
    Citation.objects.update(claims={"job": {"value": "director", "support": "sentence"}})
    assert "Not compared with the words: job “Director”." in evidence_of(made)


def test_no_source_held_never_looks_like_the_documents(page: Callable[[str], str], film: Film) -> None:
    cite(film, None, basis="no_source", field="year", reason="A projectionist remembers it.")
    assert 'aria-label="Evidence">‡<' in page("/films/the-tanuki-1977/")
    html = evidence_of(film)
    assert "No source held" in html
    assert "A projectionist remembers it." in html
    assert "General knowledge, not from a document" not in html


def test_a_value_that_changed_is_cited_for_another_one(page: Callable[[str], str], film: Film) -> None:
    cite(film, passage(document()), field="year")
    assert "cited for another value" not in page("/films/the-tanuki-1977/")
    Film.objects.update(year=1978)
    assert "cited for another value" in page("/films/the-tanuki-1977/")
    assert "Cited for another value: year was “1977”. Now it is “1978”." in evidence_of(film)


def two_documents() -> tuple[Passage, Passage]:
    other = {
        "title": "Foxes",
        "slug": "foxes",
        "url": "https://tanuki.example/foxes",
        "sha256": sentence_hash("f"),
    }
    return passage(document()), passage(document(**other), "It snowed.")


def test_sources_that_agree_are_counted(page: Callable[[str], str], film: Film) -> None:
    first, second = two_documents()
    told_twice, told_once = note(film, "Snow"), note(film, "Rain")
    for fact, source in ((told_twice, first), (told_twice, second), (told_once, first)):
        cite(fact, source)
    html = page("/films/the-tanuki-1977/")
    assert "2 sources" in entry(html, "note-snow")
    assert "sources<" not in entry(html, "note-rain")


def test_sources_that_give_the_same_other_value_stand_together(page: Callable[[str], str], film: Film) -> None:
    first, second = two_documents()
    fact = note(film, "Snow")
    for source in (first, second):
        cite(fact, source, field="heading", reading="Sleet", reason="Both misread it.")
    shown = evidence_of(fact)
    assert "Sources differ: 1 other value<" in shown
    assert "<cite>Tricksters on film</cite>" in shown
    assert "<cite>Foxes</cite>" in shown


def test_a_film_page_can_show_only_what_one_source_says(page: Callable[[str], str], film: Film) -> None:
    first, second = two_documents()
    for heading, source in (("Snow", first), ("Rain", second)):
        cite(note(film, heading), source)
    html = page("/films/the-tanuki-1977/")
    assert '<a href="?source=foxes">only its 1 fact</a>' in html
    html = page("/films/the-tanuki-1977/?source=foxes")
    assert 'id="note-rain"' in html
    assert 'id="note-snow"' not in html
    assert '<link rel="canonical" href="http://testserver/films/the-tanuki-1977/">' in html
    assert 'id="note-snow"' in page("/films/the-tanuki-1977/?source=nowhere")
