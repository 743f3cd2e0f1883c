"""Declare locations: places from a room to a continent, real or fictional."""

from films.kinds.cards import COORDINATES_FIELD
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    CustomAdminPage,
    Declaration,
    Naming,
    Omitted,
    OwnPage,
    Sheet,
    Words,
)
from films.kinds.index import PUBLISHED_USE, Dependency, Entry, Facet, place_facets
from films.kinds.names import FacetName, Kind
from films.kinds.prominence import OF_PLACES
from films.kinds.sql import film_line_sql, joined_sql, labels_sql, other_names_sql, place_line_sql, words_sql
from films.models import Location, LocationName
from films.models.places import LocationKind, LocationUse
from films.names import slug_base

USE_LINES = {LocationUse.FILMED: "Filmed here for", LocationUse.SET: "The setting in"}
INSIDE = 60  # names of places within a place in its own entry

ENTRY = Entry(
    kind=Kind.LOCATION,
    number=4,
    select=f"""
        SELECT place.id AS object_id, place.slug AS slug, '' AS anchor, CAST(NULL AS INTEGER) AS year,
            place.name AS title,
            {other_names_sql("films_locationname", "location_id", "place.id")} AS names,
            {place_line_sql("place.id")} || ' ' || {
        joined_sql(
            "SELECT inside.name AS item FROM search_place_within within "
            "JOIN films_location inside ON inside.id = within.place_id AND inside.state = 'published' "
            "WHERE within.within_id = place.id AND within.depth > 0 "
            f"ORDER BY within.depth, inside.id LIMIT {INSIDE}"
        )
    } AS related,
            trim(place.note || ' ' || {
        joined_sql(
            f"SELECT {words_sql('used.use', USE_LINES)} || ' ' || {film_line_sql()} "
            "|| CASE used.scene WHEN '' THEN '' ELSE ': ' || used.scene END AS item "
            "FROM films_filmlocation used "
            "JOIN films_film film ON film.id = used.film_id AND film.state = 'published' "
            "WHERE used.location_id = place.id AND used.state = 'published' ORDER BY used.id LIMIT 20"
        )
    }) AS body,
            'place location ' || {labels_sql("place.kind", LocationKind.choices)} AS keywords,
            {place_line_sql("place.id")} AS context
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
    prominence=OF_PLACES,
    card=(COORDINATES_FIELD,),
)

DECLARATION = Declaration(
    kind=Kind.LOCATION,
    model=Location,
    words=Words("Place", "Places", ("place", "places", "location", "locations")),
    claims=(
        ClaimableField("name", ValueType.PLACE),
        ClaimableField("part_of", ValueType.PLACE),
        ClaimableField("latitude", ValueType.NUMBER),
        ClaimableField("longitude", ValueType.NUMBER),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=lambda place: place.name,
    same=Omitted("places of one name may be several: a curator merges them"),
    page=OwnPage(),
    published_with=(),
    pages=Omitted("a location has a page of its own"),
    naming=Naming(
        ("name",), Kind.LOCATION_NAME, other_name=lambda place, name: LocationName(location=place, name=name)
    ),
    entry=ENTRY,
    desk=Omitted("a location is made by the first fact that names it"),
    sheet=Sheet(
        columns=tuple("slug name kind part_of latitude longitude note".split()),
        key=("slug",),
        completed={"slug": lambda cells: slug_base(cells.get("name", ""), "location")},
    ),
    admin=CustomAdminPage("Places", "films.admin.places.LocationAdmin"),
    rows=Omitted("a location is no part of another record"),
    listings=(AdminListing("part_of", "parts"),),
    api=Omitted("films.views.api.shapes.records has a location whole"),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=Omitted("a location is a node of its own"),
)
