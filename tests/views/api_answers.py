"""Ask the API, and compare its answers with its description."""

from collections.abc import Iterator
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator

from films.views.api.description import openapi

DESCRIPTION = openapi("http://testserver")
FILM = "/api/films/the-tanuki-1977"
FOUNDING_FILM = "/api/films/red-heat-1988"


def asked(address: str) -> Any:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return response.json()


def pages(address: str) -> Iterator[Any]:
    """Yield the pages of a list, each as the one before leads to it."""
    while address:
        page = asked(address)
        yield page
        address = (page["next"] or "").removeprefix("http://testserver")


def items(address: str) -> list[Any]:
    return [item for page in pages(address) for item in page["items"]]


def complaints(shape: str, answer: Any) -> list[str]:
    """Return where an answer differs from the shape that the description gives."""
    schema = {"$ref": f"#/components/schemas/{shape}", "components": DESCRIPTION["components"]}
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(answer)]
