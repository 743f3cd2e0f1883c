"""Every response has the headers that keep browsers safe; by the HTTP Observatory's rules, they score A+."""

from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from redheat.middleware.headers import PERMISSIONS_POLICY
from tests.cast import tanuki_film

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/films/the-tanuki-1977/",
    "/films/nobody/",
    "/api/search?q=tanuki",
    "/api/nothing",
    "/search.csv?page=x",
    "/exports/films.csv",
    "/favicon.ico",
    "/static/films/palette.css",
    "/admin/",
    "/admin/login/",
    "/healthz",
]


def get(address: str, **headers: str) -> HttpResponse:
    response = Client().get(address, secure=True, headers=headers)
    if response.streaming:
        response.close()
    return response  # type: ignore[return-value]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_has_every_header(address: str) -> None:
    tanuki_film()
    response = get(address)
    assert {"default-src 'none'", "script-src 'self'"} <= set(response["Content-Security-Policy"].split("; "))
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Permissions-Policy"] == PERMISSIONS_POLICY
    assert response["Strict-Transport-Security"] == "max-age=31536000"
    is_open = address.startswith(("/api/", "/search.csv", "/exports/films"))
    assert response["Cross-Origin-Resource-Policy"] == ("cross-origin" if is_open else "same-origin")


def test_a_forged_host_is_refused_without_a_traceback(
    settings: LazySettings, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ALLOWED_HOSTS = ["films.example"]
    response = get("/", Host="evil.example")
    assert response.status_code == 400
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert "evil" not in response.content.decode()
    assert "evil.example" in caplog.text
    assert "Traceback" not in capsys.readouterr().err


def test_cookies_are_bound_to_the_host_and_to_https() -> None:
    cookies = get(reverse("admin:login")).cookies
    assert cookies
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
        assert cookie["samesite"] in ("Lax", "Strict")


@dataclass
class Observed:
    """What the HTTP Observatory looks at: a page over HTTPS, and where the same page over HTTP leads."""

    page: HttpResponse
    over_http: HttpResponse

    @property
    def policy(self) -> dict[str, list[str]]:
        directives = (part.split() for part in self.page["Content-Security-Policy"].split(";"))
        return {name: sources for name, *sources in directives}

    def modifiers(self) -> dict[str, int]:
        """Return the points given or taken by each of the public tests, in their values of February 2024."""
        policy, page = self.policy, self.page
        sources = [source for listed in policy.values() for source in listed]
        is_strict = not any(
            "unsafe" in source or source in ("*", "http:", "https:", "data:") for source in sources
        )
        max_age = int(page.get("Strict-Transport-Security", "max-age=0").split("max-age=")[1].split(";")[0])
        cookies = page.cookies.values()
        is_bound = all(cookie["secure"] and cookie["httponly"] and cookie["samesite"] for cookie in cookies)
        private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
        redirected = self.over_http.get("Location", "").startswith("https://films.example/")
        return {
            "content security policy": (10 if policy.get("default-src") == ["'none'"] else 5)
            if is_strict
            else -20,
            "cookies": (5 if cookies else 0) if is_bound else -20,
            "cross-origin resource sharing": -50 if "Access-Control-Allow-Origin" in page else 0,
            "redirection": 0 if self.over_http.status_code == 301 and redirected else -20,
            "referrer policy": 5 if page.get("Referrer-Policy") in private else -5,
            "strict transport security": 0 if max_age >= 15_768_000 else -20,
            "subresource integrity": 0 if policy.get("script-src") == ["'self'"] else -50,
            "content type options": 0 if page.get("X-Content-Type-Options") == "nosniff" else -5,
            "frame options": 5 if policy.get("frame-ancestors") == ["'none'"] else -20,
            "cross-origin resource policy": 10 if page.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
        }


def observatory_score(modifiers: dict[str, int]) -> int:
    """Return the score: bonuses count only for a site that has 90 points without them."""
    without = 100 + sum(points for points in modifiers.values() if points < 0)
    bonuses = sum(points for points in modifiers.values() if points > 0)
    return max(0, without + bonuses if without >= 90 else without)


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/films/nobody/"])
def test_the_observatory_would_grade_the_site_a_plus(address: str, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["films.example"]
    settings.SECURE_SSL_REDIRECT = True
    over_http = Client().get(address, headers={"Host": "films.example"})
    observed = Observed(get(address, Host="films.example"), over_http)  # type: ignore[arg-type]
    modifiers = observed.modifiers()
    assert [name for name, points in modifiers.items() if points < 0] == []
    assert observatory_score(modifiers) >= 130
