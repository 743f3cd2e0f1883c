"""Define the tables of the index in PostgreSQL, and what those hold that nobody edits."""

from films.identity.articles import ARTICLES_BY_LANGUAGE
from films.identity.letters import LETTERS
from films.identity.numerals import READINGS
from films.kinds.sql import sql_text
from films.search.backends import closures
from films.search.backends.reading import INDEXED_LETTERS
from films.search.backends.sources import LOGARITHMS

NOW = "extract(epoch FROM now())::bigint"
"""Seconds since 1970, by which an entry knows when what it says last changed."""

RANDOM = "encode(uuid_send(gen_random_uuid()), 'hex')"
"""Tells a change from others of its number: one that was rolled back, or one that a backup lacks."""


def values(rows: list[tuple[str | None, ...]]) -> str:
    """Return rows of texts as they follow VALUES."""
    return ", ".join(f"({', '.join('NULL' if text is None else sql_text(text) for text in row)})" for row in rows)


def refuse(found: str, reason: str) -> str:
    """Return a statement that refuses a change, as a constraint would, if a SELECT finds anything."""
    return f"""
        IF EXISTS (SELECT 1 {found}) THEN
            RAISE EXCEPTION {sql_text(reason)} USING ERRCODE = 'integrity_constraint_violation';
        END IF"""


CLOSURES = closures.Closures("search_plain({})".format, refuse, 'text COLLATE "C"')
"""The tables of what lies in what, at any depth."""

TABLES = (
    f"""
    CREATE TABLE search_entry (
        record bigint PRIMARY KEY,
        id bigint NOT NULL,
        kind text COLLATE "C" NOT NULL,
        object_id bigint NOT NULL,
        slug text COLLATE "C" NOT NULL,
        anchor text NOT NULL,
        year integer,
        sort_title text COLLATE "C" NOT NULL,
        facets text NOT NULL,
        title text NOT NULL,
        names text NOT NULL,
        respelled text NOT NULL,
        context text NOT NULL,
        keywords text NOT NULL,
        related text NOT NULL,
        body text NOT NULL,
        limits text NOT NULL,
        card text NOT NULL,
        written bigint NOT NULL DEFAULT {NOW}
    )
    """,
    # To find their records, all rows with a word are read: without the other texts, they are a sixth of the pages.
    "CREATE TABLE search_text (record bigint PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX search_text_tokens ON search_text USING gin (tokens) WITH (fastupdate = off)",
    'CREATE TABLE search_letter (letter text COLLATE "C" PRIMARY KEY, plain text NOT NULL, spelled text)',
    f"INSERT INTO search_letter VALUES {values([tuple(letter) for letter in LETTERS])}",
    'CREATE TABLE search_number (word text COLLATE "C" PRIMARY KEY, reading text NOT NULL)',
    f"INSERT INTO search_number VALUES {values([*READINGS.items()])}",
    "CREATE TABLE search_article (language text, article text, PRIMARY KEY (language, article))",
    "INSERT INTO search_article VALUES "
    + values([(language, article) for language, listed in ARTICLES_BY_LANGUAGE.items() for article in listed]),
    "CREATE TABLE search_logarithm (least double precision PRIMARY KEY, value double precision NOT NULL)",
    f"INSERT INTO search_logarithm VALUES {', '.join(map(str, LOGARITHMS))}",
    """
    CREATE TABLE search_name (
        key text COLLATE "C" NOT NULL,
        entry_id bigint NOT NULL,
        form integer NOT NULL,
        PRIMARY KEY (key, entry_id)
    )
    """,
    *(
        f"CREATE INDEX search_name_{count} ON search_name (substr(key, 1, {count}), entry_id)"
        for count in range(1, INDEXED_LETTERS + 1)
    ),
    'CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY, entries integer NOT NULL)',
    "CREATE INDEX search_word_unused ON search_word (word) WHERE entries <= 0",
    f"""
    CREATE TABLE search_entry_change (
        number bigint PRIMARY KEY,
        token text NOT NULL DEFAULT {RANDOM},
        entry_id bigint NOT NULL
    )
    """,
    "CREATE TABLE search_waiting (kind text NOT NULL, object_id bigint NOT NULL, PRIMARY KEY (kind, object_id))",
    *CLOSURES.tables,
)
TABLE_NAMES = (
    "search_entry",
    "search_text",
    "search_letter",
    "search_number",
    "search_article",
    "search_logarithm",
    "search_name",
    "search_word",
    "search_entry_change",
    "search_waiting",
    *closures.TABLE_NAMES,
)
KEPT_TABLES = ("search_change", "search_schema")
"""The tables that outlast a declaration: the count of revisions, and the signature of what is installed."""

REVISION = (
    "CREATE TABLE IF NOT EXISTS search_change (revision bigint NOT NULL, token text NOT NULL, day text NOT NULL)",
    "INSERT INTO search_change SELECT 0, '', '' WHERE NOT EXISTS (SELECT 1 FROM search_change)",
)
