"""Describe the API in OpenAPI 3.1, and in a form for the page that people read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from films.views.api.operations import OPERATIONS, Operation, Parameter
from films.views.api.shapes.records import Problem

VERSION = "1.0.0"
ABOUT = (
    "Facts about films, each with the sentences that support it. The API is read-only and open to scripts from "
    "any site. Films, people, locations and documents are identified by slugs, citations by UUIDs. Both are "
    "permanent; a former slug redirects. Every response has an ETag: send it as If-None-Match, and you get 304 "
    "without a body until something changes. What came with a data set says so in `data_set`, with the licence of "
    "that data set; the licence of this API is for the rest."
)
REFERENCE = "#/components/schemas/{name}"
JSON = "application/json"
MOVED = {
    "description": "The slug has changed: the record was renamed or merged. Location has its new address.",
    "headers": {"Location": {"schema": {"type": "string", "format": "uri-reference"}}},
}


def openapi(site: str) -> dict[str, Any]:
    """Return the description of a site's API; `site` is an address without a final slash."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Red Heat",
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": site}],
        "paths": {operation.path: {"get": operation_schema(operation)} for operation in OPERATIONS},
        "components": {"schemas": schemas()},
    }


@cache
def schemas() -> dict[str, Any]:
    """Return the JSON schemas of all types in responses, by name."""
    shapes = [*(operation.answer for operation in OPERATIONS), Problem]
    return msgspec.json.schema_components(shapes, ref_template=REFERENCE)[1]


def operation_schema(operation: Operation) -> dict[str, Any]:
    answers = {
        "200": response_schema(operation.answer, "Success."),
        "304": {"description": "Nothing has changed since the response with this ETag."},
        "400": response_schema(Problem, "A parameter is invalid."),
        "503": response_schema(Problem, "A search took too long, or the site is busy: try again later."),
    }
    if operation.leads_on:
        answers["301"] = MOVED
    if any(parameter.place == "path" for parameter in operation.parameters):
        answers["404"] = response_schema(Problem, "Nothing is published with this slug.")
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [parameter_schema(parameter) for parameter in operation.parameters],
        "responses": answers,
    }


def parameter_schema(parameter: Parameter) -> dict[str, Any]:
    repeating = " Repeat it to match any of several values." if parameter.repeats else ""
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": f"{parameter.meaning}{repeating}",
        "schema": dict(parameter.schema),
    }


def response_schema(shape: type[msgspec.Struct], description: str) -> dict[str, Any]:
    schema = {"$ref": REFERENCE.format(name=shape.__name__)}
    return {"description": description, "content": {JSON: {"schema": schema}}}


@dataclass(frozen=True)
class Field:
    """Describe a field of a response type for people; `shape` names the type of its value, if it has a name."""

    name: str
    type: str
    shape: str
    meaning: str


@dataclass(frozen=True)
class Shape:
    name: str
    meaning: str
    fields: tuple[Field, ...]


def shapes() -> list[Shape]:
    """Return all types with their fields, in alphabetical order."""
    return [
        Shape(
            name,
            schema.get("description", ""),
            tuple(field_of(field, about) for field, about in schema.get("properties", {}).items()),
        )
        for name, schema in sorted(schemas().items())
        if "properties" in schema
    ]


def field_of(name: str, schema: Mapping[str, Any]) -> Field:
    words, shape = type_of(schema)
    return Field(name, words, shape, schema.get("description", ""))


def type_of(schema: Mapping[str, Any]) -> tuple[str, str]:
    """Return a schema's type in words, and the name of the type that it refers to, or an empty string."""
    if reference := schema.get("$ref", ""):
        return type_of_reference(reference.rpartition("/")[2])
    if choices := schema.get("anyOf"):
        (words, shape), *_ = [type_of(choice) for choice in choices if choice.get("type") != "null"]
        return f"{words} or null", shape
    if schema.get("type") == "array":
        words, shape = type_of(schema["items"])
        return f"list of {words}", shape
    if "enum" in schema:
        return "one of " + ", ".join(str(value) or "“”" for value in schema["enum"]), ""
    if schema.get("type") == "object":
        words, shape = type_of(schema["additionalProperties"])
        return f"{words} by name", shape
    return schema.get("format") or str(schema.get("type", "anything")), ""


def type_of_reference(name: str) -> tuple[str, str]:
    referred = schemas()[name]
    return (name, name) if "properties" in referred else type_of(referred)
