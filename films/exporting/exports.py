"""List the exports by file name."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Model

from films.exporting import csv_files, data_sets, datapackage, datasette, json_ld, metadata, sqlite_file, tables
from films.exporting.cache import Download
from films.exporting.kinds import KINDS

GROUP = "exports"
CSV_TYPE = "text/csv; charset=utf-8; header=present"
LINES_TYPE = "application/jsonl"


def json_lines(model: type[Model], **first: str) -> Iterator[bytes]:
    """Yield the records of a kind as JSON lines, each beginning with the pairs in `first`."""
    for found in tables.record_objects(model):
        yield (json.dumps(first | found, ensure_ascii=False, default=json_value) + "\n").encode()


def all_json_lines() -> Iterator[bytes]:
    """Yield the records of all kinds as JSON lines, each with the name of its table in `table`.

    `kind` names the table too, until the next release, unless the record has a column of that name.
    """
    for name, model in KINDS.items():
        yield from json_lines(model, table=name, kind=name)
    for table in data_sets.TABLES:
        for row in table.rows():
            found = {"table": table.name, "kind": table.name} | dict(zip(table.column_names, row, strict=True))
            yield (json.dumps(found, ensure_ascii=False) + "\n").encode()


def json_value(value: Any) -> Any:
    """Convert a value for which JSON has no type."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


PACKAGES = {
    download.name: download
    for download in (
        Download(
            GROUP,
            f"{metadata.NAME}-datapackage.zip",
            "Data package (CSV, described)",
            "application/zip",
            datapackage.package_bytes,
        ),
        Download(
            GROUP,
            f"{metadata.NAME}.sqlite",
            "SQLite, for Datasette",
            "application/vnd.sqlite3",
            sqlite_file.sqlite_bytes,
        ),
        Download(
            GROUP,
            f"{metadata.NAME}-datasette.json",
            "Description of the SQLite file, for Datasette",
            "application/json",
            datasette.metadata_bytes,
        ),
        Download(GROUP, f"{metadata.NAME}.jsonl", "JSON Lines", LINES_TYPE, all_json_lines),
        Download(
            GROUP,
            f"{metadata.NAME}.jsonld",
            "JSON-LD, in schema.org’s terms",
            "application/ld+json",
            json_ld.json_ld_lines,
        ),
    )
}
"""The exports that contain everything."""

TABLES = {
    table.name: Download(GROUP, f"{table.name}.csv", "CSV", CSV_TYPE, partial(csv_files.spreadsheet_bytes, table))
    for table in tables.TABLES
}
LINES = {
    name: Download(GROUP, f"{name}.jsonl", "JSON Lines", LINES_TYPE, partial(json_lines, model))
    for name, model in KINDS.items()
}


def find_export(file: str) -> Download | None:
    """Return the export with this file name, or None."""
    every = [*PACKAGES.values(), *TABLES.values(), *LINES.values()]
    return next((download for download in every if download.name == file), None)
