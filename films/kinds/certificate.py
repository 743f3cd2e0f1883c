"""Declare certificates: how a classification board rated a film."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F

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
    Words,
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
from films.kinds.names import Kind
from films.kinds.sql import and_published_sql, comma_list_sql, dated_sql, film_line_sql, other_names_sql
from films.languages import translated
from films.models import Certificate, Location, Organization, ProposalKind
from films.models.people import OrganizationKind
from films.models.places import LocationKind
from films.models.releases import DatePrecision

CERTIFICATE_WORDS = "certificate certified certification rated rating classified classification censor censors age"
CUT_WORDS = "cut cuts censored"

NAMES = comma_list_sql(
    "coalesce(board.name, '')", other_names_sql("films_locationname", "location_id", "place.id")
)

ENTRY = Entry(
    kind=Kind.CERTIFICATE,
    number=15,
    select=f"""
        SELECT certificate.id AS object_id, film.slug AS slug, 'certificate-' || certificate.key AS anchor,
            film.year AS year,
            'Rated ' || certificate.rating || coalesce(', ' || board.name, '') || coalesce(', ' || place.name, '')
                || CASE WHEN certificate.date IS NULL THEN ''
                ELSE ', ' || {dated_sql("certificate.date", "certificate.precision")} END AS title,
            {NAMES}
                AS names,
            film.title AS related,
            trim(certificate.cuts || ' ' || certificate.note) AS body,
            '{CERTIFICATE_WORDS}' || CASE certificate.cuts WHEN '' THEN '' ELSE ' {CUT_WORDS}' END AS keywords,
            {film_line_sql()} AS context
        FROM films_certificate certificate
        JOIN films_film film ON film.id = certificate.film_id AND film.state = 'published'
        LEFT JOIN films_organization board ON board.id = certificate.board_id
        LEFT JOIN films_location place ON place.id = certificate.country_id
        WHERE certificate.state = 'published'
            {and_published_sql(board="certificate.board_id", place="certificate.country_id")}
    """,
    facets=(
        film_facet("films_certificate"),
        *place_facets("fact.id", "fact.country_id", "films_certificate fact"),
    ),
    dependencies=(
        Dependency("films_certificate", "{row}.id"),
        depends_on_film("films_certificate"),
        depends_on_organization("films_certificate", "board_id"),
        depends_on_place("films_certificate", "country_id"),
        Dependency("films_locationname", "SELECT id FROM films_certificate WHERE country_id = {row}.location_id"),
    ),
)


class CertificateForm(FactForm):
    names = {"board": Organization, "country": Location}
    rating = forms.CharField(max_length=40, label="Rating")
    board = name_field("Board", required=False)
    country = name_field("Country", required=False)
    cuts = forms.CharField(max_length=200, label="Cuts, in our own words", required=False)
    date = forms.DateField(
        label="Date", required=False, help_text="The first day of the month or year if less is known."
    )
    precision = choice_field("Known to the", DatePrecision.choices, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("board") and not cleaned.get("country"):
            self.add_error("board", "Give the board, the country where the rating applies, or both.")
        if "date" in cleaned and bool(cleaned["date"]) != bool(cleaned.get("precision")):
            self.add_error("precision", "Choose how precise the date is, or leave out the date.")
        return cleaned


def accept(context: AcceptContext) -> Certificate:
    """Find or create the certificate, its board and its country."""
    values = context.cleaned_data
    context.refuse_copied("cuts")
    board = (
        context.get_or_create_organization("board", OrganizationKind.CLASSIFICATION_BOARD)
        if values["board"]
        else None
    )
    country = context.get_or_create_place("country", LocationKind.COUNTRY) if values["country"] else None
    same = Certificate.objects.filter(film=context.film, board=board, country=country, date=values["date"])
    fact: Certificate | None = same.order_by("pk").first()
    if fact is not None:
        for name in ("rating", "cuts"):
            context.reconcile(fact, name, name, values[name])
    else:
        source = board or country
        fact = context.writer.create(
            Certificate(
                film=context.film,
                key=context.free_key(Certificate, f"{source.name if source else ''} {values['date'] or ''}"),
                board=board,
                country=country,
                **{name: values[name] for name in ("rating", "cuts", "date", "precision")},
            )
        )
    context.cite(fact)
    return fact


def linked_data(certificate: Certificate) -> Mapping[str, str]:
    return {"contentRating": certificate.rating_text}


DECLARATION = Declaration(
    kind=Kind.CERTIFICATE,
    model=Certificate,
    words=Words(
        "Certificate",
        "Certificates",
        ("certificate", "certificates"),
        (FilmQuestion("certificate", ("mpaa", "age rating")),),
    ),
    claims=(
        ClaimableField("board", ValueType.NAME),
        ClaimableField("country", ValueType.PLACE),
        ClaimableField("rating", ValueType.LABEL),
        ClaimableField("cuts", ValueType.OWN_WORDS),
        ClaimableField("date", ValueType.DATE, precision="precision"),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=lambda certificate: translated("Rated %(rating)s", rating=certificate.rating_text),
    same=("film", "board", "country", "rating", "cuts", "date"),
    page=ShownOn(("film",), lambda certificate: f"certificate-{certificate.key}"),
    published_with=("film", "board", "country"),
    pages={
        "film": PageList(
            order=(F("date").asc(nulls_last=True), "pk"),
            section="release",
            heading="Certificates",
            template="films/facts/certificate.jinja",
        ),
    },
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(DeskForm(ProposalKind.CERTIFICATE, CertificateForm, accept, main_field="board", shortcut="b"),),
    sheet=Sheet(
        columns=tuple("film key board country rating cuts date precision note".split()),
        key=("film", "key"),
        completed={"key": key_rule("board", "country", "date")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "rating", "board", "country", "date", "key"],
        list_filter=["country", "board"],
        search_fields=["film__title", "rating", "board__name", "country__name", "cuts", "note", "key"],
        fieldsets=[
            (None, [("film", "key"), "rating", ("board", "country"), ("date", "precision"), "state"]),
            ("In our own words", ["cuts", "note"]),
        ],
    ),
    rows=(AdminRows(12, "film", ["key", "rating", "board", "country"], ["date", "precision", "cuts"]),),
    listings=(
        AdminListing("film"),
        AdminListing("board", "certificates given"),
        AdminListing("country", "certificates"),
    ),
    api=ApiShape(
        "Certificate",
        "How a board of classification rated a film.",
        (
            ApiField("film"),
            ApiField("board"),
            ApiField("country", "Where the rating applies."),
            ApiField("rating", "As the board writes it."),
            ApiField("cuts", "What was cut for it."),
            ApiField("date", "The first day of the month or year if less is known."),
            ApiField("precision"),
            ApiField("note"),
        ),
        on={Kind.FILM: "certificates"},
    ),
    states=Omitted("certificates are not read out of documents"),
    linked_data=linked_data,
)
