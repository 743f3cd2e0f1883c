"""What machines read in the head of a page: schema.org's terms, one address, a card for sharing."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from films.models import Identifier, Job, Organization, Review, Scale, State
from films.models.people import OrganizationKind
from films.models.places import LocationKind, LocationUse
from films.models.reception import ReviewKind
from tests.cast import credit, director, filmed_at, place, tanuki_film
from tests.views.citing import cite, document, passage

pytestmark = pytest.mark.django_db

FILM = "http://testserver/films/the-tanuki-1977/"
PERSON = "http://testserver/people/zofie-orsted/"
HOSTILE = "</script><script>alert('tanuki')</script> <!-- \u2028\u2029"


def data(address: str) -> Any:
    """Return the JSON-LD of a page, read as a browser would: up to the first end of the script element."""
    html = Client().get(address).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', html, re.DOTALL)
    return json.loads(script)


def meta(address: str) -> dict[str, str]:
    html = Client().get(address).content.decode()
    return dict(re.findall(r'<meta property="og:(\w+)" content="(.*?)">', html))


def test_a_film_is_a_movie_with_those_who_made_it() -> None:
    film = tanuki_film(runtime=94, synopsis="A raccoon dog takes the waters.")
    credit(film, director())
    credit(film, director(name="Ada Quill", slug="ada-quill"), job=Job.ACTOR, character="The Tanuki", billing=1)
    credit(film, director(name="Bo Lamp", slug="bo-lamp"), job=Job.CINEMATOGRAPHER)
    said = data(FILM)
    assert (said["@context"], said["@type"], said["@id"]) == ("https://schema.org", "Movie", FILM)
    assert (said["name"], said["datePublished"], said["duration"]) == ("The Tanuki", "1977", "PT94M")
    assert said["director"] == [{"@type": "Person", "@id": PERSON, "name": "Žofie Ørsted"}]
    (played,) = said["actor"]
    assert (played["@type"], played["characterName"]) == ("PerformanceRole", "The Tanuki")
    assert played["actor"]["name"] == "Ada Quill"
    (held,) = said["contributor"]
    assert (held["@type"], held["roleName"]) == ("Role", "Cinematographer")


def test_where_a_film_was_made_is_told_from_where_it_is_set() -> None:
    film = tanuki_film()
    budapest = place("Budapest", place("Hungary", kind=LocationKind.COUNTRY), kind=LocationKind.CITY)
    filmed_at(film, place("Rudas Bath", budapest, latitude="47.48910", longitude="19.04790"))
    filmed_at(film, place("Moscow"), key="moscow", use=LocationUse.SET)
    said = data(FILM)
    (made,) = said["locationCreated"]
    assert made["geo"] == {"@type": "GeoCoordinates", "latitude": 47.4891, "longitude": 19.0479}
    assert made["containedInPlace"]["@type"] == "City"
    assert made["containedInPlace"]["containedInPlace"]["@type"] == "Country"
    assert [there["name"] for there in said["contentLocation"]] == ["Moscow"]


def test_scores_stay_on_their_own_scales() -> None:
    film = tanuki_film()
    outlet = Organization.objects.create(
        name="The Lamp", slug="lamp", kind=OrganizationKind.PUBLICATION, state=State.PUBLISHED
    )
    marks: list[dict[str, Any]] = [
        {"key": "one", "kind": ReviewKind.CRITIC, "scale": Scale.TEN, "score": "5.6"},
        {"key": "many", "kind": ReviewKind.AUDIENCE_GRADE, "scale": Scale.LETTER, "grade": "B", "sample_size": 9},
    ]
    for mark in marks:
        Review.objects.create(film=film, outlet=outlet, state=State.PUBLISHED, **mark)
    said = data(FILM)
    (review,) = said["review"]
    assert review["reviewRating"] == {"@type": "Rating", "ratingValue": 5.6, "bestRating": 10, "worstRating": 0}
    assert (review["@id"], review["itemReviewed"]) == (f"{FILM}#review-one", {"@id": FILM})
    (score,) = said["aggregateRating"]
    assert (score["ratingValue"], score["bestRating"], score["worstRating"]) == ("B", "A+", "F")
    assert score["ratingCount"] == 9


def test_a_film_names_its_documents_and_its_pages_elsewhere() -> None:
    film = tanuki_film()
    cite(film, passage(document()))
    for scheme, value in (("wikipedia", "The_Tanuki_(1977_film)"), ("imdb", "tt0000001"), ("shelf", "T7")):
        Identifier.objects.create(film=film, scheme=scheme, value=value, state=State.PUBLISHED)
    said = data(FILM)
    assert said["sameAs"] == [
        "https://www.imdb.com/title/tt0000001/",
        "https://en.wikipedia.org/wiki/The_Tanuki_(1977_film)",
    ]
    assert said["identifier"] == [{"@type": "PropertyValue", "propertyID": "shelf", "value": "T7"}]
    (source,) = said["citation"]
    assert source["@id"] == "http://testserver/documents/tricksters/"


def test_drafts_are_in_no_face() -> None:
    film = tanuki_film()
    credit(film, director(state=State.DRAFT))
    filmed_at(film, place("Rudas Bath"), state=State.DRAFT)
    assert not {"director", "locationCreated"} & set(data(FILM))


def test_a_person_comes_with_their_films() -> None:
    credit(tanuki_film(), director())
    person, film = data("/people/zofie-orsted/")["@graph"]
    assert (person["@type"], person["hasOccupation"][0]["name"]) == ("Person", "Director")
    assert (film["@type"], film["@id"], film["director"]) == ("Movie", FILM, {"@id": PERSON})


def test_a_place_comes_with_the_films_made_in_it() -> None:
    budapest = place("Budapest", kind=LocationKind.CITY)
    filmed_at(tanuki_film(), place("Rudas Bath", budapest))
    city, film = data("/locations/budapest/")["@graph"]
    assert (city["@type"], city["containsPlace"][0]["name"]) == ("City", "Rudas Bath")
    assert film["locationCreated"] == [{"@id": "http://testserver/locations/rudas-bath/"}]


def test_a_document_names_what_it_speaks_of() -> None:
    cite(tanuki_film(), passage(document()))
    said = data("/documents/tricksters/")
    assert (said["@type"], said["publisher"]["name"]) == ("CreativeWork", "The Tanuki Press")
    assert said["mentions"] == [{"@id": FILM}]


def test_nothing_in_a_fact_ends_its_script() -> None:
    tanuki_film(title=HOSTILE, synopsis=HOSTILE)
    assert data(FILM)["name"] == HOSTILE
    html = Client().get(FILM).content.decode()
    assert "<script>alert" not in html
    assert not re.search("[\u2028\u2029]", re.findall(r"ld\+json\">(.*?)</script", html, re.DOTALL)[0])


def test_a_page_has_one_address_whatever_is_added_to_it() -> None:
    tanuki_film()
    html = Client().get("/films/the-tanuki-1977/?from=afar").content.decode()
    assert f'<link rel="canonical" href="{FILM}">' in html


def test_a_page_has_a_card_for_sharing_without_a_picture() -> None:
    credit(tanuki_film(), director())
    assert meta(FILM) == {
        "site_name": "Red Heat",
        "type": "video.movie",
        "url": FILM,
        "title": "The Tanuki (1977)",
        "description": "A film directed by Žofie Ørsted.",
    }


@pytest.mark.usefixtures("red_heat")
def test_red_heat_in_schema_orgs_terms() -> None:
    said = data("/films/red-heat-1988/")
    assert "Captain Ivan Danko" in [part.get("characterName") for part in said["actor"]]
    assert {"Chicago", "Moscow"} <= {there["name"] for there in said["contentLocation"]}
    assert "Budapest" in json.dumps(said["locationCreated"])
    assert [score["ratingValue"] for score in said["aggregateRating"]] == [67.0, 5.6, "B"]
    assert len(said["review"]) == 3
