"""Build the form by which titles are sorted, as in libraries: without articles, and numbers by value."""

from films.identity.articles import ARTICLES_BY_LANGUAGE
from films.kinds.index import Entry
from films.kinds.sql import plain_sql, sql_text
from films.search.backends.filing import FiledTitle
from films.search.backends.sqlite.expressions import parts_of

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


class FiledTitleInSQLite(FiledTitle):
    """Give the sort form of a record's title as an entry would have it."""

    def made(self, entry: Entry) -> str:
        return sort_title_sql(entry.sort_title, entry.title_languages)
