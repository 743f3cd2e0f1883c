"""A client that searches too much is asked to wait, in the form that it asked for, and loses nothing it typed."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from films.views.clients import client_of
from redheat.spending import SpentInFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_a_minute(settings: LazySettings, tmp_path: Path) -> None:
    settings.RATE_LIMIT = settings.RATE_LIMIT_ON_LOOPBACK = 2
    settings.CLIENTS_FILE = tmp_path / "clients.sqlite3"


def search(path: str = "/", address: str = "198.51.100.7", browser: Client | None = None) -> list[int]:
    """Return the statuses of three searches, each by a process of its own unless a browser is given."""
    return [
        (browser or Client()).get(path, {"q": f"tanuki {n}"}, REMOTE_ADDR=address).status_code for n in range(3)
    ]


@pytest.mark.parametrize("path", ["/", "/api/search", "/search.csv", "/search.atom"])
def test_the_limit_holds_across_processes(path: str) -> None:
    assert search(path) == [200, 200, 429]
    assert search(path, "198.51.100.8") == [200, 200, 429]


def test_somebody_on_this_machine_is_not_limited_unless_asked_for(settings: LazySettings) -> None:
    assert search(address="127.0.0.1") == [200, 200, 429]
    settings.RATE_LIMIT_ON_LOOPBACK = 0
    assert search(address="127.0.0.1") == [200] * 3


def test_a_forged_header_does_not_make_another_client() -> None:
    headers = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(3)]
    answers = [Client().get("/", {"q": str(n)}, headers=header) for n, header in enumerate(headers)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_the_page_keeps_the_query_and_says_when_to_come_back() -> None:
    search()
    answer = Client().get("/", {"q": "tanuki <waters>", "genre": "comedy"}, REMOTE_ADDR="198.51.100.7")
    assert answer["Retry-After"] == "60"
    page = answer.content.decode()
    assert 'value="tanuki &lt;waters&gt;"' in page
    assert 'href="/?q=tanuki+%3Cwaters%3E&amp;genre=comedy"' in page


def test_pages_that_do_not_search_are_not_limited() -> None:
    search()
    paths = ["/", "/help/search/", "/healthz", "/locations/"]
    assert [Client().get(path, REMOTE_ADDR="198.51.100.7").status_code for path in paths] == [200] * 4


def test_what_was_spent_is_forgotten_within_two_minutes(tmp_path: Path) -> None:
    store = SpentInFile(tmp_path / "clients.sqlite3")
    assert [store.spend("tanuki", 5, now) for now in (0, 30, 60, 90, 180)] == [5, 10, 15, 15, 5]


def test_addresses_of_one_subscriber_are_one_client() -> None:
    assert client_of("2001:db8::1") == client_of("2001:db8::ffff:1") != client_of("2001:db8:0:1::1")
