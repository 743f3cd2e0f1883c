"""Define the type of the response at the root of the API."""

from typing import Annotated

from msgspec import Struct

from films.views.api.shapes.naming import Address, DataSet, doc


class Resource(Struct, frozen=True):
    """An address of the API."""

    name: str
    summary: str
    address: Annotated[str, doc("An absolute URI template (RFC 6570) of its path; parameters are in `openapi`.")]
    example: Address


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
