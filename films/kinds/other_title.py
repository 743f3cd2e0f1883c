"""Declare other titles of films."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Words,
)
from films.kinds.names import Kind
from films.languages import translated
from films.models import OtherTitle

DECLARATION = Declaration(
    kind=Kind.OTHER_TITLE,
    model=OtherTitle,
    words=Words("Other title", "Other titles"),
    claims=(
        ClaimableField("title", ValueType.TITLE),
        ClaimableField("language", ValueType.NAME),
    ),
    line=lambda title: f"{translated(title.get_kind_display())}: {title.title}",
    same=("film", "title"),
    page=ShownOn(("film",)),
    published_with=("film",),
    pages={"film": PageList(order=("title",), joined=("language",))},
    naming=Omitted("it names another record"),
    entry=Omitted("its film is found by it"),
    desk=Omitted("merging, importing and the admin give other titles"),
    sheet=Sheet(
        columns=tuple("film title language kind regions".split()),
        key=(
            "film",
            "title",
        ),
        completed={},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["title", "film", "language", "kind"],
        list_filter=["kind", "language"],
        search_fields=["title", "film__title"],
    ),
    rows=(AdminRows(1, "film", ["title", "language", "regions", "kind"]),),
    listings=Omitted("all are rows on the page of their film"),
    api=ApiShape(
        "OtherTitle",
        "",
        (
            ApiField("title"),
            ApiField("kind"),
            ApiField(
                "language", "BCP 47.", str | None, lambda title: title.language.tag if title.language else None
            ),
        ),
        on={Kind.FILM: "other_titles"},
    ),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=lambda title: {"alternateName": title.title},
)
