"""Shorten real responses of the API to samples for the page that describes it."""

import json
from copy import copy
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, resolve
from django.utils import timezone
from django.utils.text import Truncator

from films.addresses import view_address
from films.search.backends import engine
from films.views.api.operations import Operation

ITEMS = 1  # of each list
CHARACTERS = 80  # of each text
MOST_KEPT = 500  # of a site that many names lead to


def address_here(path: str) -> str:
    """Return the address of a described path where the project serves the app, which need not be its root."""
    return view_address("search").removesuffix("/") + path


class Samples:
    """Hold the samples that one process has made of the present facts, since all of them take a second to make."""

    def __init__(self) -> None:
        self.state: tuple[object, ...] = ()
        self.made: dict[str, str] = {}

    def of(self, request: HttpRequest, operation: Operation) -> str:
        """Return the sample of an operation at the address of a request."""
        state = engine().last_revision(), timezone.now().date()
        if state[0] is None:
            return sample(request, operation)
        if state != self.state or len(self.made) >= MOST_KEPT:
            self.state, self.made = state, {}
        address, made = request.build_absolute_uri(address_here(operation.example)), self.made
        if address not in made:
            made[address] = sample(request, operation)
        return made[address]


def sample(request: HttpRequest, operation: Operation) -> str:
    """Return the shortened response to an operation's example as JSON, or '' if the example is not held here."""
    address = urlsplit(address_here(operation.example))
    match = resolve(f"/{address.path.removeprefix(get_script_prefix())}")
    asked = copy(request)
    asked.method, asked.path, asked.resolver_match = "GET", address.path, match
    asked.GET = QueryDict(address.query)
    asked.META = {name: value for name, value in request.META.items() if not name.startswith("HTTP_IF_")}
    response = match.func(asked, *match.args, **match.kwargs)
    if response.status_code != 200:
        return ""
    return json.dumps(abridged(json.loads(response.content)), ensure_ascii=False, indent=2)


def abridged(value: Any) -> Any:
    """Return a JSON value with short lists and texts; “…” stands for what is left out."""
    match value:
        case str():
            return Truncator(value).chars(CHARACTERS)
        case list():
            return [*map(abridged, value[:ITEMS]), *(["…"] if len(value) > ITEMS else [])]
        case dict():
            return {name: abridged(item) for name, item in value.items()}
    return value
