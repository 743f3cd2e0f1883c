"""tantivy as a peer: a search library like Lucene, in Rust."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from films.evaluation.metrics import DEPTH
from tests.benchmarks.peers import FACET_VALUES, FACETS, PAGE_SIZE, SUGGESTIONS, Question, film_facets

TEXTS = ("title", "people", "synopsis")
BOOSTS = {"title": 3.0, "people": 2.0, "synopsis": 1.0}
HEAP = 256_000_000  # bytes for writing
WORD = re.compile(r"[^\W_]+")


class Engine:
    """An index on disk, with facets counted by aggregations, since the package offers no facet collector."""

    suggests = True

    def __init__(self, work: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in TEXTS:
            builder.add_text_field(name, stored=True)
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(work))
        self.aggregations = {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in FACETS}

    def build(self, films: Iterable[dict[str, Any]]) -> None:
        """Index the films and merge what the writer's threads left."""
        writer = self.index.writer(HEAP)
        for film in films:
            facets = film_facets(film)
            writer.add_document(
                tantivy.Document(
                    id=film["id"],
                    title=film["title"],
                    people=" ".join(facets["person"]),
                    synopsis=film.get("extract") or film.get("plot") or "",
                    **facets,
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> int:
        """Answer with all words; where that finds nothing, with each within one slip; then with any of them.

        For suggestions, with the titles that have the words, or failing that such words within one slip.
        """
        words = WORD.findall(question["text"].lower())
        ways = [
            lambda: self.exactly(question, words),
            lambda: self.joined(words, Occur.Must, slips=1),
            lambda: self.joined(words, Occur.Should, slips=0),
        ]
        for way in ways:
            query = self.filtered(way(), question["filters"])
            count = self.suggest(query) if question["suggests"] else self.page(query)
            if count:
                return count
        return 0

    def find(self, text: str) -> list[str]:
        """Return the ids of the best films that have any of the words, by bm25 with titles and names first."""
        words = " ".join(WORD.findall(text.lower()))  # a colon would name a field
        query, _ = self.index.parse_query_lenient(words, list(TEXTS), field_boosts=BOOSTS)
        return [self.searcher.doc(at)["id"][0] for _, at in self.searcher.search(query, DEPTH).hits]

    def exactly(self, question: Question, words: list[str]) -> Query:
        """Return the query of all words, of the phrase, or of what begins with the last word as typed so far."""
        if question["raw"].endswith(" *"):
            fields = ("title",) if question["suggests"] else TEXTS
            *whole, begun = words
            beginning = [Query.phrase_prefix_query(self.schema, field, [begun]) for field in fields]
            clauses = [(Occur.Must, self.any_field(word, 0)) for word in whole]
            return Query.boolean_query([*clauses, (Occur.Must, any_of(beginning))])
        if question["text"].startswith('"'):
            return any_of([Query.phrase_query(self.schema, field, words) for field in TEXTS])
        return self.joined(words, Occur.Must, slips=0)

    def joined(self, words: list[str], occur: Occur, *, slips: int) -> Query:
        if not words:
            return Query.all_query()
        return Query.boolean_query([(occur, self.any_field(word, slips)) for word in words])

    def any_field(self, word: str, slips: int) -> Query:
        """Return the query of a word in any of the texts, within so many slips."""
        if slips:
            return any_of([Query.fuzzy_term_query(self.schema, field, word, slips) for field in TEXTS])
        return any_of(
            [Query.boost_query(Query.term_query(self.schema, field, word), BOOSTS[field]) for field in TEXTS]
        )

    def filtered(self, query: Query, filters: dict[str, list[str]]) -> Query:
        chosen = [
            (Occur.Must, any_of([Query.term_query(self.schema, facet, value) for value in values]))
            for facet, values in filters.items()
        ]
        return Query.boolean_query([(Occur.Must, query), *chosen]) if chosen else query

    def suggest(self, query: Query) -> int:
        hits = self.searcher.search(query, SUGGESTIONS).hits
        return len([self.searcher.doc(at)["title"] for _, at in hits])

    def page(self, query: Query) -> int:
        """Make a page: the count, the best 20 with a snippet each, and the facets over all that match."""
        result = self.searcher.search(query, PAGE_SIZE, count=True)
        if result.count:
            self.searcher.aggregate(query, self.aggregations)
            snippets = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "synopsis")
            for _, at in result.hits:
                snippets.snippet_from_doc(self.searcher.doc(at)).to_html()
        return int(result.count)


def any_of(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
