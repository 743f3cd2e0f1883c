"""Declare the values that results show besides the texts of their entries, and that are stored with the entry."""

from films.kinds.index import CardField, Dependency

LEADS = 3  # actors that a film's card names


def identifiers_field(record: str) -> CardField:
    """Return the identifiers of a film or a person by their schemes."""
    return CardField(
        "identifiers",
        "(SELECT nullif(json_group_object(scheme, value), '{}') FROM (SELECT scheme, value FROM films_identifier "
        f"WHERE {record}_id = found.object_id AND state = 'published' ORDER BY scheme, value) identified)",
        (Dependency("films_identifier", f"{{row}}.{record}_id"),),
    )


LEADS_FIELD = CardField(
    "leads",
    "(SELECT nullif(json_group_array(name), '[]') FROM (SELECT person.name AS name FROM films_credit credit "
    "JOIN films_person person ON person.id = credit.person_id AND person.state = 'published' "
    "WHERE credit.film_id = found.object_id AND credit.state = 'published' AND credit.job = 'actor' "
    f"AND credit.billing <= {LEADS} ORDER BY credit.billing, credit.id LIMIT {LEADS}) leads)",
)
"""The names of a film's first actors. The entry depends on the film's credits anyway."""

COORDINATES_FIELD = CardField(
    "coordinates",
    "(SELECT json_array(above.latitude, above.longitude) FROM search_place_within within "
    "JOIN films_location above ON above.id = within.within_id AND above.latitude IS NOT NULL "
    "AND (within.depth = 0 OR above.state = 'published') "
    "WHERE within.place_id = found.object_id ORDER BY within.depth LIMIT 1)",
)
"""The latitude and longitude of a place, or of the nearest place around it that has some."""

SCORE_FIELD = CardField(
    "score",
    "(SELECT json_array(review.scale, CAST(review.score AS TEXT), review.grade) FROM films_review review "
    "WHERE review.id = found.object_id AND review.scale <> '')",
)
"""The scale of a review, with its score or grade."""
