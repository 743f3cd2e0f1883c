"""Trusted proxies are believed about the client and the scheme; nobody else is."""

from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from films.exporting.data_releases import DESCRIPTION
from redheat.middleware.proxies import ProxyMiddleware

PROXY, NEIGHBOUR, VISITOR = "10.0.0.1", "10.0.0.2", "198.51.100.7"


@pytest.fixture(autouse=True)
def behind_a_proxy(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["films.example"]
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/24")]
    settings.SECURE_SSL_REDIRECT = True


def as_seen(remote: str, **headers: str) -> HttpRequest:
    """Return a request as what stands below the middleware sees it."""
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)
    ProxyMiddleware(lambda request: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        (VISITOR, VISITOR),
        (f"203.0.113.9, {VISITOR}", VISITOR),
        (f"{VISITOR}, {NEIGHBOUR}", VISITOR),
        (f"{VISITOR}:4711", VISITOR),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        (f"{VISITOR}, unknown", PROXY),
        ("", PROXY),
    ],
)
def test_the_client_is_the_last_address_that_is_no_proxy(forwarded: str, client: str) -> None:
    assert as_seen(PROXY, **{"X-Forwarded-For": forwarded}).META["REMOTE_ADDR"] == client


def test_a_forged_header_of_a_visitor_changes_nothing() -> None:
    request = as_seen(VISITOR, **{"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"})
    assert (request.META["REMOTE_ADDR"], request.scheme) == (VISITOR, "http")


def asked(path: str, scheme: str | None, host: str = "films.example") -> HttpResponse:
    forwarded = {"X-Forwarded-For": VISITOR} | ({"X-Forwarded-Proto": scheme} if scheme else {})
    response = Client(REMOTE_ADDR=PROXY).get(path, headers={"Host": host, **forwarded})
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.parametrize("scheme", ["https", None])
def test_what_came_through_https_is_not_redirected(scheme: str | None) -> None:
    assert asked("/help/search/", scheme).status_code == 200


def test_what_came_through_plain_http_is_redirected() -> None:
    response = asked("/help/search/", "http")
    assert (response.status_code, response["Location"]) == (301, "https://films.example/help/search/")
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_form_sent_through_the_proxy_passes_the_csrf_check() -> None:
    forwarded = {"X-Forwarded-Proto": "https", "Origin": "https://films.example", "Host": "films.example"}
    browser = Client(enforce_csrf_checks=True, REMOTE_ADDR=PROXY)
    login = reverse("admin:login")
    token = browser.get(login, headers=forwarded).context["csrf_token"]
    assert browser.post(login, {"csrfmiddlewaretoken": str(token)}, headers=forwarded).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("remote", "headers", "is_handed_over"),
    [
        (PROXY, {"X-Forwarded-For": VISITOR, "X-Forwarded-Proto": "https"}, True),
        (PROXY, {"X-Forwarded-Proto": "https"}, False),
        (VISITOR, {"X-Forwarded-For": VISITOR}, False),
    ],
)
def test_a_kept_file_is_left_to_nginx_if_it_asks(
    settings: LazySettings, tmp_path: Path, remote: str, headers: dict[str, str], is_handed_over: bool
) -> None:
    release = tmp_path / "releases" / "2026-11-27 a"
    release.mkdir(parents=True)
    (release / DESCRIPTION).write_bytes(b"0123456789")
    settings.DATA_DIR, settings.FILMS_RELEASES = tmp_path, release.parent
    settings.X_ACCEL_REDIRECT, settings.SECURE_SSL_REDIRECT = "/kept/", False
    asked = {"Host": "films.example", "Range": "bytes=2-4", **headers}
    address = reverse("release-file", args=[release.name, DESCRIPTION])
    response = Client(REMOTE_ADDR=remote).get(address, headers=asked)
    got = (response.status_code, response.get("X-Accel-Redirect"), response.getvalue())
    location = f"/kept/releases/2026-11-27%20a/{DESCRIPTION}"
    assert got == ((200, location, b"") if is_handed_over else (206, None, b"234"))
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
def test_health_is_told_by_address_and_over_plain_http() -> None:
    assert asked("/healthz", "http", host="10.0.0.5:8000").status_code == 200
