"""Read the facts of a Red Heat site from a program. This file needs nothing but Python: save it beside yours.

    from red_heat_client import Client

    site = Client("https://redheat.example")
    film = site.record("films", "red-heat-1988", include="credits,reviews")
    credits = list(site.records("credits"))
    changes = site.changes("credits", since=site.as_of)

What is returned is the JSON of the API, as the site describes it at /help/api/.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from urllib.request import Request, urlopen

TRIES = 5
BUSY = (429, 503)
LONGEST_WAIT = 60  # seconds before another try; the site says how many
TIMEOUT = 60  # seconds


class ApiError(Exception):
    """Report that the site refused a request; the message is its own, and says what to do."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Changes:
    """Hold what was changed in a list, and the keys of what is not published any more.

    Send `as_of` as `since` the next time.
    """

    items: list[dict[str, Any]]
    withdrawn: list[str]
    as_of: str


class Client:
    """Read from the site at an address; `as_of` is the time up to which the last list read includes changes."""

    def __init__(self, address: str) -> None:
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError(f"Give an address that begins with https:// or http://, not “{address}”.")
        self.address = address.rstrip("/")
        self.as_of = ""

    def root(self) -> dict[str, Any]:
        """Return whose the data is, and the addresses of the API."""
        return self.get("")

    def search(self, text: str = "", **parameters: Any) -> dict[str, Any]:
        """Return a page of results; parameters are those of the search page, with lists for several values."""
        return self.get("search", q=text, **parameters)

    def suggest(self, text: str) -> list[dict[str, Any]]:
        """Return completions of an unfinished text."""
        found: list[dict[str, Any]] = self.get("suggest", q=text)["suggestions"]
        return found

    def quality(self) -> dict[str, Any]:
        """Return how well the facts are supported."""
        return self.get("quality")

    def record(self, name: str, slug: str, **parameters: Any) -> dict[str, Any]:
        """Return a film, a person, a location or a document whole, by the name of its list and its slug."""
        return self.get(f"{name}/{quote(slug, safe='')}", **parameters)

    def records(self, name: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Yield everything in a list, such as “credits”; `imdb` and `wikidata` find films and people."""
        for page in self.pages(name, parameters):
            yield from page["items"]

    def changes(self, name: str, since: str) -> Changes:
        """Return what was changed in a list since a time, or since the `as_of` of an earlier call."""
        items: list[dict[str, Any]] = []
        withdrawn: list[str] = []
        for page in self.pages(name, {"changed_since": since}):
            items += page["items"]
            withdrawn += page["withdrawn"]
        return Changes(items, withdrawn, self.as_of)

    def pages(self, name: str, parameters: dict[str, Any]) -> Iterator[dict[str, Any]]:
        page = self.get(name, **parameters)
        self.as_of = page["as_of"]
        yield page
        while page["next"]:
            page = self.get(name, **dict(parse_qsl(urlsplit(page["next"]).query)))
            yield page

    def get(self, path: str, **parameters: Any) -> Any:
        """Return the response at a path of the API. Raises ApiError; a busy site is asked again."""
        query = urlencode(parameters, doseq=True)
        request = Request(f"{self.address}/api/{path}{'?' if query else ''}{query}")  # noqa: S310
        for tries_left in reversed(range(TRIES)):
            try:
                with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
                    return json.load(response)
            except HTTPError as error:
                if error.code not in BUSY or not tries_left:
                    raise ApiError(error.code, error_message(error)) from error
                time.sleep(min(int(error.headers.get("Retry-After") or 1), LONGEST_WAIT))
        raise AssertionError("The last try returns or raises.")


def error_message(error: HTTPError) -> str:
    try:
        return str(json.load(error)["error"])
    except (ValueError, KeyError, TypeError):
        return f"The site responded with status {error.code} and not with JSON: check the address."
