"""Declare film locations: where a film was shot or is set, and what the location stood in for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from films.kinds.accept_context import AcceptContext
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    DeskForm,
    FilmQuestion,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Statement,
    Words,
    build_statement,
    key_rule,
)
from films.kinds.forms import LONGEST_NAME, FactForm, choice_field, name_field
from films.kinds.index import (
    Dependency,
    Entry,
    depends_on_film,
    depends_on_place,
    film_facet,
    place_facets,
    use_facet,
)
from films.kinds.names import Kind
from films.kinds.nodes import reference
from films.kinds.sql import (
    and_published_sql,
    film_line_sql,
    labels_sql,
    other_names_sql,
    place_line_sql,
    words_sql,
)
from films.languages import translated
from films.models import FilmLocation, Location, ProposalKind
from films.models.places import LocationKind, LocationUse
from films.origins import WORDS_OF_COUNTRIES

USE_WORDS = {
    LocationUse.FILMED: "filmed filming shot shooting location locations where place made",
    LocationUse.SET: "set setting takes place story happens where location",
}
USE_TERMS = {
    LocationUse.FILMED: f"{USE_WORDS[LocationUse.FILMED]} photography production",
    LocationUse.SET: f"{USE_WORDS[LocationUse.SET]} plot synopsis scene",
}
"""Words by which a sentence, or its heading, says what a film made of a place."""

ENTRY = Entry(
    kind=Kind.FILM_LOCATION,
    number=5,
    select=f"""
        SELECT used.id AS object_id, film.slug AS slug,
            'film_location-' || used.key AS anchor, film.year AS year,
            {labels_sql("used.use", LocationUse.choices)} || ': ' || place.name AS title,
            {other_names_sql("films_locationname", "location_id", "place.id")} AS names,
            {place_line_sql("place.id")} || ' ' || film.title || ' ' || coalesce(double.name, '') AS related,
            trim(trim(used.scene || ' ' || used.reason)
                || coalesce(' It stands in for: ' || double.name || '.', '')) AS body,
            {words_sql("used.use", USE_WORDS)} AS keywords,
            {film_line_sql()} AS context
        FROM films_filmlocation used
        JOIN films_film film ON film.id = used.film_id AND film.state = 'published'
        JOIN films_location place ON place.id = used.location_id AND place.state = 'published'
        LEFT JOIN films_location double ON double.id = used.stands_in_for_id
        WHERE used.state = 'published' {and_published_sql(double="used.stands_in_for_id")}
    """,
    facets=(
        film_facet("films_filmlocation"),
        *place_facets("fact.id", "fact.location_id", "films_filmlocation fact"),
        use_facet("used.id"),
    ),
    dependencies=(
        Dependency("films_filmlocation", "{row}.id"),
        depends_on_film("films_filmlocation"),
        depends_on_place("films_filmlocation", "location_id", "stands_in_for_id"),
        Dependency(
            "films_locationname", "SELECT id FROM films_filmlocation WHERE location_id = {row}.location_id"
        ),
    ),
)


class FilmLocationForm(FactForm):
    names = {"name": Location, "stands_in_for": Location}
    use = choice_field("Use", LocationUse.choices)
    name = name_field("Place")
    kind = choice_field("If new, a", LocationKind.choices)
    stands_in_for = forms.CharField(max_length=LONGEST_NAME, label="Stands in for", required=False)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        return super().from_proposal({"kind": likely_kind(str(content.get("name") or "")), **content})


def likely_kind(name: str) -> LocationKind:
    """Return the kind of a new place: a country if it is called like one, or else a site."""
    return LocationKind.COUNTRY if name in WORDS_OF_COUNTRIES else LocationKind.SITE


def accept(context: AcceptContext) -> FilmLocation:
    """Find or create the location and its use in the film."""
    values = context.cleaned_data
    place = context.get_or_create_place("name", values["kind"])
    played = values["stands_in_for"]
    double = context.get_or_create_place("stands_in_for", likely_kind(played)) if played else None
    known = FilmLocation.objects.filter(film=context.film, location=place, use=values["use"])
    known = known.filter(stands_in_for=double) if double else known
    fact: FilmLocation = known.order_by("pk").first() or context.writer.create(
        FilmLocation(
            film=context.film,
            key=context.free_key(FilmLocation, f"{place.name} {values['use']}"),
            location=place,
            use=values["use"],
            stands_in_for=double if values["use"] == LocationUse.FILMED else None,
        )
    )
    context.cite(fact)
    return fact


def line(used: FilmLocation) -> str:
    place = f"{translated(used.get_use_display())}: {used.location.name}"
    if not used.stands_in_for:
        return place
    return translated("%(place)s, standing in for %(other)s", place=place, other=used.stands_in_for.name)


LOCATION_PROPERTIES = {LocationUse.FILMED: "locationCreated", LocationUse.SET: "contentLocation"}


def proposed_statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    yield build_statement("location", fields["name"], fields["use"])
    if fields["stands_in_for"]:
        yield build_statement("stands in for", fields["name"], fields["stands_in_for"])


def statements(used: FilmLocation) -> Iterator[Sequence[Statement]]:
    names = [used.location.name, *(other.name for other in used.location.other_names.all())]
    yield [build_statement("location", name, used.use) for name in names]
    if used.stands_in_for:
        yield [build_statement("stands in for", name, used.stands_in_for.name) for name in names]


DECLARATION = Declaration(
    kind=Kind.FILM_LOCATION,
    model=FilmLocation,
    words=Words(
        "Place in a film",
        "Places in films",
        questions=(
            FilmQuestion(
                "filming locations",
                ("where filmed", "where shot", "where made", "filming location", "filming locations"),
                word="filming",
            ),
            FilmQuestion("settings", ("where set", "where place"), word="setting"),
        ),
    ),
    claims=(
        ClaimableField("location", ValueType.PLACE),
        ClaimableField("use", ValueType.TERM, USE_TERMS),
        ClaimableField("stands_in_for", ValueType.PLACE),
        ClaimableField("scene", ValueType.OWN_WORDS),
        ClaimableField("reason", ValueType.OWN_WORDS),
    ),
    line=line,
    same=("film", "location", "use", "stands_in_for", "scene"),
    page=ShownOn(("film",), lambda used: f"film_location-{used.key}"),
    published_with=("film", "location", "stands_in_for"),
    pages={"film": PageList(order=("use", "pk"))},
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.LOCATION,
            FilmLocationForm,
            accept,
            main_field="name",
            initial={"use": LocationUse.FILMED},
            shortcut="l",
            states=proposed_statements,
        ),
    ),
    sheet=Sheet(
        columns=tuple("film key use location stands_in_for scene reason".split()),
        key=("film", "key"),
        completed={"key": key_rule("use", "location")},
    ),
    admin=AdminPage(
        group="Places",
        list_display=["film", "use", "location", "stands_in_for", "key"],
        list_filter=["use"],
        search_fields=["film__title", "location__name", "scene", "key"],
        fieldsets=[(None, [("film", "key"), ("use", "location"), "stands_in_for", "scene", "reason", "state"])],
    ),
    rows=(
        AdminRows(3, "film", ["key", "location", "use"], ["stands_in_for", "scene"]),
        AdminRows(2, "location", ["film", "key", "use"], ["stands_in_for", "scene"], "films made or set here"),
    ),
    listings=(
        AdminListing("film"),
        AdminListing("location"),
        AdminListing("stands_in_for", "places that stand in for it"),
    ),
    api=ApiShape(
        "FilmLocation",
        "Where a film was shot or is set, and which place the location stands in for.",
        (
            ApiField("film"),
            ApiField("location"),
            ApiField("use"),
            ApiField("stands_in_for"),
            ApiField("scene"),
            ApiField("reason"),
        ),
        on={Kind.FILM: "film_locations", Kind.LOCATION: "film_locations"},
    ),
    states=statements,
    linked_data=lambda used: {LOCATION_PROPERTIES[used.use]: reference(used.location)},
)
