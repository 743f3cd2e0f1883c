"""Declare songs, and other music heard in a film."""

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
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Words,
    key_rule,
)
from films.kinds.forms import FactForm, choice_field, split_at_commas
from films.kinds.index import (
    NAME_COLUMNS,
    Dependency,
    Entry,
    Facet,
    depends_on_film,
    depends_on_other_titles,
    film_facet,
)
from films.kinds.names import FacetName, Kind
from films.kinds.sql import comma_list_sql, film_line_sql, joined_sql, labels_sql, other_names_sql, words_sql
from films.models import ProposalKind, Song
from films.models.songs import MusicOrigin

ORIGIN_WORDS = {
    "": "song songs music track tune heard soundtrack",
    MusicOrigin.ORIGINAL: "original song songs music track tune heard soundtrack",
    MusicOrigin.EXISTING: "existing classical song songs music track tune heard soundtrack",
}
LINKS = ("performers", "composers")


def people_sql(select: str, more: str = "") -> str:
    """Return SQL for what `select` yields about everybody who performs or composed a song."""
    return joined_sql(
        " UNION ".join(
            f"SELECT {select} AS item FROM films_song_{link} named "
            f"JOIN films_person person ON person.id = named.person_id AND person.state = 'published' {more} "
            "WHERE named.song_id = song.id"
            for link in LINKS
        )
        + " ORDER BY item"
    )


def depends_on_people(link: str) -> tuple[Dependency, ...]:
    """Return the dependencies of songs on the people of one link."""
    table = f"films_song_{link}"
    return (
        Dependency(table, "{row}.song_id"),
        Dependency("films_person", f"SELECT song_id FROM {table} WHERE person_id = {{row}}.id", NAME_COLUMNS),
        Dependency("films_othername", f"SELECT song_id FROM {table} WHERE person_id = {{row}}.person_id"),
    )


OTHER_NAMES = "JOIN films_othername other ON other.person_id = person.id AND other.state = 'published'"

ENTRY = Entry(
    kind=Kind.SONG,
    number=14,
    select=f"""
        SELECT song.id AS object_id, film.slug AS slug, 'song-' || song.key AS anchor,
            film.year AS year,
            '“' || song.title || '”' || CASE song.work WHEN '' THEN '' ELSE ' from ' || song.work END AS title,
            {comma_list_sql(people_sql("person.name"), people_sql("other.name", OTHER_NAMES))} AS names,
            film.title || ' ' || {other_names_sql("films_othertitle", "film_id", "film.id", "title")} AS related,
            trim({labels_sql("song.origin", MusicOrigin.choices)} || ' ' || song.use || ' ' || song.note) AS body,
            {words_sql("song.origin", ORIGIN_WORDS)} AS keywords,
            {film_line_sql()} AS context
        FROM films_song song
        JOIN films_film film ON film.id = song.film_id AND film.state = 'published'
        WHERE song.state = 'published'
    """,
    facets=(
        film_facet("films_song"),
        *(
            Facet(FacetName.PERSON, "named.song_id", "named.person_id", f"films_song_{link} named")
            for link in LINKS
        ),
    ),
    dependencies=(
        Dependency("films_song", "{row}.id"),
        depends_on_film("films_song"),
        depends_on_other_titles("films_song"),
        *(dependency for link in LINKS for dependency in depends_on_people(link)),
    ),
)


class SongForm(FactForm):
    title = forms.CharField(max_length=300, label="Title")
    work = forms.CharField(max_length=300, label="Part of the work", required=False)
    origin = choice_field("Origin", MusicOrigin.choices, required=False)
    performers = forms.CharField(label="Performed by", required=False, help_text="Separated by commas.")
    composers = forms.CharField(label="Composed by", required=False, help_text="Separated by commas.")
    use = forms.CharField(max_length=200, label="Use", required=False, help_text="Such as “end credits”.")

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        return super().from_proposal({**content, **{link: ", ".join(content.get(link) or ()) for link in LINKS}})

    def clean_performers(self) -> list[str]:
        return split_at_commas(self.cleaned_data["performers"])

    def clean_composers(self) -> list[str]:
        return split_at_commas(self.cleaned_data["composers"])


def accept(context: AcceptContext) -> Song:
    """Find or create the song, its performers and its composers."""
    values = context.cleaned_data
    people = {link: [context.get_or_create_person_named(link, name) for name in values[link]] for link in LINKS}
    fact: Song | None = (
        Song.objects.filter(film=context.film, title__iexact=values["title"]).order_by("pk").first()
    )
    if fact is not None:
        for name in ("work", "origin", "use"):
            context.reconcile(fact, name, name, values[name])
    else:
        fact = context.writer.create(
            Song(
                film=context.film,
                key=context.free_key(Song, values["title"]),
                **{name: values[name] for name in ("title", "work", "origin", "use")},
            )
        )
    for link in LINKS:
        context.writer.link(fact, link, people[link])
    context.cite(fact)
    return fact


PUBLISHED_PEOPLE = {link: f"published_{link}" for link in LINKS}


ON_A_PAGE_OF_PERSON = PageList(
    order=(F("film__year").asc(nulls_first=True), "title", "pk"),
    lists=PUBLISHED_PEOPLE,
    section="songs",
    heading="Songs and music",
    template="films/facts/song.jinja",
)

DECLARATION = Declaration(
    kind=Kind.SONG,
    model=Song,
    words=Words("Song", "Songs and music", ("song", "songs")),
    claims=(
        ClaimableField("title", ValueType.TITLE),
        ClaimableField("work", ValueType.TITLE),
        ClaimableField("origin", ValueType.TERM, ORIGIN_WORDS),
        ClaimableField("performers", ValueType.NAME),
        ClaimableField("composers", ValueType.NAME),
        ClaimableField("use", ValueType.OWN_WORDS),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=lambda song: f"{song.title_text}{f', {song.use}' if song.use else ''}",
    same=("film", "title", "work", "origin", "use"),
    page=ShownOn(("film",), lambda song: f"song-{song.key}"),
    published_with=("film",),
    pages={
        "film": PageList(
            order=("title", "pk"),
            lists=PUBLISHED_PEOPLE,
            section="music",
            heading="Songs and music heard in it",
            template="films/facts/song.jinja",
        ),
        "performers": ON_A_PAGE_OF_PERSON,
        "composers": ON_A_PAGE_OF_PERSON,
    },
    naming=Omitted("what it is called is no name of a record with a page"),
    entry=ENTRY,
    desk=(DeskForm(ProposalKind.SONG, SongForm, accept, main_field="title", shortcut="s"),),
    sheet=Sheet(
        columns=tuple("film key title work origin performers composers use note".split()),
        key=("film", "key"),
        completed={"key": key_rule("title")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "title", "work", "origin", "use", "key"],
        list_filter=["origin"],
        search_fields=["film__title", "title", "work", "performers__name", "composers__name", "key"],
        fieldsets=[
            (None, [("film", "key"), ("title", "work"), "origin", "state"]),
            ("Who and where", ["performers", "composers", "use", "note"]),
        ],
    ),
    rows=(AdminRows(11, "film", ["key", "title", "origin", "use"], ["work"]),),
    listings=(
        AdminListing("film"),
        AdminListing("performers", "songs performed"),
        AdminListing("composers", "songs composed"),
    ),
    api=ApiShape(
        "Song",
        "A song, or another piece of music, that is heard in a film.",
        (
            ApiField("film"),
            ApiField("title"),
            ApiField("work", "The larger work that it is part of."),
            ApiField("origin", "Whether it was written for the film; empty where that is not known."),
            ApiField("performers", value=lambda song: song.published_performers),
            ApiField("composers", value=lambda song: song.published_composers),
            ApiField("use", "Where or how it is heard."),
            ApiField("note"),
        ),
        on={Kind.FILM: "songs", Kind.PERSON: "songs"},
    ),
    states=Omitted("`compare_facts` does not compare songs"),
    linked_data=Omitted("schema.org has no property of a film for music heard in it"),
)
