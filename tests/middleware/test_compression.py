"""Responses are compressed as the client can take them, where it saves anything and gives no secret away."""

import gzip
from io import BytesIO

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from redheat.compression import SMALLEST, CompressionMiddleware, preferred_coding

LONG = b"Red Heat. " * SMALLEST


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("GZIP", "gzip"),
        ("gzip; q=0.000", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_coding_is_chosen_that_is_not_refused(accepted: str, coding: str) -> None:
    assert preferred_coding(accepted) == coding


def sent(accepted: str, content: bytes = LONG, headers: dict[str, str] | None = None) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(content, headers=headers)

    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    response = CompressionMiddleware(view)(request)
    assert isinstance(response, HttpResponse)
    return response


def test_what_is_compressed_is_the_same_again() -> None:
    assert brotli.decompress(sent("br").content) == LONG
    assert gzip.decompress(sent("gzip").content) == LONG


def test_the_length_is_that_of_what_is_sent() -> None:
    response = sent("br")
    assert int(response["Content-Length"]) == len(response.content) < len(LONG)


def test_caches_are_told_that_codings_differ_even_where_none_is_used() -> None:
    assert [sent(accepted)["Vary"] for accepted in ("br", "")] == ["Accept-Encoding"] * 2


def test_an_entity_tag_of_the_very_bytes_becomes_one_of_the_content() -> None:
    assert sent("br", headers={"ETag": '"1"'})["ETag"] == 'W/"1"'


def test_a_file_is_sent_as_it_is_so_that_parts_of_it_fit() -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "br, gzip"})
    response = CompressionMiddleware(lambda request: FileResponse(BytesIO(LONG)))(request)
    assert isinstance(response, FileResponse)
    assert not response.has_header("Content-Encoding")


def test_what_is_small_or_compressed_already_is_sent_as_it_is() -> None:
    assert not sent("br", b"x" * (SMALLEST - 1)).has_header("Content-Encoding")
    assert sent("br", headers={"Content-Encoding": "zstd"}).content == LONG


@pytest.mark.django_db
def test_the_length_of_a_page_with_a_secret_is_blurred(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("ida"))
    pages = [client.get("/admin/password_change/", headers={"Accept-Encoding": "br, gzip"}) for _ in range(8)]
    assert {page["Content-Encoding"] for page in pages} == {"gzip"}
    assert len({len(page.content) for page in pages}) > 1


def test_what_differs_by_cookies_is_taken_for_secret() -> None:
    assert not sent("br", headers={"Vary": "Cookie"}).has_header("Content-Encoding")
