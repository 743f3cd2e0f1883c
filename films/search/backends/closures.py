"""Define the tables of places within places and of genres below genres, at any depth, for every engine.

Triggers keep them, so that no query climbs the tree.
"""

from collections.abc import Callable

Statements = tuple[str, ...]

TABLE_NAMES = ("search_genre_name", "search_genre_within", "search_place_within")

PLACES = """
    WITH RECURSIVE within (place_id, within_id, depth) AS (
        SELECT id, id, 0 FROM films_location
        UNION
        SELECT within.place_id, above.id, within.depth + 1
        FROM within JOIN films_location place ON place.id = within.within_id
        JOIN films_location above ON above.id = place.part_of_id
        WHERE within.depth < (SELECT count(*) FROM films_location)
    )
    SELECT place_id, within_id, min(depth) AS depth FROM within GROUP BY place_id, within_id
"""
ATTACH_PLACE = """
    INSERT INTO search_place_within
    SELECT below.place_id, above.within_id, below.depth + above.depth + 1
    FROM search_place_within below CROSS JOIN search_place_within above
    WHERE below.within_id = new.id AND above.place_id = new.part_of_id ON CONFLICT DO NOTHING
"""
ADOPT_PLACES = """
    INSERT INTO search_place_within
    SELECT below.place_id, above.within_id, below.depth + above.depth + 1
    FROM films_location child
    JOIN search_place_within below ON below.within_id = child.id
    JOIN search_place_within above ON above.place_id = new.id
    WHERE child.part_of_id = new.id ON CONFLICT DO NOTHING
"""
DETACH_PLACE = """
    DELETE FROM search_place_within
    WHERE place_id IN (SELECT place_id FROM search_place_within WHERE within_id = old.id)
    AND within_id IN (SELECT within_id FROM search_place_within WHERE place_id = old.part_of_id)
"""
MOVED = "coalesce(old.part_of_id, 0) <> coalesce(new.part_of_id, 0)"

GENRES_OF = """
    WITH RECURSIVE within (genre_id, within_id) AS (
        SELECT id, id FROM films_genre {which}
        UNION
        SELECT within.genre_id, link.to_genre_id
        FROM within JOIN films_genre_broader link ON link.from_genre_id = within.within_id
    )
    SELECT genre_id, within_id FROM within
"""
"""Ends in a circle too, since no pair of genres comes twice."""

GENRES = GENRES_OF.format(which="")
ATTACH_GENRE = f"""
    INSERT INTO search_genre_within {GENRES_OF.format(which="WHERE id = new.id")} WHERE TRUE ON CONFLICT DO NOTHING
"""
"""Those below a new genre are attached already, since links are followed whether or not their genres are there."""
ATTACH_GENRES = f"INSERT INTO search_genre_within {GENRES} WHERE TRUE ON CONFLICT DO NOTHING"
DETACH_GENRES = f"DELETE FROM search_genre_within WHERE (genre_id, within_id) NOT IN ({GENRES})"
"""Genres are few enough for all of them to be looked at; a link may be there before its genres, or after them."""

AFTER_ENTRIES: dict[str, dict[str, Statements]] = {
    "films_location": {
        "delete": ("DELETE FROM search_place_within WHERE place_id = old.id OR within_id = old.id",),
    }
}
"""What ends a change, after the entries: those that a place touches are found through these rows."""


class Closures:
    """Hold the statements in which engines differ: how they fold a text, and refuse what a SELECT finds."""

    def __init__(
        self, plain: Callable[[str], str], refuse: Callable[[str, str], str], text: str, by_key: str = ""
    ) -> None:
        self.plain = plain
        self.genre_names = self.genre_names_sql()
        self.tables = (
            f"""
            CREATE TABLE search_place_within (
                place_id bigint NOT NULL,
                within_id bigint NOT NULL,
                depth integer NOT NULL,
                PRIMARY KEY (place_id, within_id)
            ) {by_key}
            """,
            "CREATE INDEX search_place_within_contents ON search_place_within (within_id, depth, place_id)",
            f"""
            CREATE TABLE search_genre_within (
                genre_id bigint NOT NULL,
                within_id bigint NOT NULL,
                PRIMARY KEY (genre_id, within_id)
            ) {by_key}
            """,
            "CREATE INDEX search_genre_within_narrower ON search_genre_within (within_id, genre_id)",
            f"""
            CREATE TABLE search_genre_name (
                key {text} NOT NULL,
                genre_id bigint NOT NULL,
                PRIMARY KEY (key, genre_id)
            ) {by_key}
            """,
            "CREATE INDEX search_genre_name_genre ON search_genre_name (genre_id)",
        )
        self.rebuild = (
            "DELETE FROM search_place_within",
            f"INSERT INTO search_place_within {PLACES}",
            "DELETE FROM search_genre_within",
            f"INSERT INTO search_genre_within {GENRES}",
            "DELETE FROM search_genre_name",
            f"INSERT INTO search_genre_name {self.genre_names} ON CONFLICT DO NOTHING",
        )
        no_circle_of_places = refuse(
            "FROM search_place_within WHERE place_id = new.part_of_id AND within_id = new.id",
            "a place cannot lie in a place that lies in it",
        )
        no_circle_of_genres = refuse(
            "FROM search_genre_within WHERE genre_id = new.to_genre_id AND within_id = new.from_genre_id",
            "a genre cannot be a kind of itself, or of one that is a kind of it",
        )
        self.before_entries: dict[str, dict[str, Statements]] = {
            "films_location": {
                # A fixture may load a place before the one around it, so a new one adopts those that refer to it.
                "insert": (
                    "INSERT INTO search_place_within VALUES (new.id, new.id, 0) ON CONFLICT DO NOTHING",
                    ATTACH_PLACE,
                    ADOPT_PLACES,
                ),
                "update": (no_circle_of_places, f"{DETACH_PLACE} AND {MOVED}", ATTACH_PLACE),
                "delete": (DETACH_PLACE,),
            },
            "films_genre": {
                "insert": (ATTACH_GENRE, *self.rename("new.id")),
                "update": self.rename("new.id"),
                "delete": (
                    "DELETE FROM search_genre_within WHERE genre_id = old.id",
                    "DELETE FROM search_genre_name WHERE genre_id = old.id",
                ),
            },
            "films_genre_broader": {
                "insert": (no_circle_of_genres, ATTACH_GENRES),
                "update": (DETACH_GENRES, no_circle_of_genres, ATTACH_GENRES),
                "delete": (DETACH_GENRES,),
            },
            "films_genrename": {
                "insert": self.rename("new.genre_id"),
                "update": self.rename("old.genre_id", "new.genre_id"),
                "delete": self.rename("old.genre_id"),
            },
        }
        """What happens when a row changes, by table and event, before the entries that it touches are made."""

    def genre_names_sql(self, of_genre: str = "") -> str:
        """Return a SELECT of (key, genre) for the names of all genres, or of the genre in an SQL expression."""
        own = f"WHERE id = {of_genre}" if of_genre else ""
        return f"""
            SELECT DISTINCT replace(plain, ' ', '') AS key, genre_id FROM (
                SELECT replace(slug, '-', '') AS plain, id AS genre_id FROM films_genre {own}
                UNION SELECT {self.plain("name")}, id FROM films_genre {own}
                UNION SELECT {self.plain("name")}, genre_id FROM films_genrename
                    WHERE genre_id IN (SELECT id FROM films_genre {own})
            ) named WHERE plain <> ''"""

    def rename(self, *genres: str) -> Statements:
        """Return the statements that update the names of some genres."""
        return tuple(
            statement
            for genre in genres
            for statement in (
                f"DELETE FROM search_genre_name WHERE genre_id = {genre}",
                f"INSERT INTO search_genre_name {self.genre_names_sql(genre)} ON CONFLICT DO NOTHING",
            )
        )
