"""A page is sent again while the facts are the same, and made anew for the first request after they changed."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from films.middleware.response_cache import (
    LARGEST_SHARE,
    OVERHEAD,
    CachedResponse,
    ResponseCache,
    ResponseCacheMiddleware,
)
from films.models import Film
from films.views import revalidation
from films.views.revalidation import depends_on_facts
from tests.cast import tanuki_film

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/?q=tanuki",
    "/films/the-tanuki-1977/",
    "/locations/",
    "/api/search?q=tanuki",
    "/api/suggest?q=tan",
    "/api/films/the-tanuki-1977",
)
HTMX = {"HX-Request": "true", "HX-Target": "results"}
BROTLI, GZIP = {"Accept-Encoding": "br, gzip"}, {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asked_for_again_takes_the_revision_and_nothing_else(
    path: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tanuki_film()
    first = client.get(path)
    with django_assert_num_queries(1):
        second = client.get(path)
    assert (second.status_code, second.content) == (200, first.content)
    ids = [response.headers.pop("X-Request-ID") for response in (first, second)]
    assert len(set(ids)) == 2
    assert dict(second.items()) == dict(first.items())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_a_tag_is_sent_and_not_kept(path: str, client: Client, settings: Any) -> None:
    settings.DEBUG = True
    tanuki_film()
    assert [client.get(path).status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("path", PAGES)
def test_who_has_a_page_gets_nothing_rendered_even_where_it_is_not_kept(
    path: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tanuki_film()
    etag = client.get(path)["ETag"]
    for asking in (client, Client()):
        with django_assert_num_queries(1):
            response = asking.get(path, headers={"If-None-Match": etag})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


def test_a_304_has_the_headers_that_the_page_would_have(client: Client) -> None:
    etag = client.get("/api/search?q=tanuki")["ETag"]
    for asking in (client, Client()):
        response = asking.get("/api/search?q=tanuki", headers={"If-None-Match": etag})
        assert response.status_code == 304
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-cache, public"


@pytest.mark.parametrize("path", ["/?q=tanuki", "/films/the-tanuki-1977/", "/api/search?q=tanuki"])
def test_a_change_is_seen_by_the_next_request(path: str, client: Client) -> None:
    film = tanuki_film()
    assert b"Returns" not in client.get(path).content
    film.title = "The Tanuki Returns"
    film.save()
    assert b"Returns" in client.get(path).content


@pytest.mark.parametrize("path", ["/?q=tanuki", "/films/the-tanuki-1977/", "/api/search?q=tanuki"])
def test_a_change_by_raw_sql_is_seen_by_the_next_request(path: str, client: Client) -> None:
    tanuki_film()
    etag = client.get(path)["ETag"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_film SET title = 'The Tanuki Returns'")
    changed = client.get(path, headers={"If-None-Match": etag})
    assert b"Returns" in changed.content
    assert changed["ETag"] != etag


def test_a_page_of_facts_that_were_rolled_back_is_not_shown(client: Client) -> None:
    tanuki_film()
    with transaction.atomic():
        Film.objects.update(title="The Badger")
        assert b"The Badger" in client.get("/films/the-tanuki-1977/").content
        transaction.set_rollback(True)
    assert b"The Badger" not in client.get("/films/the-tanuki-1977/").content


def test_nothing_is_kept_for_a_curator(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tanuki_film()
    visitor = client.get("/films/the-tanuki-1977/")
    client.force_login(get_user_model().objects.create_user("ida"))
    for _ in range(2):
        seen = client.get("/films/the-tanuki-1977/", headers={"If-None-Match": visitor["ETag"]})
        assert (seen.status_code, seen.has_header("ETag")) == (200, False)
        assert seen.context is not None


def test_the_order_of_parameters_makes_no_other_page(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/?q=tanuki&kind=film&genre=drama")
    with django_assert_num_queries(1):
        client.get("/?genre=drama&kind=film&q=tanuki")


def test_a_page_and_its_part_for_htmx_are_two_responses_of_one_address(client: Client) -> None:
    page, part = client.get("/?q=tanuki"), client.get("/?q=tanuki", headers=HTMX)
    assert (page.content.count(b"<html"), part.content.count(b"<html")) == (1, 0)
    assert client.get("/?q=tanuki").content == page.content
    assert client.get("/?q=tanuki", headers=HTMX).content == part.content
    for response in (page, part):
        assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


def test_what_the_address_becomes_follows_from_the_search_before(client: Client) -> None:
    typing_on = HTMX | {"HX-Current-URL": "http://testserver/?q=tan"}
    assert client.get("/?q=tanuki", headers=HTMX).has_header("HX-Push-Url")
    assert client.get("/?q=tanuki", headers=typing_on).has_header("HX-Replace-Url")


def test_each_client_gets_the_coding_it_understands(client: Client) -> None:
    for _ in range(2):
        assert client.get("/", headers=BROTLI)["Content-Encoding"] == "br"
        assert client.get("/", headers=GZIP)["Content-Encoding"] == "gzip"
        assert not client.get("/").has_header("Content-Encoding")
    assert "Accept-Encoding" in client.get("/")["Vary"]


def test_each_host_gets_its_own_addresses(client: Client) -> None:
    tanuki_film()
    assert b"http://testserver/films/" in client.get("/films/the-tanuki-1977/").content
    assert (
        b"http://localhost/films/" in client.get("/films/the-tanuki-1977/", headers={"Host": "localhost"}).content
    )


def test_head_is_answered_from_what_get_left(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    etag = client.get("/?q=tanuki")["ETag"]
    with django_assert_num_queries(1):
        head = client.head("/?q=tanuki")
    assert (head.status_code, head["ETag"]) == (200, etag)


def test_what_is_not_there_is_looked_for_each_time(client: Client) -> None:
    assert client.get("/films/the-tanuki-1977/").status_code == 404
    tanuki_film()
    assert client.get("/films/the-tanuki-1977/").status_code == 200


def test_other_files_make_other_pages(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text("before")
    monkeypatch.setattr(revalidation, "page_sources", lambda: [template])
    monkeypatch.setattr(revalidation, "site_fingerprint", revalidation.site_fingerprint.__wrapped__)
    before = client.get("/?q=tanuki")["ETag"]
    template.write_text("after all")
    assert client.get("/?q=tanuki")["ETag"] != before


@pytest.mark.parametrize(
    "change",
    [
        lambda response: response.set_cookie("csrftoken", "secret"),
        lambda response: response.__setitem__("Vary", "Accept-Language"),
        lambda response: setattr(response, "status_code", 404),
    ],
    ids=["sets a cookie", "differs by another header", "is an error"],
)
def test_a_response_is_not_kept_that(change) -> None:  # type: ignore[no-untyped-def]
    made: list[HttpResponse] = []

    @depends_on_facts
    def view(request: HttpRequest) -> HttpResponse:
        made.append(HttpResponse("facts"))
        change(made[-1])
        return made[-1]

    middleware = ResponseCacheMiddleware(view)
    for _ in range(2):
        middleware(RequestFactory().get("/"))
    assert len(made) == 2


def test_what_was_unused_for_longest_goes_first() -> None:
    response = CachedResponse('W/"1"', b"x" * 1000, {})
    cache = ResponseCache(capacity=response.size * LARGEST_SHARE)
    for number in range(LARGEST_SHARE):
        cache.put(bytes([number]), response)
    cache.get(b"\0")
    cache.put(b"another", response)
    assert cache.get(b"\1") is None
    assert cache.get(b"\0") is response
    assert cache.size == cache.capacity


def test_what_would_push_out_everything_is_not_kept() -> None:
    cache = ResponseCache(capacity=100_000)
    cache.put(b"large", CachedResponse('W/"1"', b"x" * 50_000, {}))
    assert (cache.get(b"large"), cache.size) == (None, 0)


@pytest.mark.parametrize("address", ["/?unknown=" + "x" * 100_000, "/"], ids=["its address", "its headers"])
def test_a_kept_response_takes_no_more_room_the_more_a_client_sends(address: str) -> None:
    @depends_on_facts
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("facts")

    middleware = ResponseCacheMiddleware(view)
    middleware(RequestFactory().get(address, headers={"HX-Target": "x" * 100_000}))
    (key,) = middleware.cache.responses
    assert len(repr(key)) < OVERHEAD
