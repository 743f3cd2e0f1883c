"""How reviews, releases and money are found."""

from films.models.reception import LETTER_GRADES, SCALE_TOPS, ReviewKind
from films.models.releases import BoxOfficeKind, ReleaseKind
from films.search.entries.declaration import (
    NAME_COLUMNS,
    Dependency,
    Entry,
    Facet,
    and_published,
    film_facet,
    film_line,
    listed,
    money_sql,
    money_words_sql,
    of_film,
    of_place,
    other_names,
    place_facets,
    place_line,
)
from films.search.types import FacetName, Kind
from films.search.vocabulary import (
    BOX_OFFICE_WORDS,
    DISTRIBUTION_WORDS,
    RELEASE_WORDS,
    REVIEW_WORDS,
    labels_sql,
    words_sql,
)

MONTHS = "January February March April May June July August September October November December".split()
MONTH_NAME = labels_sql(
    "strftime('%m', release.date)", [(f"{number:02}", name) for number, name in enumerate(MONTHS, 1)]
)
DATE = (
    "CASE release.precision WHEN 'day' THEN ltrim(strftime('%d', release.date), '0') || ' ' ELSE '' END"
    f" || CASE WHEN release.precision IN ('day', 'month') THEN {MONTH_NAME} || ' ' ELSE '' END"
    " || coalesce(strftime('%Y', release.date), '')"
)
SCORE = (
    "CASE WHEN review.score IS NULL THEN review.grade WHEN review.scale = 'percent' "
    "THEN printf('%g%%', review.score) ELSE printf('%g/', review.score) || "
    + labels_sql("review.scale", [(str(scale), str(top)) for scale, top in SCALE_TOPS.items()])
    + " END"
)

NORMALISED = (
    "CAST(round(CASE WHEN review.score IS NULL THEN "
    + words_sql("review.grade", {grade: str(number) for number, grade in enumerate(reversed(LETTER_GRADES))})
    + f" * 100.0 / {len(LETTER_GRADES) - 1} ELSE review.score * 100.0 / "
    + words_sql("review.scale", {scale: str(top) for scale, top in SCALE_TOPS.items()})
    + " END) AS INTEGER)"
)
SCORED = "review.score IS NOT NULL OR review.grade <> ''"

RELEASE_TITLES = {kind: kind.label for kind in ReleaseKind} | {
    ReleaseKind.THEATRICAL: "Release in cinemas",
    ReleaseKind.HOME_VIDEO: "Release on home video",
}

REVIEW = Entry(
    kind=Kind.REVIEW,
    select=f"""
        SELECT review.id AS object_id, film.slug AS slug,
            'review-' || review.key AS anchor, film.year AS year, 1 AS weight,
            coalesce(outlet.name, author.name) || ': '
                || coalesce(nullif({SCORE}, ''), lower({labels_sql("review.kind", ReviewKind.choices)})) AS title,
            {listed("coalesce(author.name, '')", other_names("films_othername", "person_id", "author.id"))}
                AS names,
            film.title AS related,
            trim(review.summary || ' ' || review.measure
                || coalesce(' Sample: ' || review.sample_size || '.', '')) AS body,
            {words_sql("review.kind", REVIEW_WORDS)} AS keywords,
            {labels_sql("review.kind", ReviewKind.choices)} || ', ' || {film_line()} AS context
        FROM films_review review
        JOIN films_film film ON film.id = review.film_id AND film.state = 'published'
        LEFT JOIN films_organization outlet ON outlet.id = review.outlet_id
        LEFT JOIN films_person author ON author.id = review.author_id
        WHERE review.state = 'published' {and_published(outlet="review.outlet_id", author="review.author_id")}
    """,
    facets=(
        film_facet("films_review"),
        Facet(FacetName.SCORE, "review.id", NORMALISED, "films_review review", SCORED),
        Facet(
            FacetName.OUTLET,
            "fact.id",
            "fact.outlet_id",
            "films_review fact",
        ),
        Facet(
            FacetName.PERSON,
            "fact.id",
            "fact.author_id",
            "films_review fact",
        ),
    ),
    dependencies=(
        Dependency("films_review", "{row}.id"),
        of_film("films_review"),
        Dependency("films_organization", "SELECT id FROM films_review WHERE outlet_id = {row}.id", NAME_COLUMNS),
        Dependency("films_person", "SELECT id FROM films_review WHERE author_id = {row}.id", NAME_COLUMNS),
        Dependency("films_othername", "SELECT id FROM films_review WHERE author_id = {row}.person_id"),
    ),
)

RELEASE = Entry(
    kind=Kind.RELEASE,
    select=f"""
        SELECT release.id AS object_id, film.slug AS slug,
            'release-' || release.key AS anchor, film.year AS year, 1 AS weight,
            {words_sql("release.kind", RELEASE_TITLES)} || coalesce(' in ' || place.name, '')
                || CASE WHEN release.date IS NULL THEN '' ELSE ', ' || {DATE} END AS title,
            {
        listed("coalesce(distributor.name, '')", other_names("films_locationname", "location_id", "place.id"))
    } AS names,
            film.title || ' ' || {place_line("place.id")} AS related,
            trim(CASE WHEN distributor.id IS NULL THEN '' ELSE 'Distributed by ' || distributor.name || '. ' END
                || release.note) AS body,
            {words_sql("release.kind", RELEASE_WORDS)}
                || CASE WHEN distributor.id IS NULL THEN '' ELSE ' {DISTRIBUTION_WORDS}' END AS keywords,
            {labels_sql("release.kind", ReleaseKind.choices)} || ', ' || {film_line()} AS context
        FROM films_release release
        JOIN films_film film ON film.id = release.film_id AND film.state = 'published'
        LEFT JOIN films_location place ON place.id = release.place_id
        LEFT JOIN films_organization distributor ON distributor.id = release.distributor_id
        WHERE release.state = 'published' {
        and_published(place="release.place_id", distributor="release.distributor_id")
    }
    """,
    facets=(
        film_facet("films_release"),
        *place_facets("fact.id", "fact.place_id", "films_release fact"),
    ),
    dependencies=(
        Dependency("films_release", "{row}.id"),
        of_film("films_release"),
        of_place("films_release", "place_id"),
        Dependency("films_locationname", "SELECT id FROM films_release WHERE place_id = {row}.location_id"),
        Dependency(
            "films_organization", "SELECT id FROM films_release WHERE distributor_id = {row}.id", NAME_COLUMNS
        ),
    ),
)

BOX_OFFICE = Entry(
    kind=Kind.BOX_OFFICE,
    select=f"""
        SELECT money.id AS object_id, film.slug AS slug,
            'box_office-' || money.key AS anchor, film.year AS year, 1 AS weight,
            {labels_sql("money.kind", BoxOfficeKind.choices)} || coalesce(', ' || place.name, '') || ': '
                || CASE WHEN money.amount IS NULL THEN 'number ' || money.rank
                ELSE {money_sql("money.amount", "money.currency")} END AS title,
            {other_names("films_locationname", "location_id", "place.id")} AS names,
            film.title AS related,
            money.note AS body,
            {words_sql("money.kind", BOX_OFFICE_WORDS)}
                || CASE WHEN money.amount IS NULL THEN ''
                ELSE ' ' || {money_words_sql("money.amount", "money.currency")} END AS keywords,
            {film_line()} AS context
        FROM films_boxoffice money
        JOIN films_film film ON film.id = money.film_id AND film.state = 'published'
        LEFT JOIN films_location place ON place.id = money.territory_id
        WHERE money.state = 'published' {and_published(place="money.territory_id")}
    """,
    facets=(
        film_facet("films_boxoffice"),
        *place_facets("fact.id", "fact.territory_id", "films_boxoffice fact"),
    ),
    dependencies=(
        Dependency("films_boxoffice", "{row}.id"),
        of_film("films_boxoffice"),
        of_place("films_boxoffice", "territory_id"),
        Dependency("films_locationname", "SELECT id FROM films_boxoffice WHERE territory_id = {row}.location_id"),
    ),
)
