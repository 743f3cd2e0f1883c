"""How people and their credits are found."""

from films.models import Job
from films.search.entries.declaration import (
    CHARACTER,
    CREDITED,
    HAS_CHARACTER,
    JOB_VALUE,
    NAME_COLUMNS,
    PUBLISHED_CREDIT,
    Dependency,
    Entry,
    Facet,
    film_facet,
    film_line,
    joined,
    money_sql,
    money_words_sql,
    of_film,
    of_other_titles,
    other_names,
)
from films.search.types import FacetName, Kind
from films.search.vocabulary import JOB_WORDS, PAY_WORDS, labels_sql, words_sql

CREDITS_A_FILM = 2.0  # of a person, that weigh what one of a film does: careers have more credits than films
KNOWN_FOR = 20  # credits that a person's own entry tells of

JOB_LABEL = labels_sql("credit.job", Job.choices)

PERSON = Entry(
    kind=Kind.PERSON,
    select=f"""
        SELECT person.id AS object_id, person.slug AS slug, '' AS anchor, NULL AS year,
            (SELECT count(*) FROM films_credit WHERE person_id = person.id) / {CREDITS_A_FILM} AS weight,
            person.name AS title,
            {other_names("films_othername", "person_id", "person.id")} AS names,
            {
        joined(
            "SELECT DISTINCT credit.character AS item FROM films_credit credit WHERE "
            "credit.person_id = person.id AND credit.state = 'published' AND credit.character <> '' "
            f"ORDER BY credit.id LIMIT {KNOWN_FOR}"
        )
    } AS related,
            {
        joined(
            f"SELECT CASE credit.character WHEN '' THEN {JOB_LABEL} ELSE credit.character END "
            f"|| ', ' || {film_line()} AS item FROM films_credit credit "
            "JOIN films_film film ON film.id = credit.film_id AND film.state = 'published' "
            "WHERE credit.person_id = person.id AND credit.state = 'published' "
            f"ORDER BY film.year DESC, credit.id LIMIT {KNOWN_FOR}"
        )
    } AS body,
            person.disambiguation || ' ' || {
        joined(
            f"SELECT DISTINCT {words_sql('credit.job', JOB_WORDS)} AS item FROM films_credit credit "
            "WHERE credit.person_id = person.id AND credit.state = 'published' ORDER BY credit.job"
        )
    } AS keywords,
            person.disambiguation AS context
        FROM films_person person WHERE person.state = 'published'
    """,
    facets=(
        Facet(FacetName.PERSON, "person.id", "person.id", "films_person person"),
        Facet(FacetName.JOB, "credit.person_id", JOB_VALUE, "films_credit credit", PUBLISHED_CREDIT),
        # A career may be thousands of films, too many to count for every person of a window.
        Facet("film", "credit.person_id", "credit.film_id", "films_credit credit", PUBLISHED_CREDIT),
    ),
    dependencies=(
        Dependency("films_person", "{row}.id"),
        Dependency("films_othername", "{row}.person_id"),
        Dependency("films_credit", "{row}.person_id"),
        Dependency(
            "films_film",
            "SELECT person_id FROM films_credit WHERE film_id = {row}.id",
            ("title", "year", "slug", "state"),
        ),
    ),
)

TELLS_MORE = (
    "credit.character <> '' OR credit.credited_as <> '' OR credit.note <> '' OR credit.pay IS NOT NULL "
    "OR EXISTS (SELECT 1 FROM films_citation WHERE credit_id = credit.id)"
)
"""A credit with nothing to read but who did what is found through its film and its person, which say that."""

CREDIT = Entry(
    kind=Kind.CREDIT,
    select=f"""
        SELECT credit.id AS object_id, film.slug AS slug,
            'credit-' || credit.job || '-' || person.slug || '-' || credit.part AS anchor,
            film.year AS year, 1 AS weight,
            person.name || CASE credit.character WHEN '' THEN ', ' || lower({JOB_LABEL})
                ELSE ' as ' || credit.character END AS title,
            {
        joined(
            "SELECT name AS item FROM films_othername WHERE person_id = person.id AND state = 'published' "
            "UNION SELECT credit.credited_as WHERE credit.credited_as <> ''"
        )
    } AS names,
            film.title || ' ' || {other_names("films_othertitle", "film_id", "film.id", "title")} AS related,
            CASE WHEN credit.pay IS NULL THEN '' ELSE 'Paid ' || {money_sql("credit.pay", "credit.pay_currency")}
                || '. ' END || credit.note AS body,
            {words_sql("credit.job", JOB_WORDS)}
                || CASE WHEN credit.pay IS NULL THEN '' ELSE ' {PAY_WORDS} '
                || {money_words_sql("credit.pay", "credit.pay_currency")} END AS keywords,
            {film_line()} AS context
        FROM films_credit credit
        JOIN films_film film ON film.id = credit.film_id AND film.state = 'published'
        JOIN films_person person ON person.id = credit.person_id AND person.state = 'published'
        WHERE credit.state = 'published' AND ({TELLS_MORE})
    """,
    facets=(
        film_facet("films_credit"),
        Facet(FacetName.PERSON, "credit.id", "credit.person_id", "films_credit credit"),
        Facet("", "credit.id", CREDITED, "films_credit credit"),
        Facet("", "credit.id", CHARACTER, "films_credit credit", HAS_CHARACTER),
        Facet(FacetName.JOB, "credit.id", JOB_VALUE, "films_credit credit"),
    ),
    dependencies=(
        Dependency("films_credit", "{row}.id"),
        of_film("films_credit"),
        of_other_titles("films_credit"),
        Dependency("films_person", "SELECT id FROM films_credit WHERE person_id = {row}.id", NAME_COLUMNS),
        Dependency("films_othername", "SELECT id FROM films_credit WHERE person_id = {row}.person_id"),
    ),
)
