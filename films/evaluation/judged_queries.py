"""Reads judged queries: what is asked, and what somebody says should be found."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class UnreadableQueriesError(ValueError):
    """The file holds no judged queries; the message says where it goes wrong and what to do."""


@dataclass(frozen=True)
class JudgedQuery:
    """A query, and the ids of the films that answer it, as its data set calls them."""

    id: str
    text: str
    relevant: frozenset[str]
    kind: str


def read_queries(path: Path) -> list[JudgedQuery]:
    """Read the judged queries of a file, one JSON object a line; blank lines are passed over.

    Raises UnreadableQueriesError for anything else, and OSError where the file cannot be read.
    """
    try:
        # Not splitlines, which would also part a line at the separators that JSON allows within its strings.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UnreadableQueriesError("This is not UTF-8 text. Give a file of JSON lines.") from error
    queries = [query_of_line(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    if not queries:
        raise UnreadableQueriesError("The file holds no queries. Give one JSON object a line.")
    return queries


def query_of_line(line: str, number: int) -> JudgedQuery:
    """Read one line. Raises UnreadableQueriesError, which names the line by its number from 1."""
    try:
        return query_of_fields(json.loads(line))
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableQueriesError(
            f"Line {number} is no judged query. Write it as "
            '{"qid": "…", "query": "…", "relevant": ["id", …], "kind": "…"}, with at least one relevant id.'
        ) from error


def query_of_fields(fields: dict[str, Any]) -> JudgedQuery:
    """Return the query that a line's fields make. Raises TypeError or KeyError where they make none."""
    texts, relevant = [fields[name] for name in ("qid", "query", "kind")], fields["relevant"]
    if not (isinstance(relevant, list) and relevant) or not all(
        isinstance(text, str) for text in texts + relevant
    ):
        raise TypeError("texts, and a list of texts, are wanted")
    return JudgedQuery(id=texts[0], text=texts[1], relevant=frozenset(relevant), kind=texts[2])
