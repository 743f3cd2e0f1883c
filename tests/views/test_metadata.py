"""What machines read in the head of a page: schema.org's terms, one address, a card for sharing."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from films.models import Film, Identifier, JobCode, Organization, Release, Review, Scale, State
from films.models.people import OrganizationKind
from films.models.places import LocationKind, LocationUse
from films.models.reception import ReviewKind
from tests.cast import credit, director, filmed_at, genre, place, tanuki_film
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
    credit(
        film, director(name="Ada Quill", slug="ada-quill"), job=JobCode.ACTOR, character="The Tanuki", billing=1
    )
    credit(film, director(name="Bo Lamp", slug="bo-lamp"), job=JobCode.CINEMATOGRAPHER)
    said = data(FILM)
    assert (said["@context"], said["@type"], said["@id"]) == ("https://schema.org", "Movie", FILM)
    assert (said["name"], said["datePublished"], said["duration"]) == ("The Tanuki", "1977", "PT94M")
    assert said["director"] == [{"@type": "Person", "@id": PERSON, "name": "Žofie Ørsted"}]
    (played,) = said["actor"]
    assert (played["@type"], played["characterName"]) == ("PerformanceRole", "The Tanuki")
    assert played["actor"]["name"] == "Ada Quill"
    (held,) = said["contributor"]
    assert (held["@type"], held["roleName"]) == ("Role", "Cinematographer")


def test_genres_are_named_with_the_broader_ones_above_them() -> None:
    slasher = genre("Slasher")
    slasher.broader.add(genre("Horror"))
    tanuki_film().genres.add(slasher)
    assert data(FILM)["genre"] == ["Horror", "Slasher"]


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


def test_a_critics_review_keeps_its_own_scale() -> None:
    film = tanuki_film()
    score(film, "critic", kind=ReviewKind.CRITIC, scale=Scale.TEN, score="5.6")
    (review,) = data(FILM)["review"]
    assert review["reviewRating"] == {"@type": "Rating", "ratingValue": 5.6, "bestRating": 10, "worstRating": 0}
    assert (review["@id"], review["itemReviewed"]) == (f"{FILM}#review-critic", {"@id": FILM})
    assert [author["name"] for author in review["author"]] == ["The Lamp"]


def test_a_score_with_its_count_is_an_aggregate_rating() -> None:
    score(tanuki_film(), "many", kind=ReviewKind.AGGREGATE, scale=Scale.PERCENT, score="67", sample_size=24)
    said = data(FILM)
    (rating,) = said["aggregateRating"]
    assert (rating["ratingValue"], rating["bestRating"], rating["reviewCount"]) == (67.0, 100, 24)
    assert "review" not in said


@pytest.mark.parametrize(
    "values",
    [
        {"kind": ReviewKind.AGGREGATE, "scale": Scale.PERCENT, "score": "67"},
        {"kind": ReviewKind.AUDIENCE_GRADE, "scale": Scale.LETTER, "grade": "B", "sample_size": 9},
    ],
)
def test_a_score_without_a_count_or_a_number_is_no_aggregate_rating(values: dict[str, Any]) -> None:
    score(tanuki_film(), "some", **values)
    said = data(FILM)
    assert "aggregateRating" not in said
    assert len(said["review"]) == 1


def test_a_letter_grade_stands_in_the_text_of_a_review_and_is_no_rating() -> None:
    values = {"kind": ReviewKind.AUDIENCE_GRADE, "scale": Scale.LETTER, "grade": "B", "summary": "Warm."}
    score(tanuki_film(), "letter", **values)
    (review,) = data(FILM)["review"]
    assert review["reviewBody"] == "B: Warm."
    assert "reviewRating" not in review


def score(film: Film, key: str, **values: Any) -> None:
    outlet = Organization.objects.create(
        name="The Lamp", slug="lamp", kind=OrganizationKind.PUBLICATION, state=State.PUBLISHED
    )
    Review.objects.create(film=film, key=key, outlet=outlet, state=State.PUBLISHED, **values)


def test_a_film_is_dated_by_its_first_release_as_precisely_as_it_is_known() -> None:
    film = tanuki_film()
    release(film, "home-video", "1984-03-01", "month")
    assert data(FILM)["datePublished"] == "1977"
    release(film, "cinemas", "1977-05-01", "month")
    assert data(FILM)["datePublished"] == "1977-05"
    release(film, "premiere", "1977-04-30", "day")
    said = data(FILM)
    assert said["datePublished"] == "1977-04-30"
    assert [event["startDate"] for event in said["releasedEvent"]] == ["1977-05", "1984-03", "1977-04-30"]


def release(film: Film, key: str, date: str, precision: str) -> None:
    Release.objects.create(film=film, key=key, date=date, precision=precision, state=State.PUBLISHED)


def test_somebody_with_two_jobs_in_writing_is_one_author() -> None:
    film = tanuki_film()
    author = director()
    for job in (JobCode.STORY, JobCode.SCREENPLAY):
        credit(film, author, job=job)
    assert [author["name"] for author in data(FILM)["author"]] == ["Žofie Ørsted"]


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
    assert {"@type": "PropertyValue", "propertyID": "shelf", "value": "T7"} in said["identifier"]
    (source,) = said["citation"]
    assert source["@id"] == "http://testserver/documents/tricksters/"


def test_people_and_places_name_the_documents_that_speak_of_them() -> None:
    someone, bath = director(), place("Rudas Bath")
    credit(tanuki_film(), someone)
    cited = passage(document())
    for fact in (someone, bath):
        cite(fact, cited)
    for node in (data("/people/zofie-orsted/")["@graph"][0], data("/locations/rudas-bath/")):
        source, claim = node["subjectOf"]
        assert source["name"] == "Tricksters on film"
        assert [sentence["isPartOf"]["@id"] for sentence in claim["appearance"]] == [source["@id"]]


def test_drafts_are_in_no_metadata() -> None:
    film = tanuki_film()
    credit(film, director(state=State.DRAFT))
    filmed_at(film, place("Rudas Bath"), state=State.DRAFT)
    assert not {"director", "locationCreated"} & set(data(FILM))


def test_a_person_comes_with_their_films() -> None:
    credit(tanuki_film(), director())
    person, film = data("/people/zofie-orsted/")["@graph"]
    assert (person["@type"], person["hasOccupation"][0]["name"]) == ("Person", "Director")
    assert (film["@type"], film["@id"]) == ("Movie", FILM)
    assert film["director"] == [{"@type": "Person", "@id": PERSON, "name": "Žofie Ørsted"}]


def test_a_place_comes_with_the_films_made_in_it() -> None:
    budapest = place("Budapest", kind=LocationKind.CITY)
    filmed_at(tanuki_film(), place("Rudas Bath", budapest))
    city, bath, film = data("/locations/budapest/")["@graph"]
    assert (city["@type"], bath["name"], bath["containedInPlace"]["@id"]) == ("City", "Rudas Bath", city["@id"])
    assert film["locationCreated"] == [bath]


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


def test_a_page_has_a_card_for_sharing() -> None:
    credit(tanuki_film(), director())
    assert meta(FILM) == {
        "site_name": "Red Heat",
        "type": "video.movie",
        "url": FILM,
        "title": "The Tanuki (1977)",
        "image": f"{FILM}image.png",
        "description": "A film directed by Žofie Ørsted.",
    }


@pytest.mark.usefixtures("red_heat")
def test_red_heat_in_schema_orgs_terms() -> None:
    said = data("/films/red-heat-1988/")
    assert "Captain Ivan Danko" in [part.get("characterName") for part in said["actor"]]
    assert {"Chicago", "Moscow"} <= {there["name"] for there in said["contentLocation"]}
    assert "Budapest" in json.dumps(said["locationCreated"])
    assert {rating["ratingValue"] for rating in said["aggregateRating"]} == {67.0, 5.6}
    assert len(said["review"]) == 4
    assert said["datePublished"] == "1988-06-17"
    assert [author["name"] for author in said["author"]] == ["Walter Hill"]


@pytest.mark.parametrize("path", ["/", "/browse/", "/?q=tanuki", "/search.atom?q=tanuki", "/opensearch.xml"])
def test_a_site_of_another_name_says_so_everywhere(settings: Any, path: str) -> None:
    settings.FILMS_SITE_NAME = "The Drum Library"
    html = Client().get(path).content.decode()
    assert "The Drum Library" in html
    assert not re.search(r'(<title>|<ShortName>|<name>|– |=")Red Heat[<"]', html)
