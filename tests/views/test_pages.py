"""The pages of films, people, locations and documents."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client

from films.evidence.anchoring import edge_words, sentence_hash
from films.models import Citation, Document, Fact, Film, Job, OtherTitle, Passage, Person, Review, State
from films.models.evidence import Basis
from tests.cast import credit, director, filmed_at, note, place, tanuki_film

pytestmark = pytest.mark.django_db

SENTENCE = "The Tanuki was directed by Žofie Ørsted in a bath."
TEXT = f"A film of 1977.  {SENTENCE}  It made no money."
HOSTILE = "<script>alert('tanuki')</script>"


Row = TypeVar("Row", bound=Model)


def saved(row: Row) -> Row:
    row.save()
    return row


def document(text: str = "", **changes: Any) -> Document:
    fields = {
        "title": "Tricksters on film",
        "slug": "tricksters",
        "publisher": "The Tanuki Press",
        "url": "https://tanuki.example/tricksters",
        "licence": "CC BY 4.0",
        "sha256": sentence_hash("tricksters"),
        "text": text,
    }
    return saved(Document(**(fields | changes)))


def passage(source: Document, words: str = SENTENCE, **changes: Any) -> Passage:
    first, last = edge_words(words)
    start = max(0, source.text.find(words))
    fields = {
        "document": source,
        "ordinal": 1,
        "section": "Production",
        "section_inferred": True,
        "paragraph": 1,
        "sentence": 2,
        "start": start,
        "end": start + len(words),
        "sha256": sentence_hash(words),
        "first_words": first,
        "last_words": last,
    }
    return saved(Passage(**(fields | changes)))


def cite(fact: Fact, source: Passage | None, **changes: Any) -> Citation:
    kind = str(fact._meta.verbose_name).replace(" ", "_")
    basis = Basis.DOCUMENT if source else Basis.GENERAL_KNOWLEDGE
    return saved(Citation(**{kind: fact, "passage": source, "basis": basis} | changes))


@pytest.fixture
def film() -> Film:
    return tanuki_film(synopsis="A raccoon dog takes the waters.")


@pytest.fixture
def person() -> Person:
    return director()


@pytest.fixture
def page(client: Client) -> Callable[[str], str]:
    """Return the HTML of a page that must exist."""

    def fetch(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return fetch


def entry(html: str, anchor: str) -> str:
    """Return the list item with this `id`, down to where the next begins or its list ends."""
    return html.partition(f'id="{anchor}"')[2].partition('<li class="fact"')[0].partition("<section")[0]


def opened(html: str, anchor: str) -> str:
    """Return the notes that the marks of the list item with this `id` open, in their order."""
    keys = re.findall(r'popovertarget="(\w+)"', entry(html, anchor))
    return "".join(html.partition(f'id="{key}" popover>')[2].partition("</li>")[0] for key in keys)


@pytest.mark.parametrize("path", ["films/nobody", "people/nobody", "locations/nobody", "documents/nobody"])
def test_an_unknown_address_gets_404_with_a_search_box(client: Client, path: str) -> None:
    response = client.get(f"/{path}/")
    assert response.status_code == 404
    assert 'name="q"' in response.content.decode()


def test_drafts_have_no_page(client: Client) -> None:
    tanuki_film(state=State.DRAFT)
    director(state=State.DRAFT)
    place("Rudas Bath", state=State.DRAFT)
    paths = ["/films/the-tanuki-1977/", "/people/zofie-orsted/", "/locations/rudas-bath/"]
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_pages_are_for_reading_only(client: Client, film: Film) -> None:
    assert client.post("/films/the-tanuki-1977/").status_code == 405


def test_draft_facts_and_facts_about_drafts_are_hidden(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    note(film, "Unread rumour", state=State.DRAFT)
    credit(film, director(name="Draft Person", slug="draft-person", state=State.DRAFT))
    filmed_at(film, place("Draft Bath", state=State.DRAFT))
    html = page("/films/the-tanuki-1977/")
    assert not re.search("Unread rumour|Draft Person|Draft Bath", html)


def test_a_draft_ends_the_chain_of_places(page: Callable[[str], str], film: Film) -> None:
    hungary = place("Hungary", state=State.DRAFT)
    filmed_at(film, place("Rudas Bath", place("Budapest", hungary)))
    html = page("/films/the-tanuki-1977/")
    assert "Budapest" in html
    assert "Hungary" not in html


def test_each_fact_stands_at_its_anchor_with_its_evidence(
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
    for anchor in facts:
        assert "Production (heading inferred), paragraph 1, sentence 2" in opened(html, anchor)
        assert "/documents/tricksters/#s-1" in opened(html, anchor)


def test_one_sentence_has_one_number_all_over_the_page(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    source = document()
    first, second = passage(source), passage(source, "It made no money.", ordinal=2, sentence=3)
    cite(film, first)
    cite(credit(film, person), second)
    cite(note(film, "Snow"), first)
    html = page("/films/the-tanuki-1977/")
    assert "Evidence 1" in entry(html, "note-snow")
    assert "Evidence 2" in entry(html, "credit-director-zofie-orsted-1")
    assert html.count("popover>") == 2


def test_text_that_is_held_shows_the_sentence_marked_in_its_place(page: Callable[[str], str], film: Film) -> None:
    cite(film, passage(document(TEXT)))
    html = page("/films/the-tanuki-1977/")
    assert f"A film of 1977.  <mark>{SENTENCE}</mark>  It made no money." in html
    assert "Verified against the text held here" in html


def test_text_that_is_not_held_shows_only_the_first_and_last_words(page: Callable[[str], str], film: Film) -> None:
    cite(film, passage(document()))
    html = page("/films/the-tanuki-1977/")
    assert "The text is not held here" in html
    assert "The Tanuki was" in html
    assert SENTENCE not in html
    assert "https://tanuki.example/tricksters#:~:text=The%20Tanuki%20was,in%20a%20bath." in html


def test_a_sentence_that_has_changed_is_said_to_be_gone(page: Callable[[str], str], film: Film) -> None:
    source = passage(document(TEXT))
    source.document.text = TEXT.replace("Žofie", "Sofie")
    source.document.save()
    cite(film, source)
    html = page("/films/the-tanuki-1977/")
    assert "no longer found" in html
    assert "<mark>" not in html


def test_general_knowledge_is_not_shown_as_the_documents(page: Callable[[str], str], film: Film) -> None:
    cite(film, None, field="year", reason="It is on every poster.")
    html = page("/films/the-tanuki-1977/")
    assert "General knowledge, not from a document" in html
    assert "Concerns: year." in html
    assert "It is on every poster." in html
    assert "/documents/" not in html


def test_a_differing_reading_stands_beside_the_preferred_one(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    role = credit(film, person, job=Job.ACTOR, character="Bunbuku")
    cite(role, passage(document()), field="character", reading="Bumbuku", reason="The cast list has it so.")
    shown = entry(page("/films/the-tanuki-1977/"), "credit-actor-zofie-orsted-1")
    readings = re.findall(r"<dd[^>]*>(?:<bdi>)?(.*?)(?:</bdi>)?</dd>", shown)
    assert readings == ["Bumbuku", "Bunbuku", "The cast list has it so."]
    assert "Sources differ: 1 other reading<" in shown


def test_the_reason_for_taking_a_sentence_so_is_given_beside_the_fact(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    role = credit(film, person, pay=8, pay_currency="USD")
    cite(role, passage(document()), field="pay_currency", reason="The dollar sign is taken to mean these.")
    shown = entry(page("/films/the-tanuki-1977/"), "credit-director-zofie-orsted-1")
    assert "The dollar sign is taken to mean these." in shown
    assert "Sources differ" not in shown


def test_a_score_is_drawn_on_its_own_scale(page: Callable[[str], str], film: Film, person: Person) -> None:
    grade = {"kind": "audience_grade", "scale": "letter", "grade": "A+"}
    saved(Review(film=film, key="grade", author=person, state=State.PUBLISHED, **grade))
    shown = entry(page("/films/the-tanuki-1977/"), "review-grade")
    assert 'aria-label="A+ on a scale from F to A+"' in shown
    assert 'cx="234.0"' in shown


def test_hostile_text_is_escaped_on_every_page(page: Callable[[str], str]) -> None:
    film = tanuki_film(title=HOSTILE, synopsis=HOSTILE)
    saved(OtherTitle(film=film, title=HOSTILE, state=State.PUBLISHED))
    person = director(name=HOSTILE)
    bath = place(HOSTILE, slug="rudas-bath")
    used = filmed_at(film, bath, scene=HOSTILE)
    said = note(film, HOSTILE, key="snow", speaker=person)
    source = passage(document(TEXT, title=HOSTILE), section=HOSTILE, first_words=HOSTILE)
    for fact in (film, person, bath, used, said, credit(film, person, note=HOSTILE)):
        cite(fact, source)
        cite(fact, None, reason=HOSTILE)
    for path in ("films/the-tanuki-1977", "people/zofie-orsted", "locations/rudas-bath", "documents/tricksters"):
        html = page(f"/{path}/")
        assert HOSTILE not in html
        assert "&lt;script&gt;" in html


def test_a_film_page_asks_as_often_for_three_credits_as_for_thirty(
    client: Client, film: Film, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    source = passage(document(TEXT))
    country = place("Hungary")

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            someone = director(slug=f"person-{number}")
            cite(credit(film, someone), source)
            cite(note(film, f"Note {number}", speaker=someone), source)
            cite(filmed_at(film, place(f"Bath {number}", country)), source)

    grow(0, 3)
    with django_assert_max_num_queries(30) as few:
        client.get("/films/the-tanuki-1977/")
    grow(3, 30)
    with django_assert_num_queries(len(few)):
        client.get("/films/the-tanuki-1977/")


def test_a_person_page_lists_films_names_and_statements(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    cite(credit(film, person, job=Job.ACTOR, character="Bunbuku"), passage(document()))
    note(film, "Snow", speaker=person)
    html = page("/people/zofie-orsted/")
    assert "/films/the-tanuki-1977/#credit-actor-zofie-orsted-1" in html
    assert "/films/the-tanuki-1977/#note-snow" in html
    assert "Evidence 1" in html


def test_a_country_page_holds_what_was_filmed_inside_it(page: Callable[[str], str], film: Film) -> None:
    hungary = place("Hungary", latitude="47.1", longitude="-19.5")
    filmed_at(film, place("Rudas Bath", place("Budapest", hungary)), stands_in_for=place("Moscow"))
    assert "/films/the-tanuki-1977/#film_location-at-rudas-bath" in page("/locations/hungary/")
    assert "47.1° N, 19.5° W" in page("/locations/hungary/")
    assert "Played by other places" in page("/locations/moscow/")


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


@pytest.mark.usefixtures("red_heat")
@pytest.mark.parametrize(
    "path",
    ["films/red-heat-1988", "people/walter-hill", "locations/soviet-union", "documents/wikipedia-red-heat"],
)
def test_the_founding_facts_have_pages_without_inline_style_or_script(
    page: Callable[[str], str], path: str
) -> None:
    html = page(f"/{path}/")
    assert not re.search(r'<script(?![^>]*(?:src=|type="application/ld\+json"))|<style|\sstyle="|\son\w+="', html)


@pytest.mark.usefixtures("red_heat")
def test_every_id_on_the_founding_film_page_is_used_once(page: Callable[[str], str]) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page("/films/red-heat-1988/"))
    assert len(ids) == len(set(ids))


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


def test_a_document_page_asks_as_often_for_three_sentences_as_for_three_hundred(
    client: Client, film: Film, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    source = document(TEXT)

    def grow(first: int, last: int) -> None:
        for read in sentences(source, first, last):
            someone = director(slug=f"person-{read.ordinal}")
            cite(credit(film, someone), read)
            cite(note(film, f"Note {read.ordinal}", speaker=someone), read)

    grow(1, 3)
    with django_assert_max_num_queries(20) as few:
        client.get("/documents/tricksters/")
    grow(4, 290)
    with django_assert_num_queries(len(few)):
        client.get("/documents/tricksters/")
