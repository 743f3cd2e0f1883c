"""Define the tables of narrower genres, at any distance, and of genre names; triggers keep them up to date."""

from films.kinds.sql import plain_sql

TABLES = (
    """
    CREATE TABLE search_genre_within (
        genre_id INTEGER NOT NULL,
        within_id INTEGER NOT NULL,
        PRIMARY KEY (genre_id, within_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_genre_within_narrower ON search_genre_within (within_id, genre_id)",
    """
    CREATE TABLE search_genre_name (
        key TEXT NOT NULL,
        genre_id INTEGER NOT NULL,
        PRIMARY KEY (key, genre_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_genre_name_genre ON search_genre_name (genre_id)",
)
TABLE_NAMES = ("search_genre_name", "search_genre_within")

WITHIN = """
    WITH RECURSIVE within (genre_id, within_id) AS (
        SELECT id, id FROM films_genre
        UNION
        SELECT within.genre_id, link.to_genre_id
        FROM within JOIN films_genre_broader link ON link.from_genre_id = within.within_id
    )
    SELECT genre_id, within_id FROM within
"""
"""Ends in a circle too, since no pair of genres comes twice."""


def names_sql(of_genre: str = "") -> str:
    """Return a SELECT of (key, genre) for the names of all genres, or of the genre in an SQL expression."""
    own = f"WHERE id = {of_genre}" if of_genre else ""
    return f"""
        SELECT replace(plain, ' ', '') AS key, genre_id FROM (
            SELECT replace(slug, '-', '') AS plain, id AS genre_id FROM films_genre {own}
            UNION SELECT {plain_sql("name")}, id FROM films_genre {own}
            UNION SELECT {plain_sql("name")}, genre_id FROM films_genrename
                WHERE genre_id IN (SELECT id FROM films_genre {own})
        ) WHERE plain <> ''"""


NAMES = names_sql()
REBUILD = (
    "DELETE FROM search_genre_within",
    f"INSERT INTO search_genre_within {WITHIN}",
    "DELETE FROM search_genre_name",
    f"INSERT OR IGNORE INTO search_genre_name {NAMES}",
)


def rename(*genres: str) -> tuple[str, ...]:
    """Return the statements that update the names of some genres."""
    return tuple(
        statement
        for genre in genres
        for statement in (
            f"DELETE FROM search_genre_name WHERE genre_id = {genre}",
            f"INSERT OR IGNORE INTO search_genre_name {names_sql(genre)}",
        )
    )


REFUSE_CIRCLE = """
    SELECT RAISE(ABORT, 'a genre cannot be a kind of itself, or of one that is a kind of it')
    FROM search_genre_within WHERE genre_id = new.to_genre_id AND within_id = new.from_genre_id
"""
ATTACH = f"INSERT OR IGNORE INTO search_genre_within {WITHIN}"
DETACH = f"DELETE FROM search_genre_within WHERE (genre_id, within_id) NOT IN ({WITHIN})"
"""Genres are few enough for all of them to be looked at; a link may be there before its genres, or after them."""

BEFORE_ENTRIES = {
    "films_genre": {
        "insert": (ATTACH, *rename("new.id")),
        "update": rename("new.id"),
        "delete": (
            "DELETE FROM search_genre_within WHERE genre_id = old.id",
            "DELETE FROM search_genre_name WHERE genre_id = old.id",
        ),
    },
    "films_genre_broader": {
        "insert": (REFUSE_CIRCLE, ATTACH),
        "update": (DETACH, REFUSE_CIRCLE, ATTACH),
        "delete": (DETACH,),
    },
    "films_genrename": {
        "insert": rename("new.genre_id"),
        "update": rename("old.genre_id", "new.genre_id"),
        "delete": rename("old.genre_id"),
    },
}
"""What happens when a row changes, by table and event, before the entries that it touches are made anew."""
