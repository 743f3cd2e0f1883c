"""Declare releases: when and where a film came out, and who distributed it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.db.models import F, Q

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
from films.kinds.forms import FactForm, choice_field, name_field
from films.kinds.index import (
    Dependency,
    Entry,
    depends_on_film,
    depends_on_organization,
    depends_on_place,
    film_facet,
    place_facets,
)
from films.kinds.marked_words import date_in
from films.kinds.names import Kind
from films.kinds.nodes import Node, node, reference
from films.kinds.sql import (
    and_published_sql,
    comma_list_sql,
    dated_sql,
    film_line_sql,
    labels_sql,
    other_names_sql,
    place_line_sql,
    words_sql,
)
from films.languages import translated
from films.models import Location, Organization, ProposalKind, Release
from films.models.people import OrganizationKind
from films.models.places import LocationKind
from films.models.releases import DATE_FORMATS, DatePrecision, ReleaseKind

OUT = "release released opened opening open date day when where come came out"
RELEASE_WORDS = dict.fromkeys(ReleaseKind, OUT) | {
    ReleaseKind.THEATRICAL: f"theatrical cinema cinemas {OUT}",
    ReleaseKind.PREMIERE: f"premiere premiered first {OUT}",
    ReleaseKind.HOME_VIDEO: f"home video cassette tape vhs dvd {OUT}",
}
RELEASE_TERMS = RELEASE_WORDS | {
    ReleaseKind.PREMIERE: f"{RELEASE_WORDS[ReleaseKind.PREMIERE]} debut debuted",
    ReleaseKind.FESTIVAL: f"festival premiere premiered debut debuted screened {OUT}",
}
"""Words by which a sentence, or its heading, says what a release was."""

DISTRIBUTION_WORDS = "distributor distributed distribution studio company"
RELEASE_TITLES = {kind: kind.label for kind in ReleaseKind} | {
    ReleaseKind.THEATRICAL: "Release in cinemas",
    ReleaseKind.HOME_VIDEO: "Release on home video",
}
ENTRY = Entry(
    kind=Kind.RELEASE,
    number=7,
    select=f"""
        SELECT release.id AS object_id, film.slug AS slug,
            'release-' || release.key AS anchor, film.year AS year,
            {words_sql("release.kind", RELEASE_TITLES)} || coalesce(' in ' || place.name, '')
                || CASE WHEN release.date IS NULL THEN '' ELSE ', ' || {
        dated_sql("release.date", "release.precision")
    } END AS title,
            {
        comma_list_sql(
            "coalesce(distributor.name, '')", other_names_sql("films_locationname", "location_id", "place.id")
        )
    } AS names,
            film.title || ' ' || {place_line_sql("place.id")} AS related,
            trim(CASE WHEN distributor.id IS NULL THEN '' ELSE 'Distributed by ' || distributor.name || '. ' END
                || release.note) AS body,
            {words_sql("release.kind", RELEASE_WORDS)}
                || CASE WHEN distributor.id IS NULL THEN '' ELSE ' {DISTRIBUTION_WORDS}' END AS keywords,
            {labels_sql("release.kind", ReleaseKind.choices)} || ', ' || {film_line_sql()} AS context
        FROM films_release release
        JOIN films_film film ON film.id = release.film_id AND film.state = 'published'
        LEFT JOIN films_location place ON place.id = release.place_id
        LEFT JOIN films_organization distributor ON distributor.id = release.distributor_id
        WHERE release.state = 'published' {
        and_published_sql(place="release.place_id", distributor="release.distributor_id")
    }
    """,
    facets=(
        film_facet("films_release"),
        *place_facets("fact.id", "fact.place_id", "films_release fact"),
    ),
    dependencies=(
        Dependency("films_release", "{row}.id"),
        depends_on_film("films_release"),
        depends_on_place("films_release", "place_id"),
        Dependency("films_locationname", "SELECT id FROM films_release WHERE place_id = {row}.location_id"),
        depends_on_organization("films_release", "distributor_id"),
    ),
)


class ReleaseForm(FactForm):
    names = {"place": Location, "distributor": Organization}
    release_kind = choice_field("Kind", ReleaseKind.choices)
    date = forms.DateField(
        label="Date", required=False, help_text="The first day of the month or year if only that is known."
    )
    precision = choice_field("Known to the", DatePrecision.choices, required=False)
    place = name_field("Place", required=False)
    distributor = name_field("Distributor", required=False)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        given = str(content.get("date") or "")
        whole = (given + "-01-01")[:10] if len(given) == 4 else (given + "-01")[:10] if len(given) == 7 else given
        return super().from_proposal({"release_kind": ReleaseKind.THEATRICAL, **content, "date": whole})

    @classmethod
    def as_shown(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Show the date in a form that also shows its precision."""
        shown = cls.from_proposal(content)
        with suppress(KeyError, ValueError):
            day = date.fromisoformat(str(shown["date"]))
            shown["date"] = day.strftime(DATE_FORMATS[shown.pop("precision")])
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "date" in cleaned and bool(cleaned["date"]) != bool(cleaned.get("precision")):
            self.add_error("precision", "Choose how precise the date is, or leave out the date.")
        return cleaned


def accept(context: AcceptContext) -> Release:
    """Find or create the release, its place and its distributor."""
    values = context.cleaned_data
    place = context.get_or_create_place("place", LocationKind.COUNTRY) if values["place"] else None
    distributor = None
    if values["distributor"]:
        distributor = context.get_or_create_organization("distributor", OrganizationKind.DISTRIBUTOR)
    known = Release.objects.filter(film=context.film, kind=values["release_kind"], place=place)
    same = known.filter(date=values["date"]) | known.filter(date=None)
    fact: Release | None = same.order_by("pk").first()
    if fact is not None:
        context.reconcile(fact, "distributor", "distributor", distributor)
    else:
        fact = context.writer.create(
            Release(
                film=context.film,
                key=context.free_key(Release, f"{values['release_kind']} {place.name if place else ''}"),
                kind=values["release_kind"],
                date=values["date"],
                precision=values["precision"],
                place=place,
                distributor=distributor,
            )
        )
    context.cite(fact)
    return fact


def line(release: Release) -> str:
    what = translated("%(kind)s release", kind=translated(release.get_kind_display()))
    where = release.place.name if release.place else ""
    return ", ".join(filter(None, [what, where, release.date_text or translated("undated")]))


ISO_FORMATS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def iso_date(release: Release) -> str:
    """Return the date in ISO 8601, as precisely as it is known, or an empty string."""
    return release.date.strftime(ISO_FORMATS[release.precision]) if release.date else ""


def linked_data(release: Release) -> Mapping[str, Node]:
    event = node(
        "PublicationEvent",
        name=f"{release.get_kind_display()} release",
        startDate=iso_date(release),
        location=reference(release.place) if release.place else None,
        publishedBy=reference(release.distributor) if release.distributor else None,
        description=release.note,
    )
    return {"releasedEvent": event}


def proposed_statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    yield build_statement("release", fields["date"], fields["place"])
    if fields["distributor"]:
        yield build_statement("distributor", fields["distributor"])


def statements(release: Release) -> Iterator[Sequence[Statement]]:
    place = release.place.name if release.place else ""
    yield [build_statement("release", release.date, place)]
    if release.distributor:
        yield [build_statement("distributor", release.distributor.name)]


DECLARATION = Declaration(
    kind=Kind.RELEASE,
    model=Release,
    words=Words(
        "Release",
        "Releases",
        ("release", "releases"),
        (
            FilmQuestion(
                "release date",
                ("when release", "when released", "when out", "when made", "release date", "what year"),
                recorded=Q(year__isnull=False),
            ),
        ),
    ),
    claims=(
        ClaimableField("kind", ValueType.TERM, RELEASE_TERMS),
        ClaimableField("date", ValueType.DATE, precision="precision"),
        ClaimableField("place", ValueType.PLACE),
        ClaimableField("distributor", ValueType.NAME),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=line,
    same=("film", "kind", "date", "place", "distributor"),
    page=ShownOn(("film",), lambda release: f"release-{release.key}"),
    published_with=("film", "place", "distributor"),
    pages={"film": PageList(order=(F("date").asc(nulls_last=True), "pk"))},
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.RELEASE,
            ReleaseForm,
            accept,
            main_field="place",
            reads=date_in,
            shortcut="d",
            states=proposed_statements,
        ),
    ),
    sheet=Sheet(
        columns=tuple("film key kind date precision place distributor note".split()),
        key=("film", "key"),
        completed={"key": key_rule("kind", "place")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "kind", "date_text", "place", "distributor", "key"],
        list_filter=["kind"],
        search_fields=["film__title", "place__name", "distributor__name", "note", "key"],
        fieldsets=[
            (None, [("film", "key"), "kind", ("date", "precision"), ("place", "distributor"), "note", "state"])
        ],
    ),
    rows=(AdminRows(5, "film", ["key", "kind", "date", "precision", "place"], ["distributor"]),),
    listings=(
        AdminListing("film"),
        AdminListing("distributor", "releases distributed"),
        AdminListing("place"),
    ),
    api=ApiShape(
        "Release",
        "",
        (
            ApiField("kind"),
            ApiField("date", "The first day of the month or year if only that is known."),
            ApiField("precision"),
            ApiField("place"),
            ApiField("distributor"),
            ApiField("note"),
        ),
        on={Kind.FILM: "releases"},
    ),
    states=statements,
    linked_data=linked_data,
)
