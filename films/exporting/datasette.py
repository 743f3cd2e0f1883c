"""Describe the SQLite export for Datasette: what its tables and columns mean, and what to narrow them by."""

import json
from collections.abc import Iterator
from typing import Any

from films.exporting import metadata
from films.exporting.columns import Table
from films.exporting.tables import TABLES

LABELS = ("title", "name", "heading")
"""The columns whose text stands for a row where other tables link to it, the best first."""
VOCABULARIES = {"genres", "jobs", "languages", "organizations", "data_sets"}
"""The tables with so few rows that a link to one of them narrows a table."""

VIEWS = {
    "cast_and_crew": (
        "Who did what on which film, with the names written out.",
        """
        SELECT films.title AS film, films.year, people.name AS person, jobs.name AS job, credits.character,
               credits.billing, credits.uncredited, credits.id AS credit
        FROM films CROSS JOIN credits ON credits.film = films.id
        JOIN people ON people.id = credits.person JOIN jobs ON jobs.id = credits.job
        ORDER BY films.title, films.year, credits.billing IS NULL, credits.billing, jobs.position, people.sort_name
        """,
    ),
    "places_in_films": (
        "Where films were shot and set, and what places stood in for.",
        """
        SELECT films.title AS film, films.year, places.name AS place, film_locations.use,
               others.name AS stands_in_for, film_locations.scene, places.latitude, places.longitude,
               film_locations.id AS film_location
        FROM film_locations JOIN films ON films.id = film_locations.film
        JOIN locations AS places ON places.id = film_locations.location
        LEFT JOIN locations AS others ON others.id = film_locations.stands_in_for
        ORDER BY films.title, films.year, places.name
        """,
    ),
    "cited_sentences": (
        "Which sentence of which document each citation names.",
        """
        SELECT citations.id AS citation, documents.title AS document, documents.url, passages.section,
               passages.paragraph, passages.sentence, passages.sha256, citations.field, citations.claims
        FROM citations JOIN passages ON passages.id = citations.passage
        JOIN documents ON documents.id = passages.document
        ORDER BY documents.title, passages.ordinal
        """,
    ),
}
"""The views of the SQLite file: what each shows, and its query.

The cast is read film by film, since SQLite keeps to the order of a CROSS JOIN. Otherwise it would sort all credits
for the first page, for which Datasette allows it a second.
"""
ORDERS = {"films": ("title", "year")}
"""The columns of an index by which the views read a table in their order."""


def metadata_bytes() -> Iterator[bytes]:
    """Yield the description as JSON, to be named with Datasette's option `--metadata`."""
    yield json.dumps(describe_database(), ensure_ascii=False, indent=1).encode()


def describe_database() -> dict[str, Any]:
    described = {table.name: describe_table(table) for table in TABLES}
    views = {name: {"description": meaning} for name, (meaning, _) in VIEWS.items()}
    return {
        "title": metadata.TITLE,
        "description": metadata.DESCRIPTION,
        "license": f"{metadata.LICENCE_TITLE}, for what came with no data set",
        "license_url": metadata.LICENCE_ADDRESS,
        "databases": {metadata.NAME: {"tables": described | views}},
    }


def describe_table(table: Table) -> dict[str, Any]:
    """Return what Datasette is told about a table: columns and their meaning, facets, and the label of a row."""
    columns = [column for column in table.columns if not column.repeats]
    label = next((name for name in LABELS if name in table.column_names), "")
    facets = [column.name for column in columns if column.has_choices or column.references in VOCABULARIES]
    return {
        "columns": {column.name: column.description for column in columns if column.description},
        **({"facets": facets} if facets else {}),
        **({"label_column": label} if label else {}),
    }
