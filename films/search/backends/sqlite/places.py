"""Define the table of places within places, at any depth; triggers keep it, so that no query climbs the tree."""

TABLES = (
    """
    CREATE TABLE search_place_within (
        place_id INTEGER NOT NULL,
        within_id INTEGER NOT NULL,
        depth INTEGER NOT NULL,
        PRIMARY KEY (place_id, within_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_place_within_contents ON search_place_within (within_id, depth, place_id)",
)

SOURCE = """
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
REBUILD = ("DELETE FROM search_place_within", f"INSERT INTO search_place_within {SOURCE}")

REFUSE_CIRCLE = """
    SELECT RAISE(ABORT, 'a place cannot lie in a place that lies in it')
    FROM search_place_within WHERE place_id = new.part_of_id AND within_id = new.id
"""
ATTACH = """
    INSERT OR IGNORE INTO search_place_within
    SELECT below.place_id, above.within_id, below.depth + above.depth + 1
    FROM search_place_within below JOIN search_place_within above
    WHERE below.within_id = new.id AND above.place_id = new.part_of_id
"""
ADOPT = """
    INSERT OR IGNORE INTO search_place_within
    SELECT below.place_id, above.within_id, below.depth + above.depth + 1
    FROM films_location child
    JOIN search_place_within below ON below.within_id = child.id
    JOIN search_place_within above ON above.place_id = new.id
    WHERE child.part_of_id = new.id
"""
DETACH = """
    DELETE FROM search_place_within
    WHERE place_id IN (SELECT place_id FROM search_place_within WHERE within_id = old.id)
    AND within_id IN (SELECT within_id FROM search_place_within WHERE place_id = old.part_of_id)
"""

BEFORE_ENTRIES = {
    "films_location": {
        # A fixture may load a place before the one around it, so a new place also adopts those that refer to it.
        "insert": ("INSERT INTO search_place_within VALUES (new.id, new.id, 0)", ATTACH, ADOPT),
        "update": (REFUSE_CIRCLE, f"{DETACH} AND old.part_of_id IS NOT new.part_of_id", ATTACH),
        "delete": (DETACH,),
    }
}
"""What happens when a row changes, by table and event, before the entries that it touches are made anew."""

AFTER_ENTRIES = {
    "films_location": {
        "delete": ("DELETE FROM search_place_within WHERE place_id = old.id OR within_id = old.id",),
    }
}
"""What ends a change, after the entries: those that a place touches are found through these rows."""
