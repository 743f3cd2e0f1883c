"""Write a Frictionless data package: the tables as CSV and a machine-readable description, in a ZIP file."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from films.evidence.quality import measure_quality
from films.exporting import csv_files, data_sets, metadata
from films.exporting.columns import Column, Table
from films.exporting.kinds import kind_name, published_records
from films.exporting.tables import TABLES
from films.kinds.registry import FACTS
from films.models import Document

FIRST_DAY = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the earliest date in a ZIP file; a fixed one makes equal facts yield equal bytes


def package_bytes() -> Iterator[bytes]:
    """Yield the bytes of the ZIP file; `datapackage.json` comes last, since it holds each file's size and hash."""
    sink: Any = PieceBuffer()
    resources = []
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for table in TABLES:
            path = f"data/{table.name}.csv"
            digest, size = hashlib.sha256(), 0
            for piece in write_entry(archive, path, csv_files.csv_bytes(table)):
                digest.update(piece)
                size += len(piece)
                yield sink.take()
            resources.append(resource_descriptor(table, path, size, digest.hexdigest()))
        descriptor = json.dumps(package_descriptor(resources), ensure_ascii=False, indent=1).encode()
        for name, content in {"datapackage.json": descriptor, "README.md": readme_text().encode()}.items():
            yield from (sink.take() for _ in write_entry(archive, name, [content]))
    yield sink.take()


def write_entry(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Write pieces to a file of the archive, and yield each once it is written."""
    entry = ZipInfo(name, FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece)
            yield piece


class PieceBuffer:
    """Buffer what is written to the ZIP file until it is taken."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, piece: bytes) -> int:
        self.waiting += piece
        return len(piece)

    def flush(self) -> None:
        """Do nothing, since written bytes wait to be taken."""

    def take(self) -> bytes:
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def package_descriptor(resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": metadata.NAME,
        "title": metadata.TITLE,
        "description": metadata.DESCRIPTION,
        "version": metadata.RELEASE,
        "licenses": licences(),
        "sources": sources(),
        "keywords": list(metadata.KEYWORDS),
        "resources": resources,
        "quality": quality(),
    }


def licences() -> list[dict[str, str]]:
    """Return the licence of what is in our own words, and those of data sets, each with what it is for."""
    own = {
        "name": metadata.LICENCE,
        "path": metadata.LICENCE_ADDRESS,
        "title": f"{metadata.LICENCE_TITLE}, for what came with no data set",
    }
    return [
        own,
        *(
            {"name": name, "title": f"{found.licence}, for what came with {name}"}
            | ({"path": found.url} if found.url else {})
            for name, found in data_sets.data_sets().items()
            if found.licence
        ),
    ]


def quality() -> dict[str, Any]:
    """Return how many values have which evidence: of each kind of fact, by each document, and altogether."""
    report = measure_quality()
    return {
        "total": report.total.figures,
        "kinds": {kind_name(FACTS[kind].model): counted.figures for kind, counted in report.kinds.items()},
        "documents": {document.slug: counted.figures for document, counted in report.documents.items()},
    }


def sources() -> list[dict[str, str]]:
    """Return the cited documents and imported data sets, with their licences and addresses."""
    (documents,) = published_records(Document)
    cited = documents.order_by("slug").values_list("title", "licence", "url")
    imported = [(found.name, found.licence, found.url) for found in data_sets.data_sets().values()]
    return [
        {"title": f"{title} ({licence})" if licence else title, **({"path": url} if url else {})}
        for title, licence, url in (*cited, *imported)
    ]


def resource_descriptor(table: Table, path: str, size: int, sha256: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [field_descriptor(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    keys = [foreign_key_descriptor(table, column) for column in table.columns if column.references]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": schema,
    }


def field_descriptor(column: Column) -> dict[str, Any]:
    descriptor: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.description:
        descriptor["description"] = column.description
    if column.required:
        descriptor["constraints"] = {"required": True}
    return descriptor


def foreign_key_descriptor(table: Table, column: Column) -> dict[str, Any]:
    # The specification's way to say “this same resource” is an empty name.
    target = "" if column.references == table.name else column.references
    return {"fields": [column.name], "reference": {"resource": target, "fields": ["id"]}}


def readme_text() -> str:
    return f"# {metadata.TITLE}\n\n{metadata.DESCRIPTION}\n\n{metadata.CITE_AS}\n"
