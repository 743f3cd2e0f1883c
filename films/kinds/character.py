"""Declare characters: who is in the story of a film, under which names, and who plays them."""

from django import forms
from django.db.models import Q

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
    Naming,
    Omitted,
    PageList,
    ShownOn,
    Words,
)
from films.kinds.forms import FactForm, name_field, split_at_commas
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
from films.kinds.sql import film_line_sql, joined_sql, other_names_sql
from films.models import Character, CharacterName, ProposalKind

PLAYED_BY = "films_character_played_by"
PLAYER = (
    f"FROM {PLAYED_BY} link JOIN films_person person ON person.id = link.person_id AND person.state = 'published'"
)

PLAYERS = joined_sql(
    f"SELECT person.name AS item {PLAYER} WHERE link.character_id = character.id ORDER BY link.id"
)

ENTRY = Entry(
    kind=Kind.CHARACTER,
    number=16,
    select=f"""
        SELECT character.id AS object_id, film.slug AS slug, 'character-' || character.slug AS anchor,
            film.year AS year,
            character.name AS title,
            {other_names_sql("films_charactername", "character_id", "character.id")} AS names,
            {PLAYERS}
                || ' ' || film.title || ' '
                || {other_names_sql("films_othertitle", "film_id", "film.id", "title")} AS related,
            character.note AS body,
            'character role played' AS keywords,
            {film_line_sql()} AS context
        FROM films_character character
        JOIN films_film film ON film.id = character.film_id AND film.state = 'published'
        WHERE character.state = 'published'
    """,
    facets=(
        film_facet("films_character"),
        Facet(FacetName.PERSON, "link.character_id", "link.person_id", f"{PLAYED_BY} link"),
    ),
    dependencies=(
        Dependency("films_character", "{row}.id"),
        Dependency("films_charactername", "{row}.character_id"),
        Dependency(PLAYED_BY, "{row}.character_id"),
        Dependency(
            "films_person", f"SELECT character_id FROM {PLAYED_BY} WHERE person_id = {{row}}.id", NAME_COLUMNS
        ),
        depends_on_film("films_character"),
        depends_on_other_titles("films_character"),
    ),
)


class CharacterForm(FactForm):
    name = name_field("Name")
    other_names = forms.CharField(
        label="Other names", required=False, help_text="Separated by commas, such as “Rosta”."
    )
    played_by = forms.CharField(label="Played by", required=False, help_text="Separated by commas.")
    note = forms.CharField(
        label="Who this is",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In our own words.",
    )

    def clean_other_names(self) -> list[str]:
        return split_at_commas(self.cleaned_data["other_names"])

    def clean_played_by(self) -> list[str]:
        return split_at_commas(self.cleaned_data["played_by"])


def accept(context: AcceptContext) -> Character:
    """Find or create the character, and add the names and players that it lacks."""
    values = context.cleaned_data
    context.refuse_copied("note")
    players = [context.get_or_create_person_named("played_by", name) for name in values["played_by"]]
    fact = find_character(context)
    if fact is None:
        fact = context.new_record(Character, values["name"], film=context.film)
    context.reconcile(fact, "note", "note", values["note"])
    context.writer.link(fact, "played_by", players)
    context.cite(fact)
    for name in values["other_names"]:
        other = CharacterName.objects.filter(character=fact, name__iexact=name).first()
        context.cite(other or context.writer.create(CharacterName(character=fact, name=name)))
    return fact


def find_character(context: AcceptContext) -> Character | None:
    """Return the film's character with the name in the form. Raises RefusedError if several have it."""
    name = context.cleaned_data["name"]
    named = Q(name__iexact=name) | Q(other_names__name__iexact=name)
    found = list(Character.objects.filter(named, film=context.film).distinct()[:2])
    if len(found) > 1:
        raise context.refusal("name", f"Several characters of this film are called “{name}”: give the whole name.")
    return found[0] if found else None


DECLARATION = Declaration(
    kind=Kind.CHARACTER,
    model=Character,
    words=Words("Character", "Characters", ("character", "characters")),
    claims=(
        ClaimableField("name", ValueType.NAME),
        ClaimableField("played_by", ValueType.NAME),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=lambda character: character.name,
    same=Omitted("characters of one name may be several: a curator merges them"),
    page=ShownOn(("film",), lambda character: f"character-{character.slug}"),
    published_with=("film",),
    pages={
        "film": PageList(
            order=("pk",),
            lists={"played_by": "published_players", "other_names": "published_names"},
            section="cast",
            heading="Characters",
            template="films/facts/character.jinja",
        ),
    },
    naming=Naming(
        ("name",),
        Kind.CHARACTER_NAME,
        other_name=lambda character, name: CharacterName(character=character, name=name),
    ),
    entry=ENTRY,
    desk=(DeskForm(ProposalKind.CHARACTER, CharacterForm, accept, main_field="name", shortcut="h"),),
    sheet=Omitted("too few to be worth a file"),
    admin=AdminPage(
        group="Films",
        list_display=["name", "film"],
        search_fields=["name", "slug", "film__title", "other_names__name", "played_by__name"],
        prepopulated_fields={"slug": ["name"]},
        fieldsets=[(None, ["film", ("name", "slug"), "played_by", "note", "state"])],
    ),
    rows=(AdminRows(3, "film", ["name"], ["slug", "note"], prepopulated_fields={"slug": ["name"]}),),
    listings=(AdminListing("film"), AdminListing("played_by", "characters played")),
    api=ApiShape(
        "Character",
        "Somebody in the story of a film.",
        (
            ApiField("slug"),
            ApiField("film"),
            ApiField("name"),
            ApiField(
                "other_names", type=list[str], value=lambda character: [n.name for n in character.published_names]
            ),
            ApiField("played_by", value=lambda character: character.published_players),
            ApiField("note"),
        ),
        on={Kind.FILM: "characters"},
    ),
    states=Omitted("casts are read out of documents as credits"),
    linked_data=Omitted("the credits of those who play it name it"),
)
