"""Define the type of the response at the root of the API."""

from typing import Annotated

from msgspec import Struct

from films.views.api.shapes.naming import Address, doc


class Resource(Struct, frozen=True):
    """An address of the API."""

    name: str
    summary: str
    address: Annotated[str, doc("An absolute URI template (RFC 6570) of its path; parameters are in `openapi`.")]
    example: Address


class DataSet(Struct, frozen=True):
    """A data set that films were imported from."""

    name: Annotated[str, doc("The scheme of its identifiers.")]
    licence: Annotated[str, doc("As its publisher calls it, or empty.")]
    url: Annotated[str, doc("Where it is published, or empty.")]


class Root(Struct, frozen=True):
    """The addresses of the API, and whose the data is."""

    title: str
    description: str
    licence: Annotated[str, doc("Of what is in our own words; data sets have their own.")]
    cite_as: str
    openapi: Annotated[Address, doc("The description of all operations.")]
    guide: Annotated[Address, doc("The same for people.")]
    exports: Annotated[Address, doc("Everything, as files.")]
    data_sets: list[DataSet]
    resources: list[Resource]
