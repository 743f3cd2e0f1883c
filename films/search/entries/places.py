"""How places, and what films made of them, are found."""

from films.models.places import LocationKind, LocationUse
from films.search.entries.declaration import (
    PUBLISHED_USE,
    Dependency,
    Entry,
    Facet,
    and_published,
    film_facet,
    film_line,
    joined,
    of_film,
    of_place,
    other_names,
    place_facets,
    place_line,
    use_facet,
)
from films.search.types import FacetName, Kind
from films.search.vocabulary import USE_WORDS, labels_sql, words_sql

USE_LINES = {LocationUse.FILMED: "Filmed here for", LocationUse.SET: "The setting in"}
INSIDE = 60  # names of the places inside a place that its own entry carries

LOCATION = Entry(
    kind=Kind.LOCATION,
    select=f"""
        SELECT place.id AS object_id, place.slug AS slug, '' AS anchor, NULL AS year,
            (SELECT count(*) FROM films_filmlocation WHERE location_id = place.id) AS weight,
            place.name AS title,
            {other_names("films_locationname", "location_id", "place.id")} AS names,
            {place_line("place.id")} || ' ' || {
        joined(
            "SELECT inside.name AS item FROM search_place_within within "
            "JOIN films_location inside ON inside.id = within.place_id AND inside.state = 'published' "
            f"WHERE within.within_id = place.id AND within.depth > 0 ORDER BY within.depth LIMIT {INSIDE}"
        )
    } AS related,
            trim(place.note || ' ' || {
        joined(
            f"SELECT {words_sql('used.use', USE_LINES)} || ' ' || {film_line()} "
            "|| CASE used.scene WHEN '' THEN '' ELSE ': ' || used.scene END AS item "
            "FROM films_filmlocation used "
            "JOIN films_film film ON film.id = used.film_id AND film.state = 'published' "
            "WHERE used.location_id = place.id AND used.state = 'published' ORDER BY used.id LIMIT 20"
        )
    }) AS body,
            'place location ' || {labels_sql("place.kind", LocationKind.choices)} AS keywords,
            {place_line("place.id")} AS context
        FROM films_location place WHERE place.state = 'published'
    """,
    facets=(
        *place_facets("place.id", "place.id", "films_location place"),
        Facet(
            FacetName.FILM,
            "used.location_id",
            "used.film_id",
            "films_filmlocation used",
            PUBLISHED_USE,
        ),
    ),
    dependencies=(
        Dependency(
            "films_location",
            "SELECT {row}.id "
            "UNION SELECT place_id FROM search_place_within WHERE within_id = {row}.id "
            "UNION SELECT within_id FROM search_place_within WHERE place_id = {row}.id "
            "UNION SELECT within_id FROM search_place_within WHERE place_id = {row}.part_of_id",
        ),
        Dependency("films_locationname", "{row}.location_id"),
        Dependency("films_filmlocation", "{row}.location_id"),
        Dependency(
            "films_film",
            "SELECT location_id FROM films_filmlocation WHERE film_id = {row}.id",
            ("title", "year", "slug", "state"),
        ),
    ),
)

FILM_LOCATION = Entry(
    kind=Kind.FILM_LOCATION,
    select=f"""
        SELECT used.id AS object_id, film.slug AS slug,
            'film_location-' || used.key AS anchor, film.year AS year, 1 AS weight,
            {labels_sql("used.use", LocationUse.choices)} || ': ' || place.name AS title,
            {other_names("films_locationname", "location_id", "place.id")} AS names,
            {place_line("place.id")} || ' ' || film.title || ' ' || coalesce(double.name, '') AS related,
            trim(trim(used.scene || ' ' || used.reason)
                || coalesce(' It stands in for: ' || double.name || '.', '')) AS body,
            {words_sql("used.use", USE_WORDS)} AS keywords,
            {film_line()} AS context
        FROM films_filmlocation used
        JOIN films_film film ON film.id = used.film_id AND film.state = 'published'
        JOIN films_location place ON place.id = used.location_id AND place.state = 'published'
        LEFT JOIN films_location double ON double.id = used.stands_in_for_id
        WHERE used.state = 'published' {and_published(double="used.stands_in_for_id")}
    """,
    facets=(
        film_facet("films_filmlocation"),
        *place_facets("fact.id", "fact.location_id", "films_filmlocation fact"),
        use_facet("used.id"),
    ),
    dependencies=(
        Dependency("films_filmlocation", "{row}.id"),
        of_film("films_filmlocation"),
        of_place("films_filmlocation", "location_id", "stands_in_for_id"),
        Dependency(
            "films_locationname", "SELECT id FROM films_filmlocation WHERE location_id = {row}.location_id"
        ),
    ),
)
