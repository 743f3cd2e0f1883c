"""The pages of films, people and locations."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from films.kinds.addresses import fact_key
from films.models import Credit, Film, Identifier, ImportBatch, JobCode, OtherTitle, Person, Review, State
from tests.cast import credit, director, filmed_at, note, place, tanuki_film
from tests.views.citing import TEXT, cite, document, passage, saved

pytestmark = pytest.mark.django_db


HOSTILE = "<script>alert('tanuki')</script>"


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


def test_a_score_is_drawn_on_its_own_scale(page: Callable[[str], str], film: Film, person: Person) -> None:
    grade = {"kind": "audience_grade", "scale": "letter", "grade": "A+"}
    saved(Review(film=film, key="grade", author=person, state=State.PUBLISHED, **grade))
    shown = page("/films/the-tanuki-1977/")
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
    pages = ("films/the-tanuki-1977", "people/zofie-orsted", "locations/rudas-bath", "documents/tricksters")
    for path in (*pages, f"evidence/{fact_key(film)}", f"evidence/{fact_key(used)}"):
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
    with django_assert_max_num_queries(24) as few:
        client.get("/films/the-tanuki-1977/")
    grow(3, 30)
    with django_assert_num_queries(len(few)):
        client.get("/films/the-tanuki-1977/")


def test_the_pages_of_films_and_people_name_the_data_sets_that_they_came_from(
    page: Callable[[str], str], tmp_path: Path
) -> None:
    path = tmp_path / "films.jsonl"
    path.write_text('{"id": "t2", "title": "The Drum", "year": 1979, "directors": ["Ada Quill"]}\n')
    call_command(
        "import_films",
        path,
        dataset="folk",
        licence="CC BY-SA 4.0",
        url="https://example.org/folk",
        stdout=StringIO(),
    )
    saved(ImportBatch(source="films", dataset="legends", file="legends.jsonl"))
    for address in ("/films/the-drum-1979/", "/people/ada-quill/"):
        sources = page(address).partition("from the data set ")[2].partition("</p>")[0]
        assert '<a href="https://example.org/folk"' in sources
        assert ">folk</a> (CC BY-SA 4.0)." in sources
        assert "legends" not in sources


def test_where_several_data_sets_meet_each_fact_without_evidence_names_its_own(
    page: Callable[[str], str], tmp_path: Path
) -> None:
    for dataset, film in (
        ("folk", '{"id": "t2", "title": "The Drum", "year": 1979, "cast": ["Ada Quill"]}'),
        (
            "tales",
            '{"id": "9", "title": "The Drum", "year": 1979, "cast": ["Ada Quill", "Bo Tarn"], "runtime": 88}',
        ),
    ):
        (tmp_path / dataset).write_text(f"{film}\n")
        call_command("import_films", tmp_path / dataset, dataset=dataset, licence="CC0", stdout=StringIO())
    shown = page("/films/the-drum-1979/")
    assert '<li id="data-set-2"><span class="came-with">2</span> tales (CC0)</li>' in shown
    marked = re.findall(r'(Drum|Quill|Tarn|8 minutes)[^&]*&nbsp;<a class="came-with" href="#data-set-(\d)"', shown)
    assert marked == [("Drum", "1"), ("8 minutes", "2"), ("Quill", "1"), ("Tarn", "2")]
    credit = Credit.objects.get(person__name="Bo Tarn")
    assert "It is from the data set tales (CC0)." in page(f"/evidence/credit-{credit.pk}/")


def test_a_summary_that_a_data_set_brought_is_quoted_from_it(page: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "films.jsonl"
    path.write_text('{"id": "t2", "title": "The Drum", "year": 1979, "extract": "A drum beats by itself."}\n')
    call_command("import_films", path, dataset="folk", licence="CC BY-SA 4.0", stdout=StringIO())
    assert "<p>A drum beats by itself.</p></blockquote>" in page("/films/the-drum-1979/")
    for address in ("/films/the-drum-1979/", "/"):
        assert "In the words of folk (CC BY-SA 4.0)" in page(address)
    cite(Film.objects.get(slug="the-drum-1979"), passage(document()), field="synopsis")
    assert "In the words of" not in page("/films/the-drum-1979/")


def test_a_person_page_lists_films_names_and_statements(
    page: Callable[[str], str], film: Film, person: Person
) -> None:
    cite(credit(film, person, job=JobCode.ACTOR, character="Bunbuku"), passage(document()))
    note(film, "Snow", speaker=person)
    html = page("/people/zofie-orsted/")
    assert "/films/the-tanuki-1977/#credit-actor-zofie-orsted-1" in html
    assert "/films/the-tanuki-1977/#note-snow" in html
    assert 'class="mark" href="/evidence/credit-' in html


def test_a_country_page_holds_what_was_filmed_inside_it(page: Callable[[str], str], film: Film) -> None:
    hungary = place("Hungary", latitude="47.1", longitude="-19.5")
    filmed_at(film, place("Rudas Bath", place("Budapest", hungary)), stands_in_for=place("Moscow"))
    assert "/films/the-tanuki-1977/#film_location-at-rudas-bath" in page("/locations/hungary/")
    assert "47.1° N, 19.5° W" in page("/locations/hungary/")
    assert "Other places standing in for it" in page("/locations/moscow/")


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


def test_catalogues_are_called_by_their_names_and_data_sets_by_theirs(client: Client) -> None:
    film = tanuki_film()
    for scheme, value in (("imdb", "tt0000001"), ("shelf", "T7")):
        Identifier.objects.create(film=film, scheme=scheme, value=value, state=State.PUBLISHED)
    elsewhere = client.get("/films/the-tanuki-1977/").content.decode().partition('id="elsewhere"')[2]
    assert re.findall(r'class="label">([^<]+)<', elsewhere) == ["IMDb", "shelf"]


def test_a_table_of_actors_does_not_call_each_an_actor(client: Client) -> None:
    credit(tanuki_film(), director(), job=JobCode.ACTOR)
    cast = (
        client.get("/films/the-tanuki-1977/")
        .content.decode()
        .partition("<caption>Cast")[2]
        .partition("</table>")[0]
    )
    assert "Žofie Ørsted" in cast
    assert "Actor" not in cast
