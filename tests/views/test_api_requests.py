"""The API: whatever is asked is answered in JSON, to scripts of any site, and only if it has changed."""

from typing import Any

import pytest
from django.test import Client

from films.models import Film, FormerAddress, State
from tests.cast import director, place, tanuki_film
from tests.views.api_answers import DESCRIPTION, FILM, complaints

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/films/nobody", 404, "search for it"),
        ("/api/nothing", 404, "no such address"),
        ("/api/films?page_size=many", 400, "page_size: Enter a whole number."),
        ("/api/films?page_size=101", 400, "page_size: "),
        ("/api/films?after=%C3%A9%00", 400, "after: "),
        ("/api/films?after=red-heat-1988", 400, "after: Take this from the “next” address"),
        ("/api/films?changed_since=yesterday", 400, "changed_since: Give a time"),
        ("/api/films?changed_since=0001-01-01T00:00%2B14:00", 400, "changed_since: Give a time"),
        ("/api/films?include=credits", 400, "include: There is no such parameter"),
        ("/api/credits?include=film", 400, "“film” is not “citations”"),
        ("/api/search?page=0", 400, "page: "),
        ("/api/search?page=", 400, "page: Give a value"),
        ("/api/films?page_size=", 400, "page_size: Give a value"),
        ("/api/search?sort=loudest", 400, "sort: "),
        ("/api/search?q=tanuki&page=999", 400, "page: The last page is 1."),
        ("/api/search?q=tanuki&colour=red", 400, "colour: There is no such parameter"),
        ("/api/films?page=2", 400, "page: There is no such parameter"),
        ("/api/films?imdb=", 400, "imdb: Give a value"),
        ("/api/locations?imdb=tt1", 400, "imdb: There is no such parameter"),
        ("/api/openapi.json?colour=red", 400, "colour: There is no such parameter"),
        ("/api/search?q=tanuki&q=bath", 400, "q: Give this only once"),
        (f"/api/search?{'q=a&' * 20_000}", 400, "cannot be read"),
        (f"/api/search?{'kind=film&' * 500}", 400, "at most 500 parameters"),
    ],
)
def test_what_is_wrong_is_said_in_json(address: str, status: int, told: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert told in response.json()["error"]
    assert complaints("Problem", response.json()) == []
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_the_api_is_for_reading_only(method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, "/api/films", b"{}", "application/json")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "GET" in response.json()["error"]


@pytest.mark.parametrize("path", ["/api/films", "/api/search?q=tanuki", "/search.csv?q=tanuki", "/search.atom"])
def test_scripts_of_any_site_may_ask(path: str) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    assert Client().get(path, headers=origin)["Access-Control-Allow-Origin"] == "*"
    wanted = origin | {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    before = Client().options(path, headers=wanted)
    assert before.status_code == 204
    assert "GET" in before["Access-Control-Allow-Methods"]
    assert "If-None-Match" in before["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("kind", "made", "path"),
    [
        ("film", tanuki_film, "/api/films/the-tanuki-1977"),
        ("person", director, "/api/people/zofie-orsted"),
        ("location", lambda: place("Bath"), "/api/locations/bath"),
    ],
)
def test_a_former_address_leads_on(kind: str, made: Any, path: str) -> None:
    FormerAddress.objects.create(kind=kind, slug="former", **{kind: made()})
    former = f"{path.rpartition('/')[0]}/former"
    response = Client().get(former)
    assert (response.status_code, response["Location"]) == (301, path)
    assert response["Access-Control-Allow-Origin"] == "*"
    described = DESCRIPTION["paths"][f"{path.rpartition('/')[0]}/{{slug}}"]["get"]["responses"]
    assert "Location" in described["301"]["headers"]


def test_a_former_address_of_a_draft_is_not_there() -> None:
    FormerAddress.objects.create(kind="film", slug="former", film=tanuki_film(state=State.DRAFT))
    assert Client().get("/api/films/former").status_code == 404


def test_pages_and_the_admin_are_not_open_to_scripts_of_other_sites() -> None:
    for path in ("/", "/admin/login/", "/help/api/"):
        assert "Access-Control-Allow-Origin" not in Client().get(path)


@pytest.mark.parametrize("path", [FILM, "/api/search?q=tanuki", "/api/suggest?q=tan", "/search.csv?q=tanuki"])
def test_what_has_not_changed_is_not_sent_again(path: str) -> None:
    tanuki_film()
    etag = Client().get(path)["ETag"]
    again = Client().get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    Film.objects.update(title="The Tanuki Returns")
    assert Client().get(path, headers={"If-None-Match": etag}).status_code == 200


def test_head_says_what_get_would() -> None:
    tanuki_film()
    head, got = Client().head(FILM), Client().get(FILM)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
