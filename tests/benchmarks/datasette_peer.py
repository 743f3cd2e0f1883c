"""Datasette as a peer: a website over SQLite, with search by the same FTS5 and with facets."""

import asyncio
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import sqlite_utils
from datasette.app import Datasette

from films.evaluation.metrics import DEPTH
from tests.benchmarks.peers import PAGE_SIZE, Question, film_facets

TEXTS = ("title", "people", "synopsis")
WORD = re.compile(r"[^\W_]+")
BEST = """
    SELECT films.id FROM films_fts JOIN films ON films.rowid = films_fts.rowid
    WHERE films_fts MATCH :words ORDER BY bm25(films_fts, 3, 2, 1) LIMIT :depth
"""
"""Its table page has no ranking; whoever wants one writes such a query."""


class Engine:
    """Datasette asked in process, by the client that it has for plugins."""

    suggests = False

    def __init__(self, work: Path) -> None:
        self.path = work / "films.db"

    def build(self, films: Iterable[dict[str, Any]]) -> None:
        """Make a table with sqlite-utils, and its full-text index."""
        table = sqlite_utils.Database(self.path).table("films")
        table.insert_all((row(film) for film in films), pk="id", batch_size=10_000)
        table.enable_fts(list(TEXTS), tokenize="unicode61 remove_diacritics 2")
        table.create_index(["decade"])
        self.client = Datasette(files=[str(self.path)], settings={"sql_time_limit_ms": 10_000}).client
        self.loop = asyncio.new_event_loop()

    def ask(self, question: Question) -> int:
        """Return the count of its table page as JSON: 20 rows with the same words and filters, and facets."""
        parameters = [
            ("_size", str(PAGE_SIZE)),
            ("_nosuggest", "1"),
            ("_facet", "decade"),
            ("_facet_array", "genres"),
            ("_facet_array", "people"),
        ]
        if question["raw"]:
            parameters += [("_searchmode", "raw"), ("_search", question["raw"])]
        for facet, values in question["filters"].items():
            column = "genres__arraycontains" if facet == "genre" else facet
            parameters += [(column, value) for value in values]
        return int(self.get("/films/films.json", parameters).get("filtered_table_rows_count") or 0)

    def find(self, text: str) -> list[str]:
        """Return the ids of the best films that have any of the words, by a query that ranks."""
        words = " OR ".join(f'"{word}"' for word in WORD.findall(text))
        if not words:
            return []
        answer = self.get("/films.json", [("sql", BEST), ("words", words), ("depth", str(DEPTH))])
        return [found["id"] for found in answer["rows"]]

    def get(self, path: str, parameters: list[tuple[str, str]]) -> dict[str, Any]:
        query = urlencode([*parameters, ("_shape", "objects")])
        response = self.loop.run_until_complete(self.client.get(f"{path}?{query}"))
        answer: dict[str, Any] = response.json()
        return answer


def row(film: dict[str, Any]) -> dict[str, Any]:
    facets = film_facets(film)
    return {
        "id": film["id"],
        "title": film["title"],
        "year": film.get("year"),
        "decade": facets["decade"][0] if facets["decade"] else None,
        "people": json.dumps(facets["person"], ensure_ascii=False),
        "genres": json.dumps(facets["genre"]),
        "synopsis": film.get("extract") or film.get("plot") or "",
    }
