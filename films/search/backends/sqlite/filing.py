"""Build the form by which titles are sorted, as in libraries: without articles, and numbers by value."""

from typing import Any

from django.db.models import Func, TextField

from films.identity.articles import ARTICLES_BY_LANGUAGE
from films.kinds.declaration import Omitted
from films.kinds.names import Kind
from films.kinds.registry import DECLARATIONS, ENTRIES
from films.kinds.sql import plain_sql, sql_text
from films.search.backends.sqlite.expressions import parts_of
from films.search.entry_ids import first_record

DIGITS = 8  # digits to which numbers are padded with zeros, so that they sort by value

TABLES = (
    "CREATE TABLE search_article (language TEXT, article TEXT, PRIMARY KEY (language, article)) WITHOUT ROWID",
    "INSERT INTO search_article VALUES "
    + ", ".join(
        f"({sql_text(language)}, {sql_text(article)})"
        for language, articles in ARTICLES_BY_LANGUAGE.items()
        for article in articles
    ),
)
TABLE_NAMES = ("search_article",)


def sort_title_sql(title: str, languages: str) -> str:
    """Return SQL for the sort form of a title, without the articles of the selected languages."""
    article = f"""
        SELECT max(length(article)) + 1 FROM search_article
        WHERE language IN ({languages}) AND plain.text LIKE article || ' _%'"""
    return f"""coalesce((
        WITH unfiled AS MATERIALIZED (SELECT {title} AS text),
        plain AS MATERIALIZED (SELECT {plain_sql("text")} AS text FROM unfiled),
        filed AS MATERIALIZED (SELECT substr(text, 1 + coalesce(({article}), 0)) AS text FROM plain)
        SELECT group_concat(CASE WHEN part.value GLOB '[0-9]*' AND part.value NOT GLOB '*[^0-9]*'
            THEN printf('%0{DIGITS}d', part.value) ELSE part.value END, ' ')
        FROM filed, {parts_of("text", " ")} part), '')"""


class FiledTitle(Func):
    """Give queries of the tables the sort form of a record's title, which its entry holds if it is published."""

    output_field = TextField()

    def __init__(self, kind: Kind, key: str, title: str) -> None:
        super().__init__(key, title)
        self.entry = next(entry for entry in ENTRIES if entry.kind == kind)

    def as_sql(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, tuple[str | int, ...]]:
        (key, _), (title, _) = (compiler.compile(source) for source in self.source_expressions)
        held = f"SELECT sort_title FROM search_entry WHERE record = {first_record(self.entry)} + {key}"
        made = sort_title_sql(self.entry.sort_title, self.entry.title_languages).replace("%", "%%")
        return f"coalesce(({held}), (SELECT {made} FROM (SELECT {key} AS object_id, {title} AS title) found))", ()


def filed_title(kind: Kind, path: str = "") -> FiledTitle:
    """Return the expression for the sort form of films' titles, or of the names of people or places.

    `path` leads to them from the model of the query: “film__”.
    """
    naming = DECLARATIONS[kind].naming
    if isinstance(naming, Omitted):
        raise ValueError(f"Records of the kind {kind} have no names to be filed under.")
    return FiledTitle(kind, f"{path}pk", f"{path}{naming.fields[0]}")
