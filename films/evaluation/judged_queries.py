"""Read judged queries: what is asked, and what somebody says should be found."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")


class UnreadableQueriesError(ValueError):
    """Report that a file holds no judged queries; the message says where it goes wrong and what to do."""


@dataclass(frozen=True)
class JudgedQuery:
    """Hold a query and what answers it: the ids of films in its data set, or the names of people.

    People answer it where `people` names some, and nobody where it is `not_recorded`; `relevant` then has the
    films that the query is about. `exact` says that `relevant` is all that answers it. Films that are `excluded`
    must not be shown at all.
    """

    id: str
    text: str
    relevant: frozenset[str]
    kind: str
    people: frozenset[str] = frozenset()
    not_recorded: bool = False
    exact: bool = False
    excluded: frozenset[str] = frozenset()

    @property
    def asks_for_people(self) -> bool:
        return bool(self.people) or self.not_recorded


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
            '{"qid": "…", "query": "…", "relevant": ["id", …], "kind": "…"}, with at least one relevant id, or '
            'with "people": ["name", …] or "not_recorded": true. "exact": true and "excluded": ["id"] may follow.'
        ) from error


def query_of_fields(fields: dict[str, Any]) -> JudgedQuery:
    """Return the query that a line's fields make. Raises TypeError or KeyError where they make none."""
    qid, text, kind = (checked(fields[name], str) for name in ("qid", "query", "kind"))
    query = JudgedQuery(
        id=qid,
        text=text,
        relevant=texts_of(fields["relevant"]),
        kind=kind,
        people=texts_of(fields.get("people", [])),
        not_recorded=checked(fields.get("not_recorded", False), bool),
        exact=checked(fields.get("exact", False), bool),
        excluded=texts_of(fields.get("excluded", [])),
    )
    if not query.relevant and not query.asks_for_people:
        raise TypeError("nothing answers the query")
    return query


def texts_of(value: Any) -> frozenset[str]:
    """Return the texts of a list. Raises TypeError for anything else."""
    return frozenset(checked(text, str) for text in checked(value, list))


def checked(value: Any, kind: type[Value]) -> Value:
    """Return the value. Raises TypeError if it is of another type."""
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} is wanted")
    return value
