"""How films and their relations are found."""

from films.models.films import RelationKind
from films.search.entries.declaration import (
    CHARACTER,
    CREDITED,
    FILM_COLUMNS,
    HAS_CHARACTER,
    NAME_COLUMNS,
    PLACE_COLUMNS,
    PUBLISHED_CREDIT,
    PUBLISHED_USE,
    Dependency,
    Entry,
    Facet,
    film_line,
    joined,
    listed,
    other_names,
    place_facets,
    use_facet,
)
from films.search.types import FacetName, Kind
from films.search.vocabulary import FILM_WORDS, RELATION_WORDS, labels_sql, words_sql

SYNOPSIS_LETTERS = 20  # that make a film as prominent as one credit more: what is known well is told at length
LEADS = 40  # names of a film's people that its own entry carries; the rest have entries of their own

FILM = Entry(
    kind=Kind.FILM,
    select=f"""
        SELECT film.id AS object_id, film.slug AS slug, '' AS anchor, film.year AS year,
            (SELECT count(*) FROM films_credit WHERE film_id = film.id) + length(film.synopsis) / {
        SYNOPSIS_LETTERS
    } AS weight,
            film.title AS title,
            {
        listed("film.original_title", other_names("films_othertitle", "film_id", "film.id", "title"))
    } AS names,
            {
        joined(
            "SELECT DISTINCT person.name AS item FROM films_credit credit "
            "JOIN films_person person ON person.id = credit.person_id AND person.state = 'published' "
            "WHERE credit.film_id = film.id AND credit.state = 'published' "
            f"ORDER BY credit.job = 'director' DESC, credit.billing IS NULL, credit.billing LIMIT {LEADS}"
        )
    } AS related,
            film.synopsis AS body,
            '{FILM_WORDS} ' || {
        joined(
            "SELECT genre.name AS item FROM films_film_genres has "
            "JOIN films_genre genre ON genre.id = has.genre_id WHERE has.film_id = film.id"
        )
    } || ' ' || {
        joined(
            "SELECT place.name AS item FROM films_film_countries has "
            "JOIN films_location place ON place.id = has.location_id AND place.state = 'published' "
            "WHERE has.film_id = film.id"
        )
    } || ' ' || coalesce(film.year || ' ' || (film.year / 10 * 10) || 's', '') AS keywords,
            {
        joined(
            "SELECT person.name AS item FROM films_credit credit "
            "JOIN films_person person ON person.id = credit.person_id AND person.state = 'published' "
            "WHERE credit.film_id = film.id AND credit.job = 'director' AND credit.state = 'published'"
        )
    } AS context
        FROM films_film film WHERE film.state = 'published'
    """,
    facets=(
        Facet(FacetName.FILM, "film.id", "film.id", "films_film film"),
        Facet(FacetName.GENRE, "has.film_id", "has.genre_id", "films_film_genres has"),
        Facet(FacetName.COUNTRY, "has.film_id", "has.location_id", "films_film_countries has"),
        Facet(FacetName.PERSON, "credit.film_id", "credit.person_id", "films_credit credit", PUBLISHED_CREDIT),
        Facet("", "credit.film_id", CREDITED, "films_credit credit", PUBLISHED_CREDIT),
        Facet("", "credit.film_id", CHARACTER, "films_credit credit", f"{PUBLISHED_CREDIT} AND {HAS_CHARACTER}"),
        place_facets("used.film_id", "used.location_id", "films_filmlocation used", PUBLISHED_USE)[0],
        use_facet("used.film_id", PUBLISHED_USE),
    ),
    dependencies=(
        Dependency("films_film", "{row}.id"),
        Dependency("films_othertitle", "{row}.film_id"),
        Dependency("films_credit", "{row}.film_id"),
        Dependency("films_person", "SELECT film_id FROM films_credit WHERE person_id = {row}.id", NAME_COLUMNS),
        Dependency("films_film_genres", "{row}.film_id"),
        Dependency("films_genre", "SELECT film_id FROM films_film_genres WHERE genre_id = {row}.id"),
        Dependency("films_film_countries", "{row}.film_id"),
        Dependency("films_filmlocation", "{row}.film_id"),
        Dependency(
            "films_location",
            "SELECT film_id FROM films_filmlocation WHERE location_id IN "
            "(SELECT place_id FROM search_place_within WHERE within_id = {row}.id) "
            "UNION SELECT film_id FROM films_film_countries WHERE location_id = {row}.id",
            PLACE_COLUMNS,
        ),
    ),
)

FILM_RELATION = Entry(
    kind=Kind.FILM_RELATION,
    select=f"""
        SELECT relation.id AS object_id, film.slug AS slug,
            'film_relation-' || relation.kind || '-' || other.slug AS anchor,
            film.year AS year, 1 AS weight,
            {labels_sql("relation.kind", RelationKind.choices)} || ' ' || {film_line("other")} AS title,
            {other_names("films_othertitle", "film_id", "other.id", "title")} AS names,
            film.title AS related, relation.note AS body,
            {words_sql("relation.kind", RELATION_WORDS)} AS keywords,
            {film_line()} AS context
        FROM films_filmrelation relation
        JOIN films_film film ON film.id = relation.film_id AND film.state = 'published'
        JOIN films_film other ON other.id = relation.related_film_id AND other.state = 'published'
        WHERE relation.state = 'published'
    """,
    facets=(
        Facet(
            FacetName.FILM,
            "relation.id",
            "film.id",
            "films_filmrelation relation "
            "JOIN films_film film ON film.id IN (relation.film_id, relation.related_film_id)",
        ),
    ),
    dependencies=(
        Dependency("films_filmrelation", "{row}.id"),
        Dependency(
            "films_film",
            "SELECT id FROM films_filmrelation WHERE film_id = {row}.id "
            "UNION SELECT id FROM films_filmrelation WHERE related_film_id = {row}.id",
            FILM_COLUMNS,
        ),
        Dependency("films_othertitle", "SELECT id FROM films_filmrelation WHERE related_film_id = {row}.film_id"),
    ),
)
