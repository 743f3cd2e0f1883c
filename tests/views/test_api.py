"""The API: what it answers agrees with its description."""

import json
import re
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from msgspec.structs import fields

from films.models import Document, Film, Identifier, Location, Person, State
from films.search.parameters import PagingForm
from films.views.api import samples, views
from films.views.api.operations import FILTERS, MEANINGS, OPERATIONS, SEARCH, Operation
from films.views.api.shapes import records
from films.views.api.shapes.evidence import Citation
from films.views.api.shapes.facts import lists_in
from films.views.api.shapes.lists import LISTS
from tests.cast import credit, director, film, filmed_at, note, person, place, tanuki_film
from tests.views.api_answers import DESCRIPTION, FILM, FOUNDING_FILM, asked, complaints, items
from tests.views.citing import SENTENCE, TEXT, cite, cite_words, document, passage

pytestmark = pytest.mark.django_db


def test_the_description_is_valid() -> None:
    from openapi_spec_validator import validate

    validate(json.loads(Client().get("/api/openapi.json").content))


def test_the_root_and_the_description_give_the_addresses_of_the_operations() -> None:
    site = "http://testserver"
    assert asked("/api/openapi.json")["servers"] == [{"url": site}]
    assert [resource["address"] for resource in asked("/api/")["resources"]] == [
        f"{site}{operation.path}" for operation in OPERATIONS
    ]


def test_every_field_of_an_answer_is_required_but_what_a_request_can_leave_out() -> None:
    for name, schema in DESCRIPTION["components"]["schemas"].items():
        if name != "Problem" and "properties" in schema:
            optional = set(schema["properties"]) - set(schema["required"])
            assert optional <= {"citations", *(lists_in(getattr(records, name, Citation)))}, name


@pytest.mark.usefixtures("red_heat")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_example_is_answered_as_described(operation: Operation) -> None:
    answer = asked(operation.example)
    assert complaints(operation.shape, answer) == []
    assert all(answer.get(name) for name in ("results", "suggestions", "slug", "resources") if name in answer)
    if operation.name in LISTS:
        assert bool(answer["items"]) == LISTS[operation.name].model.objects.exists()


@pytest.mark.usefixtures("red_heat")
@pytest.mark.parametrize(
    ("model", "path", "shape"),
    [
        (Film, "films", "Film"),
        (Person, "people", "Person"),
        (Location, "locations", "Location"),
        (Document, "documents", "Document"),
    ],
)
def test_everything_there_is_is_answered_as_described(model: Any, path: str, shape: str) -> None:
    for slug in model.objects.values_list("slug", flat=True):
        assert complaints(shape, asked(f"/api/{path}/{slug}")) == []


def test_the_check_of_answers_can_fail() -> None:
    tanuki_film()
    answer = asked(FILM)
    assert complaints("Film", answer) == []
    assert complaints("Film", answer | {"year": "1977"}) == [
        "$.year: '1977' is not valid under any of the given schemas"
    ]
    assert complaints("Film", {"slug": "tanuki"}) != []


def test_every_parameter_of_the_search_is_described() -> None:
    assert {one.name for one in SEARCH} == {"q", "exact", *PagingForm.base_fields, *(one.name for one in FILTERS)}
    assert {one.name for one in FILTERS} == {facet.value for facet in MEANINGS}


@pytest.mark.usefixtures("red_heat")
@pytest.mark.parametrize("shape", [records.Film, records.Person, records.Location])
def test_a_record_has_all_its_lists_unless_some_are_asked_for(shape: Any) -> None:
    path = {"Film": FOUNDING_FILM, "Person": "/api/people/walter-hill", "Location": "/api/locations/budapest"}
    whole = asked(path[shape.__name__])
    assert {*whole} == {field.name for field in fields(shape)}
    (key, *_) = lists_in(shape)
    some = asked(f"{path[shape.__name__]}?include={key}")
    assert {*some} == {*whole} - {*lists_in(shape)} | {key}
    assert "citations" not in str(some)
    assert complaints(shape.__name__, some) == []
    assert asked(f"{path[shape.__name__]}?include=citations,{key}")[key] == whole[key]


@pytest.mark.usefixtures("red_heat")
def test_a_film_is_found_by_its_identifier() -> None:
    found = Film.objects.get(slug="red-heat-1988")
    Identifier.objects.get_or_create(
        scheme="imdb", value="tt0095963", defaults={"film": found, "state": State.PUBLISHED}
    )
    answer = asked("/api/films?imdb=tt0095963")
    assert ([item["slug"] for item in answer["items"]], answer["count"]) == (["red-heat-1988"], 1)
    assert asked("/api/films?imdb=tt0000001")["items"] == asked("/api/people?imdb=tt0095963")["items"] == []


@pytest.mark.usefixtures("red_heat")
def test_a_result_leads_to_its_page_and_to_its_record_in_the_api() -> None:
    first = asked("/api/search?q=danko&kind=credit")["results"][0]
    assert (first["slug"], first["id"]) == ("red-heat-1988", "credit-actor-arnold-schwarzenegger-1")
    assert first["url"] == f"http://testserver/films/red-heat-1988/#{first['id']}"
    assert first["api"] == f"http://testserver{FOUNDING_FILM}"
    client = Client()
    for address in {found["api"] for found in asked("/api/search?q=hill&page_size=50")["results"]}:
        assert client.get(address).status_code == 200


def test_a_fact_comes_with_its_evidence() -> None:
    made = credit(tanuki_film(), director())
    citation = cite(made, passage(document(TEXT)))
    (held,) = asked(FILM)["credits"]
    assert held["id"] == "credit-director-zofie-orsted-1"
    assert held["url"] == f"http://testserver/films/the-tanuki-1977/#{held['id']}"
    (evidence,) = held["citations"]
    assert (evidence["id"], evidence["standing"]) == (str(citation.key), "verified")
    sentence = evidence["passage"]
    assert (sentence["section"], sentence["paragraph"], sentence["sentence"]) == ("Production", 1, 2)
    assert sentence["source_url"].startswith("https://tanuki.example/tricksters#:~:text=The%20Tanuki")
    assert (sentence["first_words"], sentence["last_words"]) == ("The Tanuki was", "in a bath.")
    assert sentence["document"]["api"] == "http://testserver/api/documents/tricksters"


def test_what_a_citation_confirms_is_told_with_how_it_is_said() -> None:
    made = tanuki_film()
    cite_words(made, passage(document(TEXT)), ["title"])
    Film.objects.update(title="The Badger")
    (evidence,) = asked(FILM)["citations"]
    (claim,) = evidence["claims"]
    words = claim.pop("words")
    assert claim == {"field": "title", "value": "The Tanuki", "support": "words", "is_waiting": True}
    assert SENTENCE[words["start"] : words["end"]] == "The Tanuki"
    assert datetime.fromisoformat(evidence["confirmed_at"])


def test_no_source_held_has_a_standing_of_its_own() -> None:
    cite(tanuki_film(), None, basis="no_source", field="year", reason="A projectionist remembers it.")
    (evidence,) = asked(FILM)["citations"]
    assert (evidence["basis"], evidence["standing"]) == ("no_source", "no source held")
    assert evidence["claims"][0]["support"] == ""


@pytest.mark.usefixtures("red_heat")
@pytest.mark.parametrize(
    ("address", "former", "key"),
    [
        ("/api/films/red-heat-1988", "locations", "film_locations"),
        ("/api/locations/budapest", "films", "film_locations"),
        ("/api/locations/budapest", "lies_in", "ancestors"),
        ("/api/locations/soviet-union", "played_by", "stand_ins"),
    ],
)
def test_a_former_key_says_the_same_and_is_marked_deprecated(address: str, former: str, key: str) -> None:
    answer = asked(address)
    assert answer[former] == answer[key] != []
    shape = "Film" if "/films/" in address else "Location"
    described = DESCRIPTION["components"]["schemas"][shape]["properties"]
    assert described[former]["deprecated"] is True
    assert "deprecated" not in described[key]


def test_a_genre_comes_with_its_other_names_and_the_broader_ones() -> None:
    made = film("The Tanuki", 1977, "Romantic Comedy")
    assert asked(f"/api/films/{made.slug}")["genres"] == [
        {
            "slug": "romantic-comedy",
            "name": "Romantic Comedy",
            "other_names": ["romcom"],
            "broader": [{"slug": "comedy", "name": "Comedy"}, {"slug": "romance", "name": "Romance"}],
        }
    ]


def test_general_knowledge_has_a_reason_and_no_passage() -> None:
    cite(tanuki_film(), None, reason="Everybody knows.")
    (evidence,) = asked(FILM)["citations"]
    assert (evidence["passage"], evidence["reason"]) == (None, "Everybody knows.")


def test_no_sentence_leaves_with_a_document() -> None:
    passage(document(TEXT))
    response = Client().get("/api/documents/tricksters")
    assert response.json()["text_held"]
    assert SENTENCE not in response.content.decode()


def test_a_list_that_no_record_has_is_refused() -> None:
    tanuki_film()
    response = Client().get(f"{FILM}?include=credits,stunts")
    assert response.status_code == 400
    assert "“stunts” is none of" in response.json()["error"]


def test_drafts_are_not_answered() -> None:
    made = tanuki_film()
    note(made, "Unread rumour", state=State.DRAFT)
    credit(made, director(name="Draft Person", state=State.DRAFT))
    assert not re.search("Unread rumour|Draft Person", json.dumps(asked(FILM)))
    assert "zofie-orsted" not in [one["slug"] for one in asked("/api/people")["items"]]
    assert Client().get("/api/people/zofie-orsted").status_code == 404


@pytest.mark.usefixtures("red_heat")
def test_no_page_of_a_list_takes_more_statements_than_another() -> None:
    for name, listed in LISTS.items():
        counts = []
        for size in (2, 100):
            include = "&include=citations" if listed.has_citations else ""
            with CaptureQueriesContext(connection) as queries:
                page = asked(f"/api/{name}?page_size={size}{include}")
            counts.append(len(queries))
            assert not [query for query in queries.captured_queries if "OFFSET" in query["sql"]]
        assert counts[1] <= counts[0] + 3, name  # what only some facts refer to, such as critics
        assert page["count"] == len(page["items"]) == len(items(f"/api/{name}?page_size=25"))


def test_a_film_costs_as_many_queries_for_ten_cited_credits_as_for_two() -> None:
    made = tanuki_film()
    source = passage(document())
    counts = []
    for number in range(10):
        cite(credit(made, person(f"Tanuki {number}")), source)
        filmed_at(made, place(f"Bath {number}"))
        with CaptureQueriesContext(connection) as queries:
            asked(FILM)
        counts.append(len(queries))
    assert counts[-1] == counts[1]


@pytest.mark.usefixtures("red_heat")
def test_the_guide_makes_its_samples_once_until_the_facts_change(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def sample(request: HttpRequest, operation: Operation) -> str:
        made.append(operation.example)
        return "{}"

    monkeypatch.setattr(samples, "sample", sample)
    monkeypatch.setattr(views, "SAMPLES", samples.Samples())
    tanuki_film()
    Client().get("/help/api/?again=1")
    at_first = len(made)
    Client().get("/help/api/?again=2")
    assert len(made) == at_first > 1
    tanuki_film(title="The Drum", slug="the-drum")
    Client().get("/help/api/?again=3")
    assert len(made) == 2 * at_first


def test_the_guide_shows_every_operation_with_an_example_and_every_field() -> None:
    html = Client().get("/help/api/").content.decode()
    samples = [
        json.loads(unescape(text)) for text in re.findall(r'<pre class="sample"[^>]*>(.*?)</pre>', html, re.S)
    ]
    for operation, sample in zip(OPERATIONS, samples, strict=True):
        assert sample.keys() == asked(operation.example).keys()
        assert f"<code>{operation.path}</code>" in html
        assert f'href="{operation.example.replace("&", "&amp;")}"' in html
    for name, schema in DESCRIPTION["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            assert f'id="{name}"' in html
            assert f"<code>{field}</code>" in html
