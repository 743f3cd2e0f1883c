"""Each result on a card laid out for what it is, and with as many queries for twenty of them as for one."""

from typing import Any

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from films.models import Document, Identifier, JobCode, Organization, Passage, Person, Review, State
from films.models.reception import Scale
from tests.cast import credit, director, film, filmed_at, person, place, tanuki_film
from tests.views.citing import cite, document, passage

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


def test_a_films_card_quotes_what_its_other_lines_do_not_say(client: Client) -> None:
    tanuki_film(synopsis="The Tanuki drums by the well.")
    assertNotContains(client.get("/?q=tanuki&kind=film"), 'class="snippet"')
    assertContains(client.get("/?q=drums&kind=film"), 'class="snippet"')


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


@pytest.mark.parametrize(
    "address", ["/?q=fox", "/?kind=person", "/?kind=location", "/api/search?q=fox", "/search.csv?q=fox"]
)
def test_what_a_result_shows_comes_with_its_entry(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = film("Fox")
    cite(credit(made, person("Fox"), job=JobCode.ACTOR, billing=1), passage(document()))
    filmed_at(made, place("Fox Den", latitude=1, longitude=2))
    Identifier.objects.create(film=made, scheme="imdb", value="tt1", state=State.PUBLISHED)
    client.get("/?q=heron")  # jobs and versions are read once for each state of the facts
    read = []
    execute_sql = SQLCompiler.execute_sql

    def recorded(compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        read.append(compiler.query.model)
        return execute_sql(compiler, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "execute_sql", recorded)
    assert client.get(address).status_code == 200
    assert not read


def test_a_card_names_its_first_evidence(client: Client) -> None:
    source = document()
    made = tanuki_film()
    cite(made, passage(source, ordinal=2, sentence=4))
    cite(made, passage(source))
    assertContains(
        client.get("/?q=tanuki"),
        'Source: <a href="/documents/tricksters/#s-1">Tricksters on film, Production, paragraph 1, sentence 2</a>',
    )


def test_a_card_follows_what_it_was_made_from(client: Client) -> None:
    made, source = tanuki_film(), document()
    credit(made, person("Fay"), job=JobCode.ACTOR, billing=1)
    cite(made, passage(source))
    Person.objects.filter(name="Fay").update(name="Fay the Fox")
    Passage.objects.update(paragraph=7)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_document SET title = 'Of foxes', slug = 'of-foxes'")
    shown = text(client, "/?q=the+tanuki&kind=film")
    assert "With <bdi>Fay the Fox</bdi>" in shown
    assert '<a href="/documents/of-foxes/#s-1">Of foxes, Production, paragraph 7' in shown


def test_a_pin_follows_the_place_around(client: Client) -> None:
    city = place("Drumtown", latitude=10, longitude=20)
    place("Bath", place("Old Quarter", city))
    city.longitude = 30
    city.save()
    assertContains(client.get("/?q=bath&kind=location"), '<circle cx="210.0"')


def test_identifiers_of_results_are_published_ones(client: Client) -> None:
    made = tanuki_film()
    draft = Identifier.objects.create(film=made, scheme="imdb", value="tt1", state=State.DRAFT)
    assert client.get("/api/search?q=tanuki").json()["results"][0]["identifiers"] == {}
    Identifier.objects.filter(pk=draft.pk).update(state=State.PUBLISHED)
    assert client.get("/api/search?q=tanuki").json()["results"][0]["identifiers"] == {"imdb": "tt1"}


def test_what_a_card_inserts_is_escaped(client: Client) -> None:
    made = film("Fox <b>& co</b>")
    credit(made, person("Fay <i>"), job=JobCode.ACTOR, billing=1)
    shown = text(client, "/?q=fox&kind=film")
    assert "Fox &lt;b&gt;&amp; co&lt;/b&gt;" in shown
    assert "Fay &lt;i&gt;" in shown
    assert "&amp;lt;" not in shown
