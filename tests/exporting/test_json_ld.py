"""The export as linked data says of each thing what the thing's page says, to the letter."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from rdflib import RDF, Graph, Namespace, URIRef

from films.exporting import metadata
from films.exporting.json_ld import json_ld_lines
from films.linked_data import absolute_node
from films.models import Citation, Film, Passage

SITE = "http://testserver"
FOLDERS = ("films", "people", "locations")


@pytest.fixture(autouse=True)
def unnamed_site(settings: LazySettings) -> None:
    settings.FILMS_SITE_ADDRESS = ""


def exported() -> dict[str, Any]:
    """Return the nodes of the export by their addresses, resolved as readers of JSON-LD resolve them."""
    graph = json.loads(b"".join(json_ld_lines()))["@graph"]
    nodes = [absolute_node(node, SITE) for node in graph]
    return {node["@id"]: node for node in nodes}


def shown(page: str) -> list[Any]:
    """Return the nodes in the head of a page, its subject first."""
    html = Client().get(page).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', html, re.DOTALL)
    data = json.loads(script)
    if "@graph" in data:
        return list(data["@graph"])
    del data["@context"]
    return [data]


def test_the_graph_refers_to_nothing_that_is_not_in_it(secrets: None) -> None:
    document = json.loads(b"".join(json_ld_lines()))
    assert document["@context"] == "https://schema.org"
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert referred(document["@graph"]) <= nodes.keys()
    film = nodes["/films/the-tanuki-1977/"]
    assert film["director"] == [{"@type": "Person", "@id": "/people/zofie-orsted/", "name": "Žofie Ørsted"}]
    assert film["duration"] == "PT91M"
    assert [place["@id"] for place in film["locationCreated"]] == ["/locations/abbey/"]
    assert film["review"][0]["reviewRating"]["ratingValue"] == 7.5
    assert film["citation"] == [{"@type": "CreativeWork", "@id": "/documents/on-drums/", "name": "On drums"}]
    assert nodes["/locations/abbey/"]["geo"]["longitude"] == -134.25
    assert "containedInPlace" not in nodes["/locations/zipangu/"]


def test_addresses_are_absolute_where_the_site_says_what_it_is(tanuki: Film, settings: LazySettings) -> None:
    before = list(exported().values())
    settings.FILMS_SITE_ADDRESS = f"{SITE}/"
    assert json.loads(b"".join(json_ld_lines()))["@graph"] == before


def test_the_data_set_says_what_it_is_taken_from(tanuki: Film) -> None:
    data_set = exported()[f"{SITE}/exports/"]
    assert (data_set["@type"], data_set["name"]) == ("Dataset", metadata.TITLE)
    assert [source["name"] for source in data_set["isBasedOn"]] == ["On drums"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib uses what it deprecates
def test_another_program_reads_the_export_as_a_graph(tanuki: Film) -> None:
    """Read it with rdflib, which gets the names of schema.org's terms here, since it may not ask for them."""
    document = json.loads(b"".join(json_ld_lines()))
    document["@context"] = {"@vocab": "https://schema.org/"}
    graph = Graph().parse(data=json.dumps(document), format="json-ld", publicID=f"{SITE}/exports/red-heat.jsonld")
    schema = Namespace("https://schema.org/")
    film = URIRef(f"{SITE}/films/the-tanuki-1977/")
    assert graph.value(film, RDF.type) == schema.Movie
    assert graph.value(film, schema.director) == URIRef(f"{SITE}/people/zofie-orsted/")
    named = {subject for subject in graph.subjects(unique=True) if isinstance(subject, URIRef)}
    assert named == {URIRef(address) for address in all_ids(exported())}


def all_ids(value: Any) -> Iterator[str]:
    """Yield the addresses of all nodes that say something, also of inner ones."""
    if isinstance(value, dict):
        if "@id" in value and len(value) > 1:
            yield value["@id"]
        yield from (address for item in value.values() for address in all_ids(item))
    elif isinstance(value, list):
        yield from (address for item in value for address in all_ids(item))


def claims_about(address: str) -> list[dict[str, Any]]:
    graph = json.loads(b"".join(json_ld_lines()))["@graph"]
    (described,) = [node for node in graph if node["@id"] == address]
    return [node for node in described.get("subjectOf", []) if node["@type"] == "Claim"]


def cite(passage: Passage, **changes: Any) -> None:
    Citation.objects.create(basis="document", passage=passage, **changes)


def test_a_fact_is_a_claim_with_the_sentences_that_it_appears_in(tanuki: Film) -> None:
    Citation.objects.all().delete()
    passage = Passage.objects.get(ordinal=1)
    made = tanuki.credits.get()
    cite(passage, credit=made)
    cite(passage, film=tanuki, field="year")
    sentence = {
        "@type": "CreativeWork",
        "@id": "/documents/on-drums/#s-1",
        "url": "/documents/on-drums/#s-1",
        "position": passage.locator,
        "isPartOf": {"@id": "/documents/on-drums/"},
    }
    assert claims_about("/films/the-tanuki-1977/") == [
        {"@type": "Claim", "text": "The Tanuki (1977); year: 1977", "appearance": [sentence]},
        {
            "@type": "Claim",
            "@id": "/films/the-tanuki-1977/#credit-director-zofie-orsted-1",
            "text": "Žofie Ørsted, director",
            "appearance": [{"@id": sentence["@id"]}],
        },
    ]


def test_sentences_that_disagree_or_are_lost_support_no_claim(tanuki: Film) -> None:
    Citation.objects.all().delete()
    passage = Passage.objects.get(ordinal=1)
    cite(passage, film=tanuki, field="year", reading="1978", reason="Misprinted.")
    Citation.objects.create(film=tanuki, basis="general_knowledge", reason="Everybody knows it.")
    assert claims_about("/films/the-tanuki-1977/") == []
    cite(passage, film=tanuki)
    assert claims_about("/films/the-tanuki-1977/")
    Passage.objects.update(lost_sentence="The tanuki has stolen the drum.")
    assert claims_about("/films/the-tanuki-1977/") == []


def test_a_sentence_that_was_cited_for_another_value_supports_no_claim(tanuki: Film) -> None:
    Citation.objects.all().delete()
    cite(Passage.objects.get(ordinal=1), film=tanuki, field="year")
    Citation.objects.update(claims={"year": {"value": "1977"}})
    assert claims_about("/films/the-tanuki-1977/")
    Film.objects.filter(pk=tanuki.pk).update(year=1978)
    assert claims_about("/films/the-tanuki-1977/") == []


def referred(value: Any) -> set[str]:
    """Return the `@id` of every node within a value, without the fragment that names a part of its page."""
    if isinstance(value, list):
        return {address for item in value for address in referred(item)}
    if isinstance(value, dict):
        own = {value["@id"].partition("#")[0]} if "@id" in value else set()
        return own.union(*(referred(item) for item in value.values()))
    return set()


@pytest.mark.django_db
@pytest.mark.usefixtures("red_heat")
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_page_and_the_export_say_the_same(folder: str) -> None:
    nodes = exported()
    pages = [address for address in nodes if address.startswith(f"{SITE}/{folder}/")]
    assert pages
    for page in pages:
        assert shown(page)[0] == nodes[page]


@pytest.mark.django_db
@pytest.mark.usefixtures("red_heat")
def test_what_a_page_says_of_other_things_is_part_of_what_the_export_says() -> None:
    nodes = exported()
    for page in (f"{SITE}/people/walter-hill/", f"{SITE}/locations/budapest/"):
        for node in shown(page)[1:]:
            assert is_part(node, nodes[node["@id"]])


def is_part(node: dict[str, Any], whole: dict[str, Any]) -> bool:
    return all(
        all(item in whole[name] for item in value) if isinstance(value, list) else value == whole[name]
        for name, value in node.items()
    )
