"""Define the dictionary of whole names and of words, which triggers keep up to date.

`search_name` holds every whole name as a key: its plain form without spaces. `search_word` holds every word with
its number of entries.
"""

from films.identity.letters import LETTERS
from films.identity.numerals import ARTICLES, READINGS, REWRITES
from films.kinds.names import NAMED_KINDS
from films.kinds.sql import SEPARATOR, plain_sql, sql_text
from films.search.backends.base import NameForm
from films.search.backends.reading import INDEXED_LETTERS
from films.search.backends.sqlite.expressions import (
    SPELLED_WITH_DIGITS,
    before_subtitle_sql,
    parts_of,
    readings_sql,
    rewritten_key_sql,
    rewritten_sql,
    with_subtitles_marked,
    without_signs_sql,
    without_subtitle_marks,
)

TEXTS = ("title", "names", "respelled", "body", "keywords")
"""The columns of an entry whose words are in the dictionary."""

LONGEST_WORD = 30  # letters; nobody types longer words

NAME_INDEXES = {
    f"search_name_{count}": f"CREATE INDEX search_name_{count} ON search_name (substr(key, 1, {count}), entry_id)"
    for count in range(1, INDEXED_LETTERS + 1)
}
TABLES = (
    "CREATE TABLE search_letter (letter TEXT PRIMARY KEY, plain TEXT NOT NULL, spelled TEXT) WITHOUT ROWID",
    "INSERT INTO search_letter VALUES "
    + ", ".join(
        f"({sql_text(letter)}, {sql_text(plain)}, {'NULL' if spelled is None else sql_text(spelled)})"
        for letter, plain, spelled in LETTERS
    ),
    "CREATE TABLE search_number (word TEXT PRIMARY KEY, reading TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO search_number VALUES "
    + ", ".join(f"({sql_text(word)}, {sql_text(reading)})" for word, reading in READINGS.items()),
    "CREATE TABLE search_rewrite (step INTEGER PRIMARY KEY, old TEXT NOT NULL, new TEXT NOT NULL)",
    "INSERT INTO search_rewrite (old, new) VALUES "
    + ", ".join(f"({sql_text(old)}, {sql_text(new)})" for old, new in REWRITES),
    """
    CREATE TABLE search_name (
        key TEXT NOT NULL,
        entry_id INTEGER NOT NULL,
        form INTEGER NOT NULL,
        PRIMARY KEY (key, entry_id)
    ) WITHOUT ROWID
    """,
    *NAME_INDEXES.values(),
    "CREATE TABLE search_word (word TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX search_word_unused ON search_word (word) WHERE entries <= 0",
)
TABLE_NAMES = ("search_word", "search_name", "search_rewrite", "search_number", "search_letter")


def names_sql(entry: str, source: str = "") -> str:
    """Return a SELECT of (key, entry, form) for the names of the entries at this alias, over `source`.

    A name has its plain key, one without its article, and a rewritten one if it can be written in several ways; if
    a number is before its subtitle, also one without the subtitle.
    """
    names = f"{entry}.title || CASE {entry}.names WHEN '' THEN '' ELSE '{SEPARATOR}' || {entry}.names END"
    kinds = ", ".join(f"'{kind}'" for kind in NAMED_KINDS)
    starts = " ".join(
        f"WHEN plain LIKE '{article} %' THEN substr(plain, {len(article) + 2})" for article in ARTICLES
    )
    return f"""
        WITH marked AS MATERIALIZED (
            SELECT {plain_sql("name.value")} AS name, {entry}.id AS entry_id,
                min(name.key, {NameForm.OTHER_NAME}) AS form
            FROM {source} {parts_of(with_subtitles_marked(names), SEPARATOR)} name
            WHERE {entry}.kind IN ({kinds})),
        whole AS MATERIALIZED (
            SELECT {without_subtitle_marks("name")} AS plain, entry_id, form FROM marked),
        reading AS MATERIALIZED (
            SELECT {readings_sql("name")} AS name, entry_id, name GLOB '*{SPELLED_WITH_DIGITS}*' AS respelled
            FROM marked),
        rewritten AS MATERIALIZED (
            SELECT {rewritten_sql("name")} AS name, entry_id FROM reading
            WHERE name GLOB '*[#?]*' OR respelled),
        beginning AS MATERIALIZED (
            SELECT {rewritten_key_sql(before_subtitle_sql("name"))} AS name_key, entry_id FROM rewritten
            WHERE instr(name, '#'))
        SELECT replace(plain, ' ', '') AS name_key, entry_id, form FROM whole WHERE plain <> ''
        UNION ALL
        SELECT replace(CASE {starts} END, ' ', ''), entry_id, {NameForm.WITHOUT_ARTICLE} FROM whole
        WHERE {" OR ".join(f"plain LIKE '{article} _%'" for article in ARTICLES)}
        UNION ALL
        SELECT {rewritten_key_sql("name")}, entry_id, {NameForm.REWRITTEN} FROM rewritten
        UNION ALL
        SELECT name_key, entry_id, {NameForm.REWRITTEN_BEGINNING} FROM beginning WHERE name_key GLOB '#*[^0-9]*'"""


def words_sql(entry: str, source: str = "") -> str:
    """Return a SELECT of the distinct words, in plain letters and digits, of the entries at this alias."""
    texts = " || ' ' || ".join(f"{entry}.{column}" for column in TEXTS)
    prose = without_signs_sql(texts)
    names = plain_sql(f"({entry}.title || ' ' || {entry}.names)")
    is_word = IS_WORD.format(word="word.value")
    return " UNION ".join(
        f"SELECT word.value AS word FROM {source} {parts_of(text, ' ')} word WHERE {is_word}"
        for text in (prose, names)
    )


IS_WORD = f"length({{word}}) BETWEEN 2 AND {LONGEST_WORD} AND {{word}} NOT GLOB '*[^a-z0-9]*'"


ADD_WORDS = f"""
    INSERT INTO search_word SELECT word, 1 FROM ({words_sql("new")}) WHERE true
        ON CONFLICT (word) DO UPDATE SET entries = entries + 1;
    DELETE FROM search_word WHERE entries <= 0;
"""
REMOVE_WORDS = f"UPDATE search_word SET entries = entries - 1 WHERE word IN ({words_sql('old')});"
ADD_NAMES = f"""
    INSERT INTO search_name
        SELECT name_key, entry_id, min(form) FROM ({names_sql("new")}) GROUP BY name_key;
"""
REMOVE_NAMES = f"""
    DELETE FROM search_name WHERE entry_id = old.id AND key IN (SELECT name_key FROM ({names_sql("old")}));
"""
RENAMED = "WHEN (old.id, old.title, old.names) IS NOT (new.id, new.title, new.names)"
REWORDED = (
    "WHEN (old.title, old.names, old.body, old.keywords) IS NOT (new.title, new.names, new.body, new.keywords)"
)
TRIGGERS = {
    "search_entry_named": f"AFTER INSERT ON search_entry BEGIN {ADD_NAMES} {ADD_WORDS} END",
    "search_entry_renamed": f"AFTER UPDATE ON search_entry {RENAMED} BEGIN {REMOVE_NAMES} {ADD_NAMES} END",
    "search_entry_reworded": f"AFTER UPDATE ON search_entry {REWORDED} BEGIN {REMOVE_WORDS} {ADD_WORDS} END",
    "search_entry_unnamed": f"""
        AFTER DELETE ON search_entry BEGIN
            {REMOVE_NAMES} {REMOVE_WORDS}
            DELETE FROM search_word WHERE entries <= 0;
        END""",
}
"""What keeps the dictionary true to the entries and their words."""

NAMES = f"SELECT name_key, entry_id, min(form) FROM ({names_sql('entry', 'search_entry entry,')}) GROUP BY 1, 2"
MISSING_WORDS = (
    f"SELECT word FROM ({words_sql('entry', 'search_entry entry,')}) EXCEPT SELECT word FROM search_word"
)
REBUILD = (
    "DELETE FROM search_name",
    "DELETE FROM search_word",
    # An index that is created after its rows is sorted once, which is far cheaper than row by row.
    *(f"DROP INDEX IF EXISTS {name}" for name in NAME_INDEXES),
    f"INSERT INTO search_name {NAMES}",
    *NAME_INDEXES.values(),
    f"""INSERT INTO search_word SELECT term, doc FROM search_vocabulary WHERE {IS_WORD.format(word="term")}""",
)
"""What makes the dictionary anew from the entries and their full-text index."""
