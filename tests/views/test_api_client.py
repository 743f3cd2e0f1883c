"""The client in one file: it reaches every path of the description, and says what a site refuses."""

import io
import re
import sys
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

import pytest
from django.test import Client as Browser

from films.views.api import client
from films.views.api.client import ApiError, Client
from films.views.api.operations import OPERATIONS, Operation
from films.views.api.shapes.lists import LISTS
from tests.cast import credit, director, film, tanuki_film
from tests.views.api_answers import DESCRIPTION, complaints

pytestmark = pytest.mark.django_db


def open_here(request: Request, timeout: float) -> io.BytesIO:
    """Answer a request of the client as the site would, without a network."""
    response = Browser().get(request.full_url.removeprefix("http://testserver"), follow=True)
    if response.status_code >= 400:
        raise HTTPError(request.full_url, response.status_code, "", Message(), io.BytesIO(response.content))
    return io.BytesIO(response.content)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(client, "urlopen", open_here)
    return Client("http://testserver/")


def called(site: Client, operation: Operation) -> Any:
    """Return what the client gets from a described path; it has a method for each."""
    _, _, name, *slug = urlsplit(operation.example).path.split("/")
    if slug:
        return site.record(name, *slug)
    if name in LISTS:
        return next(site.pages(name, {}))
    if name == "suggest":
        return {"suggestions": site.suggest("tan")}
    return getattr(site, name or "root")()


@pytest.mark.usefixtures("red_heat")
def test_every_described_path_is_reached(site: Client) -> None:
    assert {operation.path for operation in OPERATIONS} == {*DESCRIPTION["paths"]}
    for operation in OPERATIONS:
        assert complaints(operation.shape, called(site, operation)) == [], operation.path


def test_lists_are_followed_and_their_changes_told(site: Client) -> None:
    credit(tanuki_film(), director())
    slugs = {film(f"Tanuki {number}").slug for number in range(5)} | {"the-tanuki-1977"}
    assert {item["slug"] for item in site.records("films", page_size=2)} >= slugs
    assert (site.changes("films", site.as_of).items, site.changes("films", site.as_of).withdrawn) == ([], [])


def test_a_refusal_says_what_the_site_says(site: Client) -> None:
    with pytest.raises(ApiError, match="There is no such parameter here") as refused:
        site.search("tanuki", colour="red")
    assert refused.value.status == 400
    with pytest.raises(ApiError, match="Nothing is published"):
        site.record("films", "nobody")


def test_a_busy_site_is_asked_again(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    busy = Message()
    busy["Retry-After"] = "7"
    answers: list[Any] = [HTTPError("", 503, "", busy, None), io.BytesIO(b'{"suggestions": []}')]

    def answer(request: Request, timeout: float) -> Any:
        found = answers.pop(0)
        if isinstance(found, HTTPError):
            raise found
        return found

    monkeypatch.setattr(client, "urlopen", answer)
    monkeypatch.setattr(client.time, "sleep", waited.append)
    assert site.suggest("tan") == []
    assert waited == [7]


def test_it_is_served_as_one_file_that_needs_nothing_else() -> None:
    served = Browser().get("/api/red_heat_client.py")
    assert served.content == Path(client.__file__).read_bytes()
    imports = re.findall(r"^(?:from|import) (\w+)", served.content.decode(), re.MULTILINE)
    assert {*imports} <= sys.stdlib_module_names
